import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { runAction } from './support/action.ts'
import { canaryEnvironment, expectNoCanary, filesBelow } from './support/canaries.ts'
import { docker, importBusybox } from './support/engine.ts'
import { pullRequestEvent } from './support/event-file.ts'
import { type Github, startGithub } from './support/github.ts'
import { type Files, makePullRequest, type PullRequestRepository } from './support/pull-request.ts'

jest.setTimeout(60_000)

let engine: Engine
let github: Github
let folder: string
beforeAll(async () => {
  const started = await Promise.all([startEngine({ store: 'classic' }), startGithub()])
  engine = started[0]
  github = started[1]
  importBusybox(engine, 'gate-test/base:1')
  folder = mkdtempSync(join(tmpdir(), 'gate-test-interrupted-'))
})
afterAll(async () => {
  await Promise.all([engine.stop(), github.close()])
  rmSync(folder, { recursive: true, force: true })
})

const from = 'FROM gate-test/base:1\n'
/** Nobody shares its steps with another run. */
const slow = (own: string) =>
  `${from}RUN --mount=type=secret,id=key echo "started-$(hostname | cut -c 1)-${own}" && sleep 50\n`
const quick = `${from}COPY app /app\n`
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
type Signal = keyof typeof exitCodes
const signals = Object.keys(exitCodes) as Signal[]

interface Phase {
  /** What the base commit and the pull request have. @param own a word of this run */
  files: (own: string) => [Files, Files]
  args: string[]
  /** In what it says, or in a command that it runs: the phase has begun. */
  sign: { said: RegExp } | { runs: RegExp }
  /** The engine never writes what `docker save` asks for. */
  isSilent?: true
}

const one = ['--baseline', 'none']
const built = ['--secrets', 'key=c4n4ry']
const phases: Record<string, Phase> = {
  'both are built': {
    files: own => [{ Dockerfile: slow(`${own}-1`) }, { Dockerfile: slow(`${own}-2`) }],
    args: built,
    // What the baseline says is held back until the candidate is there.
    sign: { said: /started-b/ },
  },
  'the candidate is built': {
    files: own => [{ Dockerfile: quick, app: own }, { Dockerfile: slow(own) }],
    args: built,
    sign: { said: /started-b/ },
  },
  'the baseline is built, the candidate is there': {
    files: own => [{ Dockerfile: slow(own), app: own }, { Dockerfile: quick }],
    args: built,
    sign: { said: /naming to/ },
  },
  'the engine pushes': {
    files: own => [{}, { Dockerfile: `${from}RUN head -c 40000000 /dev/urandom > /${own}\n` }],
    args: [...one, '--max-compressed-size', '1GB'],
    sign: { runs: /image push / },
  },
  'the engine packs for `docker save`': {
    files: own => [{}, { Dockerfile: quick, app: own }],
    args: [...one, '--detail', 'files'],
    sign: { said: /packs its layers/ },
    isSilent: true,
  },
  'one image is done, another is built': {
    files: own => [
      {},
      {
        Dockerfile: quick,
        app: own,
        Slow: slow(own),
        '.github/image-size-gate.yml':
          'images: [{ name: a, baseline: none }, { name: b, file: Slow, baseline: none }]\n',
      },
    ],
    args: [],
    sign: { said: /started-b/ },
  },
}

test.each(Object.entries(phases))(
  'every signal while %s: all ends, and nothing is left',
  async (_, phase) => {
    const runs = await Promise.all(signals.map(signal => interrupted(phase, signal)))
    const images = docker(engine, 'images', '--format', '{{.Repository}}').trim().split('\n')
    expect(new Set(images)).toEqual(new Set(['gate-test/base']))
    expect(runs).toEqual(signals.map(signal => ({ signal, exitCode: exitCodes[signal] })))
  },
)

async function interrupted({ files, args, sign, isSilent }: Phase, signal: Signal) {
  const repository = makePullRequest(...files(signal.toLowerCase()))
  const temporary = mkdtempSync(join(folder, 'temporary-'))
  const behind = isSilent ? await neverSaving(join(temporary, '..', `${signal}.sock`)) : null
  try {
    const baseline = args.includes('none') || args.length === 0
    const command = [
      'compare',
      ...args,
      ...(baseline ? [] : ['--baseline', `build:${repository.baseSha}`]),
    ]
    const child = start(repository, temporary, command, behind?.env)
    const said = listen(child)
    const place = `TMPDIR=${temporary}`
    await until(
      () =>
        'said' in sign
          ? sign.said.test(said())
          : processesWith(place).some(({ commandLine }) => sign.runs.test(commandLine)),
      () => child.exitCode !== null && new Error(`ended too early:\n${said()}`),
    )
    await behind?.isAsked
    child.kill(signal)
    const exitCode = await ended(child)
    expect(said()).toContain(`interrupted by ${signal}`)
    expectNoCanary({ output: said() })
    expectNothingLeft(repository, temporary)
    return { signal, exitCode }
  } finally {
    behind?.close()
    repository.remove()
  }
}

test('the action and every signal: nothing is left, and the comment says so', async () => {
  await Promise.all(signals.map(cutAction))
  expect(docker(engine, 'images', '-q', 'image-size-gate/*')).toBe('')
})

async function cutAction(signal: Signal): Promise<void> {
  const own = `action-${signal.toLowerCase()}`
  const repository = makePullRequest({ Dockerfile: slow(own), app: own }, { Dockerfile: quick })
  const { number, head } = await github.createPullRequest()
  const runIn = async (runId: number, inputs: Record<string, string>, cut = false) => {
    // The same signal twice is obeyed at once.
    let isCut = !cut
    const event = pullRequestEvent(mkdtempSync(join(folder, 'event-')), github, {
      number,
      headSha: repository.headSha,
      baseSha: repository.baseSha,
      mergeSha: repository.mergeSha,
      headRef: head.ref,
      runId,
    })
    return runAction({
      cwd: repository.checkout,
      inputs: { 'github-token': github.tokens.write, 'comment-key': 'size', ...inputs },
      env: { ...engine.env, ...event },
      onOutput(said, child) {
        if (isCut || !said.includes('naming to')) return
        isCut = true
        child.kill(signal)
      },
    })
  }
  try {
    await runIn(1, { image: 'docker-daemon:gate-test/base:1', baseline: 'none' })
    const { exitCode, log } = await runIn(2, { secrets: 'key=c4n4ry' }, true)
    expect(log).toMatch(new RegExp(`^::error::interrupted by ${signal}$`, 'm'))
    expect(exitCode).toBe(exitCodes[signal])
    const [comment, ...others] = await github.comments(number)
    expect(others).toEqual([])
    expect(comment?.body).toContain(`the run was interrupted by ${signal}`)
    expect(comment?.body).toContain('actions/runs/2')
    expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1)
  } finally {
    repository.remove()
  }
}

test('what SIGKILL leaves, the next run sweeps', async () => {
  const files = phases['the baseline is built, the candidate is there']?.files('killed') ?? [{}, {}]
  const repository = makePullRequest(...files)
  const temporary = mkdtempSync(join(folder, 'temporary-'))
  const place = `TMPDIR=${temporary}`
  try {
    const baseline = ['--baseline', `build:${repository.baseSha}`]
    const child = start(repository, temporary, ['compare', ...baseline, ...built])
    await until(() => docker(engine, 'images', '-q', 'image-size-gate/*') !== '')
    await until(() => repository.git('worktree', 'list').includes('\n'))
    child.kill('SIGKILL')
    await ended(child)
    // Nobody tells those that it started.
    for (const { pid } of processesWith(place)) process.kill(pid, 'SIGKILL')
    await until(() => processesWith(place).length === 0)
    expect(readdirSync(temporary)).not.toEqual([])

    const next = start(repository, temporary, ['compare', ...one])
    const said = listen(next)
    expect([await ended(next), said()]).toEqual([
      0,
      expect.stringMatching(/taken away: 1 temporary folder, 1 worktree, 1 image name/),
    ])
    expectNothingLeft(repository, temporary)
    expect(docker(engine, 'images', '-q', 'image-size-gate/*')).toBe('')
  } finally {
    repository.remove()
  }
})

async function until(holds: () => boolean, fails: () => Error | false = () => false) {
  const deadline = Date.now() + 20_000
  while (!holds()) {
    const failure = fails()
    if (failure) throw failure
    if (Date.now() > deadline) throw new Error(`not within 20 s: ${holds}`)
    await new Promise(done => setTimeout(done, 30))
  }
}

/** The engine's socket, behind which every question is answered but for an archive. */
async function neverSaving(path: string) {
  const asked = Promise.withResolvers<void>()
  const socket = (engine.env.DOCKER_HOST ?? '').replace('unix://', '')
  const server = createServer(client => {
    const daemon = connect(socket)
    client.on('error', () => daemon.destroy()).on('close', () => daemon.destroy())
    daemon.on('error', () => client.destroy()).pipe(client)
    client.on('data', data => {
      if (data.toString('latin1').includes('/images/get?')) asked.resolve()
      else daemon.write(data)
    })
  })
  await new Promise<void>(done => server.listen(path, done))
  return {
    env: { DOCKER_HOST: `unix://${path}` },
    isAsked: asked.promise,
    close: () => void server.close(),
  }
}

function start(
  { checkout }: PullRequestRepository,
  temporary: string,
  args: string[],
  more: Record<string, string> = {},
): ChildProcess {
  const env = { ...process.env, ...canaryEnvironment, ...engine.env, ...more, TMPDIR: temporary }
  return spawn(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: checkout, env })
}

/** @returns all that is said until it is called */
function listen(child: ChildProcess): () => string {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', data => {
      said += String(data)
    })
  return () => said
}

function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(done => child.on('close', (code, signal) => done(code ?? signal)))
}

function expectNothingLeft(repository: PullRequestRepository, temporary: string): void {
  expect(Object.keys(filesBelow(temporary))).toEqual([])
  expect(readdirSync(temporary)).toEqual([])
  expect(repository.git('worktree', 'list', '--porcelain').match(/^worktree /gm)).toHaveLength(1)
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
