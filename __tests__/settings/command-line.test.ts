import { expect, test } from '@jest/globals'
import { UsageError } from '../../src/common/errors.ts'
import { parseCommandLine } from '../../src/settings/command-line.ts'
import { type Input, inputs } from '../../src/settings/inputs.ts'

function readOf(...args: string[]) {
  const line = parseCommandLine(['compare', ...args])
  if (line.command !== 'compare') throw new Error(`is ${line.command}`)
  return line.read
}

test.each([
  [['--max-size', '250MB'], 'max-size', '250MB'],
  [['--max-size=250MB'], 'max-size', '250MB'],
  [['--build-args', 'A=1', '--build-args=B=2'], 'build-args', 'A=1\nB=2'],
  [['--platforms', 'linux/amd64,linux/arm64'], 'platforms', 'linux/amd64,linux/arm64'],
  [['--max-increase', '5MB', '--max-increase', '2%'], 'max-increase', '5MB\n2%'],
  [['--pull'], 'pull', 'true'],
  [['--pull=false'], 'pull', 'false'],
  [['--no-cache', '--target', 'prod'], 'no-cache', 'true'],
  [['--fail-on-exceeded=false'], 'fail-on-exceeded', 'false'],
  [['--no-fail-on-exceeded'], 'fail-on-exceeded', 'false'],
  [['--no-no-cache'], 'no-cache', 'false'],
  [['--no-cache'], 'cache', ''],
  [['--target=-x'], 'target', '-x'],
  [[], 'max-size', ''],
  [[], 'comment', ''],
])('%j gives %s the text %j', (args, name, text) => {
  expect(readOf(...args)(name)).toBe(text)
})

test('the report is written to the files that are named', () => {
  expect(
    parseCommandLine(['compare', '--json', 'a.json', '--html=a.html', '--markdown', 'a.md']),
  ).toMatchObject({
    command: 'compare',
    files: { json: 'a.json', html: 'a.html', markdown: 'a.md' },
  })
})

test('earlier reports are shown', () => {
  expect(parseCommandLine(['report', 'a.json', '--html', 'a.html', 'b.json'])).toEqual({
    command: 'report',
    reports: ['a.json', 'b.json'],
    files: { json: null, html: 'a.html', markdown: null },
  })
})

test.each([
  [
    ['compare', '--max-sise', '1MB'],
    '--max-sise: there is no such option, did you mean --max-size; see image-size-gate compare --help',
  ],
  [
    ['compare', '--wombat'],
    '--wombat: there is no such option; see image-size-gate compare --help',
  ],
  [
    ['compare', '--fail-on-exceeded', 'false'],
    'false: compare takes options only; a flag is given its value with =, for example --fail-on-exceeded=false',
  ],
  [
    ['compare', '--no-target'],
    '--no-target: there is no such option, did you mean --target; see image-size-gate compare --help',
  ],
  [['compare', '-x'], '-x: there is no such option; see image-size-gate compare --help'],
  [
    ['compare', '--comment', 'never'],
    '--comment: only the action has this input, the command line needs no GitHub',
  ],
  [['compare', '--max-size'], '--max-size: needs a value: --max-size SIZE'],
  [
    ['compare', '--target', '--pull'],
    '--target: needs a value before --pull; a value that starts with a dash is written --target=--pull',
  ],
  [
    ['compare', '--max-size=1MB', '--max-size=2MB'],
    '--max-size: is given twice, as 1MB and 2MB; keep one',
  ],
  [
    ['compare', 'services/api'],
    'services/api: compare takes options only; a build context is --context services/api, an image is --image services/api',
  ],
  [['report'], 'report: name the JSON reports, for example image-size-gate report api.json'],
  [
    ['report', '--max-size=1MB', 'a.json'],
    '--max-size: there is no such option; see image-size-gate report --help',
  ],
  [
    ['compair'],
    'compair: there is no such command, did you mean compare; see image-size-gate --help',
  ],
  [['frobnicate'], 'frobnicate: there is no such command; see image-size-gate --help'],
  [['--max-size', '1MB'], '--max-size: there is no such command; see image-size-gate --help'],
])('%j is wrong usage', (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(new UsageError(message))
})

test.each([[[]], [['help']], [['-h']], [['--help']], [['report', '--help']]])(
  '%j shows how it is used',
  args => {
    expect(parseCommandLine(args)).toMatchObject({
      command: 'help',
      text: expect.stringContaining('image-size-gate report'),
    })
  },
)

function helpOf(command: string): string {
  const line = parseCommandLine([command, '--help'])
  if (line.command !== 'help') throw new Error(`is ${line.command}`)
  return line.text
}

test('the help of compare has every option and no GitHub', () => {
  const shown = [
    ...helpOf('compare')
      .replace(/Examples:.*/s, '')
      .matchAll(/(?<= )--([a-z-]+)/g),
  ].map(([, name]) => name)
  const expected = Object.entries<Input<unknown>>(inputs)
    .filter(([, { role }]) => role !== 'github' && role !== 'foreign')
    .map(([name]) => name)
  expect([...new Set(shown)].sort()).toEqual([...expected, 'json', 'html', 'markdown'].sort())
  expect(shown).not.toContain('record-branch')
})

test.each([
  [
    'compare',
    [
      'Budgets:',
      'What to measure:',
      'How to build, as docker buildx build has it:',
      'Report:',
      'Examples:',
    ],
    75,
  ],
  [
    'cure',
    [
      'The patch:',
      'What to measure:',
      'How to build, as docker buildx build has it:',
      'Report:',
      'Examples:',
    ],
    60,
  ],
  ['report', ['Report:', 'Examples:'], 24],
  ['history', ['Report:', 'Examples:'], 24],
])(
  'the help of %s is a screen of groups, with three examples that are right',
  (command, titles, most) => {
    const lines = helpOf(command).split('\n')
    expect(lines.filter(line => /^[A-Z].*:$/.test(line))).toEqual(titles)
    expect(lines.length).toBeLessThanOrEqual(most)
    expect(lines.filter(line => line.length > 80)).toEqual([])
    const examples = lines
      .slice(lines.indexOf('Examples:') + 1)
      .filter(line => line.startsWith('  '))
    expect(examples).toHaveLength(3)
    for (const example of examples) {
      const words = example.trim().match(/"[^"]*"|\S+/g) ?? []
      const [, ...args] = words.map(word => word.replaceAll('"', ''))
      expect(parseCommandLine(args).command).toBe(command)
    }
  },
)

test.each([
  [
    ['--max-increase', '5MB', '2%'],
    "2%: is left over behind --max-increase 5MB; quote a value that has spaces: --max-increase '5MB, 2%'",
  ],
  [['--max-increase', '5MB,', '2%'], "quote a value that has spaces: --max-increase '5MB, 2%'"],
  [['--max-size', '250', 'MB'], "quote a value that has spaces: --max-size '250 MB'"],
  [
    ['services/api'],
    'services/api: compare takes options only; a build context is --context services/api',
  ],
  [['--max-size', '5MB', 'services/api'], 'a build context is --context services/api'],
  [['--push'], '--push: is an option of buildx without meaning here; leave it out'],
])('compare %j: %s', (args, message) => {
  expect(() => parseCommandLine(['compare', ...args])).toThrow(message)
})

test.each([
  [[], { write: false, check: false }],
  [['--write'], { write: true, check: false }],
  [['--check', '--write=false', '--context', 'api'], { write: false, check: true }],
])('cure %j', (args, cure) => {
  const line = parseCommandLine(['cure', ...args])
  expect(line).toMatchObject({ command: 'cure', cure })
  expect(line).toHaveProperty('read')
})

test('cure judges nothing and compares with nothing, so it has no such options', () => {
  expect(() => parseCommandLine(['cure', '--max-size', '1MB'])).toThrow('--max-size')
  expect(() => parseCommandLine(['cure', '--baseline', 'none'])).toThrow('--baseline')
  expect(() => parseCommandLine(['cure', '.'])).toThrow('--context .')
  expect(parseCommandLine(['cure', '--help'])).toMatchObject({
    text: expect.stringContaining('--write'),
  })
})
