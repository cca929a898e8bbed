import { realpath } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { CommandError, type Run } from '../common/run.ts'
import { type Git, gitIn } from './git.ts'

/** The clone around a folder. */
export interface Repository {
  /** Absolute, with symbolic links resolved. */
  topLevel: string
  /** null before the first commit. */
  headSha: string | null
  shallow: boolean
}

/** The clone that contains `cwd`; or, as a sentence, why git sees none there. */
export async function readRepository(
  run: Run,
  cwd: string,
): Promise<Repository | { none: string }> {
  const git = gitIn(run, cwd)
  let place: string
  try {
    // Before the first commit there is no HEAD, and only its line is missing.
    const asked = ['--show-toplevel', '--is-shallow-repository', '--revs-only', 'HEAD']
    place = (await git(['rev-parse', ...asked])).stdout
  } catch (error) {
    return { none: whyNone(error) }
  }
  const [topLevel = '', shallow = '', headSha = null] = place.trim().split('\n')
  return { topLevel: await realpath(topLevel), headSha, shallow: shallow === 'true' }
}

/** Whether the clone knows where it came from. */
export async function hasOrigin(git: Git): Promise<boolean> {
  return (await git(['remote'])).stdout.split('\n').includes('origin')
}

/**
 * Where a file or folder lies in the repository, with `/`; '' is the top level.
 * @param path relative to `cwd`; need not exist
 * @returns null when it lies outside
 */
export async function pathInRepository(
  repository: Repository,
  cwd: string,
  path: string,
): Promise<string | null> {
  const inside = relative(repository.topLevel, await realPath(resolve(cwd, path)))
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) return null
  return inside.split(sep).join('/')
}

/** The submodules of this checkout, not those of its submodules. */
export async function submodulesOf(git: Git): Promise<{ path: string; initialised: boolean }[]> {
  // Exit code 128: a gitlink without an entry in .gitmodules.
  const { stdout } = await git(['submodule', 'status'], { allowed: [1, 128] })
  const lines = stdout.split('\n').filter(line => line !== '')
  return lines.map(line => ({
    path: line
      .slice(1)
      .replace(/^[0-9a-f]+ /, '')
      .replace(/ \([^()]*\)$/, ''),
    initialised: !line.startsWith('-'),
  }))
}

/** Whether this checkout holds the content of Git LFS files, not their pointers. */
export async function resolvesLfs(git: Git): Promise<boolean> {
  const attributes = ['.gitattributes', '**/.gitattributes']
  const used = await git(['grep', '-q', 'filter=lfs', '--', ...attributes], { allowed: [1] })
  if (used.exitCode !== 0) return false
  const { stdout } = await git(['lfs', 'ls-files'], { allowed: [1] })
  // `<oid> * <path>` is content, `<oid> - <path>` a pointer.
  return stdout.split('\n').some(line => /^[0-9a-f]+ \* /.test(line))
}

// --- internal ---

function whyNone(error: unknown): string {
  if (!(error instanceof CommandError))
    return error instanceof Error ? error.message : String(error)
  const { stderr } = error
  // https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
  const cure = /^\s*(git config --global --add safe\.directory .+)$/m.exec(stderr)?.[1]
  const reason = /^fatal: (.+)$/m.exec(stderr)?.[1]
  if (cure !== undefined) {
    return `the checkout belongs to another user, so git does not read it (${reason}); run this before: ${cure}`
  }
  if (/not a git repository/.test(stderr)) return 'this is not a git repository'
  return reason === undefined ? error.message : `git says: ${reason}`
}

/** `realpath` that resolves as much of the path as exists. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const parent = dirname(path)
    if (parent === path) throw error
    return join(await realPath(parent), relative(parent, path))
  }
}
