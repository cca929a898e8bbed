import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, jest, test } from '@jest/globals'
import { newMark } from '../../src/common/mark.ts'
import { run } from '../../src/common/run.ts'
import { sweepWorktrees } from '../../src/git/sweep-worktrees.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

// Many git processes.
jest.setTimeout(60_000)

const folder = temporaryFolder()
let clone: string
let number = 0
beforeEach(() => {
  clone = join(folder.path, `clone-${++number}`)
  git(folder.path, 'init', '--quiet', clone)
  commit(clone, { file: '1\n' })
})
afterAll(folder.remove)

const dead = () => newMark().replace(/^(\d+)-\d+/, '$1-1')
const placeOf = (mark: string) =>
  join(folder.path, `image-size-gate-run-${mark}`, 'image-size-gate-worktree-abcdef')

function addTo(path: string, from = clone): string {
  mkdirSync(dirname(path), { recursive: true })
  git(from, 'worktree', 'add', '--quiet', '--detach', path)
  return path
}

test('those of killed runs go, locked or missing; those of living runs and of the user stay', async () => {
  const present = addTo(placeOf(dead()))
  const missing = addTo(placeOf(dead()))
  rmSync(dirname(missing), { recursive: true })
  const locked = addTo(placeOf(dead()))
  git(clone, 'worktree', 'lock', locked)
  const stay = [
    addTo(placeOf(newMark())),
    addTo(placeOf(newMark().replace(/-[0-9a-f]{8}-/, '-00000000-'))),
    addTo(join(folder.path, 'the user has one')),
    addTo(join(folder.path, 'and one that is away')),
    addTo(join(folder.path, `image-size-gate-run-${dead()}`)),
  ]
  rmSync(stay[3] ?? '', { recursive: true })
  expect(await sweepWorktrees(run, clone)).toBe(3)
  expect(git(clone, 'worktree', 'list').split('\n').length).toBe(1 + stay.length)
  for (const path of stay) expect(git(clone, 'worktree', 'list')).toContain(path)
  for (const path of [present, missing, locked]) expect(existsSync(dirname(path))).toBe(false)
  expect(await sweepWorktrees(run, clone)).toBe(0)
})

test('one whose folder became a link to something else leaves that alone, and itself', async () => {
  const path = addTo(placeOf(dead()))
  const moved = join(folder.path, 'somebody’s own')
  renameSync(dirname(path), moved)
  symlinkSync(moved, dirname(path))
  expect(await sweepWorktrees(run, clone)).toBe(0)
  expect(existsSync(join(moved, 'image-size-gate-worktree-abcdef/file'))).toBe(true)
  expect(git(clone, 'worktree', 'list')).toContain(path)
})

test('submodules forget theirs', async () => {
  const file = ['-c', 'protocol.file.allow=always']
  const module = join(folder.path, 'module')
  git(folder.path, 'init', '--quiet', module)
  commit(module, { inner: '1\n' })
  git(clone, ...file, 'submodule', '--quiet', 'add', module, 'libs/in ner')
  commit(clone, {})
  const outer = addTo(placeOf(dead()))
  const within = join(clone, 'libs/in ner')
  addTo(join(outer, 'libs/in ner'), within)
  addTo(join(folder.path, 'of the module'), within)
  expect(await sweepWorktrees(run, clone)).toBe(2)
  expect(git(clone, 'worktree', 'list').split('\n')).toHaveLength(1)
  const left = git(within, 'worktree', 'list').split('\n')
  expect(left).toEqual([expect.anything(), expect.stringContaining('of the module')])
})

test('where there is no repository, there is nothing', async () => {
  expect(await sweepWorktrees(run, realpathSync('/'))).toBe(0)
})
