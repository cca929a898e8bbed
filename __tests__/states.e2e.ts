import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, type Store, startEngine } from '../scripts/engine.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import type { Report } from '../src/report/report.ts'
import { canaryEnvironment, expectNoCanary } from './support/canaries.ts'
import { commit, git, stateOf, temporaryFolder } from './support/repositories.ts'

// What a comparison can be when something is not on both sides: the command line, real git, real engines.

jest.setTimeout(60_000)

const folder = temporaryFolder()
const engines: Partial<Record<Store, Engine>> = {}

beforeAll(async () => {
  const stores: Store[] = ['containerd', 'classic']
  await Promise.all(
    stores.map(async store => {
      engines[store] = await startEngine({ store })
    }),
  )
}, 120_000)
afterAll(async () => {
  await Promise.all(Object.values(engines).map(engine => engine.stop()))
  folder.remove()
})

const dockerfile = 'FROM scratch\nCOPY app /app/\n'
const app = { 'app/main': 'm'.repeat(50_000) }

test('a new image: no Dockerfile at the base, only absolute budgets', async () => {
  const cwd = repository({ 'README.md': 'soon\n' }, { Dockerfile: dockerfile, ...app })
  const { exitCode, output, image } = await compare(cwd, ['--max-increase=0', '--max-size=1MB'])
  expect(exitCode).toBe(0)
  expect(image?.comparison.baseline).toEqual({
    state: 'new image',
    why: expect.stringMatching(/^there is no Dockerfile at [0-9a-f]{7}$/),
  })
  expect(output).toMatch(/is a new image of 50 kB/)
})

test('a removed image: listed at the base, and no more', async () => {
  const entry = (name: string) => `  - name: ${name}\n    context: ${name}\n`
  const both = {
    'api/Dockerfile': dockerfile,
    'api/app/main': 'a'.repeat(1_000),
    'worker/Dockerfile': dockerfile,
    'worker/app/main': 'w'.repeat(2_000),
  }
  const config = '.github/image-size-gate.yml'
  const cwd = repository(
    { ...both, [config]: `images:\n${entry('api')}${entry('worker')}` },
    // The image that stays has another name now, and is not a removed one.
    { [config]: `images:\n${entry('api').replace('name: api', 'name: backend')}` },
  )
  const { exitCode, output, report, base } = await compare(cwd)
  expect(exitCode).toBe(0)
  expect(report?.images.map(({ comparison }) => comparison.name)).toEqual(['backend'])
  expect(report?.images[0]?.comparison.baseline).toMatchObject({ state: 'compared' })
  expect(report?.removed).toEqual([{ name: 'worker', config, commit: base }])
  expect(output).toContain('worker was removed')
})

test.each([
  [
    'alone',
    { 'docker/Dockerfile': dockerfile, ...app },
    { 'docker/Dockerfile': null, 'build/api.Dockerfile': dockerfile },
    ['--file=build/api.Dockerfile'],
    'docker/Dockerfile',
  ],
  [
    'with its context',
    { 'services/api/Dockerfile': dockerfile, 'services/api/app/main': 'm'.repeat(50_000) },
    {
      'services/api/Dockerfile': null,
      'services/api/app/main': null,
      'api/Dockerfile': dockerfile,
      'api/app/main': 'm'.repeat(50_000),
      'api/app/more': '+'.repeat(1_000),
    },
    ['--context=api'],
    'services/api/Dockerfile',
  ],
] as const)(
  'a Dockerfile moved %s: the base is built as it was',
  async (_, from, to, args, was) => {
    const cwd = repository(from, { 'app/more': '+'.repeat(1_000), ...to })
    const { exitCode, image, output, base } = await compare(cwd, [...args, '--max-increase=1kB'])
    expect(exitCode).toBe(0)
    expect(image?.comparison.baseline).toMatchObject({
      state: 'compared',
      commit: base,
      source: `build of ${was} at ${base.slice(0, 7)} (Dockerfile moved from there)`,
    })
    expect(image?.comparison.platforms[0]?.unpacked).toMatchObject({
      candidate: 51_000,
      change: 1000,
    })
    expect(output.replaceAll(/\s+/g, ' ')).toContain('Dockerfile moved from there')
  },
)

test('a base that cannot be built is unavailable, with the reason', async () => {
  const broken = 'FROM scratch\nCOPY nowhere /app/\n'
  const cwd = repository({ Dockerfile: broken, ...app }, { Dockerfile: dockerfile })
  const { exitCode, image } = await compare(cwd, ['--max-increase=0', '--max-size=1MB'])
  expect(exitCode).toBe(0)
  expectUnavailable(
    image,
    /^build of Dockerfile at [0-9a-f]{7} failed: `COPY nowhere \/app\/`: there is no "\/nowhere", Dockerfile:2$/,
  )
})

test('a base whose context is elsewhere is unavailable, with the reason', async () => {
  const moved = { 'old/app/main': null, 'new/app/main': 'm', 'new/other': 'o' }
  const cwd = repository({ Dockerfile: dockerfile, 'old/app/main': 'm' }, moved)
  const { image } = await compare(cwd, ['--file=Dockerfile', '--context=new'])
  expectUnavailable(image, /^[0-9a-f]{7} has Dockerfile, but not the context new; name /)
})

test('a base image that is gone is unavailable, with the reference', async () => {
  const cwd = repository({ Dockerfile: dockerfile, ...app }, {})
  const { exitCode, image } = await compare(cwd, ['--max-increase=0', '--max-size=1MB'], {
    baseline: 'docker-daemon:api:gone',
  })
  expect(exitCode).toBe(0)
  expectUnavailable(image, /^docker-daemon:api:gone: the engine has no such image/)
})

test('histories that share no commit are unavailable', async () => {
  const cwd = repository({ Dockerfile: dockerfile, ...app }, {})
  git(cwd, 'checkout', '--quiet', '--orphan', 'unrelated')
  commit(cwd, {}, 'unrelated')
  const { exitCode, image } = await compare(cwd, ['--max-increase=0'], { baseline: 'auto' })
  expect(exitCode).toBe(0)
  expectUnavailable(image, /shares no history with `main`/)
})

test('a checkout of another user is told with the reason and the cure of git, which works', async () => {
  const cwd = repository({ Dockerfile: dockerfile, ...app }, { 'app/more': '+'.repeat(1_000) })
  const owner = 54_321
  const refused = await compare(cwd, ['--max-increase=0', '--max-size=1MB'], { owner })
  expect(refused.exitCode).toBe(0)
  const cure = `git config --global --add safe.directory ${cwd}`
  expectUnavailable(refused.image, /^the checkout belongs to another user.*dubious ownership/)
  expectUnavailable(refused.image, new RegExp(`run this before: ${cure}$`))
  const env = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: cwd,
  }
  const { exitCode, image } = await compare(cwd, ['--max-increase=1kB'], { owner, env })
  expect(exitCode).toBe(0)
  expect(image?.comparison.baseline).toMatchObject({ state: 'compared' })
})

test('platforms that are on one side only are new, and removed', async () => {
  const cwd = repository({ Dockerfile: dockerfile, ...app }, { 'app/more': '+'.repeat(1_000) })
  const record = join(folder.path, 'record.json')
  const amd = '--platforms=linux/amd64,linux/s390x'
  await compare(cwd, [amd], { baseline: 'none', json: record })
  const arm = ['--platforms=linux/amd64,linux/arm64', '--max-increase=1kB', '--max-size=51kB']
  const { exitCode, image, output } = await compare(cwd, arm, { baseline: `record:${record}` })
  expect(exitCode).toBe(0)
  const platforms = image?.comparison.platforms.map(({ platform, state }) => [platform, state])
  expect(platforms).toEqual([
    ['linux/amd64', 'compared'],
    ['linux/arm64', 'only candidate'],
    ['linux/s390x', 'only baseline'],
  ])
  expect(
    image?.judgements.map(({ platform, budget, outcome }) => [platform, budget.metric, outcome]),
  ).toEqual([
    ['linux/amd64', 'max-size', 'held'],
    ['linux/amd64', 'max-increase', 'held'],
    ['linux/arm64', 'max-size', 'held'],
    ['linux/arm64', 'max-increase', 'not judged'],
  ])
  for (const word of ['new platform', 'removed']) expect(output).toContain(word)
})

test('a size that only one side has is not measured, and not judged', async () => {
  const cwd = repository({ Dockerfile: dockerfile, ...app }, { 'app/more': '+'.repeat(1_000) })
  const record = join(folder.path, 'classic.json')
  const layers = '--detail=layers'
  await compare(cwd, [layers], { store: 'classic', baseline: 'none', json: record })
  const budgets = ['--max-compressed-increase=0', '--max-size=1MB']
  const options = { baseline: `record:${record}` }
  const { exitCode, image, output } = await compare(cwd, [layers, ...budgets], options)
  expect(exitCode).toBe(0)
  const [platform] = image?.comparison.platforms ?? []
  expect(platform?.compressed).toMatchObject({ baseline: null, change: null })
  expect(platform?.compressed.candidate).toBeGreaterThan(0)
  expect(image?.judgements.map(({ outcome, why }) => [outcome, why])).toEqual([
    ['held', null],
    ['not judged', expect.stringMatching(/^compressed sizes of the baseline were not measured/)],
  ])
  expect(output).toContain('not measured')
})

// --- helpers ---

type Image = Report['images'][number]

function expectUnavailable(image: Image | undefined, why: RegExp): void {
  const state = { state: 'unavailable', why: expect.stringMatching(why) }
  expect(image?.comparison.baseline).toEqual(state)
  for (const { budget, outcome } of image?.judgements ?? []) {
    expect([budget.metric, outcome]).toEqual(
      budget.metric === 'max-size' ? ['max-size', 'held'] : ['max-increase', 'not judged'],
    )
  }
}

type Files = Record<string, string | null>

/** A clone whose `main` has the first files, and that has a branch with the second ones checked out. */
function repository(base: Files, head: Files): string {
  const cwd = mkdtempSync(join(folder.path, 'repository-'))
  git(cwd, 'init', '--quiet')
  write(cwd, base)
  git(cwd, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
  git(cwd, 'checkout', '--quiet', '-b', 'feature')
  write(cwd, head)
  return cwd
}

function write(cwd: string, files: Files): void {
  const gone = Object.keys(files).filter(path => files[path] === null)
  if (gone.length > 0) git(cwd, 'rm', '--quiet', '-r', '--ignore-unmatch', ...gone)
  const kept = Object.entries(files).filter((file): file is [string, string] => file[1] !== null)
  commit(cwd, Object.fromEntries(kept))
}

/** Runs `image-size-gate compare`, and checks that nothing of it is left behind. */
async function compare(
  cwd: string,
  args: readonly string[] = [],
  {
    baseline = 'auto',
    store = 'containerd',
    json = join(folder.path, 'report.json'),
    env = {},
    owner,
  }: {
    baseline?: string
    store?: Store
    json?: string
    env?: Record<string, string>
    /** Of all files, for the length of the command. */
    owner?: number
  } = {},
): Promise<{
  exitCode: number
  output: string
  report: Report | undefined
  image: Image | undefined
  base: string
}> {
  const engine = engines[store]
  const before = stateOf(cwd)
  const temporary = mkdtempSync(join(folder.path, 'temporary-'))
  const listed = readdirSync(cwd).includes('.github')
  const all = ['compare', `--json=${json}`, ...(listed ? [] : [`--baseline=${baseline}`]), ...args]
  const giveTo = (user: number) => execFileSync('chown', ['-R', String(user), cwd])
  if (owner !== undefined) giveTo(owner)
  const child = spawn(process.execPath, [resolve('dist/cli.js'), ...all], {
    cwd,
    env: { ...process.env, ...canaryEnvironment, ...engine?.env, TMPDIR: temporary, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', data => {
      output += String(data)
    })
  }
  const exitCode = await new Promise<number>(done => child.on('close', code => done(code ?? 128)))
  if (owner !== undefined) giveTo(process.getuid?.() ?? 0)
  expectNoCanary({ output, ...(existsSync(json) ? { json: readFileSync(json, 'utf8') } : {}) })
  expect(stateOf(cwd)).toEqual(before)
  const dockerEnv = { ...process.env, ...engine?.env }
  const images = execFileSync('docker', ['images', '-aq'], { env: dockerEnv, encoding: 'utf8' })
  expect(images).toBe('')
  expect(readdirSync(temporary)).toEqual([])
  const report = exitCode < 2 ? decodeReport(readFileSync(json, 'utf8'), 'report') : undefined
  const base = git(cwd, 'rev-parse', 'refs/remotes/origin/main')
  return {
    exitCode,
    output: output.replaceAll('\u00a0', ' '),
    report,
    image: report?.images[0],
    base,
  }
}
