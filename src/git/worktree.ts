import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../common/errors.ts'
import type { Log } from '../common/log.ts'
import { once } from '../common/once.ts'
import type { Run } from '../common/run.ts'
import type { Credentials } from './credentials.ts'
import { gitIn } from './git.ts'
import { lend } from './lend.ts'
import { type Repository, readRepository } from './repository.ts'

/**
 * Lends a folder with the files of another commit, fetched if need be, with submodules and Git LFS files as far
 * as the user's checkout has them. The checkout itself is not touched, and the folder is gone in the end, also
 * after a failure or an interruption.
 * @param temporary where to put it, for example RUNNER_TEMP
 * @throws UserError when there is no such commit; CommandError when it cannot be fetched or checked out; and
 *   what `use` throws
 */
export async function withWorktree<T>(
  options: {
    run: Run
    cwd: string
    sha: string
    /** The clone around `cwd`, where it was read before. */
    repository?: Repository
    credentials?: Credentials
    temporary?: string
    log?: Pick<Log, 'warning'>
  },
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const { run, cwd, sha, credentials, log } = options
  const repository = options.repository ?? (await readRepository(run, cwd))
  if ('none' in repository) throw new UserError(repository.none)
  const parent = await realpath(options.temporary ?? tmpdir())
  const directory = await mkdtemp(join(parent, 'image-size-gate-worktree-'))
  const clones: string[] = []
  const remove = once(() => removeWorktrees(run, clones, directory))
  try {
    const lender = {
      run,
      ...(credentials === undefined ? {} : { credentials }),
      warn: (text: string) => log?.warning(text),
      onClone: (topLevel: string) => clones.push(topLevel),
    }
    await lend(lender, { from: repository.topLevel, sha, to: directory })
    return await use(directory)
  } finally {
    await remove()
  }
}

// --- internal ---

/** @param clones those that may have a worktree in the folder, outermost first */
async function removeWorktrees(run: Run, clones: string[], directory: string): Promise<void> {
  const cleaning: Run = command => run({ ...command, cleansUp: true })
  const [first] = clones
  // Twice forced: also when it is locked. What it does not know or has submodules it leaves, for `rm`.
  const remove = ['worktree', 'remove', '--force', '--force', directory]
  const removed =
    first === undefined ? null : await gitIn(cleaning, first)(remove, { allowed: [128] })
  await rm(directory, { recursive: true, force: true })
  if (removed?.exitCode === 0 && clones.length === 1) return
  for (const clone of clones) await gitIn(cleaning, clone)(['worktree', 'prune'])
}
