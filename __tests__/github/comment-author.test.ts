import { getOctokit } from '@actions/github'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { findLogin, isWrittenBy } from '../../src/github/comment-author.ts'
import { type Github, startGithub } from '../support/github.ts'

let github: Github
beforeAll(async () => {
  github = await startGithub()
})
afterAll(() => github.close())

const ask = (token: string) => findLogin(getOctokit(token, { baseUrl: github.apiUrl }))
const noGraphql = { method: 'POST', path: /^\/graphql/, status: 403, message: 'Forbidden' }

test('GraphQL knows who the token of a job is', async () => {
  expect(await ask(github.tokens.write)).toBe('github-actions[bot]')
})

test('a personal token is its owner, with and without GraphQL', async () => {
  expect(await ask(github.tokens.stranger)).toBe('mallory')
  github.fail(noGraphql)
  expect(await ask(github.tokens.stranger)).toBe('mallory')
})

test('where nobody says, it is the default token', async () => {
  github.fail(noGraphql)
  expect(await ask(github.tokens.write)).toBe('github-actions[bot]')
})

test.each([
  ['github-actions[bot]', { login: 'github-actions[bot]', type: 'Bot' }, true],
  ['github-actions[bot]', { login: 'github-actions[bot]', type: 'User' }, false],
  ['github-actions[bot]', { login: 'github-actions', type: 'User' }, false],
  ['octocat', { login: 'octocat', type: 'User' }, true],
  ['octocat', { login: 'mallory', type: 'User' }, false],
  ['octocat', null, false],
])('%s and %j', (login, author, expected) => {
  expect(isWrittenBy(author, login)).toBe(expected)
})
