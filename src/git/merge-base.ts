import { CommandError } from '../common/run.ts'
import { fetchFromOrigin } from './fetch.ts'
import { commitOf, type Git, hasCommit } from './git.ts'
import { hasOrigin } from './repository.ts'

/** The commit to compare with and how it was found, or why there is none. Both in words for the report. */
export type BaseCommit = { sha: string; how: string } | { none: string }

/** Asks the server for the merge base of a base branch and a head commit; null when it does not know. */
export type MergeBaseFromApi = (base: string, head: string) => Promise<string | null>

// Commits added to a shallow history per attempt; then all of it.
const DEEPEN = [50, 200, 1000]

/**
 * The merge base of the checked out commit and the base branch. In a full clone git knows; in a shallow one
 * the server is asked, and history is fetched step by step when it cannot say.
 */
export async function mergeBase(options: {
  git: Git
  headSha: string
  baseRef: string
  /** Tip of the base branch as the event saw it, which may be stale. */
  baseSha?: string
  /** What origin certainly has of the head, when the checked out commit is not pushed. */
  pullRequestHeadSha?: string
  shallow: boolean
  mergeBaseFromApi?: MergeBaseFromApi
}): Promise<BaseCommit> {
  const { git, headSha, baseRef, baseSha, shallow, mergeBaseFromApi } = options
  const how = `merge base with \`${baseRef}\``
  if (shallow && mergeBaseFromApi !== undefined) {
    const sha = await mergeBaseFromApi(baseRef, headSha)
    if (sha !== null) return { sha, how }
  }
  const tracked = await commitOf(git, `refs/remotes/origin/${baseRef}`)
  const bases = [tracked, baseSha ?? null]
  const known = shallow ? null : await common(git, headSha, bases)
  if (known !== null) return { sha: known, how }
  const unrelated = { none: `the checked out commit shares no history with \`${baseRef}\`` }
  if (!(await hasOrigin(git))) {
    return tracked === null
      ? { none: `\`${baseRef}\` is not in this clone, which has no origin` }
      : unrelated
  }
  const tip = await tipOf(git, baseRef)
  if (tip === null) return { none: `origin has no branch \`${baseRef}\`` }
  const fetched = shallow
    ? await deepen(git, tip, options)
    : await fetchFromOrigin(git, ['origin', tip]).then(() => common(git, headSha, [tip, ...bases]))
  return fetched === null ? unrelated : { sha: fetched, how }
}

// --- internal ---

/**
 * The merge base of a head with whichever of the bases are in the clone. With several of them git answers for
 * their union, so a stale one does no harm.
 */
async function common(git: Git, headSha: string, bases: (string | null)[]): Promise<string | null> {
  const present: string[] = []
  for (const base of bases) {
    if (base !== null && (await hasCommit(git, base))) present.push(base)
  }
  if (present.length === 0) return null
  const { exitCode, stdout } = await git(['merge-base', headSha, ...present], { allowed: [1] })
  return exitCode === 0 ? stdout.trim() : null
}

async function tipOf(git: Git, baseRef: string): Promise<string | null> {
  const ref = `refs/heads/${baseRef}`
  const { stdout } = await git(['ls-remote', 'origin', ref])
  const line = stdout.split('\n').find(line => line.endsWith(`\t${ref}`))
  return line?.split('\t')[0] ?? null
}

async function deepen(
  git: Git,
  tip: string,
  options: { headSha: string; pullRequestHeadSha?: string },
): Promise<string | null> {
  const { headSha } = options
  if (!(await hasCommit(git, tip))) {
    await fetchFromOrigin(git, ['--depth=1', 'origin', tip])
  }
  const found = await common(git, headSha, [tip])
  if (found !== null) return found
  for (const depth of [...DEEPEN.map(commits => `--deepen=${commits}`), '--unshallow']) {
    try {
      const head = options.pullRequestHeadSha ?? headSha
      await fetchFromOrigin(git, [depth, 'origin', tip, head])
    } catch (error) {
      // Everything is here already.
      if (error instanceof CommandError && /--unshallow on a complete/.test(error.stderr)) break
      throw error
    }
    const sha = await common(git, headSha, [tip])
    if (sha !== null) return sha
  }
  return common(git, headSha, [tip])
}
