import { getOctokit } from '@actions/github'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { findLogin } from '../../src/github/comment-author.ts'
import { markerLine } from '../../src/github/comment-marker.ts'
import { type StickyComment, upsertComment } from '../../src/github/sticky-comment.ts'
import { type Github, startGithub } from '../support/github.ts'

jest.setTimeout(60_000)

let github: Github
let number: number

beforeAll(async () => {
  github = await startGithub()
})
beforeEach(async () => {
  number = (await github.createPullRequest()).number
})
afterAll(() => github.close())

const login = 'github-actions[bot]'

// Without the plugins, which space requests out; octokit.test.ts has them.
function upsert(fields: Partial<StickyComment> = {}, token = github.tokens.write) {
  return upsertComment({
    octokit: getOctokit(token, { baseUrl: github.apiUrl }),
    ...github.repository,
    number,
    key: 'api',
    body: 'grew by 1 MB',
    shortBody: 'grew',
    runId: 10,
    job: 'abc',
    login,
    ...fields,
  })
}

const marked = (body: string, { key = 'api', runId = 10, job = 'abc' } = {}) =>
  markerLine({ key, runId, job }) + body
const bodies = async () => (await github.comments(number)).map(({ body }) => body)

describe('one comment', () => {
  test('is created by the first run and updated by the next', async () => {
    const first = await upsert()
    expect(first).toEqual({ outcome: 'created', url: expect.any(String), warning: null })
    expect(await bodies()).toEqual([marked('grew by 1 MB')])
    const second = await upsert({ runId: 11, body: 'grew by 2 MB' })
    expect(second).toEqual({ outcome: 'updated', url: first.url, warning: null })
    const [comment, ...others] = await github.comments(number)
    expect(comment).toMatchObject({
      body: marked('grew by 2 MB', { runId: 11 }),
      user: { login, type: 'Bot' },
    })
    expect(others).toEqual([])
  })

  test('is not written again when only the run differs', async () => {
    const { url } = await upsert()
    github.requests.length = 0
    const again = await upsert({ runId: 11, body: 'grew by 1 MB\n' })
    expect(again).toEqual({ outcome: 'unchanged', url, warning: null })
    expect(github.requests.filter(request => !request.startsWith('GET'))).toEqual([])
  })

  test('is kept for each key', async () => {
    await upsert({ key: 'api' })
    await upsert({ key: 'web, worker' })
    await upsert({ key: 'web, worker', body: 'shrank' })
    expect(await bodies()).toEqual([
      marked('grew by 1 MB'),
      expect.stringMatching(
        /^<!-- image-size-gate:v1 key=web-worker-[0-9a-f]{12} run=10 job=abc -->\nshrank$/,
      ),
    ])
  })

  test('is found behind more than a hundred others', async () => {
    await Promise.all(
      Array.from({ length: 104 }, (_, index) => github.comment(number, `+${index}`)),
    )
    const { url } = await upsert()
    await Promise.all(Array.from({ length: 3 }, () => github.comment(number, 'me too')))
    expect(await upsert({ body: 'shrank' })).toMatchObject({ outcome: 'updated', url })
    expect((await bodies()).filter(body => body.startsWith('<!--'))).toEqual([marked('shrank')])
  })

  test('is the short one when GitHub finds it too long', async () => {
    const body = 'x'.repeat(66_000)
    expect(await upsert({ body })).toMatchObject({ outcome: 'created', warning: null })
    expect(await bodies()).toEqual([marked('grew')])
    expect(await upsert({ body, shortBody: 'grew a lot' })).toMatchObject({ outcome: 'updated' })
    expect(await bodies()).toEqual([marked('grew a lot')])
  })

  test('is updated, but not begun, when told so', async () => {
    expect(await upsert({ onlyUpdate: true })).toEqual({
      outcome: 'not posted',
      url: null,
      warning: null,
    })
    expect(await bodies()).toEqual([])
    await upsert()
    expect(await upsert({ onlyUpdate: true, body: 'fits' })).toMatchObject({ outcome: 'updated' })
    expect(await bodies()).toEqual([marked('fits')])
  })

  test('is written by a personal token as its owner', async () => {
    const octokit = getOctokit(github.tokens.owner, { baseUrl: github.apiUrl })
    const login = await findLogin(octokit)
    await github.comment(number, marked('spoofed'))
    await upsert({ octokit, login })
    await upsert({ octokit, login, body: 'fits' })
    expect(await bodies()).toEqual([marked('spoofed'), marked('fits')])
  })
})

describe('comments of others', () => {
  test('are not touched, whatever they begin with', async () => {
    await github.comment(number, marked('spoofed'))
    await github.comment(number, marked('spoofed', { runId: 99 }))
    expect(await upsert()).toMatchObject({ outcome: 'created', warning: null })
    expect(await upsert({ body: 'fits' })).toMatchObject({ outcome: 'updated' })
    expect(await bodies()).toEqual([
      marked('spoofed'),
      marked('spoofed', { runId: 99 }),
      marked('fits'),
    ])
  })

  test('of our own account without the marker at the start are not touched', async () => {
    await github.comment(number, `quoting:\n${marked('a report')}`, github.tokens.write)
    await upsert()
    expect(await bodies()).toEqual([`quoting:\n${marked('a report')}`, marked('grew by 1 MB')])
  })
})

describe('concurrent runs', () => {
  const ours = (body: string, runId: number) =>
    github.comment(number, marked(body, { runId }), github.tokens.write)

  test('leave no duplicates: the oldest is updated, the others removed', async () => {
    const { id } = await ours('one', 7)
    await ours('two', 8)
    await ours('three', 9)
    expect(await upsert()).toMatchObject({ outcome: 'updated', warning: null })
    expect(await github.comments(number)).toMatchObject([{ id, body: marked('grew by 1 MB') }])
  })

  test('do not overwrite what a newer one wrote', async () => {
    await ours('newer', 11)
    expect(await upsert()).toEqual({
      outcome: 'not posted',
      url: expect.any(String),
      warning: 'The newer run 11 has written the comment already; this run left it.',
    })
    expect(await bodies()).toEqual([marked('newer', { runId: 11 })])
  })

  const post = { method: 'POST', path: /\/comments$/, status: 0, message: '' }

  test.each([
    ['older', 9, 10, 'grew by 1 MB'],
    ['newer', 11, 11, 'the other'],
  ])(
    'that create at once keep the first, with the text of the newer: other is %s',
    async (...row) => {
      const [, otherRun, runId, text] = row
      github.fail({
        ...post,
        meanwhile: async () => {
          await ours('the other', otherRun)
        },
      })
      expect(await upsert()).toMatchObject({ outcome: 'created', warning: null })
      expect(await bodies()).toEqual([marked(text, { runId })])
    },
  )

  test('that delete the comment meanwhile do no harm', async () => {
    await upsert()
    const [comment] = await github.comments(number)
    github.fail({
      method: 'PATCH',
      path: /\/comments\/\d+$/,
      status: 0,
      message: '',
      meanwhile: () => github.deleteComment(comment?.id ?? 0),
    })
    expect(await upsert({ body: 'fits' })).toMatchObject({ outcome: 'created', warning: null })
    expect(await bodies()).toEqual([marked('fits')])
  })

  test('that cannot remove a duplicate say which', async () => {
    await ours('one', 7)
    await ours('two', 8)
    github.fail({ method: 'DELETE', path: /comments/, status: 403, message: 'Forbidden' })
    expect(await upsert()).toEqual({
      outcome: 'updated',
      url: expect.any(String),
      warning: expect.stringMatching(/^Duplicates of the comment could not be removed: http/),
    })
  })
})

describe('a refusal is a warning', () => {
  const warning = (why: string) => ({
    outcome: 'not posted',
    url: null,
    warning: `The comment could not be posted: ${why}.`,
  })
  const permission =
    'the token has no permission for it: give the job `permissions: pull-requests: write`'

  test('of a read-only token', async () => {
    expect(await upsert({}, github.tokens.readOnly)).toEqual(warning(permission))
    expect(await bodies()).toEqual([])
  })

  test("of a fork's token", async () => {
    expect(await upsert({ fromFork: true }, github.tokens.readOnly)).toEqual(
      warning(
        "the token of a fork's pull request is read-only: let a `workflow_run` job post it with the report action (https://github.com/image-size-gate/image-size-gate/blob/main/docs/recipes.md#pull-requests-from-forks)",
      ),
    )
  })

  test.each<[number, string, string]>([
    [401, 'Bad credentials', 'the token is not valid: check the input `github-token`'],
    [403, 'Unable to create comment because issue is locked.', 'the conversation is locked'],
    [403, 'Resource not accessible by integration', permission],
    [
      404,
      'Not Found',
      'GitHub does not show the pull request to this token: give the job `permissions: pull-requests: write`',
    ],
    [410, 'Issues are disabled for this repo', 'comments are switched off in this repository'],
    [422, 'Validation Failed', 'GitHub does not accept it (Validation Failed)'],
    [429, 'Too many requests', 'the rate limit of the token is used up'],
    [403, 'API rate limit exceeded for installation', 'the rate limit of the token is used up'],
    [503, 'Unavailable', 'GitHub answered 503 (Unavailable)'],
  ])('of %i %s', async (status, message, why) => {
    github.fail({ method: 'POST', path: /\/comments$/, status, message })
    expect(await upsert()).toEqual(warning(why))
  })

  test('when the comments cannot even be listed', async () => {
    github.fail({ method: 'GET', path: /\/comments/, status: 404, message: 'Not Found' })
    expect((await upsert()).warning).toContain('GitHub does not show the pull request')
  })

  test('when there is no GitHub', async () => {
    const octokit = getOctokit('t', { baseUrl: 'http://127.0.0.1:1' })
    expect((await upsert({ octokit })).warning).toMatch(/could not be posted: GitHub answered 500/)
  })

  test('but a bug is not', async () => {
    const octokit = getOctokit(github.tokens.write, { baseUrl: github.apiUrl })
    octokit.hook.before('request', () => {
      throw new TypeError('a bug')
    })
    await expect(upsert({ octokit })).rejects.toThrow('a bug')
  })
})
