import { UserError } from '../common/errors.ts'
import { CommandError } from '../common/run.ts'
import { type Git, type GitConfig, hasCommit, isShallow } from './git.ts'

/** What git may present to one server, and to no other. */
export interface Credentials {
  serverUrl: string
  token: string
}

/**
 * Fetches from origin: first as the checkout is set up, then, when the server refuses, with the credentials.
 * Writes objects and `FETCH_HEAD`, and no branch.
 * @throws CommandError when origin cannot be reached or does not have it
 */
export async function fetchFromOrigin(
  git: Git,
  args: string[],
  credentials?: Credentials,
): Promise<void> {
  await withCredentials(config => git([...FETCH, ...args], { config }), credentials)
}

/**
 * Makes sure that a commit is in the clone.
 * @returns whether it had to be fetched
 * @throws UserError when origin does not have it; CommandError when origin cannot be reached
 */
export async function fetchCommit(
  git: Git,
  sha: string,
  credentials: Credentials | undefined,
): Promise<boolean> {
  if (await hasCommit(git, sha)) return false
  // In a full clone a depth would cut off the history that is there.
  const depth = (await isShallow(git)) ? ['--depth=1'] : []
  try {
    await fetchFromOrigin(git, [...depth, 'origin', sha], credentials)
    return true
  } catch (cause) {
    if (!(cause instanceof CommandError) || !isGone(cause)) throw cause
    throw new UserError(
      `commit ${sha.slice(0, 7)} is not on origin; a force push or a deleted branch takes commits away`,
      { cause },
    )
  }
}

/** Runs a git command that talks to a server; when that refuses, once more with the credentials. */
export async function withCredentials<T>(
  command: (config: GitConfig) => Promise<T>,
  credentials?: Credentials,
): Promise<T> {
  try {
    return await command([])
  } catch (error) {
    if (credentials === undefined || !isRefusal(error)) throw error
    return command(headerFor(credentials))
  }
}

// --- internal ---

// The empty refmap keeps it from updating remote-tracking branches.
const FETCH = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--refmap=']

// GitHub answers 404 for a private repository that it does not show.
const REFUSALS =
  /authentication failed|could not read (username|password)|terminal prompts disabled|returned error: 40[0134]|repository .*not found|access denied|permission denied/i

function isGone({ stderr }: CommandError): boolean {
  return /not our ref|couldn't find remote ref|unadvertised object/i.test(stderr)
}

function isRefusal(error: unknown): boolean {
  return error instanceof CommandError && REFUSALS.test(error.stderr)
}

/** The empty value first drops a header that `actions/checkout` left: two of them are refused. */
function headerFor({ serverUrl, token }: Credentials): GitConfig {
  const key = `http.${serverUrl.replace(/\/+$/, '')}/.extraheader`
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return [
    [key, ''],
    [key, `AUTHORIZATION: basic ${basic}`],
  ]
}
