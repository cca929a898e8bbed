import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { type Run, run } from '../../src/common/run.ts'
import { gitIn } from '../../src/git/git.ts'
import {
  hasOrigin,
  pathInRepository,
  type Repository,
  readRepository,
} from '../../src/git/repository.ts'
import { checkout, commit, git, temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

test('reads what kind of clone it is in', async () => {
  const source = join(folder.path, 'source')
  git(folder.path, 'init', '--quiet', source)
  commit(source, { 'a/b.txt': '1\n' })
  const headSha = commit(source, { 'a/b.txt': '2\n' })
  const cwd = join(source, 'a')
  expect(await readRepository(run, cwd)).toEqual({
    topLevel: source,
    headSha,
    shallow: false,
  })
  expect(await hasOrigin(gitIn(run, cwd))).toBe(false)
  const shallow = checkout({ folder: folder.path, url: `file://${source}` }, headSha)
  expect(await readRepository(run, shallow)).toEqual({
    topLevel: shallow,
    headSha,
    shallow: true,
  })
  expect(await hasOrigin(gitIn(run, shallow))).toBe(true)
})

test('before the first commit there is no head', async () => {
  const unborn = join(folder.path, 'unborn')
  git(folder.path, 'init', '--quiet', unborn)
  expect(await readRepository(run, unborn)).toEqual({
    topLevel: unborn,
    headSha: null,
    shallow: false,
  })
})

test('says why there is none', async () => {
  expect(await readRepository(run, folder.path)).toEqual({
    none: 'this is not a git repository',
  })
})

test('says with the words of git that a checkout belongs to another user, and what to do', async () => {
  const cwd = join(folder.path, "some body's")
  mkdirSync(cwd)
  git(cwd, 'init', '--quiet')
  // What git's own tests do, who need not be root; the end-to-end tests change the owner.
  const asAnother: Run = command =>
    run({ ...command, env: { ...command.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } })
  expect(await readRepository(asAnother, cwd)).toEqual({
    none: `the checkout belongs to another user, so git does not read it (detected dubious ownership in repository at '${cwd}'); run this before: git config --global --add safe.directory '${cwd.replace("'", "'\\''")}'`,
  })
})

test.each([
  ['.', 'services'],
  ['api', 'services/api'],
  ['./api/', 'services/api'],
  ['missing/deep', 'services/missing/deep'],
  ['..', ''],
  ['../..', null],
  ['/', null],
  ['../..name', '..name'],
  ['link', 'services/api'],
])('places %s in the repository', async (path, expected) => {
  const topLevel = join(folder.path, 'placed')
  const cwd = join(topLevel, 'services')
  mkdirSync(join(cwd, 'api'), { recursive: true })
  try {
    symlinkSync('api', join(cwd, 'link'))
  } catch {
    // It is there from the row before.
  }
  const repository: Repository = { topLevel, headSha: null, shallow: false }
  expect(await pathInRepository(repository, cwd, path)).toBe(expected)
})
