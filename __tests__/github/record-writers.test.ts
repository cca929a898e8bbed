import { join } from 'node:path'
import { getOctokit } from '@actions/github'
import { afterAll, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import type { Branch } from '../../src/github/record-branch.ts'
import { recordPath } from '../../src/github/record-path.ts'
import { appendRecords, readRecords } from '../../src/github/records.ts'
import { decodeRecords } from '../../src/record/lines.ts'
import { startGitApi } from '../support/git-api.ts'
import { aRecord, aSha } from '../support/record.ts'
import { git, temporaryFolder } from '../support/repositories.ts'

// Runs that store at the same time, against real git behind GitHub's API.

// Every request is some processes.
jest.setTimeout(60_000)

const folder = temporaryFolder()
afterAll(folder.remove)

let repositories = 0
async function anApi() {
  const path = join(folder.path, `${++repositories}.git`)
  git(folder.path, 'init', '--quiet', '--bare', path)
  return { path, ...(await startGitApi(path)) }
}

type Fetch = typeof globalThis.fetch

/** @param fetch every request of this client goes through it */
function aBranch(apiUrl: string, fetch: Fetch = globalThis.fetch): Branch {
  const octokit = getOctokit('token', { baseUrl: apiUrl, request: { fetch } })
  return { octokit, owner: 'octocat', repo: 'hello-world', branch: 'image-sizes' }
}

/** The lines as they lie in the branch. */
function linesOf(path: string, name = 'api', platform = 'linux/amd64'): string[] {
  const file = `image-sizes:${recordPath(name, platform)}`
  return decodeRecords(`${git(path, 'cat-file', 'blob', file)}\n`, file).records.map(
    ({ commit }) => commit,
  )
}

const stored = { outcome: 'stored', warnings: [] }

test('in whatever order the requests of several runs meet, every line survives', async () => {
  const writers = fc.uniqueArray(fc.nat(500), { minLength: 2, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), writers, fc.boolean(), async (scheduler, seeds, begun) => {
      const api = await anApi()
      try {
        const first = begun ? [1000] : []
        for (const seed of first)
          await appendRecords(aBranch(api.apiUrl), [aRecord(seed)], async () => {})
        const fetch: Fetch = scheduler.scheduleFunction(globalThis.fetch)
        const branch = aBranch(api.apiUrl, fetch)
        const runs = seeds.map(seed => appendRecords(branch, [aRecord(seed)], async () => {}))
        const outcomes = await scheduler.waitFor(Promise.all(runs))
        expect(outcomes).toEqual(seeds.map(() => stored))
        const inOrder = [...seeds, ...first].sort((a, b) => a - b)
        expect(linesOf(api.path)).toEqual(inOrder.map(aSha))
        // One commit a run, on one line of history.
        expect(git(api.path, 'rev-list', '--count', 'image-sizes')).toBe(`${inOrder.length}`)
        expect(git(api.path, 'rev-list', '--count', '--min-parents=2', 'image-sizes')).toBe('0')
        expect(git(api.path, 'fsck', '--strict', '--no-dangling')).toBe('')

        // Every run once more.
        const branchAgain = aBranch(api.apiUrl)
        for (const seed of seeds) {
          const again = await appendRecords(branchAgain, [aRecord(seed)], async () => {})
          expect(again.outcome).toBe('unchanged')
        }
        expect(linesOf(api.path)).toEqual(inOrder.map(aSha))
      } finally {
        await api.close()
      }
    }),
    { numRuns: 5 },
  )
})

test('runs of different images and platforms share the branch', async () => {
  const api = await anApi()
  const records = ['api', 'web', 'services/worker'].flatMap((name, seed) => [
    aRecord(seed, { name }),
    aRecord(seed, { name, platform: 'linux/arm64' }),
  ])
  const outcomes = await Promise.all(
    records.map(record => appendRecords(aBranch(api.apiUrl), [record], async () => {})),
  )
  expect(outcomes).toEqual(records.map(() => stored))
  for (const { name, platform, commit } of records) {
    expect(linesOf(api.path, name, platform)).toEqual([commit])
  }
  await api.close()
})

test('a fork reads with a token that cannot write', async () => {
  const api = await anApi()
  await appendRecords(aBranch(api.apiUrl), [aRecord(1)], async () => {})
  const readOnly = await startGitApi(api.path, false)
  const branch = aBranch(readOnly.apiUrl)
  expect(await readRecords(branch, 'api')).toEqual({ records: [aRecord(1)], notes: [] })
  expect(readOnly.requests.every(request => request.startsWith('GET '))).toBe(true)
  const { warnings } = await appendRecords(branch, [aRecord(2)], async () => {})
  expect(warnings[0]).toContain('give the job `permissions: contents: write`')
  await readOnly.close()
  await api.close()
})
