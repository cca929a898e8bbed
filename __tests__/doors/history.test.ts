import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { commandLine } from '../../src/doors/command-line.ts'
import { encodeRecords } from '../../src/record/lines.ts'
import type { PageModel } from '../../src/report/page/model.ts'
import { partsOf } from '../report/page/parts.ts'
import { aRecord, aSha } from '../support/record.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

let folder: ReturnType<typeof temporaryFolder>
let clone: string
beforeEach(() => {
  folder = temporaryFolder()
  clone = join(folder.path, 'clone')
  mkdirSync(clone)
  git(clone, 'init', '--quiet')
})
afterEach(() => folder.remove())

async function run(...args: string[]) {
  let [output, errors] = ['', '']
  const exitCode = await commandLine({
    argv: ['node', 'image-size-gate', ...args],
    cwd: () => clone,
    env: { XDG_CACHE_HOME: '/dev/null' },
    stdout: { write: text => (output += text) },
    stderr: { write: text => (errors += text) },
  })
  return { exitCode, output, errors }
}

const html = () => join(folder.path, 'history.html')

function modelOf(): PageModel {
  return partsOf(readFileSync(html(), 'utf8')).model as PageModel
}

/** Records in a branch of their own, as a run stores them. */
function record(branch = 'image-sizes'): string {
  const sha = commit(clone, { Dockerfile: 'FROM scratch' }, 'the image')
  git(clone, 'switch', '--quiet', '--orphan', branch)
  const api = [aRecord(1, { commit: sha, unpacked: 100 }), aRecord(2, { unpacked: 300 })]
  commit(clone, {
    'records/api/linux-amd64.jsonl': encodeRecords(api),
    'records/api/badge.json': '{}',
    'records/web/linux-amd64.jsonl': `no record\n${encodeRecords([aRecord(1, { name: 'web' })])}`,
  })
  git(clone, 'switch', '--quiet', 'main')
  return sha
}

test('every image of the record branch, with tags, budgets and links to commits', async () => {
  const sha = record()
  git(clone, 'tag', 'v1.0.0')
  git(clone, 'tag', '--annotate', '--message', 'one', 'first')
  git(clone, 'remote', 'add', 'origin', 'https://user:secret@git.example/octo/shop.git')
  mkdirSync(join(clone, '.github'))
  const config = 'images:\n  - name: api\n    context: .\n    budgets:\n      - max-size: 250MB\n'
  writeFileSync(join(clone, '.github/image-size-gate.yml'), config)
  const { exitCode, output, errors } = await run('history', '--html', html())
  expect({ exitCode, output }).toEqual({
    exitCode: 0,
    output: `${html()}: 2 images over 3 records\n`,
  })
  expect(errors).toBe(
    'warning: records/web/linux-amd64.jsonl: 1 of its lines are no records and were skipped\n',
  )
  expect(Object.values(modelOf().trends)).toMatchObject([
    {
      title: 'api linux/amd64',
      commits: 'https://git.example/octo/shop/commit/',
      points: [
        { commit: sha, unpacked: 100, tags: ['first', 'v1.0.0'] },
        { commit: aSha(2), unpacked: 300, tags: [] },
      ],
      budgets: [{ name: 'max-size', metric: 'unpacked', bytes: 250_000_000 }],
    },
    { title: 'web linux/amd64' },
  ])
  expect(readFileSync(html(), 'utf8')).not.toContain('secret')
})

test('a branch that origin has is read, too, and a folder instead of a branch', async () => {
  record('sizes')
  const other = join(folder.path, 'other')
  git(folder.path, 'clone', '--quiet', clone, other)
  git(clone, 'switch', '--quiet', 'sizes')
  const records = join(clone, 'records')
  clone = other
  expect((await run('history', '--branch', 'sizes', '--html', html())).exitCode).toBe(0)
  expect((await run('history', '--records', records, '--html', html())).exitCode).toBe(0)
  expect(Object.values(modelOf().trends)).toHaveLength(2)
})

test.each([
  [['history'], /^image-size-gate: --html: is missing; name the file of the page, for example /],
  [
    ['history', '--html', 'x.html'],
    /^image-size-gate: branch: image-sizes is not in this clone; fetch it first, with: git fetch origin image-sizes:image-sizes\n$/,
  ],
  [
    ['history', '--html', 'x.html', '--records', 'nowhere'],
    /^image-size-gate: records: nowhere cannot be read: /,
  ],
  [
    ['history', '--html', 'x.html', '--records', '.'],
    /^image-size-gate: history: there are no records in \.; /,
  ],
  [['history', '--html', 'x.html', '--records', '.', '--branch', 'a'], /keep one\n$/],
  [['history', 'image-sizes', '--html', 'x.html'], /a branch is --branch image-sizes\n$/],
  [['history', '--json', 'x'], /--json: there is no such option/],
])('%j is wrong usage, and nothing is written', async (args, words) => {
  const { exitCode, errors } = await run(...args)
  expect(errors).toMatch(words)
  expect(exitCode).toBe(2)
  expect(() => readFileSync(join(clone, 'x.html'))).toThrow()
})

test('its help has its options and examples', async () => {
  const { output } = await run('history', '--help')
  expect(output).toContain('--branch NAME')
  expect(output).toContain('git fetch origin image-sizes:image-sizes')
})
