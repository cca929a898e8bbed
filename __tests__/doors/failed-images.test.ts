import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { commandLine } from '../../src/doors/command-line.ts'
import { decodeReport } from '../../src/report/printers/json.ts'
import { writeLayout } from '../support/layout.ts'

let cwd: string
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'gate-test-cli-'))
  await writeLayout(cwd, 1000)
  mkdirSync(join(cwd, 'broken'))
})
afterAll(() => rmSync(cwd, { recursive: true }))

/** Runs the command line in this process, in `cwd`. */
async function gate(...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const to = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      said[name] += text
    },
  })
  const terminal = {
    argv: ['node', 'image-size-gate', ...args],
    cwd: () => cwd,
    env: { XDG_CACHE_HOME: '/dev/null' },
    stdout: to('stdout'),
    stderr: to('stderr'),
  }
  const exitCode = await commandLine(terminal)
  return { exitCode, ...said }
}

const image = (name: string, reference: string, budget = '10kB') =>
  `  - { name: ${name}, image: '${reference}', baseline: none, budgets: [{ max-size: ${budget} }] }\n`
const good = image('good', 'oci:image-1000')
const bad = image('bad', 'oci:broken')
const over = image('over', 'oci:image-1000', '10B')

test.each([
  ['a good one', good, 0, 'passed', []],
  ['one that is over its budget', good + over, 1, 'exceeded', []],
  ['one that cannot be measured', bad + good, 3, 'exceeded', ['bad']],
  ['one of each', bad + over + good, 1, 'exceeded', ['bad']],
  ['nothing but one that cannot be measured', bad, 3, 'exceeded', ['bad']],
])('%s: the exit code, and a report of all of them', async (_, images, code, verdict, failed) => {
  writeFileSync(join(cwd, 'gate.yml'), `images:\n${images}`)
  const [json, html, markdown] = ['json', 'html', 'md'].map(end => join(cwd, `report.${end}`))
  const files = [`--json=${json}`, `--html=${html}`, `--markdown=${markdown}`]
  const { exitCode, stdout, stderr } = await gate('compare', '--config=gate.yml', ...files)
  expect(exitCode).toBe(code)
  const text = readFileSync(json ?? '', 'utf8')
  const report = decodeReport(text, 'report')
  expect(report.verdict).toBe(verdict)
  expect((report.failed ?? []).map(({ name }) => name)).toEqual(failed)
  expect(report.images).toHaveLength(images.split('\n').length - 1 - failed.length)
  const told = failed.length === 0 ? 0 : 1
  expect(
    stderr.match(/^image-size-gate: bad could not be measured: oci:broken/gm) ?? [],
  ).toHaveLength(told)
  for (const page of [
    stdout,
    readFileSync(html ?? '', 'utf8'),
    readFileSync(markdown ?? '', 'utf8'),
  ])
    expect(page.includes('could not be measured')).toBe(told === 1)
  // What was measured once is shown again, and comes to the same.
  const again = await gate('report', json ?? '')
  expect([again.exitCode, again.stdout]).toEqual([code, stdout])
})

test('reports of several jobs are joined with their failures', async () => {
  const write = async (name: string, images: string) => {
    writeFileSync(join(cwd, 'gate.yml'), `images:\n${images}`)
    await gate('compare', '--config=gate.yml', `--json=${join(cwd, name)}`)
    return join(cwd, name)
  }
  const reports = [await write('1.json', good), await write('2.json', bad)]
  const { exitCode, stdout } = await gate('report', ...reports)
  expect(exitCode).toBe(3)
  // Wrapped to the width of a terminal.
  expect(stdout).toMatch(/^✗ bad could not be measured: (?:.|\n)*?;\s1\simage\spassed$/m)
})

test.each([
  ['--image=oci:nope', /image oci:nope: there is no such folder; give its path/],
  ['--image=oci:image-1000:tag', /image oci:image-1000:tag: .*, without a tag/],
  ['--image=oci-archive:nope.tar', /image oci-archive:nope\.tar: there is no such file/],
  ['--image=docker-archive:image-1000/nope/a.tar', /there is no such file/],
  [
    '--baseline=record:nope.json',
    /baseline record:nope\.json: there is no such file; .*JSON report/,
  ],
  ['--baseline=oci:nope', /baseline oci:nope: there is no such folder/],
  [
    '--baseline=docker-archive:nope.tar',
    /baseline docker-archive:nope\.tar: there is no such file/,
  ],
])('%s is wrong usage', async (option, why) => {
  const image = option.startsWith('--image') ? [] : ['--image=oci:image-1000']
  const { exitCode, stdout, stderr } = await gate('compare', ...image, option)
  expect(exitCode).toBe(2)
  expect(stderr.trim()).toMatch(why)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stdout).toBe('')
})

test('what one image names and is not there is found before another is measured', async () => {
  const last = `  - { name: last, image: 'oci:image-1000', baseline: 'record:nope.json' }\n`
  writeFileSync(join(cwd, 'gate.yml'), `images:\n${good}${last}`)
  const { exitCode, stderr } = await gate('compare', '--config=gate.yml')
  expect([exitCode, stderr.split('\n').length]).toEqual([2, 2])
})

test('a record of a run that could not measure the image says so', async () => {
  writeFileSync(join(cwd, 'gate.yml'), `images:\n${bad}`)
  const record = join(cwd, 'failed.json')
  await gate('compare', '--config=gate.yml', `--json=${record}`)
  const { exitCode, stdout } = await gate(
    'compare',
    '--image=oci:image-1000',
    '--name=bad',
    `--baseline=record:${record}`,
  )
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(
    /Baseline unavailable: .*failed\.json:\sbad\scould\snot\sbe\smeasured:\soci:broken/,
  )
})
