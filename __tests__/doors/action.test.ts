import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { decodeReport } from '../../src/report/printers/json.ts'
import { type ActionResult, runAction } from '../support/action.ts'
import { pullRequestEvent } from '../support/event-file.ts'
import { anImage } from '../support/fixtures.ts'
import { type Github, type PullRequest, startGithub } from '../support/github.ts'
import { layoutOf, packedLayer, writeLayout } from '../support/layouts.ts'
import { rawTar } from '../support/raw-tar.ts'

jest.setTimeout(60_000)

let github: Github
let pull: PullRequest
let cwd: string
beforeAll(async () => {
  github = await startGithub()
  cwd = mkdtempSync(join(tmpdir(), 'gate-test-action-'))
  writeImage('small', 1000)
  writeImage('large', 9000)
  mkdirSync(join(cwd, 'empty'))
})
beforeEach(async () => {
  pull = await github.createPullRequest()
})
afterAll(async () => {
  rmSync(cwd, { recursive: true })
  await github.close()
})

describe('an image that cannot be measured', () => {
  const config = `images:
  - { name: good, image: oci:small, baseline: oci:small }
  - { name: bad, image: oci:empty, baseline: oci:small }
  - { name: grown, image: oci:large, baseline: oci:small, budgets: [{ max-increase: 1kB }] }
`

  test('is a row; the others, comment, summary, outputs and files are as ever', async () => {
    const { exitCode, log, outputs, summary } = await run({ config })
    const report = decodeReport(outputs.report ?? '', 'report')
    expect(report.images.map(({ comparison, verdict }) => [comparison.name, verdict])).toEqual([
      ['good', 'passed'],
      ['grown', 'exceeded'],
    ])
    const why = expect.stringMatching(/^oci:empty: .*write it again before this step$/)
    const none = { dockerfile: null, lines: null }
    expect(report.failed).toEqual([{ name: 'bad', state: 'not measured', why, ...none }])
    expect(outputs).toMatchObject({ verdict: 'exceeded', size: '', 'size-change': '' })
    expect(outputs.html).toContain('could not be measured')
    const [comment, ...others] = await bodies()
    expect(others).toEqual([])
    for (const text of [comment ?? '', summary]) {
      expect(text).toContain('`grown` grew by 8 kB (+800 %), 7 kB over budget; `bad` could not be')
      expect(text.replaceAll('\u00a0', ' ')).toContain(
        '| ❌ `bad` | could not be measured | unknown | unknown |',
      )
      expect(text).toContain('`good`')
    }
    expect(log).toMatch(/^::error::Image size budget exceeded: grown is 7 kB over/m)
    expect(log).toMatch(/^::error::bad could not be measured: oci:empty: /m)
    expect(exitCode).toBe(1)
  })

  test('fails the step also where a breach does not', async () => {
    const { exitCode, log } = await run({ config, inputs: { 'fail-on-exceeded': 'false' } })
    expect(log).toMatch(/^::warning::Image size budget exceeded: grown is 7 kB over/m)
    expect(log).toMatch(/^::error::bad could not be measured/m)
    expect(exitCode).toBe(1)
  })

  test('is the whole report where it is the only one', async () => {
    const { exitCode, outputs } = await run({ inputs: { image: 'oci:empty', name: 'bad' } })
    expect([exitCode, outputs.verdict, outputs.baseline]).toEqual([1, 'exceeded', ''])
    const [comment] = await bodies()
    expect(comment).toContain('### ❌ `bad` could not be measured: oci:empty')
    expect(comment).toContain('so the gate does not pass')
  })
})

test('a JSON report that is too large is an error, and the rest comes all the same', async () => {
  const tooLarge = `const whole = JSON.stringify; JSON.stringify = (value, ...more) => {
    if (value?.minimumChange !== undefined) throw new RangeError('Invalid string length')
    return whole(value, ...more)
  }`
  const { exitCode, log, outputs, summary } = await run({
    inputs: { image: 'oci:large', name: 'app', baseline: 'oci:small', 'max-increase': '1kB' },
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tooLarge)}` },
  })
  expect(log).toMatch(/^::error::.*report\.json: the JSON report would be larger than 512 MiB/m)
  expect(outputs).toMatchObject({ verdict: 'exceeded', report: '', size: '9000' })
  expect(outputs.html).toMatch(/^<!doctype html>/)
  for (const text of [summary, ...(await bodies())]) expect(text).toContain('over budget')
  expect(exitCode).toBe(1)
})

describe('the comment of an earlier commit', () => {
  const good = { name: 'app', image: 'oci:small', baseline: 'oci:small', 'max-size': '5kB' }
  const wrong: [string, Record<string, string>, RegExp][] = [
    ['a wrong input', { ...good, 'max-size': 'a lot' }, /inputs or the configuration are wrong/],
    [
      'an image that is not there',
      { ...good, image: 'oci:nope' },
      /oci:nope: there is no such fol/,
    ],
    [
      'a record that is not there',
      { ...good, baseline: 'record:nope.json' },
      /nope\.json: there is/,
    ],
  ]

  test.each(wrong)('says that this one could not be measured: %s', async (_, inputs, why) => {
    await run({ inputs: good })
    const [before] = await bodies()
    expect(before).toContain('is unchanged')
    const failed = await run({ inputs, runId: 2, headSha: 'b'.repeat(40) })
    expect(failed.exitCode).toBe(1)
    const [after, ...others] = await bodies()
    expect(others).toEqual([])
    expect(after).toContain('could not be measured at `bbbbbbb`')
    expect(after).toMatch(why)
    expect(after).toContain('(https://github.com/octocat/hello-world/actions/runs/2)')
    expect(after).not.toContain('unchanged')
    await run({ inputs: good, runId: 3 })
    expect((await bodies())[0]).toContain('is unchanged')
  })

  test.each([
    ['there is none', {}, []],
    ['with `comment: never`', { comment: 'never' }, ['left']],
    ['of another job', { env: { GITHUB_JOB: 'other' } }, ['left']],
    ['of another key', { inputs: { 'comment-key': 'other' } }, ['left']],
    ['of a newer run', { runId: 0 }, ['left']],
  ] as const)('is left alone: %s', async (_, more, left) => {
    if (left.length > 0) await run({ inputs: good })
    const before = await bodies()
    expect(before).toHaveLength(left.length)
    const { comment } = { comment: 'always', ...more }
    const inputs = {
      ...good,
      'max-size': 'a lot',
      comment,
      ...('inputs' in more ? more.inputs : {}),
    }
    const { exitCode } = await run({ runId: 2, ...more, inputs })
    expect(exitCode).toBe(1)
    expect(await bodies()).toEqual(before)
  })

  test('is left with a warning where GitHub refuses', async () => {
    await run({ inputs: good })
    const before = await bodies()
    const inputs = { ...good, 'max-size': 'a lot', 'github-token': github.tokens.readOnly }
    const { exitCode, log } = await run({ inputs, runId: 2 })
    expect(exitCode).toBe(1)
    expect(log).toMatch(/^::warning::The comment could not be posted: .*pull-requests: write/m)
    expect(await bodies()).toEqual(before)
  })
})

interface Run {
  inputs?: Record<string, string>
  config?: string
  env?: Record<string, string>
  runId?: number
  headSha?: string
}

async function run({ inputs = {}, config, env = {}, ...more }: Run): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-event-'))
  const file = join(cwd, 'gate.yml')
  try {
    if (config !== undefined) writeFileSync(file, config)
    const { head, base, number } = pull
    const event = pullRequestEvent(folder, github, {
      number,
      headSha: head.sha,
      baseSha: base.sha,
      mergeSha: 'c'.repeat(40),
      ...more,
    })
    return await runAction({
      cwd,
      entry: 'src/index.ts',
      inputs: {
        'github-token': github.tokens.write,
        ...(config === undefined ? {} : { config: 'gate.yml' }),
        ...inputs,
      },
      env: { ...event, ...env },
    })
  } finally {
    rmSync(folder, { recursive: true })
    rmSync(file, { force: true })
  }
}

async function bodies(): Promise<string[]> {
  return (await github.comments(pull.number)).map(({ body }) => body.replaceAll('\u00a0', ' '))
}

function writeImage(name: string, bytes: number): void {
  const tar = rawTar([{ name: 'file', content: 'a'.repeat(bytes) }])
  writeLayout(join(cwd, name), layoutOf(anImage([packedLayer(tar)])))
}
