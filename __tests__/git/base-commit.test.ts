import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Command, run } from '../../src/common/run.ts'
import { type BaseEvent, findBaseCommit, planBase } from '../../src/git/base-commit.ts'
import {
  checkout,
  commit,
  git,
  originWithPullRequest,
  type PullRequestOrigin,
  stateOf,
  temporaryFolder,
} from '../support/repositories.ts'

// Many git processes.
jest.setTimeout(60_000)

const [H, B, M, X] = ['head', 'base', 'merge', 'other'].map(name => name.padEnd(40, '0')) as [
  string,
  string,
  string,
  string,
]

function anEvent(fields: Partial<BaseEvent>): BaseEvent {
  return {
    name: 'pull_request',
    sha: M,
    pullRequest: null,
    mergeGroup: null,
    push: null,
    ...fields,
  }
}

const pullRequest = { headSha: H, baseSha: B, baseRef: 'main' }
const firstParent = { kind: 'commit', sha: X, how: 'first parent of the merge commit' }
const ofBranches = { kind: 'merge base', ...pullRequest }

describe('planBase', () => {
  test.each([
    ['merge commit of the event', anEvent({ pullRequest }), M, [X, H], firstParent],
    ['merge commit whose head moved on', anEvent({ pullRequest }), M, [X, B], firstParent],
    [
      'merge commit by parent under pull_request_target',
      anEvent({ name: 'pull_request_target', sha: B, pullRequest }),
      M,
      [X, H],
      firstParent,
    ],
    ['head', anEvent({ pullRequest }), H, [X], ofBranches],
    ['head that is itself a merge', anEvent({ pullRequest }), H, [X, B], ofBranches],
    ['head that descends from the head', anEvent({ pullRequest }), X, [H], ofBranches],
    [
      'base checked out by pull_request_target',
      anEvent({ name: 'pull_request_target', sha: X, pullRequest }),
      X,
      [M, B],
      { kind: 'none', why: 'the checked out commit is `main` itself, not the pull request' },
    ],
    [
      'merge group',
      anEvent({ name: 'merge_group', mergeGroup: { baseSha: B } }),
      M,
      [X],
      { kind: 'commit', sha: B, how: 'base of the merge group' },
    ],
    [
      'push',
      anEvent({ name: 'push', push: { before: B } }),
      M,
      [X],
      { kind: 'commit', sha: B, how: 'commit before the push' },
    ],
    [
      'first push',
      anEvent({ name: 'push', push: { before: '0'.repeat(40) } }),
      M,
      [X],
      { kind: 'none', why: 'first push of this branch' },
    ],
    [
      'manual run',
      anEvent({ name: 'workflow_dispatch' }),
      M,
      [X],
      {
        kind: 'none',
        why: expect.stringMatching(/^a `workflow_dispatch` run has no base commit; name /),
      },
    ],
    ['no event', null, M, [X], { kind: 'merge base with the default branch' }],
  ])('%s', (_, event, sha, parents, plan) => {
    expect(planBase(event, { sha, parents })).toEqual(plan)
  })
})

describe('findBaseCommit', () => {
  const folder = temporaryFolder()
  let origin: PullRequestOrigin
  let event: BaseEvent

  beforeAll(() => {
    origin = originWithPullRequest(folder.path, 70)
    const pullRequest = { headSha: origin.head, baseSha: origin.baseTip, baseRef: 'main' }
    event = anEvent({ sha: origin.merge, pullRequest })
  })
  afterAll(folder.remove)

  const byMergeBase = () => ({ sha: origin.mergeBase, how: 'merge base with `main`' })

  test('names the first parent of a merge commit in a clone of depth 1, without the network', async () => {
    const cwd = checkout(origin, origin.merge)
    const commands: Command[] = []
    const base = await findBaseCommit({
      run: command => {
        commands.push(command)
        return run(command)
      },
      cwd,
      event,
    })
    expect(base).toEqual({ sha: origin.baseTip, how: 'first parent of the merge commit' })
    expect(commands.map(({ args }) => args[0])).not.toContain('fetch')
  })

  test('asks the server for the merge base of a head in a clone of depth 1', async () => {
    const asked: string[][] = []
    const mergeBaseFromApi = async (...args: [string, string]) => {
      asked.push(args)
      return origin.mergeBase
    }
    const cwd = checkout(origin, origin.head)
    expect(await findBaseCommit({ run, cwd, event, mergeBaseFromApi })).toEqual(byMergeBase())
    expect(asked).toEqual([['main', origin.head]])
  })

  test('deepens a clone of depth 1 when the server does not know, and touches nothing else', async () => {
    const cwd = checkout(origin, origin.head)
    const before = stateOf(cwd)
    const mergeBaseFromApi = async () => null
    expect(await findBaseCommit({ run, cwd, event, mergeBaseFromApi })).toEqual(byMergeBase())
    expect(stateOf(cwd)).toEqual(before)
  })

  test('deepens for a commit that only this clone has', async () => {
    const cwd = checkout(origin, origin.head)
    commit(cwd, { 'version.txt': '1.2.3\n' }, 'bump')
    expect(await findBaseCommit({ run, cwd, event })).toEqual(byMergeBase())
  })

  test('knows the merge base in a full clone, where the server is not asked', async () => {
    const cwd = checkout(origin, origin.head, 0)
    const mergeBaseFromApi = () => Promise.reject(new Error('asked'))
    expect(await findBaseCommit({ run, cwd, event, mergeBaseFromApi })).toEqual(byMergeBase())
  })

  test('fetches a base branch that a full clone lacks, and leaves the clone full', async () => {
    const cwd = join(folder.path, 'single-branch')
    git(folder.path, 'clone', '--quiet', '--single-branch', '--branch=feature', origin.url, cwd)
    expect(await findBaseCommit({ run, cwd, event })).toEqual(byMergeBase())
    expect(git(cwd, 'rev-parse', '--is-shallow-repository')).toBe('false')
  })

  test('takes the newer merge base when the head merged main after the event', async () => {
    git(origin.author, 'checkout', '--quiet', '-B', 'merged', origin.head)
    git(origin.author, 'merge', '--quiet', '--no-edit', origin.baseTip)
    const head = git(origin.author, 'rev-parse', 'HEAD')
    git(origin.author, 'push', '--quiet', 'origin', 'merged')
    const stale = { headSha: head, baseSha: origin.mergeBase, baseRef: 'main' }
    const cwd = checkout(origin, head, 0)
    const base = await findBaseCommit({ run, cwd, event: anEvent({ pullRequest: stale }) })
    expect(base).toEqual({ sha: origin.baseTip, how: 'merge base with `main`' })
  })

  test('says so when the base branch is gone', async () => {
    const gone = { headSha: origin.head, baseSha: B, baseRef: 'gone' }
    const cwd = checkout(origin, origin.head)
    const base = await findBaseCommit({ run, cwd, event: anEvent({ pullRequest: gone }) })
    expect(base).toEqual({ none: 'origin has no branch `gone`' })
  })

  test('says so when the histories have nothing in common', async () => {
    git(origin.author, 'checkout', '--quiet', '--orphan', 'unrelated')
    const head = commit(origin.author, { 'unrelated.txt': '1\n' })
    git(origin.author, 'push', '--quiet', 'origin', 'unrelated')
    const unrelated = { headSha: head, baseSha: origin.baseTip, baseRef: 'main' }
    const cwd = checkout(origin, head)
    const base = await findBaseCommit({ run, cwd, event: anEvent({ pullRequest: unrelated }) })
    expect(base).toEqual({ none: 'the checked out commit shares no history with `main`' })
  })

  test('takes the default branch of origin outside GitHub', async () => {
    const cwd = join(folder.path, 'developer')
    git(folder.path, 'clone', '--quiet', '--branch=feature', origin.url, cwd)
    expect(await findBaseCommit({ run, cwd, event: null })).toEqual(byMergeBase())
  })

  test('says why a clone without origin has no base', async () => {
    const cwd = join(folder.path, 'lonely')
    git(folder.path, 'init', '--quiet', cwd)
    expect(await findBaseCommit({ run, cwd, event: null })).toEqual({
      none: 'the repository has no commit yet',
    })
    commit(cwd, {})
    expect(await findBaseCommit({ run, cwd, event: null })).toEqual({
      none: 'there is no remote `origin` that would tell the default branch; name the base, for example `--baseline build:main`',
    })
    expect(await findBaseCommit({ run, cwd, event })).toEqual({
      none: '`main` is not in this clone, which has no origin',
    })
  })

  test('says why a folder without a repository has no base', async () => {
    const base = await findBaseCommit({ run, cwd: folder.path, event })
    expect(base).toEqual({ none: expect.stringContaining('not a git repository') })
  })
})
