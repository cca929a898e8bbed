import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

type Json = Record<string, unknown>

/** GitHub's own examples of an event's payload (@octokit/webhooks-examples). */
export function eventExamples(name: string): Json[] {
  const path = createRequire(import.meta.url).resolve('@octokit/webhooks-examples')
  const events = JSON.parse(readFileSync(path, 'utf8')) as { name: string; examples: Json[] }[]
  return events.find(event => event.name === name)?.examples ?? []
}

export interface PullRequestRun {
  number: number
  headSha: string
  baseSha: string
  /** GITHUB_SHA. */
  mergeSha: string
  headRef?: string
  baseRef?: string
  /** `owner/repo` of the head; the repository itself when left out. */
  headRepository?: string
  labels?: string[]
  /** `pull_request` when left out. */
  name?: string
  runId?: number
}

/**
 * Writes the payload of a pull request's event into `folder`, and returns the environment that the runner sets
 * for it.
 * @param github where it happens; `Github` of ./github.ts is one
 */
export function pullRequestEvent(
  folder: string,
  github: { apiUrl: string; repository: { owner: string; repo: string } },
  run: PullRequestRun,
): Record<string, string> {
  const { owner, repo } = github.repository
  const fullName = `${owner}/${repo}`
  const { name = 'pull_request', headRef = 'feature', baseRef = 'main', runId = 1 } = run
  const [example] = eventExamples('pull_request')
  const pull = example?.pull_request as Json & {
    head: Json & { repo: Json }
    base: Json & { repo: Json }
  }
  const baseRepository = {
    ...pull.base.repo,
    name: repo,
    full_name: fullName,
    default_branch: 'main',
  }
  const headRepository = { ...baseRepository, full_name: run.headRepository ?? fullName }
  const labels = (run.labels ?? []).map((name, id) => ({
    id,
    name,
    color: 'ededed',
    default: false,
  }))
  const payload = {
    ...example,
    action: 'synchronize',
    number: run.number,
    repository: baseRepository,
    pull_request: {
      ...pull,
      number: run.number,
      labels,
      merge_commit_sha: run.mergeSha,
      head: { ...pull.head, sha: run.headSha, ref: headRef, repo: headRepository },
      base: { ...pull.base, sha: run.baseSha, ref: baseRef, repo: baseRepository },
    },
  }
  const ref = name === 'pull_request' ? `refs/pull/${run.number}/merge` : `refs/heads/${baseRef}`
  return {
    ...writeEvent(folder, name, payload),
    GITHUB_REPOSITORY: fullName,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: run.mergeSha,
    GITHUB_REF: ref,
    GITHUB_HEAD_REF: headRef,
    GITHUB_BASE_REF: baseRef,
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'size',
    GITHUB_JOB: 'gate',
  }
}

/** A run that no pull request started; `serverUrl` is https://github.com when left out. */
export interface RepositoryRun {
  name: string
  /** GITHUB_SHA. */
  sha: string
  ref?: string
  serverUrl?: string
  /** Over GitHub's example of that event; a `schedule` has none. */
  payload?: Json
}

/** As `pullRequestEvent`, for every other event. */
export function repositoryEvent(
  folder: string,
  github: { apiUrl: string; repository: { owner: string; repo: string } },
  run: RepositoryRun,
): Record<string, string> {
  const { owner, repo } = github.repository
  const [example] = eventExamples(run.name)
  return {
    ...writeEvent(folder, run.name, { ...example, ...run.payload }),
    GITHUB_REPOSITORY: `${owner}/${repo}`,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: run.serverUrl ?? 'https://github.com',
    GITHUB_SHA: run.sha,
    GITHUB_REF: run.ref ?? 'refs/heads/main',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'size',
    GITHUB_JOB: 'gate',
  }
}

/** Writes any payload, and returns the variables that point to it. */
export function writeEvent(folder: string, name: string, payload: unknown): Record<string, string> {
  const path = join(folder, 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }
}
