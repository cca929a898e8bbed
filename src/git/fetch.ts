import { UserError } from '../common/errors.ts'
import { CommandError } from '../common/run.ts'
import { type Git, hasCommit, isShallow } from './git.ts'

/**
 * Fetches from origin, as the checkout is set up.
 * Writes objects and `FETCH_HEAD`, and no branch.
 * @throws CommandError when origin cannot be reached or does not have it
 */
export async function fetchFromOrigin(git: Git, args: string[]): Promise<void> {
  await git([...FETCH, ...args])
}

/**
 * Makes sure that a commit is in the clone.
 * @returns whether it had to be fetched
 * @throws UserError when origin does not have it; CommandError when origin cannot be reached
 */
export async function fetchCommit(git: Git, sha: string): Promise<boolean> {
  if (await hasCommit(git, sha)) return false
  // In a full clone a depth would cut off the history that is there.
  const depth = (await isShallow(git)) ? ['--depth=1'] : []
  try {
    await fetchFromOrigin(git, [...depth, 'origin', sha])
    return true
  } catch (cause) {
    if (!(cause instanceof CommandError) || !isGone(cause)) throw cause
    throw new UserError(
      `commit ${sha.slice(0, 7)} is not on origin; a force push or a deleted branch takes commits away`,
      { cause },
    )
  }
}

// --- internal ---

// The empty refmap keeps it from updating remote-tracking branches.
const FETCH = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--refmap=']

function isGone({ stderr }: CommandError): boolean {
  return /not our ref|couldn't find remote ref|unadvertised object/i.test(stderr)
}
