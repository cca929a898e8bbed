import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Digest, digestSchema } from '../oci/image-spec.ts'

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
  | 'UNAUTHORIZED'
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

/** Sends an answer, and lets the rest of the request run out, so that the client gets to read it. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = answer.body ?? ''
  response.writeHead(answer.status, {
    'Docker-Distribution-API-Version': 'registry/2.0',
    ...(answer.status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    ...answer.headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
  request.resume()
}

/** @throws RequestError 405 for other methods */
export function allow(method: string, ...methods: string[]): void {
  if (methods.includes(method)) return
  const headers = { Allow: methods.join(', ') }
  throw new RequestError(405, 'UNSUPPORTED', `${method} is not supported here`, headers)
}

/** @throws RequestError when the text is no SHA-256 digest */
export function digestOf(text: string): Digest {
  const result = digestSchema.safeParse(text)
  if (!result.success) throw new RequestError(400, 'DIGEST_INVALID', 'the digest is invalid')
  if (!text.startsWith('sha256:')) {
    throw new RequestError(400, 'DIGEST_INVALID', 'only sha256 digests are supported')
  }
  return result.data
}

/** What was sent is here now. */
export function created(location: string, digest: Digest): Answer {
  return { status: 201, headers: { Location: location, 'Docker-Content-Digest': digest } }
}
