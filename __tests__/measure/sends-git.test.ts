import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sendsGit } from '../../src/measure/sends-git.ts'
import { aBuild } from '../docker/fake.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sends-git-'))
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, 'api'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each<[string, string, Record<string, string>, boolean]>([
  ['nothing is ignored', '.', {}, true],
  ['the context is a folder without it', 'api', {}, false],
  ['it is ignored', '.', { '.dockerignore': 'node_modules\n.git\n' }, false],
  ['it is ignored everywhere', '.', { '.dockerignore': '**/.git/\n' }, false],
  ['only something like it is ignored', '.', { '.dockerignore': '.github\n.gitignore\n' }, true],
  [
    'the file of the Dockerfile comes first',
    '.',
    { 'Dockerfile.dockerignore': 'dist\n', '.dockerignore': '.git\n' },
    true,
  ],
])('%s', (_, context, files, expected) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  expect(sendsGit(aBuild({ context }), folder)).toBe(expected)
})
