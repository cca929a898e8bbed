import type { PullRequestEvent, WorkflowRunEvent } from './event.ts'
import type { Octokit } from './octokit.ts'
import { isRequestFailure } from './refusal.ts'

/**
 * The open pull request of the run that a `workflow_run` run follows. Only the event is trusted, no artifact: the
 * head branch finds the pull request, and its head must still be the commit that the run had.
 * @returns the pull request as an event would have it, or why there is none, in words
 */
export async function findPullRequest(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  run: WorkflowRunEvent,
): Promise<PullRequestEvent | { none: string }> {
  const unfit = whyUnfit(run)
  if (unfit !== null) return { none: unfit }
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
  const { number, head, base, labels } = current
  return {
    number,
    headSha: head.sha,
    headRef: head.ref,
    baseSha: base.sha,
    baseRef: base.ref,
    headRepository: run.headRepository,
    fromFork: run.headRepository !== base.repo.full_name,
    labels: labels.map(({ name }) => name),
  }
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

// --- internal ---

/** Why what a run left is not to be reported; null when it is. */
function whyUnfit({ event, conclusion, name, workflow }: WorkflowRunEvent): string | null {
  // A push to a fork runs in the fork; what is pushed here has no pull request that waits for a comment.
  if (event !== 'pull_request') return `the run that measured was started by \`${event}\``
  if (conclusion !== 'success' && conclusion !== 'failure') {
    return `the run that measured ended as \`${conclusion ?? 'unknown'}\``
  }
  if (workflow !== null && name !== workflow) {
    return `the run that measured calls itself ${JSON.stringify(name)}, and its workflow is ${JSON.stringify(workflow)}`
  }
  return null
}
