import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { UserError } from '../common/errors.ts'
import { decode, decodeJson } from '../oci/decode.ts'

/** What GitHub says about this run: its environment and the event's payload, decoded. */
export interface RunEvent {
  /** `pull_request`, `push`, … */
  name: string
  repository: { owner: string; repo: string }
  serverUrl: string
  apiUrl: string
  /** GITHUB_SHA: for `pull_request` the merge commit. */
  sha: string
  ref: string
  runId: number
  runAttempt: number
  /** Name or path of the workflow, and the job's key in it. */
  workflow: string
  job: string
  /** Where actions/checkout puts the repository. */
  workspace: string
  defaultBranch: string | null
  pullRequest: PullRequestEvent | null
  mergeGroup: { baseSha: string; headSha: string } | null
  push: { before: string } | null
  workflowRun: WorkflowRunEvent | null
}

export interface PullRequestEvent {
  number: number
  headSha: string
  headRef: string
  baseSha: string
  baseRef: string
  /** `owner/repo`; null when the fork was deleted. */
  headRepository: string | null
  /** Then the token of `pull_request` runs is read-only. */
  fromFork: boolean
  /** As the event saw them. */
  labels: string[]
}

/** The run that a `workflow_run` run follows. */
export interface WorkflowRunEvent {
  id: number
  /** The name in the workflow file that ran. */
  name: string | null
  /** The name of that workflow on the default branch; null: it is not there. */
  workflow: string | null
  event: string
  conclusion: string | null
  headSha: string
  headBranch: string | null
  /** `owner/repo`; null when the fork was deleted. */
  headRepository: string | null
}

/**
 * Reads the event of this run.
 * @param env the runner's: https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @throws UserError outside GitHub Actions
 * @throws DecodeError when the payload is not what GitHub documents; it names the event and the field
 */
export async function readEvent(env: Record<string, string | undefined>): Promise<RunEvent> {
  if (env.GITHUB_EVENT_NAME === undefined || env.GITHUB_EVENT_PATH === undefined) {
    throw new UserError(
      'GITHUB_EVENT_NAME and GITHUB_EVENT_PATH are not set: this is no GitHub run',
    )
  }
  const source = `${env.GITHUB_EVENT_NAME} event`
  const runner = decode(environment, env, 'environment of the runner')
  const payload = decodeJson(payloadSchema, await readFile(env.GITHUB_EVENT_PATH, 'utf8'), source)
  const of = <T>(names: string, schema: z.ZodType<T>): T | null =>
    names.split(' ').includes(runner.name) ? decode(schema, payload, source) : null
  return {
    ...runner,
    defaultBranch: payload.repository?.default_branch ?? null,
    pullRequest: of(PULL_REQUEST_EVENTS, pullRequestPayload),
    mergeGroup: of('merge_group', mergeGroupPayload),
    push: of('push', pushPayload),
    workflowRun: of('workflow_run', workflowRunPayload),
  }
}

// --- internal ---

const PULL_REQUEST_EVENTS =
  'pull_request pull_request_target pull_request_review pull_request_review_comment'

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'is no commit SHA')

const environment = z
  .object({
    GITHUB_EVENT_NAME: z.string(),
    GITHUB_REPOSITORY: z.string().regex(/^[^/]+\/[^/]+$/, 'is not owner/repo'),
    GITHUB_SERVER_URL: z.url().default('https://github.com'),
    GITHUB_API_URL: z.url().default('https://api.github.com'),
    GITHUB_SHA: sha,
    GITHUB_REF: z.string().default(''),
    GITHUB_RUN_ID: z.coerce.number().int().default(0),
    GITHUB_RUN_ATTEMPT: z.coerce.number().int().default(1),
    GITHUB_WORKFLOW: z.string().default(''),
    GITHUB_JOB: z.string().default(''),
    GITHUB_WORKSPACE: z.string().default('.'),
  })
  .transform(env => {
    const [owner = '', repo = ''] = env.GITHUB_REPOSITORY.split('/')
    return {
      name: env.GITHUB_EVENT_NAME,
      repository: { owner, repo },
      serverUrl: env.GITHUB_SERVER_URL,
      apiUrl: env.GITHUB_API_URL,
      sha: env.GITHUB_SHA,
      ref: env.GITHUB_REF,
      runId: env.GITHUB_RUN_ID,
      runAttempt: env.GITHUB_RUN_ATTEMPT,
      workflow: env.GITHUB_WORKFLOW,
      job: env.GITHUB_JOB,
      workspace: env.GITHUB_WORKSPACE,
    }
  })

// `schedule` has no repository.
const payloadSchema = z.looseObject({
  repository: z.looseObject({ default_branch: z.string().optional() }).optional(),
})

const repository = z.object({ full_name: z.string() })
const optionalRepository = repository.nullish().transform(repo => repo?.full_name ?? null)

// https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request
const pullRequestPayload = z
  .object({
    pull_request: z.object({
      number: z.number().int(),
      head: z.object({ sha, ref: z.string(), repo: optionalRepository }),
      base: z.object({ sha, ref: z.string(), repo: repository }),
      labels: z.array(z.object({ name: z.string() })).default([]),
    }),
  })
  .transform(({ pull_request: { number, head, base, labels } }) => ({
    number,
    headSha: head.sha,
    headRef: head.ref,
    baseSha: base.sha,
    baseRef: base.ref,
    headRepository: head.repo,
    fromFork: head.repo !== base.repo.full_name,
    labels: labels.map(label => label.name),
  }))

// https://docs.github.com/webhooks/webhook-events-and-payloads#merge_group
const mergeGroupPayload = z
  .object({ merge_group: z.object({ base_sha: sha, head_sha: sha }) })
  .transform(({ merge_group: { base_sha, head_sha } }) => ({
    baseSha: base_sha,
    headSha: head_sha,
  }))

// https://docs.github.com/webhooks/webhook-events-and-payloads#push
const pushPayload = z.object({ before: sha })

// https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_run
const workflowRunPayload = z
  .object({
    workflow: z.object({ name: z.string() }).nullish(),
    workflow_run: z.object({
      id: z.number().int(),
      name: z.string().nullish(),
      event: z.string(),
      conclusion: z.string().nullish(),
      head_sha: sha,
      head_branch: z.string().nullable(),
      head_repository: optionalRepository,
    }),
  })
  .transform(({ workflow, workflow_run: run }) => ({
    id: run.id,
    name: run.name ?? null,
    workflow: workflow?.name ?? null,
    event: run.event,
    conclusion: run.conclusion ?? null,
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headRepository: run.head_repository,
  }))
