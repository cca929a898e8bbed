import { UsageError } from '../common/errors.ts'
import { CommandError, type Run } from '../common/run.ts'
import type { Credentials } from './credentials.ts'
import { fetchFromOrigin } from './fetch.ts'
import { commitOf, gitIn } from './git.ts'
import { hasOrigin, type Repository, readRepository } from './repository.ts'

/**
 * The commit that the REF of `build:REF` names: here, else on origin.
 * @throws UsageError when it can be no ref, or neither knows it
 * @throws CommandError when origin cannot be reached
 */
export async function resolveRef(options: {
  run: Run
  cwd: string
  ref: string
  /** The clone around `cwd`, where it was read before. */
  repository?: Repository
  credentials?: Credentials
}): Promise<{ sha: string; how: string }> {
  const { run, cwd, ref, credentials } = options
  if (!isRevision(ref)) throw unknown(ref, 'is not the name of a branch, a tag or a commit')
  const repository = options.repository ?? (await readRepository(run, cwd))
  if ('none' in repository) throw unknown(ref, `needs a git repository: ${repository.none}`)
  const git = gitIn(run, cwd, credentials)
  const how = `commit of \`${ref}\``
  const local = (await commitOf(git, ref)) ?? (await commitOf(git, `refs/remotes/origin/${ref}`))
  if (local !== null) return { sha: local, how }
  if (!(await hasOrigin(git))) throw unknown(ref, 'is not in this clone, which has no origin')
  // In a full clone a depth would cut off the history that is there.
  const depth = repository.shallow ? ['--depth=1'] : []
  try {
    await fetchFromOrigin(git, [...depth, 'origin', ref])
  } catch (error) {
    if (error instanceof CommandError && isMissing(error)) {
      throw unknown(ref, 'is neither in this clone nor on origin')
    }
    throw error
  }
  const sha = await commitOf(git, 'FETCH_HEAD')
  if (sha === null) throw unknown(ref, 'is no commit')
  return { sha, how }
}

// --- internal ---

// Neither an option, nor a refspec, nor what no ref may contain (git-check-ref-format); `~ ^ @{}` are revisions.
function isRevision(ref: string): boolean {
  return /^[^-\s:+?*[\\][^\s:?*[\\]*$/.test(ref) && !ref.includes('..')
}

function isMissing(error: CommandError): boolean {
  return /couldn't find remote ref|not our ref|invalid refspec|unadvertised object/i.test(
    error.stderr,
  )
}

function unknown(ref: string, why: string): UsageError {
  return new UsageError(`baseline: build:${ref} ${why} (right: build:main, build:v1.2.0)`)
}
