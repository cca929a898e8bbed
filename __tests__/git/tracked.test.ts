import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { run } from '../../src/common/run.ts'
import { trackedIn } from '../../src/git/tracked.ts'
import { mayTeach } from '../../src/measure/may-teach.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

let folder: ReturnType<typeof temporaryFolder>
let top: string
beforeEach(() => {
  folder = temporaryFolder()
  top = join(folder.path, 'top')
  mkdirSync(top)
  git(top, 'init', '--quiet')
  commit(top, { 'cache/entry': 'x', 'record.json': '{}', other: 'y' })
})
afterEach(() => folder.remove())

const tracked = (path: string) => trackedIn(run, join(top, path))

test('what is committed or staged is tracked, also when it is gone; the rest is not', async () => {
  expect(await tracked('cache')).toEqual(['cache/entry'])
  expect(await tracked('cache/deeper/still')).toEqual([])
  expect(await tracked('elsewhere')).toEqual([])
  mkdirSync(join(top, 'new'))
  writeFileSync(join(top, 'new/staged'), '')
  expect(await tracked('new')).toEqual([])
  git(top, 'add', 'new/staged')
  expect(await tracked('new')).toEqual(['new/staged'])
  expect(await trackedIn(run, folder.path)).toEqual([])
})

test('a submodule is tracked, and so is what is in it', async () => {
  const inner = join(folder.path, 'inner')
  mkdirSync(inner)
  git(inner, 'init', '--quiet')
  commit(inner, { 'cache/entry': 'x' })
  git(top, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'module')
  expect(await tracked('module')).not.toEqual([])
  expect(await tracked('module/cache')).toEqual(['cache/entry'])
})

test('a folder that looks like a bare repository runs none of its programs', async () => {
  const bare = join(top, 'bare')
  git(top, 'init', '--quiet', '--bare', bare)
  const proof = join(folder.path, 'proof')
  git(bare, 'config', 'core.fsmonitor', `touch ${proof}; false`)
  git(bare, 'config', 'core.bare', 'false')
  git(bare, 'config', 'core.worktree', bare)
  await tracked('bare')
  expect(await trackedIn(run, folder.path)).toEqual([])
  await expect(import('node:fs').then(({ existsSync }) => existsSync(proof))).resolves.toBe(false)
})

test.each<[string, string, boolean]>([
  ['tracks', 'top/record.json', false],
  ['does not track', 'top/new.json', true],
  ['has nothing to do with', 'artifact.json', true],
])('a record that the repository %s', async (_, path, taught) => {
  writeFileSync(join(folder.path, 'artifact.json'), '{}')
  writeFileSync(join(top, 'new.json'), '{}')
  const baseline = { kind: 'record', path: join(folder.path, path) } as const
  expect(await mayTeach({ baseline }, { run, cwd: top })).toBe(taught)
  expect(await mayTeach({ baseline: { kind: 'auto' } }, { run, cwd: top })).toBe(true)
})
