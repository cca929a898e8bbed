import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals'
import { decodeReport, encodeReport } from '../src/report/printers/json.ts'
import type { Report } from '../src/report/report.ts'
import { type ActionResult, runAction } from './support/action.ts'
import { eventExamples, pullRequestEvent, repositoryEvent } from './support/event-file.ts'
import { type Github, type PullRequest, startGithub } from './support/github.ts'
import { aBudget } from './support/make.ts'
import { measuredReport } from './support/measured-report.ts'

jest.setTimeout(120_000)

let github: Github
let pull: PullRequest
let workspace: string
beforeAll(async () => {
  github = await startGithub()
})
beforeEach(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'gate-test-report-'))
})
afterEach(() => rmSync(workspace, { recursive: true }))
afterAll(() => github.close())

const growth = [aBudget('max-increase', 1000)]

describe('the legs of a matrix', () => {
  beforeEach(async () => {
    pull = await github.createPullRequest()
  })

  test('are one comment, one summary, one verdict', async () => {
    put('a/report.json', measured({ name: 'api', to: 5000, budgets: growth }))
    put('b/report.json', measured({ name: 'web', to: 1500, budgets: growth }))
    const { exitCode, log, outputs, summary } = await onPullRequest({ expected: 'api\nweb' })
    expect(log).toMatch(/^::error::Image size budget exceeded: api is 3 kB over max-increase/m)
    expect(exitCode).toBe(1)
    expect(outputs.verdict).toBe('exceeded')
    expect(decodeReport(outputs.report ?? '', 'report').images).toHaveLength(2)
    const [comment, ...others] = await bodies()
    expect(others).toEqual([])
    for (const text of [comment, summary, outputs.html]) {
      expect(text).toContain('api')
      expect(text).toContain('web')
    }
    expect(outputs['comment-url']).toContain(`/${pull.number}#issuecomment-`)
    // The next run has one image less, and the comment is the same.
    rmSync(join(workspace, 'a/report.json'))
    await onPullRequest({}, 2)
    expect(await bodies()).toHaveLength(1)
  })

  test('one that never reported is missing, and exceeds', async () => {
    put('b/report.json', measured({ name: 'web', to: 1000 }))
    const { exitCode, log, outputs } = await onPullRequest({ expected: 'api\nweb' })
    expect([exitCode, outputs.verdict]).toEqual([1, 'exceeded'])
    expect(log).toMatch(/^::error::Image size budget exceeded: api did not report/m)
    expect((await bodies())[0]).toContain('`api` did not report')
  })

  test('none at all: all are missing', async () => {
    const { exitCode, outputs } = await onPullRequest({ expected: 'api' })
    expect([exitCode, outputs.verdict]).toEqual([1, 'exceeded'])
    expect((await bodies())[0]).toContain('`api` did not report')
  })

  test('none, where nobody said who has to report, is an error that says what to do', async () => {
    const { exitCode, log } = await onPullRequest({})
    expect(log).toMatch(
      /^::error::reports: "\*\*\/report\.json" matches no file; download the art/m,
    )
    expect(exitCode).toBe(1)
  })

  test('a label approves up to its size, read now', async () => {
    await github.setLabels(pull.number, ['image-size/+5kB'])
    put('a/report.json', measured({ name: 'api', to: 5000, budgets: growth }))
    put('b/report.json', measured({ name: 'web', to: 9000, budgets: growth }))
    const { outputs, log } = await onPullRequest({})
    expect(outputs.verdict).toBe('exceeded')
    expect(log).toMatch(/^::error::Image size budget exceeded: web is 7 kB over/m)
    const { images } = decodeReport(outputs.report ?? '', 'report')
    expect(images.map(({ verdict }) => verdict)).toEqual(['approved', 'exceeded'])
    expect(log).toContain('. To accept it, set the label image-size/+8kB')
    const [comment] = await bodies()
    expect(comment).toContain('To accept this growth, set the label `image-size/+8kB`.')
    expect(comment).toContain('`image-size/+5kB` approves less than this growth')
  })

  test.each<[string, () => void, RegExp]>([
    [
      'no JSON',
      () => put('x/report.json', '{"schema": 1'),
      /`x\/report\.json` could not be read: is not JSON/,
    ],
    ['no report', () => put('x/report.json', '{}'), /could not be read: schema: Invalid input/],
    ['another version', () => put('x/report.json', '{"schema": 9}'), /has report schema 9/],
    [
      'another commit',
      () =>
        put('x/report.json', encodeReport(measuredReport('a'.repeat(40), { name: 'web', to: 1 }))),
      /`web` could not be read: `x\/report\.json` is of the commit aaaaaaa, and this is/,
    ],
    [
      'no commit',
      () =>
        put('x/report.json', encodeReport({ ...report({ name: 'web', to: 1 }), repository: null })),
      /`web` could not be read: `x\/report\.json` names no commit/,
    ],
    [
      'more than 16 MiB',
      () => put('x/report.json', ' '.repeat(17_000_000)),
      /could not be read: has more than 16.8 MB/,
    ],
    [
      'a link',
      () => {
        put('elsewhere.txt', measured({ name: 'web', to: 1 }))
        mkdirSync(join(workspace, 'x'))
        symlinkSync('../elsewhere.txt', join(workspace, 'x/report.json'))
      },
      /could not be read: it is a link, or behind one/,
    ],
    [
      'a name that is there twice',
      () => {
        put('x/report.json', measured({ name: 'web', to: 1 }))
        put('y/report.json', measured({ name: 'web', to: 2 }))
      },
      /`web` could not be read: these reports both have it: `x\/report\.json`, `y\/report\.json`/,
    ],
    [
      'a forged verdict',
      () =>
        put(
          'x/report.json',
          forged(all => Object.assign(all, { verdict: 'passed' })),
        ),
      /`x\/report\.json` could not be read: its verdict is passed, and its images come to exceeded/,
    ],
    [
      'a forged verdict of an image',
      () =>
        put(
          'x/report.json',
          forged(all => {
            all.verdict = 'passed'
            for (const image of all.images) image.verdict = 'passed'
          }),
        ),
      /of `web` its verdict is passed, and its budgets come to exceeded/,
    ],
    [
      'a forged judgement',
      () =>
        put(
          'x/report.json',
          forged(all => {
            all.verdict = 'passed'
            for (const image of all.images) {
              image.verdict = 'passed'
              for (const one of image.judgements) one.outcome = 'held'
            }
          }),
        ),
      /of `web` it says of `max-increase` held \(8000 B of 1000 B\), and its numbers say exceeded/,
    ],
    [
      'forged sizes',
      () =>
        put(
          'x/report.json',
          forged(all => {
            for (const { comparison } of all.images)
              for (const platform of comparison.platforms) platform.unpacked.change = 0
          }),
        ),
      /of `web` linux\/amd64: its unpacked sizes are not those of its layers/,
    ],
  ])('%s is a row, fails the step, and leaves the others', async (_, write, why) => {
    put('good/report.json', measured({ name: 'good', to: 1000 }))
    write()
    const { exitCode, log, outputs } = await onPullRequest({ 'fail-on-exceeded': 'false' })
    expect([exitCode, outputs.verdict]).toEqual([1, 'exceeded'])
    const [comment] = await bodies()
    expect(comment).toMatch(why)
    expect(comment).toContain('`good`')
    expect(log).toMatch(/^::error::.* could not be read: /m)
  })

  test.each(['../**/report.json', '/etc/*.json', 'a/../../b'])(
    'the glob %s leads nowhere',
    async reports => {
      const { exitCode, log } = await onPullRequest({ reports })
      expect(log).toMatch(/^::error::reports: .* leads out of the workspace/m)
      expect(exitCode).toBe(1)
    },
  )

  test('more than 200 files are refused', async () => {
    for (let index = 0; index <= 200; index++) put(`${index}/report.json`, '{}')
    const { exitCode, log } = await onPullRequest({})
    expect(log).toMatch(/^::error::reports: .* matches 201 files, and at most 200 are read/m)
    expect(exitCode).toBe(1)
  })

  test('budgets of the base commit decide with `config`', async () => {
    const text = 'images: [{ name: api, context: ., budgets: [{ max-increase: 10kB }] }]\n'
    await commitToMain('.github/image-size-gate.yml', text)
    pull = await github.createPullRequest()
    put('a/report.json', measured({ name: 'api', to: 5000, budgets: growth }))
    const { exitCode, outputs, log } = await onPullRequest({
      config: '.github/image-size-gate.yml',
    })
    expect(log).not.toContain('::error')
    expect([exitCode, outputs.verdict]).toEqual([0, 'passed'])
  })

  test('a `config` that is not there is an error that says what to do', async () => {
    put('a/report.json', measured({ name: 'api', to: 5000 }))
    const { exitCode, log } = await onPullRequest({ config: 'nope.yml' })
    expect(log).toMatch(
      /^::error::config: nope\.yml at [0-9a-f]{7} is not there, or the token may/m,
    )
    expect(exitCode).toBe(1)
  })
})

describe('a workflow_run after the run of a fork', () => {
  beforeEach(async () => {
    pull = await github.createPullRequest({ fork: true })
  })

  test('comments on its pull request, and says whose budgets they are', async () => {
    put('a/report.json', measured({ name: 'api', to: 5000, budgets: growth }))
    const { exitCode, outputs } = await onWorkflowRun()
    expect([exitCode, outputs.verdict]).toEqual([1, 'exceeded'])
    const [comment, ...others] = await bodies()
    expect(others).toEqual([])
    expect(comment).toContain('`api` grew by 4 kB')
    expect(comment).toContain('The budgets are those of the pull request itself')
  })

  test.each<[string, (text: string) => string]>([
    [
      'the number of another pull request',
      text => text.replace('{', '{"number":1,"pull_request":1,'),
    ],
    ['__proto__', text => text.replace('{', '{"__proto__":{"verdict":"passed","images":[]},')],
    [
      'markup',
      text => text.replaceAll('"oci:image"', JSON.stringify('</td><img src=x> @octocat #1')),
    ],
  ])('%s in a report changes nothing', async (_, forge) => {
    const other = await github.createPullRequest()
    put('a/report.json', forge(measured({ name: 'api', to: 5000, budgets: growth })))
    const { outputs } = await onWorkflowRun()
    expect(outputs.verdict).toBe('exceeded')
    const [comment] = await bodies()
    expect(comment).toContain('`api` grew by 4 kB')
    expect(comment).not.toMatch(/[^\\]<(img|\/td)|@octocat/)
    expect(await github.comments(other.number)).toEqual([])
  })

  test.each<[string, (text: string) => string]>([
    [
      'a number of a million digits',
      text => text.replace('"size":5000', `"size":${'9'.repeat(1e6)}`),
    ],
    ['a negative size', text => text.replaceAll('"size":5000', '"size":-5000')],
    ['a size that is a text', text => text.replaceAll('"size":5000', '"size":"5000"')],
    ['another head', text => text.replaceAll(pull.head.sha, 'b'.repeat(40))],
  ])('%s is a row', async (_, forge) => {
    put('a/report.json', forge(measured({ name: 'api', to: 5000 })))
    const { exitCode, outputs } = await onWorkflowRun()
    expect([exitCode, outputs.verdict]).toEqual([1, 'exceeded'])
    expect((await bodies())[0]).toMatch(/could not be read: /)
  })

  test.each<[string, () => Promise<Record<string, unknown>>, RegExp]>([
    [
      'the pull request was closed',
      async () => {
        await github.api('PATCH', `/repos/octocat/hello-world/pulls/${pull.number}`, {
          state: 'closed',
        })
        return {}
      },
      /no open pull request comes from mallory/,
    ],
    [
      'its head moved on',
      async () => ({ head_sha: 'd'.repeat(40) }),
      /the pull request has moved on from ddddddd/,
    ],
    ['the run was cancelled', async () => ({ conclusion: 'cancelled' }), /ended as `cancelled`/],
    ['a push measured', async () => ({ event: 'push' }), /was started by `push`/],
    ['another name', async () => ({ name: 'Deploy' }), /calls itself "Deploy"/],
  ])('posts nothing where %s, and says why', async (_, change, why) => {
    put('a/report.json', measured({ name: 'api', to: 5000, budgets: growth }))
    const { exitCode, log, outputs } = await onWorkflowRun(await change())
    expect(log).toMatch(/^::warning::Nothing is posted: /m)
    expect(log).toMatch(why)
    expect([exitCode, outputs.verdict]).toEqual([0, undefined])
    expect(await bodies()).toEqual([])
  })

  test('of two that race, the newer is left standing', async () => {
    put('a/report.json', measured({ name: 'api', to: 5000, budgets: growth }))
    const results = await Promise.all([onWorkflowRun({}, 7), onWorkflowRun({}, 8)])
    expect(results.map(({ exitCode }) => exitCode)).toEqual([1, 1])
    const all = await bodies()
    expect(all).toHaveLength(1)
    expect(all[0]).toContain('`api` grew by 4 kB')
  })
})

// --- what the tests above say ---

function put(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true })
  writeFileSync(join(workspace, path), text)
}

function report(
  ...images: Parameters<typeof measuredReport> extends [string, ...infer I] ? I : never
): Report {
  return measuredReport(pull.head.sha, ...images)
}

function measured(...images: Parameters<typeof report>): string {
  return encodeReport(report(...images))
}

function forged(change: (report: Report) => unknown): string {
  const whole = report({ name: 'web', to: 9000, budgets: growth })
  change(whole)
  return encodeReport(whole)
}

function onPullRequest(inputs: Record<string, string>, runId = 1): Promise<ActionResult> {
  const { head, base, number } = pull
  return run(inputs, folder =>
    pullRequestEvent(folder, github, {
      number,
      headSha: head.sha,
      baseSha: base.sha,
      mergeSha: 'c'.repeat(40),
      runId,
    }),
  )
}

function onWorkflowRun(fields: Record<string, unknown> = {}, runId = 1): Promise<ActionResult> {
  const [example] = eventExamples('workflow_run')
  const workflow_run = {
    ...(example?.workflow_run as object),
    name: 'Measure',
    event: 'pull_request',
    conclusion: 'failure',
    head_sha: pull.head.sha,
    head_branch: pull.head.ref,
    head_repository: { ...(example?.repository as object), full_name: pull.head.repo.full_name },
    ...fields,
  }
  const workflow = { ...(example?.workflow as object), name: 'Measure' }
  return run({}, folder => ({
    ...repositoryEvent(folder, github, {
      name: 'workflow_run',
      sha: pull.base.sha,
      payload: { workflow_run, workflow },
    }),
    GITHUB_RUN_ID: String(runId),
  }))
}

async function run(
  inputs: Record<string, string>,
  event: (folder: string) => Record<string, string>,
): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-event-'))
  try {
    return await runAction({
      cwd: workspace,
      entry: 'dist/report.js',
      inputs: { 'github-token': github.tokens.write, ...inputs },
      env: event(folder),
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function bodies(): Promise<string[]> {
  return (await github.comments(pull.number)).map(({ body }) => body)
}

async function commitToMain(path: string, text: string): Promise<void> {
  await github.api('PUT', `/repos/octocat/hello-world/contents/${path}`, {
    message: 'Budgets',
    content: Buffer.from(text).toString('base64'),
    branch: 'main',
  })
}
