import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { readEvent } from '../../src/github/event.ts'
import { DecodeError } from '../../src/oci/decode.ts'
import { eventExamples, pullRequestEvent, writeEvent } from '../support/event-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'gate-event-'))
afterAll(() => rmSync(folder, { recursive: true }))

const runner = {
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REF: 'refs/heads/main',
  GITHUB_RUN_ID: '19842004207',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SERVER_URL: 'https://ghe.example.com',
  GITHUB_API_URL: 'https://ghe.example.com/api/v3',
  GITHUB_WORKSPACE: '/home/runner/work',
}

const read = (name: string, payload: unknown, env: Record<string, string> = runner) =>
  readEvent({ ...env, ...writeEvent(folder, name, payload) })

const examples = (name: string) =>
  eventExamples(name).map((payload, index) => [`${name} ${index}`, name, payload] as const)

describe('every example of GitHub is read', () => {
  test.each([
    ...examples('pull_request'),
    ...examples('merge_group'),
    ...examples('push'),
    ...examples('workflow_dispatch'),
    ...examples('workflow_run'),
    ...examples('issue_comment'),
  ])('%s', async (_, name, payload) => {
    const event = await read(name, payload)
    expect(event).toMatchObject({
      name,
      repository: { owner: 'octo-org', repo: 'octo-repo' },
      sha: runner.GITHUB_SHA,
      ref: 'refs/heads/main',
      runId: 19842004207,
      runAttempt: 2,
      serverUrl: 'https://ghe.example.com',
      apiUrl: 'https://ghe.example.com/api/v3',
      workspace: '/home/runner/work',
    })
    expect({
      pull_request: event.pullRequest !== null,
      merge_group: event.mergeGroup !== null,
      push: event.push !== null,
      workflow_run: event.workflowRun !== null,
    }).toEqual({
      pull_request: name === 'pull_request',
      merge_group: name === 'merge_group',
      push: name === 'push',
      workflow_run: name === 'workflow_run',
    })
  })
})

const github = {
  apiUrl: 'https://api.github.com',
  repository: { owner: 'octocat', repo: 'hello-world' },
}
const pull = {
  number: 7,
  headSha: '1'.repeat(40),
  baseSha: '2'.repeat(40),
  mergeSha: '3'.repeat(40),
  headRef: 'topic',
  labels: ['image-size/+40MB'],
}

test.each(['pull_request', 'pull_request_target'])('%s has its pull request', async name => {
  const event = await readEvent(pullRequestEvent(folder, github, { ...pull, name, runId: 12 }))
  expect(event).toEqual({
    name,
    repository: { owner: 'octocat', repo: 'hello-world' },
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com',
    sha: pull.mergeSha,
    ref: name === 'pull_request' ? 'refs/pull/7/merge' : 'refs/heads/main',
    runId: 12,
    runAttempt: 1,
    workflow: 'size',
    job: 'gate',
    workspace: '.',
    defaultBranch: 'main',
    pullRequest: {
      number: 7,
      headSha: pull.headSha,
      headRef: 'topic',
      baseSha: pull.baseSha,
      baseRef: 'main',
      headRepository: 'octocat/hello-world',
      fromFork: false,
      labels: ['image-size/+40MB'],
    },
    mergeGroup: null,
    push: null,
    workflowRun: null,
  })
})

test('a pull request comes from a fork when its head does, or is gone', async () => {
  const run = { ...pull, headRepository: 'mallory/hello-world' }
  const fork = await readEvent(pullRequestEvent(folder, github, run))
  expect(fork.pullRequest).toMatchObject({ fromFork: true, headRepository: 'mallory/hello-world' })
  const [example] = eventExamples('pull_request')
  const original = example?.pull_request as { head: object }
  const gone = { ...original, head: { ...original.head, repo: null } }
  const event = await read('pull_request', { ...example, pull_request: gone })
  expect(event.pullRequest).toMatchObject({ fromFork: true, headRepository: null })
})

test('merge_group, push and workflow_run have their commits', async () => {
  const [group] = eventExamples('merge_group')
  expect((await read('merge_group', group)).mergeGroup).toEqual({
    baseSha: '380387fbc80638b734a49e1be1c4dfec1c01b33c',
    headSha: '2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d',
  })
  const [push] = eventExamples('push')
  expect((await read('push', push)).push).toEqual({ before: '0'.repeat(40) })
  const [run] = eventExamples('workflow_run')
  expect((await read('workflow_run', run)).workflowRun).toMatchObject({
    event: 'workflow_dispatch',
    headBranch: 'main',
    headRepository: 'octo-org/octo-repo',
    headSha: expect.stringMatching(/^[0-9a-f]{40}$/),
  })
})

test('a schedule has next to nothing', async () => {
  const event = await read('schedule', { schedule: '0 0 * * *' })
  expect(event).toMatchObject({ name: 'schedule', defaultBranch: null, pullRequest: null })
})

test.each([
  ['push', { before: 'main' }, 'push event: before: is no commit SHA'],
  ['merge_group', {}, 'merge_group event: merge_group: '],
  ['pull_request', { pull_request: { number: '7' } }, 'pull_request event: pull_request.number: '],
])('a payload of %s that is wrong is refused: %j', async (name, payload, message) => {
  await expect(read(name, payload)).rejects.toThrow(DecodeError)
  await expect(read(name, payload)).rejects.toThrow(message)
})

test('an environment that is wrong is refused', async () => {
  await expect(readEvent({})).rejects.toThrow(UserError)
  const env = { ...runner, GITHUB_REPOSITORY: 'octocat' }
  await expect(read('push', { before: '0'.repeat(40) }, env)).rejects.toThrow(
    'environment of the runner: GITHUB_REPOSITORY: is not owner/repo',
  )
})
