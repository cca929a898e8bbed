import { expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { CommandError } from '../../src/common/run.ts'
import { askRegistry, type Patience, registryFailure } from '../../src/docker/registry-failure.ts'
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
  ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'untrusted'],
  ['http: server gave HTTP response to HTTPS client', 'plain'],
  [`invalid descriptor ${digestOfZeros}`, 'unknown'],
  ["docker: 'buildx' is not a docker command.", 'no buildx'],
  [
    "unknown flag: --tag\nSee 'docker --help'.\n\n  --tlscert string  Path to TLS certificate file",
    'no buildx',
  ],
  ['', 'unknown'],
])('%s: %s', (stderr, expected) => {
  expect(registryFailure(stderr)).toBe(expected)
})

const busy = { exitCode: 1, stderr: 'ERROR: HEAD https://r: 503 Service Unavailable' }

function asking(answers: Answer[], asked: number | null = null, patience: Partial<Patience> = {}) {
  const pauses: number[] = []
  const { run, commands } = recording((_command, index) => answers[index] ?? '')
  const ask = () =>
    askRegistry('docker://a', () => run({ program: 'docker', args: [] }), {
      pause: async time => pauses.push(time),
      retryAfter: async () => asked,
      ...patience,
    })
  return { ask, commands, pauses }
}

test.each([
  [
    'x509: certificate signed by unknown authority',
    /SSL_CERT_FILE .*certs\.d\/r\.corp:5000\/ca\.crt.*`docker-daemon:/,
  ],
  [
    'server gave HTTP response to HTTPS client',
    /plain HTTP.*`insecure-registries`.*`docker-daemon:/,
  ],
])('what docker may trust and buildx does not has its ways out: %s', async (stderr, message) => {
  const { run } = recording(() => ({ exitCode: 1, stderr }))
  const command = { program: 'docker', args: [] }
  const asked = askRegistry('docker://r.corp:5000/a/b:1', () => run(command))
  await expect(asked).rejects.toThrow(message)
})

test('a busy registry is asked again', async () => {
  const { ask, pauses } = asking([busy, busy, 'there'])
  expect((await ask()).stdout).toBe('there')
  expect(pauses).toEqual([1_000, 4_000])
})

test.each([0, 2_500, 30_000])('a registry that asks to wait %s ms', async asked => {
  const { ask, pauses } = asking([busy, 'there'], asked)
  await ask()
  expect(pauses).toEqual([asked])
})

test('a registry that asks to wait longer than a job should', async () => {
  const { ask, commands, pauses } = asking([busy, 'there'], 3_600_000)
  await expect(ask()).rejects.toThrow(
    /^docker:\/\/a: the registry .* limits the rate.*\(it asks to wait 3600 s; HEAD https/,
  )
  expect([commands.length, pauses.length]).toEqual([1, 0])
})

test('a registry that never answers is given up, unless something moves', async () => {
  const pauses: number[] = []
  const hangs = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      const end = () => reject(new CommandError({ program: 'docker', args: [] }, 128, 'cancelled'))
      signal.addEventListener('abort', end)
    })
  const pause = async (time: number) => pauses.push(time)
  await expect(askRegistry('docker://a', hangs, { pause, stall: 40 })).rejects.toThrow(
    'docker://a: the registry does not answer, also when asked again; run the job again later (nothing came for 0.04 s)',
  )
  expect(pauses).toEqual([1_000, 4_000, 10_000])
  const done = { exitCode: 0, stdout: 'there', stderr: '' }
  const slow = async (signal: AbortSignal) => {
    await new Promise(resolve => setTimeout(resolve, 200))
    if (signal.aborted) throw new Error('it was getting on')
    return done
  }
  let moved = 0
  expect(await askRegistry('docker://a', slow, { stall: 40, progress: () => moved++ })).toBe(done)
})

test('no docker at all', async () => {
  const missing = Object.assign(new Error('spawn docker ENOENT'), { code: 'ENOENT' })
  await expect(askRegistry('docker://a', () => Promise.reject(missing))).rejects.toThrow(
    /^docker:\/\/a: docker with buildx is needed to read it: install/,
  )
})

test('a registry that stays busy', async () => {
  const { ask, commands, pauses } = asking([busy, busy, busy, busy, 'too late'])
  const failed = await ask().catch((error: Error) => error)
  expect(failed).toBeInstanceOf(UserError)
  expect((failed as Error).message).toMatch(
    /^docker:\/\/a: the registry is overloaded .* also when asked again.* \(HEAD https:\/\/r: 503 Service Unavailable\)$/,
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
