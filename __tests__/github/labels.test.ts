import { getOctokit } from '@actions/github'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readLabels } from '../../src/github/labels.ts'
import { type Github, startGithub } from '../support/github.ts'

let github: Github
beforeAll(async () => {
  github = await startGithub()
})
afterAll(() => github.close())

function read(number: number) {
  const octokit = getOctokit(github.tokens.readOnly, { baseUrl: github.apiUrl })
  return readLabels(octokit, github.repository, { number, labels: ['of the event'] })
}

test('the labels that are set now count, also for a read-only token', async () => {
  const { number } = await github.createPullRequest({ labels: ['bug'] })
  await github.setLabels(number, ['bug', 'image-size/+40MB'])
  expect(await read(number)).toEqual({ labels: ['bug', 'image-size/+40MB'], warning: null })
  await github.setLabels(number, [])
  expect(await read(number)).toEqual({ labels: [], warning: null })
})

test('those of the event count when GitHub does not say', async () => {
  github.fail({ method: 'GET', path: /labels/, status: 403, message: 'Resource not accessible' })
  expect(await read(1)).toEqual({
    labels: ['of the event'],
    warning:
      'The labels could not be read, those of the event count: the token has no permission for it: give the job `permissions: pull-requests: read`.',
  })
})
