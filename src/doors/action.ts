import { tmpdir } from 'node:os'
import { setImmediate, setTimeout } from 'node:timers/promises'
import * as core from '@actions/core'
import { UsageError, UserError } from '../common/errors.ts'
import { listenForInterruption } from '../common/interrupt.ts'
import { redactError, redactor } from '../common/redact.ts'
import { commands } from '../common/run.ts'
import { startBuildx } from '../docker/buildx-plugin.ts'
import { engineApi } from '../docker/engine-api.ts'
import { watchedCommands } from '../docker/watched-commands.ts'
import { gate, type Surroundings } from '../gate.ts'
import { type RunEvent, readEvent } from '../github/event.ts'
import { readLabels } from '../github/labels.ts'
import { lateOctokit } from '../github/late-octokit.ts'
import type { Octokit } from '../github/octokit.ts'
import { mergeBaseFromApi } from '../github/pull-request.ts'
import type { Branch } from '../github/record-branch.ts'
import { openRunRecords, type RunRecords } from '../github/run-records.ts'
import { secretsOfEnvironment } from '../measure/hidden.ts'
import { withSweptFolder } from '../measure/sweep.ts'
import type { World } from '../measure/world.ts'
import type { Report } from '../report/report.ts'
import { configReader } from '../settings/config-reader.ts'
import { settingsFromInputs } from '../settings/from-inputs.ts'
import type { Settings } from '../settings/settings.ts'
import { actionLog, fail } from './action-log.ts'
import { carriedCache } from './carried-cache.ts'
import { conclude, publish } from './publish.ts'
import { endedBecause, markStale, type RunSoFar } from './stale-comment.ts'

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
  const cache = carriedCache(env, world, runnerTemp)
  const report = await withSweptFolder(world, runnerTemp, temporary =>
    gate(settings, { ...world, ...cache.world, temporary }, surroundings),
  )
  report.notes.push(...(records?.notes ?? []))
  soFar.run = null
  report.notes.push(...(await storeRecords(report, records)))
  const summary = env.GITHUB_STEP_SUMMARY
  await publish(report, {
    event,
    pullRequest: event.pullRequest,
    settings,
    octokit,
    runnerTemp,
    summary,
  })
  await cache.keep()

  conclude(report, settings)
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
  let labels = pullRequest?.labels ?? null
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

/** @returns what to warn of */
async function storeRecords(report: Report, records: RunRecords | null): Promise<string[]> {
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
