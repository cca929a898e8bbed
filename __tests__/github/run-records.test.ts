import { join } from 'node:path'
import { getOctokit } from '@actions/github'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { RunEvent } from '../../src/github/event.ts'
import type { Branch } from '../../src/github/record-branch.ts'
import { appendRecords, readRecords } from '../../src/github/records.ts'
import { openRunRecords } from '../../src/github/run-records.ts'
import type { Report } from '../../src/report/report.ts'
import { type GitApi, startGitApi } from '../support/git-api.ts'
import { aComparison } from '../support/make.ts'
import { aRecord } from '../support/record.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

// One repository: five commits of main, of which the first and the third have records.

// Every request is a process or more.
jest.setTimeout(60_000)

const folder = temporaryFolder()
const bare = join(folder.path, 'origin.git')
const commits: string[] = []
let api: GitApi
let branch: Branch
beforeAll(async () => {
  const author = join(folder.path, 'author')
  git(folder.path, 'init', '--quiet', author)
  for (const [index, subject] of ['first', 'second', 'third', 'fourth', 'fifth'].entries()) {
    commits.push(commit(author, { 'a.txt': `${index}` }, `${subject} | <b>\n\nwhy`))
  }
  git(author, 'tag', 'light', shaOf(1))
  git(author, 'tag', '--annotate', '--message', 'release', 'v1.0.0', shaOf(3))
  git(author, 'tag', '--annotate', '--message', 'again', 'nested', 'v1.0.0')
  git(author, 'tag', 'blob', git(author, 'hash-object', '-w', 'a.txt'))
  git(folder.path, 'clone', '--quiet', '--bare', author, bare)
  api = await startGitApi(bare)
  branch = {
    octokit: getOctokit('token', { baseUrl: api.apiUrl }),
    ...api.repository,
    branch: 'sizes',
  }
  const records = [0, 2].map(index => aRecord(index, { commit: shaOf(index), subject: 'it' }))
  for (const record of records) await appendRecords(branch, [record], async () => {})
})
afterAll(async () => {
  await api.close()
  folder.remove()
})

function shaOf(index: number): string {
  return commits[index] ?? ''
}

const now = new Date(Date.UTC(2026, 6, 1))

function open(fields: Partial<RunEvent> = {}) {
  const event: RunEvent = {
    name: 'pull_request',
    repository: api.repository,
    serverUrl: 'https://github.com',
    apiUrl: api.apiUrl,
    sha: shaOf(4),
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
  return openRunRecords(branch, event, () => now)
}

describe('what a budget looks back on', () => {
  test('is the line of commits up to the base, and the records', async () => {
    const history = await open().history('api', { sha: shaOf(3), itself: true }, [])
    expect(history).toEqual({
      records: new Map([
        [
          'linux/amd64',
          [0, 2].map(index => ({
            commit: shaOf(index),
            platform: 'linux/amd64',
            time: aRecord(index).time,
            subject: 'it',
            unpacked: 1000,
            compressed: 400,
            base: null,
          })),
        ],
      ]),
      line: [shaOf(3), shaOf(2), shaOf(1), shaOf(0)],
      tags: new Map(),
      now,
    })
  })

  test('ends before the commit itself where there is no base', async () => {
    const history = await open().history('api', { sha: shaOf(2), itself: false }, [])
    expect(history).toMatchObject({ line: [shaOf(1), shaOf(0)] })
  })

  test.each([
    ['light', 1],
    ['v1.0.0', 3],
    ['nested', 3],
  ])('has the line of the tag %s', async (tag, index) => {
    const history = await open().history('api', { sha: shaOf(4), itself: true }, [tag])
    const line = commits.slice(0, index + 1).reverse()
    expect(history).toMatchObject({ tags: new Map([[tag, line]]) })
  })

  test.each(['none', 'blob', 'main'])('says that %s is no tag of a commit', async tag => {
    const history = await open().history('api', { sha: shaOf(4), itself: true }, [tag])
    const why = `there is no tag ${tag} of a commit`
    expect(history).toMatchObject({ tags: new Map([[tag, { why }]]) })
  })

  test('a commit that was never pushed is alone', async () => {
    const sha = 'f'.repeat(40)
    expect(await open().history('api', { sha, itself: true }, [])).toMatchObject({ line: [sha] })
  })

  test('is asked for once, however many images there are', async () => {
    const records = open()
    const ask = () => records.history('api', { sha: shaOf(4), itself: true }, ['v1.0.0', 'light'])
    await ask()
    api.requests.length = 0
    await Promise.all([ask(), ask()])
    expect(api.requests).toEqual([])
  })

  test('without records no commit is asked for', async () => {
    api.requests.length = 0
    expect(await open().history('web', { sha: shaOf(4), itself: true }, ['v1.0.0'])).toEqual({
      why: 'there are no records of `web` yet',
    })
    expect(api.requests.filter(request => /commits|tags/.test(request))).toEqual([])
  })
})

describe('on the default branch', () => {
  const { candidate } = aComparison()
  const comparisonAt = (sha: string) =>
    aComparison({ name: 'api', candidate: { ...candidate, commit: sha } })

  test('the trend ends with the commit of the run', async () => {
    const trends = await open({ name: 'push' }).trends(comparisonAt(shaOf(4)))
    expect(trends).toMatchObject([
      {
        ref: 'main',
        points: [
          { commit: shaOf(0) },
          { commit: shaOf(2), subject: 'it' },
          { commit: shaOf(4), subject: 'fifth | <b>', unpacked: 1000 },
        ],
      },
    ])
    const elsewhere = await open().trends(comparisonAt(shaOf(4)))
    expect(elsewhere[0]?.points.map(point => point.commit)).toEqual([shaOf(0), shaOf(2)])
  })

  test('GitHub is asked for the commit once, and its subject is stored', async () => {
    const sha = shaOf(4)
    const records = open({ name: 'push' })
    const comparison = comparisonAt(sha)
    api.requests.length = 0
    await records.trends(comparison)
    const image = { comparison, judgements: [], verdict: 'passed' as const }
    const report: Report = {
      schema: 1,
      verdict: 'passed',
      images: [image],
      notes: [],
      repository: null,
      minimumChange: 1000,
    }
    await records.store(report, async () => {})
    expect(api.requests.filter(request => request === `GET /git/commits/${sha}`)).toHaveLength(1)
    const stored = (await readRecords(branch, 'api')).records.at(-1)
    expect(stored).toMatchObject({
      commit: sha,
      before: shaOf(3),
      subject: 'fifth | <b>',
      time: new Date(git(bare, 'log', '-1', '--format=%cI', sha)).toISOString(),
    })
  })
})
