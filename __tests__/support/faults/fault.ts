import type { Fault, WrongAnswer } from '../github-proxy.ts'

/** What goes wrong with one request of a run. */
export interface Trouble {
  /** As `callOf` names it. */
  call: string
  kind: string
}

/** A run of the action: what starts it, and what is there already. */
export const flows = [
  'first comment',
  'next comment',
  'first record',
  'next record',
  'no report',
] as const
export type Flow = (typeof flows)[number]

export interface FaultCase {
  flow: Flow
  /** null: nothing goes wrong. */
  trouble: Trouble | null
}

type Answer = Pick<Fault, 'status' | 'message'> & Partial<Fault>

const status = (code: number, message: string, headers = {}): Answer => ({
  status: code,
  message,
  headers,
})
const wrong = (answer: WrongAnswer): Answer => ({ ...status(200, ''), answer })

// Messages as GitHub sends them: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
const answers: Record<string, Answer> = {
  401: status(401, 'Bad credentials'),
  403: status(403, 'Resource not accessible by integration'),
  404: status(404, 'Not Found'),
  409: status(409, 'Git Repository is empty.'),
  410: status(410, 'Issues are disabled for this repo'),
  422: status(422, 'Validation Failed'),
  429: status(429, 'Too Many Requests'),
  '429 for an hour': status(429, 'You have exceeded a secondary rate limit', {
    'retry-after': '3600',
  }),
  500: status(500, 'Server Error'),
  silent: wrong('silent'),
  cut: wrong('cut'),
  'not JSON': wrong('not JSON'),
  'other JSON': wrong('other JSON'),
  null: wrong('null'),
}

/** What passes: it costs a second try. */
const passing: Record<string, Answer> = {
  'once 429 for a second': status(429, 'You have exceeded a secondary rate limit', {
    'retry-after': '1',
  }),
  'once 502': status(502, 'Bad Gateway'),
  'once 503': status(503, 'Service Unavailable'),
  'once silent': wrong('silent'),
  'once not JSON': wrong('not JSON'),
}

/** Carried out all the same: the answer is lost, the work is not. */
const done: Record<string, Answer> = {
  'once done, then 502': { ...status(502, 'Bad Gateway'), after: true },
  'once done, then cut': { ...wrong('cut'), after: true },
}

export function faultOf({ call, kind }: Trouble): Fault {
  const [method = '', path = ''] = call.split(' ')
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll('{}', '[^/?]+')
  const answer = { ...answers, ...passing, ...done }[kind]
  if (answer === undefined) throw new Error(`no such fault: ${kind}`)
  const times = kind.startsWith('once') ? 1 : Number.POSITIVE_INFINITY
  return { method, path: new RegExp(`^${pattern}(\\?|$)`), times, ...answer }
}

/** Tried with every call; the others take turns, unless all are asked for: a minute is what there is. */
const always = ['403']
const IN_TURN = 1

/** What can go wrong with a call, of which `turn` says which kinds; null: all. */
export function troublesOf(call: string, turn: number | null): Trouble[] {
  const lost = call.startsWith('GET ') ? [] : Object.keys(done)
  const others = Object.keys({ ...answers, ...passing }).filter(kind => !always.includes(kind))
  const first = (turn ?? 0) * IN_TURN
  const picked =
    turn === null
      ? others
      : Array.from({ length: IN_TURN }, (_, index) => others[(first + index) % others.length] ?? '')
  return [...always, ...picked, ...lost].map(kind => ({ call, kind }))
}

/** `GET /repos/octocat/hello-world/issues/{}/labels` for any request of that kind. */
export function callOf(request: string): string {
  return request
    .replace(/\?.*$/, '')
    .replace(/compare\/[^/]+$/, 'compare/{}')
    .replace(/(\/|%2F)(\d+|[0-9a-f]{40}|sizes(-\d+)?)(?=\/|$)/g, '$1{}')
}
