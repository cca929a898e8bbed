import type { WorkflowRunEvent } from './event.ts'
import type { Octokit } from './octokit.ts'
import { isRequestFailure } from './refusal.ts'

/**
 * The open pull request of the run that a `workflow_run` run follows. Only the event is trusted, no artifact: the
 * head branch finds the pull request, and its head must still be the commit that the run had.
 * @returns the number, or why there is none, in words
 */
export async function findPullRequest(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  run: WorkflowRunEvent,
): Promise<{ number: number } | { none: string }> {
  if (run.headRepository === null || run.headBranch === null) {
    return { none: 'the branch of the pull request is gone' }
  }
  const [owner] = run.headRepository.split('/')
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    ...repository,
    state: 'open',
    head: `${owner}:${run.headBranch}`,
    per_page: 100,
  })
  const found = pulls.filter(pull => pull.head.repo?.full_name === run.headRepository)
  if (found.length === 0) {
    return { none: `no open pull request comes from ${run.headRepository}:${run.headBranch}` }
  }
  const current = found.find(pull => pull.head.sha === run.headSha)
  if (current === undefined) {
    return { none: `the pull request has moved on from ${run.headSha.slice(0, 7)}` }
  }
  return { number: current.number }
}

/**
 * Asks GitHub for the merge base of two commits or branches; also for the head of a fork.
 * @returns null when GitHub does not know the one or the other
 */
export async function mergeBaseFromApi(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  base: string,
  head: string,
): Promise<string | null> {
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...repository,
      basehead: `${base}...${head}`,
      per_page: 1,
    })
    return data.merge_base_commit.sha
  } catch (error) {
    if (isRequestFailure(error)) return null
    throw error
  }
}
