import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const sha = '0123456789abcdef0123456789abcdef01234567'
const action = `name: Gate
description: A gate
inputs:
  max-size:
    description: A limit
runs:
  using: node24
  main: dist/index.js
`

function workflow(...steps: string[]): string {
  const job = ['on: pull_request', 'jobs:', '  size:', '    runs-on: ubuntu-latest', '    steps:']
  return [...job, ...steps.map(step => step.replace(/^/gm, '      ')), ''].join('\n')
}

const fenced = (yaml: string) => `# Title\n\n\`\`\`yaml\n${yaml}\`\`\`\n`
const published = (input: string) =>
  `- uses: image-size-gate/image-size-gate@v1\n  with:\n    ${input}: 5MB\n`

const good = {
  'action.yml': action,
  '.github/workflows/ci.yml': workflow(
    `- uses: actions/checkout@${sha} # v7.0.1`,
    '- uses: ./\n  with:\n    max-size: 5MB',
  ),
  'README.md': fenced(published('max-size')) + fenced('just: settings\n'),
}

/** A mistake in a file of its own, and where and how it is reported. */
const mistakes = {
  'report/action.yml': [
    action.replace('node24', 'node99').replace('inputs:', 'inputz:'),
    ':7:10: ',
    ':3:1: ',
  ],
  '.github/workflows/input.yml': [workflow('- uses: ./\n  with:\n    max-sise: 5MB'), ':8:11: '],
  '.github/workflows/tag.yml': [workflow('- uses: actions/checkout@v7 # v7.0.1'), ':6:15: '],
  '.github/workflows/bare.yml': [workflow(`- uses: actions/checkout@${sha}`), ':6:15: '],
  '.github/workflows/vague.yml': [workflow(`- uses: a/b@${sha} # main`), ':6:15: '],
  '.github/workflows/own.yml': [workflow(published('max-size').trimEnd()), ':6:15: '],
  '.github/workflows/context.yml': [workflow(`- run: ls \${{ nothing.here }}`), ':6:'],
  '.github/workflows/injection.yml': [workflow(`- run: ls \${{ github.head_ref }}`), 'untrusted'],
  '.github/workflows/event.yml': [workflow('- run: ls').replace('pull_', 'pull-'), ':1:5: '],
  'README.md': [fenced(published('max-sise')), ':6:11: '],
  'docs/a/b.md': [fenced(workflow(published('max-sise').trimEnd())), ':11:11: '],
} satisfies Record<string, string[]>

const directories: string[] = []
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true })
})

function check(files: Record<string, string>): { status: number | null; output: string } {
  const directory = mkdtempSync(join(tmpdir(), 'check-workflows-'))
  directories.push(directory)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  const script = join(import.meta.dirname, '../../scripts/check-workflows.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, directory], {
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

test('accepts good actions, workflows and examples', () => {
  const { status, output } = check(good)
  expect(output).toBe('action.yml: ok\n.github/workflows/ci.yml: ok\nREADME.md: ok\n')
  expect(status).toBe(0)
}, 60_000)

let result: ReturnType<typeof check>
beforeAll(() => {
  const wrong = Object.entries(mistakes).map(([file, [text = '']]) => [file, text])
  result = check({ ...good, ...Object.fromEntries(wrong) })
}, 60_000)

test.each(Object.entries(mistakes))('finds the mistake in %s', (file, [, ...expected]) => {
  const lines = result.output.split('\n').filter(line => line.startsWith(`${file}:`))
  for (const text of expected) expect(lines.join('\n')).toContain(text)
  expect(lines).not.toContain(`${file}: ok`)
})

test('fails when there are findings, and still passes the good files', () => {
  expect(result.status).toBe(1)
  expect(result.output).toContain('action.yml: ok\n')
})
