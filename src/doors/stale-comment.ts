import * as core from '@actions/core'
import { messageOf, UserError } from '../common/errors.ts'
import { Interrupted } from '../common/interrupt.ts'
import { findLogin } from '../github/comment-author.ts'
import { jobId } from '../github/comment-marker.ts'
import type { RunEvent } from '../github/event.ts'
import type { Octokit } from '../github/octokit.ts'
import { explainRefusal, isRequestFailure } from '../github/refusal.ts'
import { keysOfJob, upsertComment } from '../github/sticky-comment.ts'
import { markdown } from '../report/printers/markdown.ts'
import { notMeasuredDocument } from '../report/sections/not-measured.ts'
import type { Settings } from '../settings/settings.ts'

/** What is known of a run so far. */
export interface RunSoFar {
  event: RunEvent
  /** null: the inputs were not read, or are wrong. */
  settings: Settings | null
  octokit: Octokit | null
  /** The key that was asked for, where the settings are not known; null: none was. */
  commentKey: string | null
}

/**
 * Has our comment on the pull request say that this commit could not be measured; else it would go on telling of an
 * earlier one as if nothing had happened. None is begun for it. Never rejects: the run has failed already.
 * @param why in one sentence without its full stop, and without a secret
 */
export async function markStale(run: RunSoFar, why: string): Promise<void> {
  try {
    await mark(run, why)
  } catch (error) {
    core.warning(`The comment of an earlier commit could not be updated: ${reason(error)}.`)
  }
}

/** Why a run ended, as a comment may say it: a wrong input is not repeated, since it may hold a secret. */
export function endedBecause(error: unknown, { settings }: Pick<RunSoFar, 'settings'>): string {
  if (error instanceof Interrupted) return `the run was ${messageOf(error)}`
  if (!(error instanceof UserError)) return 'of a defect of Image Size Gate'
  return settings === null ? 'the inputs or the configuration are wrong' : messageOf(error)
}

// --- internal ---

async function mark(
  { event, settings, octokit, commentKey }: RunSoFar,
  why: string,
): Promise<void> {
  const { pullRequest, repository, runId } = event
  if (pullRequest === null || octokit === null) return
  const job = jobId(event)
  const login = await findLogin(octokit)
  const place = { octokit, ...repository, number: pullRequest.number, login, runId, job }
  const known = settings?.commentKey ?? commentKey
  const { serverUrl } = event
  const body = markdown(
    notMeasuredDocument({
      images: settings?.images.map(({ name }) => name) ?? [],
      commit: pullRequest.headSha,
      why,
      runUrl: `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${runId}`,
    }),
  )
  for (const key of known === null ? await keysOfJob(place) : [known]) {
    const comment = { ...place, key, body, shortBody: body, fromFork: pullRequest.fromFork }
    const { outcome, url, warning } = await upsertComment({ ...comment, onlyUpdate: true })
    if (warning !== null) core.warning(warning)
    if (url !== null) core.info(`Comment: ${outcome} (${url}).`)
  }
}

function reason(error: unknown): string {
  return isRequestFailure(error) ? explainRefusal(error, 'pull-requests: write') : messageOf(error)
}
