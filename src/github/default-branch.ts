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

/** When a commit was made; null when GitHub does not say. */
export async function committedAt(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  sha: string,
): Promise<Date | null> {
  try {
    const { data } = await octokit.rest.git.getCommit({ ...repository, commit_sha: sha })
    const time = new Date(data.committer.date)
    return Number.isNaN(time.getTime()) ? null : time
  } catch (error) {
    if (isRequestFailure(error)) return null
    throw error
  }
}
