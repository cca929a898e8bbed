import type { Run } from '../common/run.ts'
import { type Credentials, fetchCommit } from './fetch.ts'
import { gitIn } from './git.ts'

/**
 * The text of a file at a commit, which is fetched if need be; null when the commit has no such file.
 * @param path relative to the top level
 * @throws UserError when origin does not have the commit; CommandError when it cannot be fetched
 */
export async function readFileAt(options: {
  run: Run
  cwd: string
  sha: string
  path: string
  credentials?: Credentials
}): Promise<string | null> {
  const { run, cwd, sha, path, credentials } = options
  const git = gitIn(run, cwd)
  await fetchCommit(git, sha, credentials)
  const { exitCode, stdout } = await git(['cat-file', 'blob', `${sha}:${path}`], { allowed: [128] })
  return exitCode === 0 ? stdout : null
}
