import type { Run } from '../common/run.ts'
import type { Credentials } from './credentials.ts'
import { commitOf, type Git, gitIn, parentsOf } from './git.ts'
import { type BaseCommit, type MergeBaseFromApi, mergeBase } from './merge-base.ts'
import { hasOrigin, type Repository, readRepository } from './repository.ts'

/** What the decision needs of an event; `null` instead of it outside GitHub. */
export interface BaseEvent {
  name: string
  /** GITHUB_SHA. */
  sha: string
  pullRequest: { headSha: string; baseSha: string; baseRef: string } | null
  mergeGroup: { baseSha: string } | null
  push: { before: string } | null
}

/** What the event and the checked out commit say, before history is looked at. */
export type BasePlan =
  | { kind: 'commit'; sha: string; how: string }
  | { kind: 'merge base'; headSha: string; baseRef: string; baseSha: string }
  | { kind: 'merge base with the default branch' }
  | { kind: 'none'; why: string }

/**
 * Which commit is the base. What is built decides: the merge commit contains the base branch as it is now, so
 * its first parent is the base; the head alone does not, so it is compared with the merge base. Mixing them
 * would blame the pull request for what happened on the base branch.
 */
export function planBase(
  event: BaseEvent | null,
  checkedOut: { sha: string; parents: string[] },
): BasePlan {
  if (event === null) return { kind: 'merge base with the default branch' }
  const { pullRequest, mergeGroup, push } = event
  if (mergeGroup !== null) {
    return { kind: 'commit', sha: mergeGroup.baseSha, how: 'base of the merge group' }
  }
  if (pullRequest !== null) {
    const [first, ...others] = checkedOut.parents
    const isMerge =
      others.includes(pullRequest.headSha) ||
      (event.name === 'pull_request' && checkedOut.sha === event.sha && others.length > 0)
    if (first !== undefined && isMerge) {
      return { kind: 'commit', sha: first, how: 'first parent of the merge commit' }
    }
    if (checkedOut.sha === pullRequest.baseSha || isBaseOfTarget(event, checkedOut.sha)) {
      return {
        kind: 'none',
        why: `the checked out commit is \`${pullRequest.baseRef}\` itself, not the pull request`,
      }
    }
    const { headSha, baseRef, baseSha } = pullRequest
    return { kind: 'merge base', headSha, baseRef, baseSha }
  }
  if (push !== null) {
    return /^0+$/.test(push.before)
      ? { kind: 'none', why: 'first push of this branch' }
      : { kind: 'commit', sha: push.before, how: 'commit before the push' }
  }
  return {
    kind: 'none',
    why: `a \`${event.name}\` run has no base commit; name what to compare with, e.g. baseline: build:main, or set baseline: none`,
  }
}

/**
 * Finds the base commit; it need not be in the clone yet.
 * @param mergeBaseFromApi asked in a shallow clone before history is fetched
 * @throws CommandError when git or origin fails in a way that no base explains
 */
export async function findBaseCommit(options: {
  run: Run
  cwd: string
  event: BaseEvent | null
  /** The clone around `cwd`, where it was read before. */
  repository?: Repository
  credentials?: Credentials
  mergeBaseFromApi?: MergeBaseFromApi
}): Promise<BaseCommit> {
  const { run, cwd, event } = options
  const repository = options.repository ?? (await readRepository(run, cwd))
  if ('none' in repository) return { none: repository.none }
  if (repository.headSha === null) return { none: 'the repository has no commit yet' }
  const git = gitIn(run, cwd, options.credentials)
  const headSha = repository.headSha
  const plan = planBase(event, { sha: headSha, parents: await parentsOf(git, headSha) })
  if (plan.kind === 'none') return { none: plan.why }
  if (plan.kind === 'commit') return { sha: plan.sha, how: plan.how }
  if (plan.kind === 'merge base') {
    return mergeBase({
      ...options,
      git,
      ...repository,
      headSha,
      baseRef: plan.baseRef,
      baseSha: plan.baseSha,
      pullRequestHeadSha: plan.headSha,
    })
  }
  const baseRef = await defaultBranch(git)
  if (baseRef === null) {
    const name = (await commitOf(git, 'refs/heads/main')) === null ? 'REF' : 'main'
    const instead = `name the base, for example \`--baseline build:${name}\``
    return (await hasOrigin(git))
      ? {
          none: `origin has no default branch; set it with \`git remote set-head origin --auto\`, or ${instead}`,
        }
      : { none: `there is no remote \`origin\` that would tell the default branch; ${instead}` }
  }
  return mergeBase({ ...options, git, ...repository, headSha, baseRef })
}

// --- internal ---

/** `pull_request_target` runs on the base branch, whose tip may have moved on from the payload's. */
function isBaseOfTarget(event: BaseEvent, sha: string): boolean {
  return event.name === 'pull_request_target' && sha === event.sha
}

async function defaultBranch(git: Git): Promise<string | null> {
  const { exitCode, stdout } = await git(
    ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'],
    { allowed: [1, 128] },
  )
  if (exitCode === 0) return stdout.trim().replace(/^origin\//, '')
  for (const name of ['main', 'master']) {
    if ((await commitOf(git, `refs/remotes/origin/${name}`)) !== null) return name
  }
  return null
}
