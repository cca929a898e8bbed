import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import * as core from '@actions/core'
import { messageOf, metByUser, printable, UsageError, UserError } from '../common/errors.ts'
import { inert } from '../common/inert.ts'
import { listenForInterruption } from '../common/interrupt.ts'
import { lastWords } from '../common/last-words.ts'
import type { Log } from '../common/log.ts'
import { redactError, redactor } from '../common/redact.ts'
import { commands } from '../common/run.ts'
import { startBuildx } from '../docker/buildx-plugin.ts'
import { engineApi } from '../docker/engine-api.ts'
import { watchedCommands } from '../docker/watched-commands.ts'
import { gate, type Surroundings } from '../gate.ts'
import { findLogin } from '../github/comment-author.ts'
import { jobId } from '../github/comment-marker.ts'
import { type RunEvent, readEvent } from '../github/event.ts'
import { readLabels } from '../github/labels.ts'
import { lateOctokit } from '../github/late-octokit.ts'
import type { Octokit } from '../github/octokit.ts'
import { annotate, setOutputs, writeSummary } from '../github/outputs.ts'
import { mergeBaseFromApi } from '../github/pull-request.ts'
import type { Branch } from '../github/record-branch.ts'
import { openRunRecords, type RunRecords } from '../github/run-records.ts'
import { upsertComment } from '../github/sticky-comment.ts'
import { secretsOfEnvironment } from '../measure/hidden.ts'
import { withSweptFolder } from '../measure/sweep.ts'
import type { World } from '../measure/world.ts'
import { htmlReport } from '../report/page/page.ts'
import { annotations } from '../report/printers/annotations.ts'
import { fitComment, shortComment } from '../report/printers/fit.ts'
import { encodeReport } from '../report/printers/json.ts'
import { imagesOutput, outputsOf } from '../report/printers/outputs.ts'
import { jobSummary } from '../report/printers/summary.ts'
import type { Report } from '../report/report.ts'
import { breachText, failuresText, outcomeOf, wantsComment } from '../report/sections/verdict.ts'
import { configReader } from '../settings/config-reader.ts'
import { settingsFromInputs } from '../settings/from-inputs.ts'
import type { Settings } from '../settings/settings.ts'
import { endedBecause, markStale, type RunSoFar } from './stale-comment.ts'
import { writeText } from './write-text.ts'

type Environment = Record<string, string | undefined>

/** The action's door: reads inputs and event, runs the gate, publishes, and fails last. */
export async function action(env: Environment): Promise<void> {
  const soFar: { run: RunSoFar | null } = { run: null }
  const interruption = listenForInterruption()
  try {
    await gateAndPublish(env, soFar, interruption.signal)
  } catch (met) {
    // What else was met then is of it.
    const error = interruption.signal.aborted ? interruption.signal.reason : met
    redactError(error, redactor([...secretsOfEnvironment(env), env['INPUT_GITHUB-TOKEN'] ?? '']))
    fail(error)
    if (soFar.run !== null) await markStale(soFar.run, endedBecause(error, soFar.run))
  } finally {
    interruption.ignore()
  }
  const interrupted = interruption.exitCode()
  // Not all that a client of GitHub holds ends by itself.
  if (interrupted !== null) process.exit(interrupted)
}

/** Fails the step. Whoever looks for a defect of ours needs more than its line. */
export function fail(error: unknown): void {
  core.setFailed(printable(lastWords(error)))
  if (!(error instanceof UserError) && error instanceof Error)
    core.debug(printable(error.stack ?? ''))
}

// --- internal ---

/** @param soFar is told what becomes known; null again when the comment is this run's */
async function gateAndPublish(
  env: Environment,
  soFar: { run: RunSoFar | null },
  interrupted: AbortSignal,
): Promise<void> {
  const event = await readEvent(env)
  soFar.run = unsettled(event)
  refuseForeignCode(event)
  const settings = settingsFromInputs(
    // A secret's white space counts.
    name => core.getInput(name, { trimWhitespace: false }),
    { repositoryName: event.repository.repo, readConfig: configReader(process.cwd()) },
  )
  const runnerTemp = env.RUNNER_TEMP ?? tmpdir()
  const octokit = settings.githubToken === '' ? null : lateOctokit(settings.githubToken)
  soFar.run = settings.comment === 'never' ? null : { event, settings, octokit, commentKey: null }
  const recordBranch = recordBranchOf(event, settings, octokit)
  const records = recordBranch && openRunRecords(recordBranch, event, () => new Date())
  // GitHub answers while the images are built.
  const surroundings = readSurroundings(event, settings, octokit)
  surroundings.catch(() => undefined)
  const world = worldOf(event, settings, octokit, interrupted, records)
  const report = await withSweptFolder(world, runnerTemp, temporary =>
    gate(settings, { ...world, temporary }, surroundings),
  )
  report.notes.push(...(records?.notes ?? []))
  soFar.run = null
  const summary = env.GITHUB_STEP_SUMMARY
  await publish(report, { event, settings, octokit, runnerTemp, summary, records })

  conclude(report, settings)
}

/** Fails the step, or warns, when everything is published. */
function conclude(report: Report, { failOnExceeded }: Settings): void {
  const tell = failOnExceeded ? core.setFailed : core.warning
  if (outcomeOf(report) === 'exceeded') tell(breachText(report))
  const failures = failuresText(report)
  if (failures !== null) core.setFailed(failures)
}

/** As much as is known where the inputs are wrong. */
function unsettled(event: RunEvent): RunSoFar | null {
  const token = core.getInput('github-token')
  if (core.getInput('comment') === 'never' || token === '') return null
  const commentKey = core.getInput('comment-key') || null
  return { event, settings: null, octokit: lateOctokit(token), commentKey }
}

/**
 * With `pull_request_target` and `workflow_run` a job has secrets and a token that writes; building the code
 * of a fork there would hand both over.
 * https://docs.github.com/actions/reference/security/securely-using-pull_request_target
 */
function refuseForeignCode({ name }: RunEvent): void {
  if (name !== 'pull_request_target' && name !== 'workflow_run') return
  throw new UserError(
    `A ${name} run has secrets, and a Dockerfile of a pull request could read them. Use \`on: pull_request\`: the gate decides there without any permission, and only the comment needs \`pull-requests: write\`.`,
  )
}

function recordBranchOf(
  { repository, defaultBranch }: RunEvent,
  { recordBranch: branch }: Settings,
  octokit: Octokit | null,
): Branch | null {
  if (branch === null) return null
  if (branch === defaultBranch) {
    throw new UsageError(
      `record-branch: ${JSON.stringify(branch)} is the default branch, and every record would be a commit there; name another branch, which need not exist, for example record-branch: image-sizes`,
    )
  }
  return octokit && { octokit, ...repository, branch }
}

async function readSurroundings(
  event: RunEvent,
  settings: Settings,
  octokit: Octokit | null,
): Promise<Surroundings> {
  const { pullRequest, repository } = event
  const notes: string[] = []
  // The first processes start before a client of GitHub is loaded.
  await setImmediate()
  if (octokit === null && settings.recordBranch !== null) {
    notes.push('There is no `github-token`, so `record-branch` is neither read nor written.')
  }
  let labels = pullRequest?.labels ?? []
  if (pullRequest !== null && octokit !== null) {
    const read = await readLabels(octokit, repository, pullRequest)
    labels = read.labels
    if (read.warning !== null) notes.push(read.warning)
  }
  return {
    labels,
    notes,
    repository: {
      serverUrl: event.serverUrl,
      name: `${repository.owner}/${repository.repo}`,
      headSha: pullRequest?.headSha ?? event.sha,
      baseRef: pullRequest?.baseRef ?? event.defaultBranch,
    },
  }
}

function worldOf(
  event: RunEvent,
  settings: Settings,
  octokit: Octokit | null,
  interrupted: AbortSignal,
  records: RunRecords | null,
): Omit<World, 'temporary'> {
  const world = {
    ...watchedCommands(commands(startBuildx, interrupted), actionLog),
    engineApi: engineApi(process.env, interrupted),
    log: actionLog,
    cwd: process.cwd(),
    interrupted,
    event,
  }
  if (octokit === null) return world
  return {
    ...world,
    credentials: { serverUrl: event.serverUrl, token: settings.githubToken },
    mergeBaseFromApi: (base, head) => mergeBaseFromApi(octokit, event.repository, base, head),
    ...(records === null ? {} : { records }),
  }
}

interface Places {
  event: RunEvent
  settings: Settings
  octokit: Octokit | null
  runnerTemp: string
  summary: string | undefined
  records: RunRecords | null
}

/** Nothing here fails the step: what could not be published is a warning, and the verdict stands. */
async function publish(report: Report, places: Places): Promise<void> {
  const { settings, runnerTemp } = places
  // For later steps; the runner empties RUNNER_TEMP itself.
  const folder = await written('The folder of the reports', () =>
    mkdtemp(join(runnerTemp, 'image-size-gate-')),
  )
  report.notes.push(...(await storeRecords(report, places)))
  const comment = await postComment(report, places)
  if (comment.warning !== null) report.notes.push(comment.warning)
  for (const note of [...missingBaselines(report), ...report.notes]) actionLog.warning(note)

  const inFolder = (name: string, text: () => string) =>
    folder === null ? '' : save(join(folder, name), text)
  const json = await inFolder('report.json', () => encodeReport(report))
  const html = await inFolder('report.html', () => htmlReport(report))
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
    })
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
      'comment-url': comment.url,
    }),
  )
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

/** @returns what to warn of */
async function storeRecords(report: Report, { records }: Places): Promise<string[]> {
  if (records === null) return []
  // Runs that met once must not meet again; up to 20 s in the end.
  const pause = (attempt: number) =>
    setTimeout(Math.random() * Math.min(20_000, 500 * 2 ** attempt))
  const stored = await records.store(report, pause)
  if (stored === null) return []
  core.info(`Record in ${records.branch}: ${stored.outcome}.`)
  // Reading may have found the same.
  return stored.warnings.filter(warning => !report.notes.includes(warning))
}

async function postComment(
  report: Report,
  { event, settings, octokit }: Places,
): Promise<{ url: string | null; warning: string | null }> {
  const { pullRequest, repository, runId } = event
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

/** `core` escapes what stands in a command, and nothing of a plain line. */
const actionLog: Log = {
  info: text => core.info(inert(text)),
  warning: text => core.warning(printable(text)),
  group: (title, work) => core.group(printable(title), work),
}
