import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import { type ActionResult, runAction } from './support/action.ts'
import { eventExamples, pullRequestEvent, repositoryEvent } from './support/event-file.ts'
import { startGitServer } from './support/git-server.ts'
import { type Github, startGithub } from './support/github.ts'
import { checkout, commit, git, temporaryFolder } from './support/repositories.ts'

// Every event that starts a run, with the checkouts that actions/checkout makes for it: the bundle, a real
// engine, real git, a fake GitHub.

jest.setTimeout(60_000)

const folder = temporaryFolder()
let engine: Engine
let github: Github
/** main: `base`, then `tip`; feature: `head` on `base`; `merge` of tip and head. */
let at: { base: string; tip: string; head: string; merge: string }
let origin: { folder: string; url: string }
let author: string

beforeAll(async () => {
  const [startedEngine, startedGithub] = await Promise.all([
    startEngine({ store: 'containerd' }),
    startGithub(),
  ])
  engine = startedEngine
  github = startedGithub
  author = join(folder.path, 'author')
  origin = makeOrigin('origin', author)
  const base = commit(author, {
    Dockerfile: 'FROM scratch\nCOPY app /app/\n',
    'app/main': 'm'.repeat(50_000),
  })
  git(author, 'checkout', '--quiet', '-b', 'feature')
  const head = commit(author, { 'app/extra': 'e'.repeat(20_000) })
  git(author, 'checkout', '--quiet', 'main')
  const tip = commit(author, { 'app/other': 'o'.repeat(7_000) })
  at = { base, tip, head, merge: mergeOf(author, tip, head) }
  publish(author)
}, 120_000)

afterAll(async () => {
  await Promise.all([engine.stop(), github.close()])
  folder.remove()
})

describe('pull_request', () => {
  test.each([
    // What is built decides: main's 7 kB are in the merge commit, and so in its base.
    ['the merge commit', () => at.merge, () => at.tip, 77_000],
    ['the head', () => at.head, () => at.base, 70_000],
  ])('with %s checked out', async (_, sha, base, size) => {
    const { number } = await github.createPullRequest()
    const result = await runIn(checkout(origin, sha()), ofPullRequest({ number }))
    expect(result).toMatchObject({ exitCode: 0, base: { commit: base() } })
    expect(result.outputs).toMatchObject({ size: String(size), 'size-change': '20000' })
    expect((await github.comments(number))[0]?.body).toContain('grew by 20 kB')
  })

  test('in a folder of the workspace, beside another checkout that has the Dockerfile', async () => {
    const workspace = join(folder.path, 'workspace')
    const place = (name: string, from: typeof origin, sha: string) => {
      const made = checkout(from, sha)
      execFileSync('mv', [made, join(workspace, name)])
    }
    mkdirSync(workspace)
    const tools = makeOrigin('tools', join(folder.path, 'tools'))
    const dockerfile = { 'images/Dockerfile': 'FROM scratch\nCOPY app /srv/\nCOPY app/main /two\n' }
    const shared = commit(join(folder.path, 'tools'), dockerfile)
    publish(join(folder.path, 'tools'))
    place('shop', origin, at.merge)
    place('tools', tools, shared)

    const own = await runIn(workspace, ofPullRequest(), { context: 'shop' }, ['shop', 'tools'])
    expect(own).toMatchObject({ exitCode: 0, base: { commit: at.tip } })
    expect(own.outputs['size-change']).toBe('20000')
    const inputs = { context: 'shop', file: 'tools/images/Dockerfile' }
    const both = await runIn(workspace, ofPullRequest(), inputs, ['shop', 'tools'])
    expect(both).toMatchObject({ exitCode: 0, base: { commit: at.tip } })
    expect(both.outputs).toMatchObject({ size: '127000', 'size-change': '20000' })
    expect(both.outputs.baseline).toMatch(/^build of tools\/images\/Dockerfile at [0-9a-f]{7}/)
  })

  test('from a private repository, with persist-credentials: false', async () => {
    const token = github.tokens.write
    const server = await startGitServer(origin.folder, token)
    try {
      const cwd = checkout(origin, at.merge)
      git(cwd, 'remote', 'set-url', 'origin', `${server.url}/origin.git`)
      const env = { ...ofPullRequest(), GITHUB_SERVER_URL: server.url }
      const result = await runIn(cwd, env, { 'github-token': token })
      expect(result).toMatchObject({ exitCode: 0, base: { commit: at.tip } })
      expect(result.outputs['size-change']).toBe('20000')
      expect(server.authorizations[0]).toBeNull()
      const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
      for (const text of [result.log, result.summary, JSON.stringify(result.outputs)]) {
        expect(text).not.toContain(token)
        expect(text).not.toContain(basic)
      }
    } finally {
      await server.close()
    }
  })
})

test.each(['pull_request_target', 'workflow_run'])(
  '%s builds nothing: it has secrets that a Dockerfile could read',
  async name => {
    const env =
      name === 'workflow_run'
        ? repositoryEvent(folder.path, github, { name, sha: at.tip })
        : ofPullRequest({ name, mergeSha: at.tip, headRepository: 'mallory/hello-world' })
    const result = await runIn(checkout(origin, at.head), env)
    expect(result.exitCode).toBe(1)
    expect(result.log).toMatch(
      new RegExp(`::error::A ${name} run has secrets.*Use \`on: pull_request\``),
    )
    expect(result.log).not.toContain('Candidate')
    expect(result.outputs).toEqual({})
  },
)

test('merge_group: its base, and no comment', async () => {
  const [example] = eventExamples('merge_group')
  const group = { ...(example?.merge_group as object), base_sha: at.tip, head_sha: at.merge }
  const ref = 'refs/heads/gh-readonly-queue/main/pr-1-0000'
  const run = { name: 'merge_group', sha: at.merge, ref, payload: { merge_group: group } }
  github.requests.length = 0
  const env = repositoryEvent(folder.path, github, run)
  const result = await runIn(checkout(origin, at.merge), env, { 'max-increase': '10kB' })
  expect(result).toMatchObject({ exitCode: 1, base: { commit: at.tip } })
  expect(result.outputs).toMatchObject({ 'size-change': '20000', 'comment-url': '' })
  expect(result.summary).toContain('grew by 20 kB')
  expect(github.requests.filter(request => !request.startsWith('GET'))).toEqual([])
})

describe('push', () => {
  test('is compared with the commit before it', async () => {
    const env = pushEvent(at.base, at.tip)
    const result = await runIn(checkout(origin, at.tip), env, { 'max-increase': '10kB' })
    expect(result).toMatchObject({ exitCode: 0, base: { commit: at.base } })
    expect(result.outputs).toMatchObject({ 'size-change': '7000', 'comment-url': '' })
  })

  test('with force is compared with the commit that it took off the branch', async () => {
    git(author, 'checkout', '--quiet', '--detach', at.base)
    const lost = commit(author, { 'app/lost': 'l'.repeat(3_000) })
    git(author, 'push', '--quiet', 'origin', `${lost}:refs/heads/forced`)
    git(author, 'push', '--quiet', '--force', 'origin', `${at.tip}:refs/heads/forced`)
    const result = await runIn(checkout(origin, at.tip), pushEvent(lost, at.tip))
    expect(result).toMatchObject({ exitCode: 0, base: { commit: lost } })
    expect(result.outputs['size-change']).toBe('4000')
  })

  test.each([
    ['is the first of a branch', '0'.repeat(40), /first push of this branch/],
    ['with force whose commit before is gone', '1'.repeat(40), /commit 1111111 is not on origin/],
  ])('that %s has no base', async (_, before, why) => {
    const env = pushEvent(before, at.tip)
    expectAbsoluteOnly(await runIn(checkout(origin, at.tip), env, onlyAbsolute), why)
  })
})

test.each(['workflow_dispatch', 'schedule'])('%s has no base', async name => {
  const env = repositoryEvent(folder.path, github, { name, sha: at.tip })
  const result = await runIn(checkout(origin, at.tip), env, onlyAbsolute)
  expectAbsoluteOnly(result, new RegExp(`a \`${name}\` run has no base commit`))
})

describe('a context with', () => {
  test('submodules is whole on both sides', async () => {
    const home = join(folder.path, 'with-submodule')
    const module = join(folder.path, 'module')
    const whole = makeOrigin('whole', home)
    git(folder.path, 'init', '--quiet', module)
    commit(module, { large: 's'.repeat(30_000) })
    // Files are no transport for submodules otherwise (CVE-2022-39253).
    const allowed = ['-c', 'protocol.file.allow=always', 'submodule', '--quiet']
    git(home, ...allowed, 'add', pathToFileURL(module).href, 'app/module')
    // Without git's own files, which name the folder that they are in.
    const ignored = { '.dockerignore': '**/.git\n', Dockerfile: 'FROM scratch\nCOPY app /app/\n' }
    const before = commit(home, ignored)
    const after = commit(home, { 'app/more': 'm'.repeat(1_000) })
    publish(home)
    const cwd = checkout(whole, after)
    git(cwd, ...allowed, 'update', '--init', '--depth=1')
    const result = await runIn(cwd, pushEvent(before, after), {}, ['.', 'app/module'])
    expect(result).toMatchObject({ exitCode: 0, base: { commit: before } })
    expect(result.outputs).toMatchObject({ size: '31000', 'size-change': '1000' })
  })

  test('Git LFS files is whole on both sides', async () => {
    const home = join(folder.path, 'with-lfs')
    const whole = makeOrigin('lfs', home)
    git(home, 'lfs', 'install', '--local', '--force')
    const before = commit(home, {
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
      Dockerfile: 'FROM scratch\nCOPY app /app/\n',
      'app/large.bin': 'l'.repeat(30_000),
    })
    const after = commit(home, { 'app/large.bin': 'l'.repeat(31_000) })
    publish(home)
    const cwd = checkout(whole, before)
    git(cwd, 'lfs', 'install', '--local')
    git(cwd, 'fetch', '--quiet', '--depth=1', 'origin', after)
    git(cwd, 'checkout', '--quiet', '--force', after)
    rmSync(join(cwd, '.git/lfs/objects'), { recursive: true, force: true })
    git(cwd, 'lfs', 'pull')
    const result = await runIn(cwd, pushEvent(before, after))
    expect(result).toMatchObject({ exitCode: 0, base: { commit: before } })
    expect(result.outputs).toMatchObject({ size: '31000', 'size-change': '1000' })
  })
})

// --- helpers ---

/** Passes without a baseline, and only then. */
const onlyAbsolute = { 'max-increase': '0', 'max-size': '100kB' }

function expectAbsoluteOnly(result: Result, why: RegExp): void {
  expect(result.exitCode).toBe(0)
  expect(result.outputs).toMatchObject({ size: '57000', 'size-change': '' })
  expect(result.outputs.baseline).toMatch(/^baseline unavailable: /)
  expect(result.outputs.baseline).toMatch(why)
  expect(result.summary).toMatch(/baseline unavailable/i)
  expect(result.log).toMatch(/::warning::.*baseline unavailable/)
}

type Result = ActionResult & { base: object | undefined }

/**
 * Runs the action, and checks that nothing of it is left behind.
 * @param clones in `cwd`; each is as it was
 */
async function runIn(
  cwd: string,
  env: Record<string, string>,
  inputs: Record<string, string> = {},
  clones = ['.'],
): Promise<Result> {
  const temporary = mkdtempSync(join(folder.path, 'temporary-'))
  const before = clones.map(clone => cloneState(join(cwd, clone)))
  const result = await runAction({
    cwd,
    inputs: { 'github-token': github.tokens.write, ...inputs },
    env: { ...engine.env, TMPDIR: temporary, ...env },
  })
  expect(clones.map(clone => cloneState(join(cwd, clone)))).toEqual(before)
  expect(docker('images', '-aq')).toBe('')
  expect(docker('ps', '-aq')).toBe('')
  expect(readdirSync(temporary)).toEqual([])
  const text = result.outputs.report
  const [image] = text === undefined ? [] : decodeReport(text, 'report').images
  return { ...result, base: image?.comparison.baseline }
}

/** Of a submodule too, whose `.git` is a file. */
function cloneState(clone: string): Record<string, string> {
  const config = git(clone, 'config', '--local', '--list')
  const refs = git(clone, 'for-each-ref')
  const worktrees = git(clone, 'worktree', 'list', '--porcelain')
  const status = git(clone, 'status', '--porcelain=v2', '--branch', '--ignored')
  return { config, refs, worktrees, status }
}

function docker(...args: string[]): string {
  const env = { ...process.env, ...engine.env }
  return execFileSync('docker', args, { env, encoding: 'utf8' }).trim()
}

function ofPullRequest(
  fields: Partial<Parameters<typeof pullRequestEvent>[2]> = {},
): Record<string, string> {
  return pullRequestEvent(folder.path, github, {
    number: 1,
    headSha: at.head,
    baseSha: at.tip,
    mergeSha: at.merge,
    ...fields,
  })
}

function pushEvent(before: string, after: string): Record<string, string> {
  const payload = { before, after, repository: { default_branch: 'main' } }
  return repositoryEvent(folder.path, github, { name: 'push', sha: after, payload })
}

/** A bare origin, which serves any commit by its SHA as GitHub does, and a clone at `home` that can push. */
function makeOrigin(name: string, home: string): { folder: string; url: string } {
  const place = join(folder.path, 'origins')
  mkdirSync(place, { recursive: true })
  const bare = join(place, `${name}.git`)
  git(place, 'init', '--quiet', '--bare', bare)
  git(bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  git(place, 'clone', '--quiet', bare, home)
  return { folder: place, url: pathToFileURL(bare).href }
}

function publish(home: string): void {
  git(home, 'push', '--quiet', 'origin', '--all')
  git(home, 'push', '--quiet', 'origin', 'HEAD:refs/pull/1/merge')
}

function mergeOf(home: string, tip: string, head: string): string {
  git(home, 'checkout', '--quiet', '--detach', tip)
  git(home, 'merge', '--quiet', '--no-ff', '--message', 'merge', head)
  return git(home, 'rev-parse', 'HEAD')
}
