import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import { type ActionResult, runAction } from './support/action.ts'
import { type CacheServer, startCacheServer } from './support/cache-server.ts'
import { compareByCli, onlyImage } from './support/cli.ts'
import { commit, git, temporaryFolder } from './support/repositories.ts'

// What was found in layers, carried from run to run without a line in the workflow: the bundle, a real engine, and
// the protocol of GitHub's cache.

jest.setTimeout(120_000)

const folder = temporaryFolder()
let engine: Engine
let cache: CacheServer
let cwd: string
let before: string
/** The same in each run, as on a runner. */
let runnerTemp: string

beforeAll(async () => {
  ;[engine, cache] = await Promise.all([startEngine({ store: 'containerd' }), startCacheServer()])
  cwd = join(folder.path, 'shop')
  git(folder.path, 'init', '--quiet', '--initial-branch=main', cwd)
  before = commit(cwd, {
    Dockerfile: 'FROM scratch\nCOPY app /app/\nCOPY more /more/\n',
    'app/main': 'm'.repeat(50_000),
    'more/a': 'a'.repeat(10_000),
  })
  commit(cwd, { 'more/b': 'b'.repeat(7_000) })
  runnerTemp = join(folder.path, 'runner')
}, 120_000)

afterAll(async () => {
  await Promise.all([engine.stop(), cache.close()])
  folder.remove()
})

/**
 * Runs the action as a job of its own, whose temporary folder is empty. On a busy machine the client may take longer than
 * the two seconds that a run waits for it; then there was no cache, as there is to be, and the job runs again.
 */
async function runJob(
  env: Record<string, string> = cache.env,
  inputs: Record<string, string> = {},
): Promise<ActionResult> {
  const before = [...cache.entries]
  for (let tries = 1; ; tries += 1) {
    const result = await runJobOnce(env, inputs)
    if (cache.mood === 'silent' || tries === 10 || !result.log.includes('no answer in'))
      return result
    cache.entries.splice(0, Number.POSITIVE_INFINITY, ...before)
  }
}

async function runJobOnce(
  env: Record<string, string>,
  inputs: Record<string, string>,
): Promise<ActionResult> {
  rmSync(runnerTemp, { recursive: true, force: true })
  mkdirSync(runnerTemp)
  const event = join(folder.path, 'event.json')
  writeFileSync(event, JSON.stringify({ before, repository: { default_branch: 'main' } }))
  return runAction({
    cwd,
    inputs: { comment: 'never', ...inputs },
    env: {
      ...engine.env,
      RUNNER_TEMP: runnerTemp,
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: event,
      GITHUB_SHA: git(cwd, 'rev-parse', 'HEAD'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_RUN_ID: '1',
      ...env,
    },
  })
}

function sizesOf({ outputs }: ActionResult): Record<string, string | undefined> {
  return { size: outputs.size, change: outputs['size-change'] }
}

const right = { size: '67000', change: '7000' }

test('the second run reads no layer, without a line in the workflow', async () => {
  const first = await runJob()
  expect([first.exitCode, sizesOf(first)]).toEqual([0, right])
  expect(first.log).toContain('Read 3 of 3 layers')
  expect(first.log).toContain('::notice::No budget is set')
  const lines = first.log.trimEnd().split('\n')
  expect(lines.at(-1)).toBe('Image size passed: shop 67 kB (+7 kB); no budget')
  expect(first.log).toMatch(/::debug::Layers of this run were kept as image-size-gate-\d+-files-/)
  expect(cache.entries.map(({ key }) => key)).toEqual([
    expect.stringMatching(/^image-size-gate-\d+-files-[0-9a-f]{32}$/),
  ])

  const second = await runJob()
  expect([second.exitCode, sizesOf(second)]).toEqual([0, right])
  expect(second.log).toContain('Read 0 of 3 layers')
  // Nothing was learnt, so nothing is kept.
  expect(cache.entries).toHaveLength(1)
  expect(decodeReport(second.outputs.report ?? '', 'report').images[0]?.comparison).toMatchObject({
    platforms: [
      { layers: [{ change: 'unchanged' }, { change: 'modified', candidate: { size: 17_000 } }] },
    ],
  })

  commit(cwd, { 'more/c': 'c'.repeat(100) })
  const third = await runJob()
  expect(third.log).toContain('Read 1 of 3 layers')
  expect(cache.entries).toHaveLength(2)
  git(cwd, 'reset', '--quiet', '--hard', 'HEAD~')
})

test('`detail: layers` has entries of its own', async () => {
  const { log } = await runJob(cache.env, { detail: 'layers' })
  expect(log).toContain('Read 3 of 3 layers')
  expect(cache.entries.at(-1)?.key).toMatch(/^image-size-gate-\d+-layers-/)
  expect((await runJob(cache.env, { detail: 'layers' })).log).toContain('Read 0 of 3 layers')
})

test('`cache: false` asks nobody', async () => {
  const asked = cache.asked.length
  expect((await runJob(cache.env, { cache: 'false' })).log).toContain('Read 3 of 3 layers')
  expect(cache.asked).toHaveLength(asked)
})

test.each([
  ['read-only', /were kept not, because "the service did not take it"/],
  ['full', /were kept not, because/],
  ['broken', /were found not, because/],
  ['silent', /were found not, because "no answer in 2 s"/],
] as const)('a cache that is %s is a word for whoever debugs', async (mood, words) => {
  cache.mood = mood
  cache.entries.length = 0
  try {
    const result = await runJob()
    expect([result.exitCode, sizesOf(result)]).toEqual([0, right])
    expect(result.log).toMatch(words)
    expect(result.log).not.toMatch(/::(?:warning|error)/)
    expect(cache.entries).toEqual([])
    // Whoever did not answer once is not asked again.
    expect(result.log).not.toContain('the service does not answer')
    expect(
      readdirSync(runnerTemp).filter(name => !/^image-size-gate-(?:cache|\w{6})$/.test(name)),
    ).toEqual([])
  } finally {
    cache.mood = 'open'
  }
})

test('a runner without the service has no cache, and nothing is left', async () => {
  const result = await runJob({})
  expect([result.exitCode, sizesOf(result)]).toEqual([0, right])
  expect(readdirSync(runnerTemp)).not.toContain('image-size-gate-cache')
})

test.each([
  ['a file that is no entry', (place: string) => writeFileSync(join(place, 'evil.sh'), 'exit 1')],
  [
    'a link',
    (place: string) => symlinkSync('/etc/passwd', join(place, `sha256-${'0'.repeat(64)}.json.zst`)),
  ],
])('what comes with %s is not believed', async (_, spoil) => {
  cache.entries.length = 0
  await runJob()
  const [entry] = cache.entries
  if (entry === undefined) throw new Error('nothing was kept')
  entry.archive = repacked(entry.archive, spoil)
  const result = await runJob()
  expect([result.exitCode, sizesOf(result)]).toEqual([0, right])
  expect(result.log).toMatch(
    /::debug::What was found in layers is not kept: cache-dir: .* holds what/,
  )
  expect(result.log).toContain('Read 3 of 3 layers')
  expect(cache.entries).toHaveLength(1)
})

test('an entry that is broken is read again', async () => {
  cache.entries.length = 0
  await runJob()
  const [entry] = cache.entries
  if (entry === undefined) throw new Error('nothing was kept')
  entry.archive = repacked(entry.archive, place => {
    for (const name of readdirSync(place).filter(name => name.startsWith('sha256-')))
      writeFileSync(join(place, name), 'no entry')
  })
  const result = await runJob()
  expect(sizesOf(result)).toEqual(right)
  expect(result.log).toContain('Read 3 of 3 layers')
})

test('the command line keeps them where caches are kept, and only for its user', async () => {
  const home = mkdtempSync(join(tmpdir(), 'cache-home-'))
  try {
    const compare = () =>
      compareByCli(cwd, { ...engine.env, XDG_CACHE_HOME: home }, `--baseline=build:${before}`)
    const first = await compare()
    expect(first.stderr).toContain('Read 3 of 3 layers')
    const second = await compare()
    expect(second.stderr).toContain('Read 0 of 3 layers')
    expect(onlyImage(second).platform.layers).toEqual(onlyImage(first).platform.layers)
    // Others may write to it: it is not believed, which is nobody's mistake.
    execFileSync('chmod', ['777', join(home, 'image-size-gate')])
    const third = await compare()
    expect([third.exitCode, third.stderr]).toEqual([
      0,
      expect.stringContaining('Read 3 of 3 layers'),
    ])
  } finally {
    rmSync(home, { recursive: true })
  }
})

/** An archive of the cache with its folder changed. */
function repacked(archive: Buffer, change: (folder: string) => void): Buffer {
  const place = mkdtempSync(join(folder.path, 'archive-'))
  const tar = (args: string[], input?: Buffer) =>
    execFileSync('tar', ['--zstd', '-P', '-C', cwd, ...args], { input, maxBuffer: 1e9 })
  const names = String(tar(['-t'], archive)).split('\n')
  rmSync(runnerTemp, { recursive: true, force: true })
  tar(['-x'], archive)
  change(join(runnerTemp, 'image-size-gate-cache'))
  rmSync(place, { recursive: true })
  return tar(['-c', names[0] ?? ''])
}
