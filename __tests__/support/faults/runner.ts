// Runs the action again and again in this process, each time with another fault, as `fork` tells it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import timers from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { inputsAsEnv, parseOutputs } from '../action.ts'
import { pullRequestEvent, repositoryEvent } from '../event-file.ts'
import { startGitApi } from '../git-api.ts'
import { startGithub } from '../github.ts'
import { writeLayout } from '../layout.ts'
import { checkout, commit, git, temporaryFolder } from '../repositories.ts'
import { callOf, type FaultCase, type Flow, faultOf } from './fault.ts'

/** What came of a run. */
export interface FaultResult extends FaultCase {
  exitCode: number
  log: string
  outputs: Record<string, string>
  /** The JSON report; null where there is none. */
  report: string | null
  summary: string
  /** Our comments when it was over, and how many there were before. */
  comments: string[]
  before: number
  /** Commits in the record branch of the run; null when it has none. */
  records: string[] | null
  /** Every request, as `callOf` names it. */
  calls: string[]
  /** Milliseconds that the run waited for GitHub, had the clock not been faster. */
  waited: number
}

/** Times from a second on pass that much faster, so that nobody waits for a server to recover. */
const SPEED = 60
let waited = 0
const realTimeout = globalThis.setTimeout
const faster = (duration = 0) => {
  if (duration < 500) return duration
  return duration / SPEED
}
globalThis.setTimeout = Object.assign(
  (work: (...args: unknown[]) => void, duration?: number, ...args: unknown[]) =>
    realTimeout(
      (...given: unknown[]) => {
        if (duration !== undefined && duration >= 500) waited += duration
        work(...given)
      },
      faster(duration),
      ...args,
    ),
  realTimeout,
) as typeof setTimeout
const realPause = timers.setTimeout
timers.setTimeout = (<T>(duration?: number, value?: T) => {
  waited += duration ?? 0
  return realPause(faster(duration), value)
}) as typeof realPause
syncBuiltinESMExports()

const folder = temporaryFolder()
const bare = join(folder.path, 'origin.git')
const author = join(folder.path, 'author')
git(folder.path, 'init', '--quiet', '--bare', bare)
git(bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
git(folder.path, 'clone', '--quiet', bare, author)
const recorded = commit(author, { 'main.txt': '1' }, 'first')
git(author, 'tag', '--annotate', '--message', 'one', 'v1')
const base = commit(author, { 'main.txt': '2' }, 'second')
git(author, 'checkout', '--quiet', '-b', 'feature')
const head = commit(author, { 'feature.txt': '1' }, 'feature')
git(author, 'checkout', '--quiet', 'main')
git(author, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'feature')
const merge = git(author, 'rev-parse', 'HEAD')
git(author, 'push', '--quiet', '--tags', 'origin', `${base}:refs/heads/main`, 'feature')
git(author, 'push', '--quiet', 'origin', `${merge}:refs/pull/1/merge`)

const data = await startGitApi(bare)
const port = Number(new URL(data.apiUrl).port)
const github = await startGithub((_, url) =>
  /^\/repos\/octocat\/hello-world\/(git|contents|commits|compare)\//.test(url) ||
  /^\/repos\/octocat\/hello-world\/commits\?/.test(url)
    ? port
    : null,
)
process.env.GITHUB_API_URL = github.apiUrl
// The client reads it when it is loaded.
const { action } = await import('../../../src/doors/action.ts')

const origin = { folder: folder.path, url: pathToFileURL(bare).href }
const places = {
  pull: prepare(merge, 5000),
  push: prepare(base, 1000),
}
let branches = 0

await writeLayout(folder.path, 1000)
await writeLayout(folder.path, 5000)
// What every run finds: a record of the commit before the base.
await run('first record', null, { branch: 'sizes', sha: recorded })

process.on('message', async (one: FaultCase) => process.send?.(await run(one.flow, one)))
process.on('disconnect', async () => {
  await github.close()
  await data.close()
  folder.remove()
  process.exit()
})
process.send?.('ready')

// --- helpers ---

/** A checkout that measures an image of that size. */
function prepare(sha: string, size: number): string {
  const cwd = checkout(origin, sha)
  mkdirSync(join(cwd, '.github'))
  writeFileSync(
    join(cwd, '.github/image-size-gate.yml'),
    `images:\n  - name: api\n    image: oci:../image-${size}\n    budgets:\n      - max-increase: 1kB\n      - { max-increase: 1kB, since: v1 }\n`,
  )
  return cwd
}

interface Place {
  branch: string
  sha: string
}

async function run(flow: Flow, one: FaultCase | null, place?: Place): Promise<FaultResult> {
  const isPush = flow.endsWith('record')
  const branch = place?.branch ?? (isPush ? `sizes-${++branches}` : 'sizes')
  if (flow === 'next record') git(bare, 'update-ref', `refs/heads/${branch}`, 'refs/heads/sizes')
  const home = mkdtempSync(join(folder.path, 'run-'))
  const file = (name: string) => {
    writeFileSync(join(home, name), '')
    return join(home, name)
  }
  const token = isPush ? github.tokens.contentsWrite : github.tokens.write
  const number = isPush ? 0 : await pullRequest(flow)
  const before = number === 0 ? 0 : (await ours(number)).length
  const sha = place?.sha ?? (isPush ? base : merge)
  const event = isPush
    ? repositoryEvent(home, github, {
        name: 'push',
        sha,
        payload: { before: '0'.repeat(40), repository: { default_branch: 'main' } },
      })
    : pullRequestEvent(home, github, {
        number,
        headSha: head,
        baseSha: base,
        mergeSha: sha,
        runId: 9,
      })
  const env = {
    ...event,
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: home,
    ...inputsAsEnv({
      'github-token': token,
      'record-branch': branch,
      ...(flow === 'no report' ? { 'minimum-change': 'a lot' } : {}),
    }),
  }
  const names = Object.keys(process.env).filter(name => /^(INPUT|GITHUB)_/.test(name))
  for (const name of names) delete process.env[name]
  Object.assign(process.env, env)
  process.chdir(isPush ? places.push : places.pull)
  github.requests.length = 0
  waited = 0
  if (one?.trouble != null) github.fail(faultOf(one.trouble))
  const { log, exitCode } = await captured(() => action(process.env))
  github.heal()
  const calls = [...github.requests]
  const outputs = parseOutputs(readFileSync(join(home, 'output'), 'utf8'))
  const read = (path: string | undefined) => (path ? readFileSync(path, 'utf8') : null)
  const result: FaultResult = {
    flow,
    trouble: one?.trouble ?? null,
    exitCode,
    log,
    outputs,
    report: read(outputs.report),
    summary: readFileSync(join(home, 'summary'), 'utf8'),
    comments: number === 0 ? [] : await ours(number),
    before,
    records: isPush ? recordsIn(branch) : null,
    calls: calls.map(callOf),
    waited,
  }
  rmSync(home, { recursive: true })
  return result
}

/** A pull request whose growth a label approves, which was set after the event; with comments of ours for some flows. */
async function pullRequest(flow: Flow): Promise<number> {
  const { number } = await github.createPullRequest({ labels: ['image-size/+1MB'] })
  if (flow === 'first comment') return number
  const marker = '<!-- image-size-gate:v1 key=api run=1 job=c336736cf795 -->\n'
  await github.comment(number, `${marker}of an earlier commit`, github.tokens.write)
  if (flow === 'next comment') {
    await github.comment(number, `${marker}twice`, github.tokens.write)
  }
  return number
}

async function ours(number: number): Promise<string[]> {
  return (await github.comments(number)).map(({ body }) => body)
}

function recordsIn(branch: string): string[] | null {
  try {
    const text = git(bare, 'show', `refs/heads/${branch}:records/api/linux-amd64.jsonl`)
    return text.split('\n').map(line => (JSON.parse(line) as { commit: string }).commit)
  } catch {
    return null
  }
}

async function captured(work: () => Promise<void>): Promise<{ log: string; exitCode: number }> {
  let log = ''
  const write = process.stdout.write
  process.stdout.write = (text: string | Uint8Array) => {
    log += String(text)
    return true
  }
  process.exitCode = undefined
  try {
    await work()
  } catch (error) {
    log += `THROWN ${error instanceof Error ? error.stack : String(error)}`
  } finally {
    process.stdout.write = write
  }
  const exitCode = Number(process.exitCode ?? 0)
  process.exitCode = undefined
  return { log, exitCode }
}
