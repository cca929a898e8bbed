import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { canaryEnvironment, expectNoCanary, filesBelow } from './support/canaries.ts'
import { docker, importBusybox } from './support/engine.ts'
import { makePullRequest, type PullRequestRepository } from './support/pull-request.ts'

jest.setTimeout(60_000)

let engine: Engine
let folder: string
beforeAll(async () => {
  engine = await startEngine({ store: 'classic' })
  importBusybox(engine, 'gate-test/base:1')
  folder = mkdtempSync(join(tmpdir(), 'gate-test-interrupted-'))
})
afterAll(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true, force: true })
})

const from = 'FROM gate-test/base:1\n'
const slow = `${from}RUN --mount=type=secret,id=key echo "started-$(hostname | cut -c 1)" && sleep 50\n`
const quick = `${from}COPY app /app\n`
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

test.each<[string, keyof typeof exitCodes, string, string, RegExp]>([
  ['both builds', 'SIGINT', slow, slow, /started-/],
  ['the candidate is built', 'SIGTERM', quick, slow, /started-/],
  [
    'the baseline is built, the candidate is there',
    'SIGHUP',
    slow,
    quick,
    /naming to|exporting layers/,
  ],
])('%s when %s comes: all ends, and nothing is left', async (_, signal, before, after, sign) => {
  const repository = makePullRequest({ Dockerfile: before, app: 'a' }, { Dockerfile: after })
  const temporary = mkdtempSync(join(folder, 'temporary-'))
  try {
    const args = ['compare', '--baseline', `build:${repository.baseSha}`, '--secrets', 'key=c4n4ry']
    const child = start(repository, temporary, ['dist/cli.js', ...args])
    const said = await heard(child, sign)
    child.kill(signal)
    expect(await ended(child)).toBe(exitCodes[signal])
    expect(said()).toContain(`interrupted by ${signal}`)
    expectNoCanary({ output: said() })
    expectNothingLeft(repository, temporary)
  } finally {
    repository.remove()
  }
})

test('what SIGKILL leaves, the next run sweeps', async () => {
  const repository = makePullRequest({ Dockerfile: slow, app: 'a' }, { Dockerfile: quick })
  const temporary = mkdtempSync(join(folder, 'temporary-'))
  const place = `TMPDIR=${temporary}`
  try {
    const args = ['compare', '--baseline', `build:${repository.baseSha}`, '--secrets', 'key=c4n4ry']
    const child = start(repository, temporary, ['dist/cli.js', ...args])
    await heard(child, /naming to|exporting layers/)
    await until(() => docker(engine, 'images', '-q', 'image-size-gate/*') !== '')
    await until(() => repository.git('worktree', 'list').includes('\n'))
    child.kill('SIGKILL')
    await ended(child)
    // Nobody tells those that it started.
    for (const { pid } of processesWith(place)) process.kill(pid, 'SIGKILL')
    await until(() => processesWith(place).length === 0)
    expect(readdirSync(temporary)).not.toEqual([])

    const next = start(repository, temporary, ['dist/cli.js', 'compare', '--baseline', 'none'])
    const said = await heard(next, /taken away: 1 temporary folder, 1 worktree, 1 image name/)
    expect([await ended(next), said()]).toEqual([0, expect.anything()])
    expectNothingLeft(repository, temporary)
  } finally {
    repository.remove()
  }
})

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`not within 10 s: ${holds}`)
    await new Promise(done => setTimeout(done, 50))
  }
}

function start({ checkout }: PullRequestRepository, temporary: string, command: string[]) {
  const [script = '', ...args] = command
  const env = { ...process.env, ...canaryEnvironment, ...engine.env, TMPDIR: temporary }
  return spawn(process.execPath, [resolve(script), ...args], { cwd: checkout, env })
}

/** Resolves when the output has the sign. @returns all that is said until now */
function heard(child: ChildProcess, sign: RegExp): Promise<() => string> {
  let said = ''
  return new Promise((done, fail) => {
    const listen = (data: Buffer) => {
      said += String(data)
      if (sign.test(said)) done(() => said)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.on('close', () => fail(new Error(`ended too early:\n${said}`)))
  })
}

function ended(child: ChildProcess): Promise<number | string | null> {
  return new Promise(done => child.on('close', (code, signal) => done(code ?? signal)))
}

function expectNothingLeft(repository: PullRequestRepository, temporary: string): void {
  expect(Object.keys(filesBelow(temporary))).toEqual([])
  expect(readdirSync(temporary)).toEqual([])
  expect(repository.git('worktree', 'list', '--porcelain').match(/^worktree /gm)).toHaveLength(1)
  const images = docker(engine, 'images', '--format', '{{.Repository}}').trim().split('\n')
  expect(new Set(images)).toEqual(new Set(['gate-test/base']))
  expect(processesWith(`TMPDIR=${temporary}`)).toEqual([])
}

/** The processes that were started with a variable. */
function processesWith(variable: string): { pid: number; commandLine: string }[] {
  return readdirSync('/proc').flatMap(pid => {
    try {
      const isOne = readFileSync(`/proc/${pid}/environ`, 'latin1').includes(variable)
      if (!isOne) return []
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
      return [{ pid: Number(pid), commandLine }]
    } catch {
      return []
    }
  })
}
