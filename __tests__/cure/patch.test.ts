import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { CureFiles } from '../../src/cure/edit.ts'
import { patched, patchOf } from '../../src/cure/patch.ts'

const paths = { dockerfile: 'api/Dockerfile', ignore: 'api/.dockerignore' }

test.each<[string, CureFiles, CureFiles]>([
  ['unix', { dockerfile: 'a\nb\nc\n', ignore: null }, { dockerfile: 'a\nB\nC\n', ignore: null }],
  [
    'Windows, and no end of the last line',
    { dockerfile: 'a\r\nb\r\nc', ignore: 'x' },
    { dockerfile: 'a\r\nB\r\nc', ignore: 'x\r\ny' },
  ],
  [
    'an ignore file that is made, and no other change',
    { dockerfile: 'a\n', ignore: null },
    { dockerfile: 'a\n', ignore: '**/.git\n' },
  ],
  [
    'an ignore file that was empty',
    { dockerfile: 'a\n', ignore: '' },
    { dockerfile: 'b\n', ignore: '**/.git\n' },
  ],
])('git applies the patch: %s', (_name, before, after) => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-patch-'))
  try {
    mkdirSync(join(folder, 'api'))
    writeFileSync(join(folder, paths.dockerfile), before.dockerfile)
    if (before.ignore !== null) writeFileSync(join(folder, paths.ignore), before.ignore)
    const { patch } = patchOf(before, after, paths)
    execFileSync('git', ['apply', '-'], { cwd: folder, input: patch })
    const read = (path: string) => readFileSync(join(folder, path), 'utf8')
    expect(read(paths.dockerfile)).toBe(after.dockerfile)
    if (after.ignore !== null) expect(read(paths.ignore)).toBe(after.ignore)
    // And so do we, without git.
    const texts = new Map([
      [paths.dockerfile, before.dockerfile],
      [paths.ignore, before.ignore],
    ])
    for (const file of patched(patch, path => texts.get(path) ?? null))
      expect(file.text).toBe(file.path === paths.ignore ? after.ignore : after.dockerfile)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('by place: what is replaced, added and taken away', () => {
  const before = { dockerfile: 'a\nb\nc\nd\n', ignore: null }
  const after = { dockerfile: 'a\nx\ny\nc\n', ignore: 'i\n' }
  expect(patchOf(before, after, paths).hunks).toEqual([
    { path: 'api/Dockerfile', line: 2, lines: 1, text: ['x', 'y'] },
    { path: 'api/Dockerfile', line: 4, lines: 1, text: [] },
    { path: 'api/.dockerignore', line: 0, lines: 0, text: ['i'] },
  ])
})

test('no change, no patch', () => {
  const files = { dockerfile: 'a\n', ignore: null }
  expect(patchOf(files, files, paths)).toEqual({ patch: '', hunks: [] })
})

test('a file that is not what the patch was made of is left alone', () => {
  const { patch } = patchOf(
    { dockerfile: 'a\nb\n', ignore: null },
    { dockerfile: 'a\nc\n', ignore: null },
    paths,
  )
  expect(patched(patch, () => 'x\ny\n')).toEqual([{ path: paths.dockerfile, text: null }])
})
