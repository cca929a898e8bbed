import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { createOctokit } from '../../src/github/octokit.ts'
import { upsertComment } from '../../src/github/sticky-comment.ts'
import { type Github, startGithub } from '../support/github.ts'

// The plugins wait for real.
jest.setTimeout(60_000)

let github: Github
beforeAll(async () => {
  github = await startGithub()
})
afterAll(() => github.close())

function anOctokit() {
  return createOctokit({ token: github.tokens.write, apiUrl: github.apiUrl })
}

async function getMain() {
  github.requests.length = 0
  try {
    return (await anOctokit().rest.git.getRef({ ...github.repository, ref: 'heads/main' })).status
  } catch (error) {
    return error
  }
}

const get = { method: 'GET', path: /^\/repos/, message: 'Unavailable' }

test('a server error is tried again twice', async () => {
  github.fail({ ...get, status: 502 })
  expect(await getMain()).toBe(200)
  expect(github.requests).toHaveLength(2)
  github.fail({ ...get, status: 502, times: 3 })
  expect(await getMain()).toMatchObject({ status: 502 })
  expect(github.requests).toHaveLength(3)
})

test('a short rate limit is waited for, a long one is not', async () => {
  const secondary = { ...get, status: 403, message: 'You have exceeded a secondary rate limit.' }
  github.fail({ ...secondary, headers: { 'retry-after': '1' } })
  expect(await getMain()).toBe(200)
  expect(github.requests).toHaveLength(2)
  github.fail({ ...secondary, headers: { 'retry-after': '61' } })
  expect(await getMain()).toMatchObject({ status: 403 })
  expect(github.requests).toHaveLength(1)
})

test.each([401, 403, 404, 410, 422])('%i is an answer', async status => {
  github.fail({ ...get, status, message: 'No' })
  expect(await getMain()).toMatchObject({ status })
  expect(github.requests).toHaveLength(1)
})

test('a comment that was created though the server failed is not there twice', async () => {
  const { number } = await github.createPullRequest()
  const path = /\/comments$/
  github.fail({ method: 'POST', path, status: 502, message: 'Bad gateway', after: true })
  const result = await upsertComment({
    octokit: anOctokit(),
    ...github.repository,
    number,
    key: 'api',
    body: 'grew',
    shortBody: 'grew',
    runId: 1,
    job: 'abc',
    login: 'github-actions[bot]',
  })
  expect(github.requests.filter(request => /^POST .*comments/.test(request))).toHaveLength(2)
  const comments = await github.comments(number)
  expect(comments).toHaveLength(1)
  expect(result).toEqual({
    outcome: 'created',
    url: expect.stringContaining(`issuecomment-${comments[0]?.id}`),
    warning: null,
  })
})

test.each(['cut', 'not JSON', 'other JSON', 'null'] as const)(
  'an answer that is wrong (%s) is a server error',
  async answer => {
    github.fail({ ...get, status: 200, answer, times: 3 })
    const error = await getMain()
    expect(error).toMatchObject({ status: 502, message: expect.stringContaining('answer is not') })
    expect(github.requests).toHaveLength(3)
    github.fail({ ...get, status: 200, answer })
    expect(await getMain()).toBe(200)
  },
)

test('409 is no empty list', async () => {
  const { number } = await github.createPullRequest({ labels: ['a'] })
  const path = /labels/
  github.fail({ method: 'GET', path, status: 409, message: 'Git Repository is empty.', times: 3 })
  const octokit = anOctokit()
  const ask = () =>
    octokit.paginate(octokit.rest.issues.listLabelsOnIssue, {
      ...github.repository,
      issue_number: number,
    })
  await expect(ask()).rejects.toThrow('409 (Git Repository is empty.)')
  expect(await ask()).toHaveLength(1)
})

test('an answer that does not come is given up, and asked for again', async () => {
  github.fail({ ...get, status: 200, answer: 'silent' })
  github.requests.length = 0
  const octokit = createOctokit({ token: 'x', apiUrl: github.apiUrl, longestAnswer: 200 })
  await octokit.rest.git.getRef({ ...github.repository, ref: 'heads/main' })
  expect(github.requests).toHaveLength(2)
})
