import type { Run } from '../common/run.ts'
import type { Credentials } from './credentials.ts'
import { gitIn } from './git.ts'

/**
 * Where a file of the checked out commit was in another commit, when git says that it was renamed since; else null.
 * Both commits have to be in the clone; their history need not.
 * @param path relative to the top level
 * @throws CommandError when there is no such commit
 */
export async function movedFrom(options: {
  run: Run
  cwd: string
  sha: string
  path: string
  credentials?: Credentials
}): Promise<string | null> {
  const { run, cwd, sha, path, credentials } = options
  const renames = ['-r', '-z', '--find-renames', '--diff-filter=R', '--name-status']
  const { stdout } = await gitIn(run, cwd, credentials)(['diff-tree', ...renames, sha, 'HEAD'])
  // `R<similarity>`, the former path and the path, each ended by a zero.
  const fields = stdout.split('\0')
  const at = fields.findIndex((field, index) => index % 3 === 2 && field === path)
  return at === -1 ? null : (fields[at - 1] ?? null)
}
