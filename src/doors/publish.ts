import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import * as core from '@actions/core'
import { messageOf, metByUser, printable, UserError } from '../common/errors.ts'
import { inert, withoutCommands } from '../common/inert.ts'
import { findLogin } from '../github/comment-author.ts'
import { jobId } from '../github/comment-marker.ts'
import type { RunEvent } from '../github/event.ts'
import type { Octokit } from '../github/octokit.ts'
import { annotate, setOutputs, writeSummary } from '../github/outputs.ts'
import { upsertComment } from '../github/sticky-comment.ts'
import { htmlReport } from '../report/page/page.ts'
import { annotations } from '../report/printers/annotations.ts'
import { fitComment, shortComment } from '../report/printers/fit.ts'
import { encodeReport } from '../report/printers/json.ts'
import { imagesOutput, outputsOf } from '../report/printers/outputs.ts'
import { jobSummary } from '../report/printers/summary.ts'
import { terminalReport } from '../report/printers/terminal.ts'
import type { Report } from '../report/report.ts'
import {
  breachText,
  failuresText,
  outcomeOf,
  verdictText,
  wantsComment,
} from '../report/sections/verdict.ts'
import type { Settings } from '../settings/settings.ts'
import { actionLog } from './action-log.ts'
import { writeText } from './write-text.ts'

/** Where a report goes, and what is wished for there. */
export interface Places {
  event: RunEvent
  /** Where the comment goes; null: nowhere. */
  pullRequest: { number: number; fromFork: boolean } | null
  settings: Pick<Settings, 'comment' | 'commentKey' | 'annotate' | 'failOnExceeded'>
  octokit: Octokit | null
  /** The folder of the job's temporary files (RUNNER_TEMP). */
  runnerTemp: string
  /** GITHUB_STEP_SUMMARY; undefined outside GitHub and on servers without summaries. */
  summary: string | undefined
}

/**
 * Publishes a report: comment, files, job summary, annotations, outputs. What goes wrong becomes a note of the report.
 * Nothing here fails the step: what could not be published is a warning, and the verdict stands.
 */
export async function publish(report: Report, places: Places): Promise<void> {
  const { settings, runnerTemp } = places
  // For later steps; the runner empties RUNNER_TEMP itself.
  const folder = await written('The folder of the reports', () =>
    mkdtemp(join(runnerTemp, 'image-size-gate-')),
  )
  const comment = await postComment(report, places)
  if (comment.warning !== null) report.notes.push(comment.warning)
  for (const note of [...missingBaselines(report), ...report.notes]) actionLog.warning(note)

  const inFolder = (name: string, text: () => string) =>
    folder === null ? '' : save(join(folder, name), text)
  const json = await inFolder('report.json', () => encodeReport(report))
  const html = await inFolder('report.html', () => htmlReport(report))
  const markdown = await inFolder('report.md', () => fitComment(report))
  const summary = await written('The job summary', () =>
    writeSummary(places.summary, jobSummary(report), shortComment(report)),
  )
  if (summary === 'not written' && places.summary) {
    core.warning('The job summary is full (1 MiB per step), so the report is not in it.')
  }
  const breach = outcomeOf(report) === 'exceeded' ? 1 : 0
  if (settings.annotate)
    annotate(annotations(report), {
      error: (settings.failOnExceeded ? breach : 0) + (report.failed === undefined ? 0 : 1),
      warning: report.notes.length + (settings.failOnExceeded ? 0 : breach),
      notice: hasNoBudget(report) ? 1 : 0,
    })
  if (hasNoBudget(report)) core.notice(NO_BUDGET)
  const images = imagesOutput(report)
  if (images.left > 0)
    core.warning(
      `The output \`images\` lacks ${images.left} rows, since a job's outputs may have 1 MB; the JSON report has them.`,
    )
  await written('The outputs', async () =>
    setOutputs({
      ...outputsOf(report),
      images: images.text,
      report: json,
      html,
      markdown,
      'comment-url': comment.url,
    }),
  )
}

/**
 * Ends the log: the report as a terminal shows it, and the verdict as its last line. Fails the step, or warns, as that is
 * to be; everything is published by then.
 */
export function conclude(
  report: Report,
  { failOnExceeded }: Pick<Settings, 'failOnExceeded'>,
): void {
  core.info(withoutCommands(terminalReport(report, { color: true })))
  const tell = failOnExceeded ? core.setFailed : core.warning
  const failures = failuresText(report)
  if (failures !== null) core.setFailed(failures)
  if (outcomeOf(report) === 'exceeded') tell(breachText(report))
  else if (failures === null) core.info(inert(verdictText(report)))
}

// --- internal ---

const NO_BUDGET =
  'No budget is set, so that nothing fails, whatever it grows: give one, for example max-size: 250MB or max-increase: 5MB.'

/** Whether nothing was measured against anything. */
function hasNoBudget({ images }: Report): boolean {
  return images.length > 0 && images.every(({ judgements }) => judgements.length === 0)
}

/** @returns the path; empty when it could not be written */
async function save(path: string, text: () => string): Promise<string> {
  const outcome = await written(path, async () => ({ refused: await writeText(path, text) }))
  if (outcome === null) return ''
  if (outcome.refused !== null) core.error(outcome.refused)
  return outcome.refused === null ? path : ''
}

/**
 * What cannot be written, e.g. on a full disk, is an error in the log, and takes nothing else with it.
 * @returns null when it was not written
 */
async function written<T>(what: string, write: () => Promise<T>): Promise<T | null> {
  try {
    return await write()
  } catch (error) {
    const met = metByUser(error)
    if (!(met instanceof UserError)) throw error
    core.error(printable(`${what} could not be written: ${messageOf(error)}`))
    return null
  }
}

/** The report says it at its place; the log would not. */
function missingBaselines({ images }: Report): string[] {
  return images.flatMap(({ comparison: { name, baseline } }) =>
    baseline.state === 'unavailable' ? [`${name}: baseline unavailable: ${baseline.why}`] : [],
  )
}

async function postComment(
  report: Report,
  { event, pullRequest, settings, octokit }: Places,
): Promise<{ url: string | null; warning: string | null }> {
  const { repository, runId } = event
  if (settings.comment === 'never' || pullRequest === null) return { url: null, warning: null }
  if (octokit === null) {
    return { url: null, warning: 'There is no `github-token`, so no comment is posted.' }
  }
  const { url, warning, outcome } = await upsertComment({
    octokit,
    ...repository,
    number: pullRequest.number,
    key: settings.commentKey,
    body: fitComment(report),
    shortBody: shortComment(report),
    runId,
    job: jobId(event),
    login: await findLogin(octokit),
    onlyUpdate: !wantsComment(report, settings.comment),
    fromFork: pullRequest.fromFork,
  })
  core.info(`Comment: ${outcome}${url === null ? '' : ` (${url})`}.`)
  return { url, warning }
}
