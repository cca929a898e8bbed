import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { applyEdits, type Edit } from '../../src/cure/edit.ts'
import { readSource } from '../../src/cure/steps.ts'
import { propose } from './cure.ts'
import { build } from './model.ts'

const command = fc.constantFrom(
  'apt-get update',
  'apt-get install -y curl',
  'apk add curl',
  'pip install -r requirements.txt',
  'npm ci',
  'go mod download',
  'go build',
  'curl -o /opt/tool-1.tgz https://example.com/tool-1.tgz',
  'tar -C /opt -xzf /opt/tool-1.tgz',
  'touch /srv/a',
  'touch /srv/b /srv/c',
  'touch /tmp/x',
  'rm -rf /srv/a',
  'rm /opt/tool-1.tgz',
  'rm -rf /app/data',
  'cd /srv',
  'if true; then npm ci; fi',
  'echo "$(date)" > /dev/null',
)

const glue = fc.constantFrom(' && ', ' && \\\n    ', ' \\\n  # why\n  && ', '; ', ' || ', ' | ')
const list = fc
  .array(fc.tuple(command, glue), { minLength: 1, maxLength: 4 })
  .map(pairs => pairs.map(([one, by], at) => one + (at < pairs.length - 1 ? by : '')).join(''))

const instruction = fc.oneof(
  { weight: 6, arbitrary: list.map(text => `RUN ${text}`) },
  { weight: 1, arbitrary: list.map(text => `run --network=none ${text}  `) },
  {
    weight: 1,
    arbitrary: fc
      .array(command, { minLength: 1, maxLength: 3 })
      .chain(lines =>
        fc.constantFrom('', 'set -ex\n').map(set => `RUN <<EOF\n${set}${lines.join('\n')}\nEOF`),
      ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'COPY . .',
      'COPY . /app',
      'COPY config /srv/config',
      'COPY data config /srv/',
      'COPY --chown=1 data /srv/data',
      'RUN chown -R 1000 /app',
      'RUN chown -R 1000 .',
      'ENV A=b',
      'USER app',
      'USER 0',
      'WORKDIR /app',
      'WORKDIR src',
      '# a comment',
      '',
      'RUN ["npm", "ci"]',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      'FROM debian AS next',
    ),
  },
)

const dockerfile = fc
  .record({
    head: fc.constantFrom('', '# syntax=docker/dockerfile:1\n', '# escape=\\\n'),
    body: fc.array(instruction, { maxLength: 10 }),
    eol: fc.constantFrom('\n', '\r\n'),
    end: fc.constantFrom('', '\n', '\n\n'),
  })
  .map(({ head, body, eol, end }) =>
    `${head}FROM debian:12\nWORKDIR /app\n${body.join('\n')}${end}`.replaceAll('\n', eol),
  )

const examples = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && /^Dockerfile/.test(entry.name))
    .map(entry => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))

/** What holds for every Dockerfile, whatever is wasted. */
function check(text: string, ignore: string | null): void {
  const before = build(text, ignore)
  const { edits, after } = propose(before, { documentation: true })
  // One at a time, and all at once.
  for (const some of [...edits.map(edit => [edit]), edits]) checkText(before.dockerfile, some)
  const built = build(after.dockerfile, after.ignore)
  // What is visible is the same, but for what was to go.
  const goes = edits.flatMap(edit => edit.goes.map(path => path.slice(1)))
  const stays = (path: string) => !goes.some(root => path === root || path.startsWith(`${root}/`))
  expect(built.visible.filter(stays)).toEqual(before.visible.filter(stays))
  expect(built.visible.filter(path => !before.visible.includes(path))).toEqual([])
  // It is worth it, and another time there is nothing left of it to do.
  const shipped = (one: typeof built) =>
    Object.values(one.wrote).flatMap(entries => Object.values(entries).filter(Number)).length
  if (edits.length > 0) expect(shipped(built)).toBeLessThan(shipped(before))
}

/** Only what the ranges name is other text, and it is read as a Dockerfile of the same instructions, or fewer. */
function checkText(text: string, edits: Edit[]): void {
  const result = applyEdits({ dockerfile: text, ignore: null }, edits).dockerfile
  const changes = edits
    .flatMap(edit => edit.changes)
    .filter(({ file }) => file === 'dockerfile')
    .sort((a, b) => a.start - b.start || a.end - b.end)
  let at = 0
  let found = 0
  for (const { start, end } of changes) {
    if (start < at) continue
    const kept = text.slice(at, start)
    found = result.indexOf(kept, found)
    expect(found).toBeGreaterThanOrEqual(0)
    found += kept.length
    at = Math.max(at, end)
  }
  expect(result.endsWith(text.slice(at))).toBe(true)
  const [one, other] = [readSource(text), readSource(result)]
  expect(other.steps.length).toBeLessThanOrEqual(one.steps.length)
  const others = ({ steps }: typeof one) =>
    steps.map(({ keyword }) => keyword).filter(keyword => !/^(?:RUN|COPY)$/.test(keyword))
  expect(others(other)).toEqual(others(one))
}

test('the made Dockerfiles give edits of most kinds', () => {
  const kinds = fc
    .sample(dockerfile, { numRuns: 200, seed: 7 })
    .flatMap(text => propose(build(text, null)).edits.map(({ kind }) => kind))
  expect([...new Set(kinds)].sort()).toEqual([
    'cache',
    'ignored',
    'joined',
    'leftover',
    'owner',
    'twice',
  ])
})

test('whatever a Dockerfile says', () => {
  fc.assert(
    fc.property(dockerfile, fc.constantFrom(null, '', '*.log', 'a\r\n'), (text, ignore) =>
      check(text, ignore),
    ),
    { numRuns: 60 },
  )
})

test('edits of what was edited: nothing is left to do after a few rounds', () => {
  fc.assert(
    fc.property(dockerfile, text => {
      let files = { dockerfile: text, ignore: null as string | null }
      for (let round = 0; round < 8; round += 1) {
        const { edits, after } = propose(build(files.dockerfile, files.ignore))
        if (edits.length === 0) return
        expect(after).not.toEqual(files)
        files = after
      }
      expect(propose(build(files.dockerfile, files.ignore)).edits).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test.each(examples('examples'))('the Dockerfiles of the examples: %#', text => check(text, null))
