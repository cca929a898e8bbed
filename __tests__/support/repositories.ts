import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Runs git for a test and returns what it printed. */
export function git(directory: string, ...args: string[]): string {
  const name = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
  const options = ['-c', 'init.defaultBranch=main', '-c', 'advice.detachedHead=false']
  return execFileSync('git', [...name, ...options, ...args], {
    cwd: directory,
    encoding: 'utf8',
    // Jest's, which tests may change.
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
}

/** Writes files, commits everything and returns the SHA. */
export function commit(
  directory: string,
  files: Record<string, string>,
  message = 'change',
): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '--allow-empty', '--message', message)
  return git(directory, 'rev-parse', 'HEAD')
}

/** A temporary folder that exists until `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'gate-test-')))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** An origin with a pull request, as GitHub keeps it. */
export interface PullRequestOrigin {
  folder: string
  /** `file://`, so that a depth means something. */
  url: string
  /** A clone that can push. */
  author: string
  mergeBase: string
  /** Tip of main, which moved on after the branch was made. */
  baseTip: string
  head: string
  /** Of `baseTip` and `head`: refs/pull/1/merge. */
  merge: string
}

/**
 * ```
 * mergeBase ── … ── baseTip ── merge     (main, refs/pull/1/merge)
 *       └───── head ────────┘            (feature, refs/pull/1/head)
 * ```
 * @param distance commits on main after the merge base
 */
export function originWithPullRequest(folder: string, distance = 1): PullRequestOrigin {
  const bare = join(folder, 'origin.git')
  const author = join(folder, 'author')
  git(folder, 'init', '--quiet', '--bare', bare)
  git(folder, 'clone', '--quiet', bare, author)
  commit(author, { Dockerfile: 'FROM scratch\n' }, 'first')
  const mergeBase = commit(author, { 'app.txt': 'base\n' })
  git(author, 'checkout', '--quiet', '-b', 'feature')
  const head = commit(author, { 'feature.txt': 'feature\n' })
  git(author, 'checkout', '--quiet', 'main')
  importCommits(author, distance - 1)
  const baseTip = commit(author, { 'main.txt': 'main\n' })
  git(author, 'checkout', '--quiet', '--detach')
  git(author, 'merge', '--quiet', '--no-ff', '--message', 'Merge head into main', head)
  const merge = git(author, 'rev-parse', 'HEAD')
  git(author, 'push', '--quiet', 'origin', 'main', 'feature')
  git(author, 'push', '--quiet', 'origin', `${merge}:refs/pull/1/merge`, `${head}:refs/pull/1/head`)
  return { folder, url: pathToFileURL(bare).href, author, mergeBase, baseTip, head, merge }
}

/** Adds empty commits to main, all in one process. */
function importCommits(directory: string, count: number): void {
  const commits = Array.from({ length: count }, (_, index) => {
    const from = index === 0 ? 'from refs/heads/main^0\n' : ''
    return `commit refs/heads/main\ncommitter T <t@example.com> ${1_700_000_000 + index} +0000\ndata 1\n-\n${from}\n`
  })
  execFileSync('git', ['fast-import', '--quiet'], { cwd: directory, input: commits.join('') })
}

/** A clone as actions/checkout makes it: one commit, or the history when `depth` is 0. */
export function checkout(origin: { folder: string; url: string }, sha: string, depth = 1): string {
  const directory = mkdtempSync(join(origin.folder, 'checkout-'))
  git(directory, 'init', '--quiet')
  git(directory, 'remote', 'add', 'origin', origin.url)
  if (depth === 0) git(directory, 'fetch', '--quiet', 'origin')
  const shallow = depth === 0 ? [] : [`--depth=${depth}`]
  git(
    directory,
    'fetch',
    '--quiet',
    '--no-tags',
    ...shallow,
    'origin',
    `+${sha}:refs/remotes/built`,
  )
  git(directory, 'checkout', '--quiet', '--force', 'refs/remotes/built')
  return directory
}

/** Everything of a checkout that must not change. */
export function stateOf(directory: string): Record<string, string> {
  const index = readFileSync(join(directory, '.git/index'))
  return {
    status: git(directory, 'status', '--porcelain=v2', '--branch', '--ignored'),
    index: createHash('sha256').update(index).digest('hex'),
    refs: git(directory, 'for-each-ref'),
    worktrees: git(directory, 'worktree', 'list', '--porcelain'),
    config: readFileSync(join(directory, '.git/config'), 'utf8'),
  }
}
