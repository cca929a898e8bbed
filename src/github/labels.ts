import type { Octokit } from './octokit.ts'
import { explainRefusal, isRequestFailure } from './refusal.ts'

/**
 * The labels that a pull request has now: a label that approves growth is set after the run that asked for it,
 * and a re-run gets the old event again.
 * @returns the event's labels and a warning when GitHub does not say
 */
export async function readLabels(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  pullRequest: { number: number; labels: string[] },
): Promise<{ labels: string[]; warning: string | null }> {
  try {
    const labels = await octokit.paginate(octokit.rest.issues.listLabelsOnIssue, {
      ...repository,
      issue_number: pullRequest.number,
      per_page: 100,
    })
    return { labels: labels.map(label => label.name), warning: null }
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    const why = explainRefusal(error, 'pull-requests: read')
    const warning = `The labels could not be read, those of the event count: ${why}.`
    return { labels: pullRequest.labels, warning }
  }
}
