import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { decodeReport } from '../../src/report/printers/json.ts'
import { runAction } from '../support/action.ts'
import { pullRequestEvent, writeEvent } from '../support/event-file.ts'
import { type Github, startGithub } from '../support/github.ts'
import { writeLayout } from '../support/layout.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

// The whole action without an engine: the images are OCI layouts.

const folder = temporaryFolder()
let github: Github
beforeAll(async () => {
  github = await startGithub()
})
afterAll(async () => {
  await github.close()
  folder.remove()
})

/** Runs the action in the repository on an image of that size. */
async function gate(size: number, env: Record<string, string>, token: string) {
  const cwd = join(folder.path, 'shop')
  const image = await writeLayout(folder.path, size)
  const { log, outputs, summary, exitCode } = await runAction({
    cwd,
    entry: 'src/index.ts',
    inputs: {
      image: `oci:../${image}`,
      name: 'api',
      'record-branch': 'image-sizes',
      'max-increase': '1kB',
      comment: 'never',
      'github-token': token,
    },
    env,
  })
  const report = outputs.report ? decodeReport(outputs.report, 'report') : null
  return { log, summary, exitCode, report, image: report?.images[0] }
}

test('a push stores its measurement, and a pull request compares with it', async () => {
  const repository = join(folder.path, 'shop')
  git(folder.path, 'init', '--quiet', repository)
  const first = commit(repository, { a: '1' })
  const base = commit(repository, { a: '2' })
  const push = (sha: string, before: string) => ({
    ...writeEvent(folder.path, 'push', { before, repository: { default_branch: 'main' } }),
    GITHUB_REPOSITORY: 'octocat/hello-world',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SHA: sha,
    GITHUB_REF: 'refs/heads/main',
  })
  const { contentsWrite, readOnly } = github.tokens

  git(repository, 'checkout', '--quiet', first)
  const begun = await gate(10_000, push(first, '0'.repeat(40)), contentsWrite)
  expect(begun.log).toContain('Record in image-sizes: stored.')
  git(repository, 'checkout', '--quiet', base)
  const { image: pushed } = await gate(10_500, push(base, first), contentsWrite)
  expect(pushed?.comparison.baseline).toMatchObject({ state: 'compared', commit: first })
  expect(pushed?.comparison.platforms[0]?.unpacked.change).toBe(500)
  // What is being pushed is the last of the trend.
  expect(pushed?.trends?.[0]?.points.map(({ commit }) => commit)).toEqual([first, base])

  git(repository, 'checkout', '--quiet', '-b', 'feature')
  const head = commit(repository, { b: '1' })
  git(repository, 'checkout', '--quiet', base)
  git(repository, 'merge', '--quiet', '--no-ff', '--message', 'merge', head)
  const merge = git(repository, 'rev-parse', 'HEAD')
  const run = { number: 1, headSha: head, baseSha: base, mergeSha: merge }
  const event = pullRequestEvent(folder.path, github, { ...run, headRepository: 'mallory/shop' })
  const { image, report, summary, exitCode } = await gate(12_000, event, readOnly)

  expect(exitCode).toBe(1)
  expect(image?.comparison.baseline).toMatchObject({
    state: 'compared',
    source: `record of oci:../image-10500, recorded at ${base.slice(0, 7)}`,
    commit: base,
    feed: 'record',
  })
  expect(image?.comparison.platforms[0]?.unpacked).toEqual({
    baseline: 10_500,
    candidate: 12_000,
    change: 1500,
  })
  expect(image?.trends).toMatchObject([
    {
      platform: 'linux/amd64',
      ref: 'main',
      points: [
        { commit: first, unpacked: 10_000 },
        { commit: base, unpacked: 10_500 },
      ],
    },
  ])
  expect(summary).toContain('xychart')
  // The record knows which path weighed how much.
  expect(image?.comparison.platforms[0]?.paths).toEqual([{ path: '/app', files: 1, change: 1500 }])
  expect(report?.notes.filter(note => /record/i.test(note))).toEqual([])
}, 60_000)

test('a push whose token may not write is measured and warned of', async () => {
  const repository = join(folder.path, 'shop')
  const sha = commit(repository, { a: '3' })
  const payload = { before: sha, repository: { default_branch: 'main' } }
  const env = {
    ...writeEvent(folder.path, 'push', payload),
    GITHUB_REPOSITORY: 'octocat/hello-world',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SHA: sha,
    GITHUB_REF: 'refs/heads/main',
  }
  const { exitCode, report } = await gate(10_000, env, github.tokens.readOnly)
  expect(exitCode).toBe(0)
  expect(report?.notes).toContain(
    'The record could not be stored in `image-sizes`: the token has no permission for it: give the job `permissions: contents: write`.',
  )
}, 60_000)
