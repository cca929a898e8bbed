import { tmpdir } from 'node:os'
import * as core from '@actions/core'
import { acceptance } from '../budget/acceptance.ts'
import { parseApprovals } from '../budget/approvals.ts'
import type { Budget } from '../budget/budget.ts'
import { UsageError } from '../common/errors.ts'
import { redactError, redactor } from '../common/redact.ts'
import { jobId } from '../github/comment-marker.ts'
import { type PullRequestEvent, type RunEvent, readEvent } from '../github/event.ts'
import { readFileFromApi } from '../github/file-at.ts'
import { readLabels } from '../github/labels.ts'
import { lateOctokit } from '../github/late-octokit.ts'
import type { Octokit } from '../github/octokit.ts'
import { findPullRequest } from '../github/pull-request.ts'
import { joinReports } from '../report/join.ts'
import type { Report } from '../report/report.ts'
import { readConfigFile } from '../settings/config-file.ts'
import { type ReportSettings, reportSettings } from '../settings/report-inputs.ts'
import type { Settings } from '../settings/settings.ts'
import { actionLog, fail } from './action-log.ts'
import { findReports } from './found-reports.ts'
import { conclude, publish } from './publish.ts'
import { endedBecause, markStale, type RunSoFar } from './stale-comment.ts'

type Environment = Record<string, string | undefined>

/** The report action's door: reads reports of other jobs, judges them again, publishes, and fails last. */
export async function reportAction(env: Environment): Promise<void> {
  const soFar: { run: RunSoFar | null } = { run: null }
  try {
    await joinAndPublish(env, soFar)
  } catch (error) {
    redactError(error, redactor([env['INPUT_GITHUB-TOKEN'] ?? '']))
    fail(error)
    if (soFar.run !== null) await markStale(soFar.run, endedBecause(error, soFar.run))
  }
}

// --- internal ---

/** @param soFar is told what becomes known; null again when the comment is this run's */
async function joinAndPublish(env: Environment, soFar: { run: RunSoFar | null }): Promise<void> {
  const event = await readEvent(env)
  const settings = reportSettings(name => core.getInput(name, { trimWhitespace: false }))
  const octokit = settings.githubToken === '' ? null : lateOctokit(settings.githubToken)
  const pullRequest = await pullRequestOf(event, octokit)
  if (pullRequest !== null && 'none' in pullRequest) return nothing(pullRequest.none)
  // The images may be others in every run, and the comment is to stay one.
  const commentKey = settings.commentKey ?? `report-${jobId(event)}`
  if (settings.comment !== 'never')
    soFar.run = { event: { ...event, pullRequest }, settings: null, octokit, commentKey }

  const found = findReports(settings.reports, event.workspace)
  if (found.length === 0 && settings.expected.length === 0)
    throw new UsageError(
      `reports: ${JSON.stringify(settings.reports)} matches no file; download the artifacts of the other jobs first (actions/download-artifact), or name in \`expected\` who has to report`,
    )
  actionLog.info(`Reports: ${found.map(({ file }) => file).join(', ') || 'none'}.`)
  const report = await join(found, { event, pullRequest, settings, octokit })

  // While reports were read, somebody may have pushed.
  const still = event.workflowRun === null ? pullRequest : await pullRequestOf(event, octokit)
  if (still !== null && 'none' in still) return nothing(still.none)
  soFar.run = null
  await publish(report, {
    event,
    pullRequest,
    settings: { ...settings, commentKey, annotate: false },
    octokit,
    runnerTemp: env.RUNNER_TEMP ?? tmpdir(),
    summary: env.GITHUB_STEP_SUMMARY,
  })
  conclude(report, settings)
}

/** It is no failure that a pull request was closed, or has moved on. */
function nothing(why: string): void {
  core.warning(`Nothing is posted: ${why}.`)
}

interface Around {
  event: RunEvent
  pullRequest: PullRequestEvent | null
  settings: ReportSettings
  octokit: Octokit | null
}

async function pullRequestOf(
  { workflowRun, pullRequest, repository }: RunEvent,
  octokit: Octokit | null,
): Promise<PullRequestEvent | { none: string } | null> {
  if (workflowRun === null) return pullRequest
  if (octokit !== null) return findPullRequest(octokit, repository, workflowRun)
  throw new UsageError(
    `github-token: is empty, and finds the pull request of a workflow_run; leave it out, or give a token, for example github-token: \${{ secrets.TOKEN }}`,
  )
}

async function join(found: ReturnType<typeof findReports>, around: Around): Promise<Report> {
  const { event, pullRequest, settings, octokit } = around
  const { repository, serverUrl } = event
  const notes: string[] = []
  const labels = await labelsOf(around, notes)
  const approved = parseApprovals(labels, settings.approvalLabelPrefix)
  const budgets = await baseBudgets(around)
  const report = joinReports(found, {
    repository: {
      serverUrl,
      name: `${repository.owner}/${repository.repo}`,
      headSha: headOf(event, pullRequest),
      baseRef: pullRequest?.baseRef ?? event.defaultBranch,
    },
    expected: settings.expected,
    approvals: approved.approvals,
    budgetsOf: name => budgets?.of(name) ?? null,
    warnOnly: !settings.failOnExceeded,
  })
  const names = report.images.map(({ comparison }) => comparison.name)
  if (budgets !== null) {
    const unknown = names.filter(name => budgets.of(name) === null)
    if (unknown.length > 0)
      notes.push(
        `${budgets.where} has no image ${unknown.map(name => `\`${name.replaceAll('`', "'")}\``).join(', ')}, so the budgets are those that its report carries.`,
      )
  } else if (pullRequest?.fromFork === true && names.length > 0) {
    notes.push(
      'The budgets are those of the pull request itself, which could have changed them: with `config` those of the base branch decide.',
    )
  }
  if (octokit === null && pullRequest !== null && settings.comment !== 'never')
    notes.push('There is no `github-token`, so labels were not read.')
  const prefix = pullRequest === null ? null : settings.approvalLabelPrefix
  const accept = acceptance(
    report.images.flatMap(({ judgements }) => judgements),
    approved.approvals,
    prefix,
  )
  if (accept.acceptWith !== undefined) report.acceptWith = accept.acceptWith
  report.notes.unshift(...notes, ...approved.notes, ...accept.notes)
  return report
}

/** The commit that reports have to be of. */
function headOf(
  { sha, workflowRun, mergeGroup }: RunEvent,
  pullRequest: PullRequestEvent | null,
): string {
  return pullRequest?.headSha ?? workflowRun?.headSha ?? mergeGroup?.headSha ?? sha
}

async function labelsOf(
  { event, pullRequest, octokit }: Around,
  notes: string[],
): Promise<string[]> {
  if (pullRequest === null || octokit === null) return pullRequest?.labels ?? []
  const { labels, warning } = await readLabels(octokit, event.repository, pullRequest)
  if (warning !== null) notes.push(warning)
  return labels
}

/** Budgets by image as the base commit has them; null: nobody asked for them. */
async function baseBudgets({
  event,
  pullRequest,
  settings: { config },
  octokit,
}: Around): Promise<{ of: (name: string) => Budget[] | null; where: string } | null> {
  if (config === null) return null
  if (octokit === null)
    throw new UsageError(
      `config: ${config} is read through GitHub's API, and \`github-token\` is empty; leave \`github-token\` out, or give one, for example github-token: \${{ secrets.TOKEN }}`,
    )
  const ref = pullRequest?.baseSha ?? event.mergeGroup?.baseSha ?? event.sha
  const text = await readFileFromApi(octokit, event.repository, {
    path: config,
    ref,
    input: 'config',
  })
  const settings = readConfigFile({ path: config, text }, 'exclude', event.repository.repo)
  return { of: name => budgetsOf(name, settings), where: `${config} at ${ref.slice(0, 7)}` }
}

/** The targets of a bake file are not read: that a group has one is believed where there is one file. */
function budgetsOf(
  name: string,
  { images, bakes }: Pick<Settings, 'images' | 'bakes'>,
): Budget[] | null {
  const image = images.find(one => one.name === name)
  const bake = bakes.find(({ targets }) => targets.includes(name))
  const only = bakes.length === 1 ? bakes[0] : undefined
  return (image ?? bake ?? only)?.budgets ?? null
}
