import { expect, test } from '@jest/globals'
import { askRegistry, registryFailure } from '../../src/docker/registry-failure.ts'
import { UserError } from '../../src/errors.ts'
import { CommandError } from '../../src/run.ts'
import { type Answer, digestOfZeros, recording } from './fake.ts'

test.each([
  ['ERROR: 127.0.0.1:5077/dk/none:a: not found', 'missing'],
  ['manifest unknown: manifest unknown', 'missing'],
  [
    'ERROR: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'denied',
  ],
  [
    'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=x: 403 Forbidden',
    'denied',
  ],
  ['unexpected status from HEAD request to https://r/v2/a/manifests/1: 401 Unauthorized', 'denied'],
  ['no basic auth credentials', 'denied'],
  [
    'unexpected status from HEAD request to https://r/v2/a/manifests/1: 429 Too Many Requests',
    'busy',
  ],
  ['toomanyrequests: You have reached your unauthenticated pull rate limit', 'busy'],
  [
    'unexpected status from HEAD request to https://r/v2/a/manifests/1: 503 Service Unavailable',
    'busy',
  ],
  ['received unexpected HTTP status: 502 Bad Gateway', 'busy'],
  ['net/http: TLS handshake timeout', 'busy'],
  ['dial tcp 1.2.3.4:443: i/o timeout', 'busy'],
  ['failed to do request: Head "https://r": context deadline exceeded', 'busy'],
  ['failed to do request: Head "https://r/v2/": EOF', 'busy'],
  ['read: connection reset by peer', 'busy'],
  ['dial tcp: lookup nosuch.invalid on 10.0.0.1:53: no such host', 'unreachable'],
  ['dial tcp 127.0.0.1:1: connect: connection refused', 'unreachable'],
  [
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'unreachable',
  ],
  ['http: server gave HTTP response to HTTPS client', 'unreachable'],
  [`invalid descriptor ${digestOfZeros}`, 'unknown'],
  ['', 'unknown'],
])('%s: %s', (stderr, expected) => {
  expect(registryFailure(stderr)).toBe(expected)
})

const busy = { exitCode: 1, stderr: 'ERROR: HEAD https://r: 503 Service Unavailable' }

function asking(answers: Answer[]) {
  const pauses: number[] = []
  const { run, commands } = recording((_command, index) => answers[index] ?? '')
  const ask = () =>
    askRegistry(
      'docker://a',
      () => run({ program: 'docker', args: [] }),
      async time => pauses.push(time),
    )
  return { ask, commands, pauses }
}

test('a busy registry is asked again', async () => {
  const { ask, pauses } = asking([busy, busy, 'there'])
  expect((await ask()).stdout).toBe('there')
  expect(pauses).toEqual([1_000, 4_000])
})

test('a registry that stays busy', async () => {
  const { ask, commands, pauses } = asking([busy, busy, busy, busy, 'too late'])
  const failed = await ask().catch((error: Error) => error)
  expect(failed).toBeInstanceOf(UserError)
  expect((failed as Error).message).toMatch(
    /^docker:\/\/a: the registry is overloaded .* also after three more tries.* \(HEAD https:\/\/r: 503 Service Unavailable\)$/,
  )
  expect((failed as Error).cause).toBeInstanceOf(CommandError)
  expect(commands).toHaveLength(4)
  expect(pauses).toEqual([1_000, 4_000, 10_000])
})

test.each([
  [
    'ERROR: a: not found',
    /^docker:\/\/a: there is no such image; check name and tag.*\(a: not found\)$/,
  ],
  ['denied', /^docker:\/\/a: no permission to read it.*docker\/login-action/],
  ['no such host', /^docker:\/\/a: the registry cannot be reached/],
  ['what', /^docker:\/\/a: the registry cannot deliver it \(what\)$/],
])('%j is final', async (stderr, message) => {
  const { ask, commands } = asking([{ exitCode: 1, stderr }])
  await expect(ask()).rejects.toThrow(message)
  expect(commands).toHaveLength(1)
})

test('a bug stays one', async () => {
  const bug = new TypeError('x')
  await expect(askRegistry('a', () => Promise.reject(bug))).rejects.toBe(bug)
})
