import { getOctokit } from '@actions/github'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { WorkflowRunEvent } from '../../src/github/event.ts'
import type { Octokit } from '../../src/github/octokit.ts'
import { findPullRequest, mergeBaseFromApi } from '../../src/github/pull-request.ts'
import { type Github, type PullRequest, startGithub } from '../support/github.ts'

let github: Github
let octokit: Octokit
beforeAll(async () => {
  github = await startGithub()
  octokit = getOctokit(github.tokens.readOnly, { baseUrl: github.apiUrl })
})
afterAll(() => github.close())

describe('findPullRequest', () => {
  let pull: PullRequest
  beforeAll(async () => {
    pull = await github.createPullRequest({ fork: true })
  })

  function find(fields: Partial<WorkflowRunEvent> = {}) {
    return findPullRequest(octokit, github.repository, {
      id: 1,
      name: 'Sizes',
      workflow: 'Sizes',
      event: 'pull_request',
      conclusion: 'success',
      headSha: pull.head.sha,
      headBranch: pull.head.ref,
      headRepository: pull.head.repo.full_name,
      ...fields,
    })
  }

  test('finds that of a fork by its head', async () => {
    expect(pull.head.repo.full_name).toBe('mallory/hello-world')
    expect(await find()).toEqual({
      number: pull.number,
      headSha: pull.head.sha,
      headRef: pull.head.ref,
      baseSha: pull.base.sha,
      baseRef: 'main',
      headRepository: 'mallory/hello-world',
      fromFork: true,
      labels: [],
    })
  })

  test.each<[Partial<WorkflowRunEvent>, string]>([
    [{ headSha: '1'.repeat(40) }, 'the pull request has moved on from 1111111'],
    [{ headBranch: 'x' }, 'no open pull request comes from mallory/hello-world:x'],
    [{ headRepository: 'mallory/x' }, 'no open pull request comes from mallory/x:feature-1'],
    [{ headRepository: null }, 'the branch of the pull request is gone'],
    [{ headBranch: null }, 'the branch of the pull request is gone'],
    [{ event: 'push' }, 'the run that measured was started by `push`'],
    [{ conclusion: 'cancelled' }, 'the run that measured ended as `cancelled`'],
    [{ conclusion: null }, 'the run that measured ended as `unknown`'],
    [{ name: 'Other' }, 'the run that measured calls itself "Other", and its workflow is "Sizes"'],
  ])('of %j finds none', async (fields, none) => {
    expect(await find(fields)).toEqual({ none })
  })
})

test('mergeBaseFromApi asks for the merge base, and takes no answer for one', async () => {
  const { head, base } = await github.createPullRequest()
  const ask = (from: string, to: string) => mergeBaseFromApi(octokit, github.repository, from, to)
  expect(await ask('main', head.sha)).toBe(base.sha)
  expect(await ask('main', '1'.repeat(40))).toBeNull()
})
