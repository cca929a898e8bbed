import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, expect, test } from '@jest/globals'
import { commandLine } from '../../src/doors/command-line.ts'
import { decodeReport, encodeReport } from '../../src/report/printers/json.ts'
import { writeLayout } from '../support/layout.ts'

const folder = mkdtempSync(join(tmpdir(), 'gate-test-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the committed command line, with no engine in reach. */
function gate(...args: string[]) {
  const env = { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('dist/cli.js'), ...args],
    { encoding: 'utf8', env },
  )
  return { status, stdout, stderr }
}

const golden = (name: string) => resolve('__tests__/golden', name, 'report.json')

test('--help says what there is', () => {
  const { status, stdout } = gate('--help')
  expect(status).toBe(0)
  expect(stdout).toContain('image-size-gate compare [options]')
})

test.each([
  [['compare', '--max-sise', '1MB'], /did you mean --max-size/],
  [['compare', '--max-size', '250'], /max-size: "250" must be .*for example 250MB/],
  [['compare', '--file', 'nowhere/Dockerfile'], /file: there is no nowhere\/Dockerfile/],
  [['compare', '--context', 'nowhere'], /context: there is no folder "nowhere"/],
  [['compare', '--context', 'README.md'], /context: is no folder: "README.md"/],
  [['compare', '--context', 'docs'], /context: there is no Dockerfile in "docs"/],
  [['compare', '--json', 'nowhere/a.json'], /--json nowhere\/a.json: there is no folder nowhere/],
  [['compare', '--markdown', 'docs'], /--markdown docs: is a folder; .*--markdown report.md/],
  [['report', golden('shrank'), '--html', 'docs'], /--html docs: is a folder/],
  [['compare', '--image', 'docker-daemon:'], /image: /],
  [['report', 'nowhere.json'], /nowhere\.json: cannot be read/],
  [['reprot'], /there is no such command, did you mean report/],
])('%j is wrong usage, in one line', (args, message) => {
  const { status, stdout, stderr } = gate(...args)
  expect(stderr).toMatch(message)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stdout).toBe('')
  expect(status).toBe(2)
})

test('an engine that does not answer is "could not measure", and says the next step', () => {
  const { status, stderr } = gate(
    'compare',
    '--context',
    'examples/go-backend/app',
    '--file',
    'examples/go-backend/v1.2/Dockerfile',
  )
  expect(stderr).toMatch(/image-size-gate: .*(daemon|engine|docker)/i)
  expect(status).toBe(3)
})

test('earlier reports are rendered, the worst verdict decides, and files are written', () => {
  const markdown = join(folder, 'report.md')
  const html = join(folder, 'report.html')
  const json = join(folder, 'report.json')
  const result = gate(
    'report',
    golden('shrank'),
    golden('seed-1.2-to-1.1'),
    '--markdown',
    markdown,
    '--html',
    html,
    '--json',
    json,
  )
  expect(result.status).toBe(1)
  expect(result.stdout).toContain('back34')
  expect(readFileSync(markdown, 'utf8')).toContain('`back34` grew by 197 MB')
  expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/)
  expect(gate('report', json).stdout).toBe(result.stdout)
  expect(gate('report', golden('shrank')).status).toBe(0)
})

/** As `gate`, from the sources. */
function gateOf(args: string[], script?: string) {
  const loaded = script === undefined ? [] : [`--import=data:text/javascript,${script}`]
  const command = [...loaded, resolve('src/cli.ts'), ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('a breach that fails nothing is a warning', async () => {
  const layout = join(folder, await writeLayout(folder, 30_000))
  const args = ['compare', '--image', `oci:${layout}`, '--baseline', 'none', '--max-size', '1kB']
  const text = /Image size budget exceeded: .* is 29 kB over max-size/
  const failed = gateOf(args)
  expect([failed.status, text.test(failed.stderr)]).toEqual([1, false])
  const warned = gateOf([...args, '--fail-on-exceeded=false'])
  expect(warned.status).toBe(0)
  expect(warned.stderr).toMatch(text)
  expect(warned.stdout).toContain('This is a warning: with fail-on-exceeded: false a budget')
  expect(failed.stdout).not.toContain('This is a warning')
})

const defect =
  /^image-size-gate: this is a defect of Image Size Gate \d+\.\d+\.\d+, not of your image: TypeError: boom.*; please report this line and what you ran: https:\/\/github\.com\/image-size-gate\/image-size-gate\/issues\n$/

test('a defect is one line that asks for a report, and never a verdict', async () => {
  const said: string[] = []
  const boom = () => {
    throw new TypeError('boom\n\u001b[31mof two lines')
  }
  const code = await commandLine({
    argv: ['node', 'image-size-gate', '--help'],
    cwd: () => folder,
    env: { XDG_CACHE_HOME: '/dev/null' },
    stdout: { write: boom },
    stderr: { write: text => said.push(text) },
  })
  expect(code).toBe(3)
  expect(said.join('')).toMatch(defect)
  expect(said.join('')).toContain('TypeError: boom of two lines (command-line.test.ts:')
})

test('also one that nobody waited for', () => {
  const script = 'setTimeout(() => Promise.reject(new TypeError("boom")), 0)'
  const { status, stderr } = gateOf(['compare', '--image', 'oci:nowhere'], script)
  expect([status, defect.test(stderr)]).toEqual([3, true])
})

test('a budget that cannot be judged is a warning, and fails where it is to', async () => {
  const layout = await writeLayout(folder, 30_001)
  const budgets = '[{ path: /nowhere, max-size: 1kB }, { max-size: 1MB }]'
  const config = join(folder, 'budgets.yml')
  writeFileSync(
    config,
    `images: [{ name: api, image: "oci:${join(folder, layout)}", baseline: none, budgets: ${budgets} }]`,
  )
  const note = 'api: `max-size` of /nowhere is not judged: there is nothing at `/nowhere`'
  const warned = gateOf(['compare', '--config', config])
  expect(warned.status).toBe(0)
  expect(warned.stdout.replace(/\s+/g, ' ')).toContain(note.replaceAll('`', ''))
  const failed = gateOf(['compare', '--config', config, '--fail-on-unjudged'])
  expect([failed.status, failed.stdout]).toEqual([
    1,
    expect.stringContaining('could not be judged'),
  ])
})

test('a JSON report that is too large is an error, and everything else comes all the same', () => {
  const tooLarge = `const whole = JSON.stringify; JSON.stringify = (value, ...more) => {
    if (value?.minimumChange !== undefined) throw new RangeError('Invalid string length')
    return whole(value, ...more)
  }`
  const [json, html] = [join(folder, 'too-large.json'), join(folder, 'whole.html')]
  const files = ['--json', json, '--html', html]
  const run = (name: string) =>
    gateOf(['report', golden(name), ...files], encodeURIComponent(tooLarge))
  const { status, stdout, stderr } = run('shrank')
  expect(stderr).toMatch(/^image-size-gate: .*too-large\.json: the JSON report would be larger/)
  expect(stdout).toBe(gate('report', golden('shrank')).stdout)
  expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/)
  expect(existsSync(json)).toBe(false)
  expect([status, run('seed-1.2-to-1.1').status]).toEqual([3, 1])
})

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '' }, false],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { NO_COLOR: '1', FORCE_COLOR: 'yes' }, true],
])('a terminal: %s, with %j: colours %s, and the same text', async (isTTY, env, colored) => {
  const said: string[] = []
  const code = await commandLine({
    argv: ['node', 'image-size-gate', 'report', golden('grew-over-budget')],
    cwd: () => folder,
    env,
    stdout: { write: text => said.push(text), isTTY, columns: 100 },
    stderr: { write: () => {} },
  })
  expect(code).toBe(1)
  const text = said.join('')
  expect(text.includes('\u001b[')).toBe(colored)
  const shown = readFileSync(resolve('__tests__/golden/grew-over-budget/terminal.txt'), 'utf8')
  expect(stripVTControlCharacters(text)).toBe(shown)
})

test('two reports of one name say which file each is from', () => {
  const [one, two] = ['shrank', 'unchanged'].map(name => join(folder, `${name}.json`))
  if (one === undefined || two === undefined) throw new Error('there are two')
  const named = (name: string) => {
    const report = decodeReport(readFileSync(golden(name), 'utf8'), name)
    for (const { comparison } of report.images) comparison.name = 'api'
    return encodeReport(report)
  }
  writeFileSync(one, named('shrank'))
  writeFileSync(two, named('unchanged'))
  const { status, stdout } = gate('report', one, two)
  expect(status).toBe(0)
  const text = stdout.replaceAll(/\s+/g, '')
  // Long names are cut.
  for (const file of [one, two]) expect(text).toContain(`api(${file}`.slice(0, 55))
  expect(gate('report', one).stdout).not.toContain('shrank.json')
})
