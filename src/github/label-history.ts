import type { Octokit } from './octokit.ts'
import { explainRefusal, isRequestFailure } from './refusal.ts'

/** Who set a label of a pull request, and when. */
export interface SetLabel {
  label: string
  /** The login; null: GitHub does not tell. */
  by: string | null
  /** ISO 8601; null: GitHub does not tell. */
  at: string | null
}

/**
 * Who set each of these labels last, from the pull request's events. GitHub lets only those label who have triage or
 * more; the name is for the record.
 * @returns a warning when GitHub does not say
 */
export async function whoSet(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  number: number,
  labels: string[],
): Promise<{ set: SetLabel[]; warning: string | null }> {
  const unknown = labels.map(label => ({ label, by: null, at: null }))
  if (labels.length === 0) return { set: [], warning: null }
  try {
    const events = await octokit.paginate(octokit.rest.issues.listEvents, {
      ...repository,
      issue_number: number,
      per_page: 100,
    })
    const set = unknown.map(({ label }) => {
      const last = events.findLast(
        event => event.event === 'labeled' && 'label' in event && event.label?.name === label,
      )
      return { label, by: last?.actor?.login ?? null, at: last?.created_at ?? null }
    })
    return { set, warning: null }
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    const why = explainRefusal(error, 'pull-requests: read')
    return { set: unknown, warning: `Who set the labels could not be read: ${why}.` }
  }
}
