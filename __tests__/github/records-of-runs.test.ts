import { getOctokit } from '@actions/github'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { factsOfRun } from '../../src/github/default-branch.ts'
import type { RunEvent } from '../../src/github/event.ts'
import type { Branch } from '../../src/github/record-branch.ts'
import { readRecords } from '../../src/github/records.ts'
import { storeReport } from '../../src/github/store-report.ts'
import type { Report } from '../../src/report/report.ts'
import { type Github, startGithub } from '../support/github.ts'
import { aComparison } from '../support/make.ts'
import { aSha } from '../support/record.ts'

let github: Github
let branches = 0
beforeAll(async () => {
  github = await startGithub()
})
afterAll(() => github.close())

const clock = () => new Date(0)

function aBranch(): Branch {
  const octokit = getOctokit(github.tokens.contentsWrite, { baseUrl: github.apiUrl })
  return { octokit, ...github.repository, branch: `sizes-${++branches}` }
}

function anEvent(fields: Partial<RunEvent> = {}): RunEvent {
  return {
    name: 'push',
    repository: github.repository,
    serverUrl: 'https://github.com',
    apiUrl: github.apiUrl,
    sha: aSha(7),
    ref: 'refs/heads/main',
    runId: 1,
    runAttempt: 1,
    workflow: 'size',
    job: 'gate',
    workspace: '.',
    defaultBranch: 'main',
    pullRequest: null,
    mergeGroup: null,
    push: null,
    workflowRun: null,
    ...fields,
  }
}

/** A report on images that were built from these commits; null for existing images. */
function aReport(...commits: (string | null)[]): Report {
  const { candidate } = aComparison()
  const images = commits.map((commit, index) => ({
    comparison: aComparison({ name: `app-${index}`, candidate: { ...candidate, commit } }),
    judgements: [],
    verdict: 'passed' as const,
  }))
  return { schema: 1, verdict: 'passed', images, notes: [], repository: null, minimumChange: 1000 }
}

function store(branch: Branch, event: RunEvent, report: Report) {
  const facts = () => factsOfRun(branch.octokit, event, clock)
  return storeReport(branch, event, report, facts, async () => {})
}

test.each<[string, Partial<RunEvent>, boolean]>([
  ['a push to the default branch', {}, true],
  ['a dispatch on it', { name: 'workflow_dispatch' }, true],
  ['a schedule', { name: 'schedule', defaultBranch: null }, true],
  ['a push to another branch', { ref: 'refs/heads/next' }, false],
  ['a push of a tag of that name', { ref: 'refs/tags/main' }, false],
  ['a dispatch elsewhere', { name: 'workflow_dispatch', ref: 'refs/heads/next' }, false],
  ['a pull request', { name: 'pull_request', ref: 'refs/pull/1/merge' }, false],
  ['the target of a pull request', { name: 'pull_request_target' }, false],
  ['a merge group', { name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/1' }, false],
])('%s stores: %j %s', async (_, fields, stores) => {
  const branch = aBranch()
  const result = await store(branch, anEvent(fields), aReport(aSha(7), null))
  expect(result).toEqual(stores ? { outcome: 'stored', warnings: [] } : null)
  for (const name of ['app-0', 'app-1']) {
    const { records } = await readRecords(branch, name)
    expect(records.map(({ commit }) => commit)).toEqual(stores ? [aSha(7)] : [])
  }
})

test('the time of the record is that of its commit, or of the run where GitHub does not know it', async () => {
  const branch = aBranch()
  const main = (await github.api('GET', '/repos/octocat/hello-world/git/ref/heads/main')) as {
    object: { sha: string }
  }
  const { sha } = main.object
  await store(branch, anEvent({ sha }), aReport(sha))
  await store(branch, anEvent(), aReport(aSha(7)))
  const { records } = await readRecords(branch, 'app-0')
  const commit = (await github.api('GET', `/repos/octocat/hello-world/git/commits/${sha}`)) as {
    committer: { date: string }
  }
  expect(records.map(record => [record.commit, record.time])).toEqual([
    [aSha(7), '1970-01-01T00:00:00.000Z'],
    [sha, new Date(commit.committer.date).toISOString()],
  ])
})

test('an image of another commit than the run is not recorded', async () => {
  const branch = aBranch()
  expect(await store(branch, anEvent(), aReport(aSha(8)))).toEqual({
    outcome: 'unchanged',
    warnings: ['`app-0` is not recorded: it was built from 0008000, and the run is of 0007000.'],
  })
})
