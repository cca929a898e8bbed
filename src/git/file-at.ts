import { posix } from 'node:path'
import { quoted, UserError } from '../common/errors.ts'
import { mostOfText } from '../common/read-file.ts'
import type { Run } from '../common/run.ts'
import { formatBytes } from '../image/bytes.ts'
import type { Credentials } from './credentials.ts'
import { fetchCommit } from './fetch.ts'
import { type Git, gitIn } from './git.ts'

/**
 * The text of a file at a commit, which is fetched if need be; null when the commit has no such file. Links are
 * followed within the commit, and only as much is read as a person writes.
 * @param path relative to the top level
 * @throws UserError when origin does not have the commit, when the path ends at no regular file, leads out of the
 * repository, or is far too large; CommandError when it cannot be fetched
 */
export async function readFileAt(options: {
  run: Run
  cwd: string
  sha: string
  path: string
  credentials?: Credentials
}): Promise<string | null> {
  const { run, cwd, sha, path, credentials } = options
  const git = gitIn(run, cwd, credentials)
  await fetchCommit(git, sha)
  const name = `${path} at ${sha.slice(0, 7)}`
  let here = path
  for (let hops = 0; hops <= MAX_LINKS; hops++) {
    const entry = await entryAt(git, sha, here)
    if (entry === null) {
      if (hops === 0) return null
      throw new UserError(`${name} is a link to nothing`)
    }
    if (entry.type !== 'blob')
      throw new UserError(`${name} is ${entry.type === 'tree' ? 'a folder' : 'a submodule'}`)
    if (entry.size > mostOfText) {
      throw new UserError(
        `${name} has ${formatBytes(entry.size)}, and at most ${formatBytes(mostOfText)} are read of such a file`,
      )
    }
    const { stdout } = await git(['cat-file', 'blob', entry.object])
    if (entry.mode !== LINK) return stdout
    here = posix.join(posix.dirname(here), stdout)
    if (posix.isAbsolute(stdout) || here.startsWith('../')) {
      throw new UserError(`${name} leads out of the repository, to ${quoted(stdout)}`)
    }
  }
  throw new UserError(`${name} is a link to a link without end`)
}

// --- internal ---

const LINK = '120000'
const MAX_LINKS = 8

interface TreeEntry {
  mode: string
  type: string
  object: string
  /** Bytes; NaN for what is no blob. */
  size: number
}

/** https://git-scm.com/docs/git-ls-tree#_output_format */
async function entryAt(git: Git, sha: string, path: string): Promise<TreeEntry | null> {
  const { stdout } = await git(['ls-tree', '--full-tree', '-l', '-z', sha, '--', path])
  const [, mode = '', type = '', object = '', size] =
    /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t/.exec(stdout) ?? []
  return mode === '' ? null : { mode, type, object, size: Number(size) }
}
