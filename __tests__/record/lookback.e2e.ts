import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { decodeReport } from '../../src/report/printers/json.ts'
import { runAction } from '../support/action.ts'
import { pullRequestEvent, writeEvent } from '../support/event-file.ts'
import { type GitApi, startGitApi } from '../support/git-api.ts'
import { writeLayout } from '../support/layout.ts'
import { checkout, commit, git, temporaryFolder } from '../support/repositories.ts'

// The whole action in clones of depth 1, which know no ancestor; those are asked of GitHub, which is real git here.

const folder = temporaryFolder()
const bare = join(folder.path, 'origin.git')
const author = join(folder.path, 'author')
const origin = { folder: folder.path, url: pathToFileURL(bare).href }
let api: GitApi
/** What the token of a fork's pull request can reach. */
let readOnly: GitApi
beforeAll(async () => {
  git(folder.path, 'init', '--quiet', '--bare', bare)
  git(bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  git(folder.path, 'clone', '--quiet', bare, author)
  api = await startGitApi(bare)
  readOnly = await startGitApi(bare, false)
})
afterAll(async () => {
  await api.close()
  await readOnly.close()
  folder.remove()
})

let commits = 0
function commitToMain(subject: string): string {
  const sha = commit(author, { 'main.txt': `${++commits}` }, subject)
  git(author, 'push', '--quiet', 'origin', 'HEAD:main')
  return sha
}

/** The file that every checkout gets beside its commit. */
function config(image: string, budgets: string): string {
  return `images:\n  - name: api\n    image: oci:../${image}\n    budgets:\n${budgets}`
}

async function gate(
  sha: string,
  { size, budgets, env }: { size: number; budgets: string; env: Record<string, string> },
) {
  const cwd = checkout(origin, sha)
  const image = await writeLayout(folder.path, size)
  mkdirSync(join(cwd, '.github'))
  writeFileSync(join(cwd, '.github/image-size-gate.yml'), config(image, budgets))
  const { log, outputs, summary, exitCode } = await runAction({
    cwd,
    entry: 'src/index.ts',
    inputs: {
      'record-branch': 'image-sizes',
      comment: 'never',
      'github-token': 'token-of-the-job',
    },
    env: { ...env, GITHUB_SHA: sha },
  })
  const report = outputs.report ? decodeReport(outputs.report, 'report') : null
  return { log, summary, exitCode, report, image: report?.images[0] }
}

const loose = '      - max-increase: 1MB\n'

function push(sha: string, size: number) {
  const payload = { before: `${sha}^`, repository: { default_branch: 'main' } }
  const before = git(author, 'rev-list', '--max-count=2', sha).split('\n')[1] ?? '0'.repeat(40)
  const env = {
    ...writeEvent(folder.path, 'push', { ...payload, before }),
    GITHUB_REPOSITORY: 'octocat/hello-world',
    GITHUB_API_URL: api.apiUrl,
    GITHUB_REF: 'refs/heads/main',
  }
  return gate(sha, { size, budgets: loose, env })
}

/** A pull request of one commit, from a fork, merged onto the tip of main. */
function pull(size: number, budgets: string, labels: string[] = []) {
  const base = git(author, 'rev-parse', 'HEAD')
  git(author, 'checkout', '--quiet', '--detach')
  const head = commit(author, { 'feature.txt': `${++commits}` })
  git(author, 'checkout', '--quiet', '--detach', base)
  git(author, 'merge', '--quiet', '--no-ff', '--message', 'merge', head)
  const merge = git(author, 'rev-parse', 'HEAD')
  git(author, 'push', '--quiet', '--force', 'origin', `${merge}:refs/pull/1/merge`)
  git(author, 'checkout', '--quiet', 'main')
  const run = { number: 1, headSha: head, baseSha: base, mergeSha: merge, labels }
  const env = pullRequestEvent(folder.path, readOnly, { ...run, headRepository: 'mallory/shop' })
  return gate(merge, { size, budgets, env }).then(result => ({ ...result, base }))
}

test('before there is a record, a window is not judged and fails nothing', async () => {
  git(author, 'checkout', '--quiet', '-B', 'main')
  commitToMain('begin')
  const { exitCode, image } = await pull(10_000, '      - max-increase: 0\n        since: 30d\n')
  expect(exitCode).toBe(0)
  expect(image?.judgements).toMatchObject([
    { outcome: 'not judged', actual: null, why: 'there are no records of `api` yet' },
  ])
}, 60_000)

test('growth over a window names the commits that spent it', async () => {
  const first = commitToMain('release')
  git(author, 'tag', '--annotate', '--message', 'release', 'v1.0.0')
  git(author, 'push', '--quiet', 'origin', 'v1.0.0')
  const sizes: [string, number][] = [
    ['add fonts | <b>', 14_000],
    ['fix a typo', 14_010],
    ['@octocat keeps source maps', 16_000],
  ]
  const begun = await push(first, 10_000)
  expect(begun.log).toContain('Record in image-sizes: stored.')
  const shas: string[] = []
  for (const [subject, size] of sizes) {
    const sha = commitToMain(subject)
    shas.push(sha)
    await push(sha, size)
  }
  const budgets = ['v1.0.0', '3 records', '30d']
    .map(since => `      - max-increase: 5kB\n        since: ${since}\n`)
    .join('')
  const { exitCode, image, summary, log } = await pull(16_500, budgets)
  expect(exitCode).toBe(1)
  expect(log).toContain(
    'Image size budget exceeded: api is 1.5 kB over max-increase since v1.0.0; api is 1.5 kB over max-increase since 30d',
  )
  expect(image?.judgements).toMatchObject([
    {
      outcome: 'exceeded',
      actual: 6500,
      spent: {
        from: first,
        commits: 3,
        biggest: [
          { commit: shas[0], subject: 'add fonts | <b>', change: 4000 },
          { commit: shas[2], subject: '@octocat keeps source maps', change: 1990 },
          { commit: shas[1], subject: 'fix a typo', change: 10 },
        ],
        rest: { commits: 0, change: 0 },
        own: 500,
        unrecorded: false,
      },
    },
    // Three back is the first commit after the release.
    { outcome: 'held', actual: 2500, spent: { from: shas[0], nearer: null } },
    { outcome: 'exceeded', spent: { from: first, nearer: 'the oldest record is 0 days old' } },
  ])
  expect(summary).toContain('increase since `v1.0.0` (3 recorded commits)')
  expect(summary).toContain('| +4\u00a0kB | add fonts \\| \\<b\\> |')
  expect(summary).not.toContain('@octocat')

  const approved = await pull(16_500, budgets, ['image-size/+500B'])
  expect(approved.exitCode).toBe(0)
  expect(approved.report?.verdict).toBe('approved')
  const idle = await pull(16_000, budgets)
  expect(idle.exitCode).toBe(0)
  expect(idle.summary).toContain('this change adds nothing to it')
}, 180_000)

test('the record of the base, else the nearest one and how far it is, else none', async () => {
  const exact = await pull(17_000, loose)
  expect(exact.image?.comparison.baseline).toMatchObject({ commit: exact.base, feed: 'record' })

  for (let count = 0; count < 3; count++) commitToMain('unrecorded')
  const near = await pull(17_000, loose)
  expect(near.image?.comparison.baseline).toMatchObject({
    state: 'compared',
    commit: exact.base,
    source: expect.stringContaining(`, 3 commits before the base commit ${near.base.slice(0, 7)}`),
  })
  const since = '      - max-increase: 1MB\n        since: 1 record\n'
  expect((await pull(17_000, since)).image?.judgements).toMatchObject([
    { outcome: 'held', actual: 1000, spent: { from: exact.base, own: 1000, unrecorded: true } },
  ])

  for (let count = 0; count < 18; count++) commitToMain('unrecorded')
  const far = await pull(17_000, loose)
  expect(far.exitCode).toBe(0)
  expect(far.image?.comparison.baseline).toMatchObject({ state: 'unavailable' })
  expect(far.log).toContain(`There is no record of api at ${far.base} or shortly before.`)
}, 180_000)
