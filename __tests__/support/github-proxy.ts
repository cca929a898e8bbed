import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expectNoCanary } from './canaries.ts'

/** A wrong answer: once, unless told how often. */
export interface Fault {
  method: string
  path: RegExp
  status: number
  message: string
  headers?: Record<string, string>
  times?: number
  /** Carry the request out all the same, as a server does that fails after its work. */
  after?: boolean
  /** Called before the request is carried out: what another run does meanwhile. Without a wrong answer. */
  meanwhile?: () => Promise<void>
}

export interface GithubProxy {
  url: string
  /** `POST /repos/…` of every request, oldest first. */
  requests: string[]
  fail: (fault: Fault) => void
  /** @throws Error when any request carried a canary, e.g. a comment or a record */
  close: () => Promise<void>
}

// Text from issue actions/dependency-review-action#779.
const TOO_LONG = {
  message: 'Validation Failed',
  errors: [
    {
      resource: 'IssueComment',
      code: 'unprocessable',
      field: 'data',
      message: 'Body is too long (maximum is 65536 characters)',
    },
  ],
}

/**
 * In front of the emulator on `port`: what GitHub does and emulate does not (the length of comments, GraphQL's
 * viewer, `GET /user` with the token of a job), and faults on demand.
 */
export async function startGithubProxy(
  port: number,
  loginOf: (token: string) => string | null,
): Promise<GithubProxy> {
  const faults: Fault[] = []
  const requests: string[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request
    requests.push(`${method} ${url}`)
    const body = await bodyOf(request)
    bodies.push(body)
    const token = (request.headers.authorization ?? '').replace(/^(bearer|token) /i, '')
    const answer = (status: number, json: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(json))

    const fault = takeFault(faults, method, url)
    await fault?.meanwhile?.()
    if (fault !== undefined && fault.meanwhile === undefined) {
      if (fault.after) await forward(port, request, body)
      return answer(fault.status, { message: fault.message }, fault.headers)
    }
    if (method === 'POST' && url === '/graphql') {
      const login = loginOf(token)
      if (login === null) return answer(401, { message: 'Bad credentials' })
      return answer(200, { data: { viewer: { login } } })
    }
    if (method === 'GET' && url === '/user' && token.startsWith('ghs_')) {
      return answer(403, { message: 'Resource not accessible by integration' })
    }
    if (/^(POST|PATCH)/.test(method) && /\/comments/.test(url) && lengthOfComment(body) > 65_536) {
      return answer(422, TOO_LONG)
    }
    const upstream = await forward(port, request, body)
    const text = upstream.status === 204 ? null : await upstream.text()
    const link = upstream.headers.get('link')
    const headers = { 'content-type': 'application/json', ...(link === null ? {} : { link }) }
    return response.writeHead(upstream.status, headers).end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: fault => faults.push({ ...fault }),
    close: async () => {
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      expectNoCanary(Object.fromEntries(bodies.map((body, index) => [`request ${index}`, body])))
    },
  }
}

// --- internal ---

function takeFault(faults: Fault[], method: string, url: string): Fault | undefined {
  const index = faults.findIndex(fault => fault.method === method && fault.path.test(url))
  const fault = faults[index]
  if (fault === undefined) return undefined
  fault.times = (fault.times ?? 1) - 1
  if (fault.times <= 0) faults.splice(index, 1)
  return fault
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function lengthOfComment(body: string): number {
  return (JSON.parse(body) as { body?: string }).body?.length ?? 0
}

function forward(port: number, { method, url, headers }: IncomingMessage, body: string) {
  return fetch(`http://127.0.0.1:${port}${url}`, {
    method: method ?? 'GET',
    headers: {
      authorization: headers.authorization ?? '',
      'content-type': 'application/json',
      // A kept connection may be closed by the other side just when it is used again.
      connection: 'close',
    },
    ...(body === '' ? {} : { body }),
  })
}
