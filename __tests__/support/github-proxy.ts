import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expectNoCanary } from './canaries.ts'
import { violations } from './contract/contract.ts'

/**
 * What else than an error can be wrong with an answer: it never comes, ends in its middle, is no JSON though it says so,
 * or is JSON of nothing that was asked for.
 */
export const wrongAnswers = ['silent', 'cut', 'not JSON', 'other JSON', 'null'] as const
export type WrongAnswer = (typeof wrongAnswers)[number]

/** A wrong answer: once, unless told how often. */
export interface Fault {
  method: string
  path: RegExp
  status: number
  message: string
  /** Instead of the status and its message. */
  answer?: WrongAnswer
  headers?: Record<string, string>
  times?: number
  /** Carry the request out all the same, as a server does that fails after its work. */
  after?: boolean
  /** Called before the request is carried out: what another run does meanwhile. Without a wrong answer. */
  meanwhile?: () => Promise<void>
}

/** The port of another server that answers some requests; null: the emulator does. */
export type Elsewhere = (method: string, url: string) => number | null

export interface GithubProxy {
  url: string
  /** `POST /repos/…` of every request, oldest first. */
  requests: string[]
  fail: (fault: Fault) => void
  /** Takes back what was not answered wrongly yet. */
  heal: () => void
  /** @throws Error when any request carried a canary, e.g. a comment or a record */
  close: () => Promise<void>
  /** What the product sent, or got, that GitHub's description does not have (./contract). */
  violations: string[]
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
  elsewhere: Elsewhere = () => null,
): Promise<GithubProxy> {
  const portOf = (method: string, url: string) => elsewhere(method, url) ?? port
  const faults: Fault[] = []
  const broken: string[] = []
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

    // Only what the product sends; tests use more of the emulator than GitHub documents.
    const isOurs = /^image-size-gate/.test(request.headers['user-agent'] ?? '')
    const hold = (status: number, answered: unknown) => {
      const sent = body === '' ? null : JSON.parse(body)
      if (isOurs) broken.push(...violations({ method, url, body: sent, status, answer: answered }))
    }
    const fault = takeFault(faults, method, url)
    await fault?.meanwhile?.()
    if (fault !== undefined && fault.meanwhile === undefined) {
      if (fault.after) await forward(portOf(method, url), request, body)
      if (fault.answer !== undefined) return answerWrongly(response, fault.answer)
      return answer(fault.status, { message: fault.message }, fault.headers)
    }
    if (method === 'POST' && url === '/graphql') {
      const login = loginOf(token)
      hold(200, undefined)
      if (login === null) return answer(401, { message: 'Bad credentials' })
      return answer(200, { data: { viewer: { login } } })
    }
    if (method === 'GET' && url === '/user' && token.startsWith('ghs_')) {
      return answer(403, { message: 'Resource not accessible by integration' })
    }
    if (/^(POST|PATCH)/.test(method) && /\/comments/.test(url) && lengthOfComment(body) > 65_536) {
      return answer(422, TOO_LONG)
    }
    const upstream = await forward(portOf(method, url), request, body)
    const text = upstream.status === 204 ? null : await upstream.text()
    // Another server answers with what is used of an answer, and no more.
    const isWhole = portOf(method, url) === port && text !== null
    hold(upstream.status, isWhole ? JSON.parse(text) : undefined)
    const link = upstream.headers.get('link')
    const headers = { 'content-type': 'application/json', ...(link === null ? {} : { link }) }
    return response.writeHead(upstream.status, headers).end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: fault => faults.push({ ...fault }),
    heal: () => void faults.splice(0),
    close: async () => {
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      expectNoCanary(Object.fromEntries(bodies.map((body, index) => [`request ${index}`, body])))
    },
    violations: broken,
  }
}

// --- internal ---

function answerWrongly(response: ServerResponse, answer: WrongAnswer): void {
  const texts = { 'not JSON': '<html>Sorry</html>', 'other JSON': '{"other":[1]}', null: 'null' }
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  // A client that waits for it has to give up by itself.
  if (answer === 'silent') return
  if (answer === 'cut') {
    response.writeHead(200, { ...headers, 'content-length': '1000' }).write('[{"id": 1, "bo')
    return void setTimeout(() => response.destroy(), 5)
  }
  response.writeHead(200, headers).end(texts[answer])
}

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
