import type { CommitFacts } from '../record/record.ts'
import type { RunEvent } from './event.ts'
import type { Octokit } from './octokit.ts'
import { isRequestFailure } from './refusal.ts'

/** Whether the run is of a commit of the default branch, so that what it measures is worth a record. */
export function isOfDefaultBranch({ name, ref, defaultBranch }: RunEvent): boolean {
  // It always is, and its payload may not say what the default branch is called.
  if (name === 'schedule') return true
  if (name !== 'push' && name !== 'workflow_dispatch') return false
  return defaultBranch !== null && ref === `refs/heads/${defaultBranch}`
}

/**
 * The commit that a run is of, for its record.
 * @param clock for a commit that GitHub does not know
 */
export async function factsOfRun(
  octokit: Octokit,
  { repository, sha, push }: Pick<RunEvent, 'repository' | 'sha' | 'push'>,
  clock: () => Date,
): Promise<CommitFacts> {
  const pushed = push === null || /^0+$/.test(push.before) ? null : push.before
  try {
    const { data } = await octokit.rest.git.getCommit({ ...repository, commit_sha: sha })
    const time = new Date(data.committer.date)
    return {
      commit: sha,
      time: Number.isNaN(time.getTime()) ? clock() : time,
      before: pushed ?? data.parents[0]?.sha ?? null,
      subject: data.message.split('\n', 1)[0]?.trim() || null,
    }
  } catch (error) {
    if (isRequestFailure(error))
      return { commit: sha, time: clock(), before: pushed, subject: null }
    throw error
  }
}
