import type { IncomingMessage, ServerResponse } from 'node:http'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes */
export type ErrorCode =
  | 'BLOB_UNKNOWN'
  | 'BLOB_UPLOAD_INVALID'
  | 'BLOB_UPLOAD_UNKNOWN'
  | 'DIGEST_INVALID'
  | 'MANIFEST_BLOB_UNKNOWN'
  | 'MANIFEST_INVALID'
  | 'MANIFEST_UNKNOWN'
  | 'NAME_INVALID'
  | 'NAME_UNKNOWN'
  | 'SIZE_INVALID'
  | 'UNSUPPORTED'
  | 'TOOMANYREQUESTS'

/** A request that is answered with an error of the specification. */
export class RequestError extends Error {
  override name = 'RequestError'
  readonly status: number
  readonly code: ErrorCode
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: ErrorCode,
    message: string,
    headers: Record<string, string> = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  /** Left out of answers to HEAD. */
  body?: string
}

export function errorAnswer({ status, code, message, headers }: RequestError): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ errors: [{ code, message }] }),
  }
}

/** Sends an answer. A request whose body was not read to its end loses its connection. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = answer.body ?? ''
  response.writeHead(answer.status, {
    'Docker-Distribution-API-Version': 'registry/2.0',
    ...(answer.status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    ...(request.complete || !hasBody(request) ? {} : { Connection: 'close' }),
    ...answer.headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
