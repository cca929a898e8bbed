import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { UsageError } from '../../src/common/errors.ts'
import { CommandError, run } from '../../src/common/run.ts'
import { resolveRef } from '../../src/git/ref.ts'
import {
  checkout,
  git,
  originWithPullRequest,
  type PullRequestOrigin,
  stateOf,
  temporaryFolder,
} from '../support/repositories.ts'

// Many git processes.
jest.setTimeout(60_000)

const folder = temporaryFolder()
let origin: PullRequestOrigin

beforeAll(() => {
  origin = originWithPullRequest(folder.path, 2)
  git(origin.author, 'tag', '--annotate', '--message', 'v1', 'v1', origin.mergeBase)
  git(origin.author, 'push', '--quiet', 'origin', 'v1')
})
afterAll(folder.remove)

test.each<[string, keyof PullRequestOrigin]>([
  ['main', 'baseTip'],
  ['refs/heads/main', 'baseTip'],
  ['v1', 'mergeBase'],
  ['refs/pull/1/head', 'head'],
])('finds %s on origin from a clone of depth 1', async (ref, expected) => {
  const cwd = checkout(origin, origin.merge)
  const before = stateOf(cwd)
  expect(await resolveRef({ run, cwd, ref })).toEqual({
    sha: origin[expected],
    how: `commit of \`${ref}\``,
  })
  expect(stateOf(cwd)).toEqual(before)
})

test.each<[string, keyof PullRequestOrigin]>([
  ['feature', 'head'],
  ['HEAD^1', 'baseTip'],
  ['HEAD~3', 'mergeBase'],
])('finds %s in a full clone', async (ref, expected) => {
  const cwd = checkout(origin, origin.merge, 0)
  expect((await resolveRef({ run, cwd, ref })).sha).toBe(origin[expected])
})

test('finds a commit by its SHA and leaves a full clone full', async () => {
  git(origin.author, 'checkout', '--quiet', '--detach', origin.baseTip)
  git(origin.author, 'commit', '--quiet', '--allow-empty', '--message', 'elsewhere')
  const ref = git(origin.author, 'rev-parse', 'HEAD')
  const cwd = checkout(origin, origin.merge, 0)
  git(origin.author, 'push', '--quiet', 'origin', `${ref}:refs/heads/elsewhere`)
  expect((await resolveRef({ run, cwd, ref })).sha).toBe(ref)
  expect(git(cwd, 'rev-parse', '--is-shallow-repository')).toBe('false')
})

test.each([
  ['--upload-pack=touch /tmp/x', 'is not the name'],
  ['-x', 'is not the name'],
  ['', 'is not the name'],
  ['a b', 'is not the name'],
  ['a:b', 'is not the name'],
  ['a..b', 'is not the name'],
  ['+main', 'is not the name'],
  ['no-such-branch', 'is neither in this clone nor on origin'],
  [`${'0'.repeat(39)}1`, 'is neither in this clone nor on origin'],
])('refuses %j as a usage error', async (ref, why) => {
  const cwd = checkout(origin, origin.merge)
  const refused = resolveRef({ run, cwd, ref })
  await expect(refused).rejects.toThrow(UsageError)
  await expect(refused).rejects.toThrow(why)
})

test('says that there is no repository, or no origin', async () => {
  const refused = resolveRef({ run, cwd: folder.path, ref: 'main' })
  await expect(refused).rejects.toThrow('needs a git repository')
  const cwd = checkout(origin, origin.merge)
  git(cwd, 'remote', 'remove', 'origin')
  await expect(resolveRef({ run, cwd, ref: 'main' })).rejects.toThrow('which has no origin')
})

test('does not blame the ref when origin cannot be reached', async () => {
  const cwd = checkout(origin, origin.merge)
  git(cwd, 'remote', 'set-url', 'origin', `${origin.url}-gone`)
  await expect(resolveRef({ run, cwd, ref: 'main' })).rejects.toThrow(CommandError)
})
