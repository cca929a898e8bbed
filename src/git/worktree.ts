import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../common/errors.ts'
import type { Log } from '../common/log.ts'
import { once } from '../common/once.ts'
import type { Run } from '../common/run.ts'
import type { Credentials } from './credentials.ts'
import { gitIn } from './git.ts'
import { type Loan, lend } from './lend.ts'
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
  const made: Loan[] = []
  const remove = once(() => removeWorktrees(run, made, directory))
  try {
    const lender = {
      run,
      ...(credentials === undefined ? {} : { credentials }),
      warn: (text: string) => log?.warning(text),
      onLoan: (loan: Loan) => made.push(loan),
    }
    await lend(lender, { from: repository.topLevel, sha, to: directory })
    return await use(directory)
  } finally {
    await remove()
  }
}

/** Has a clone forget one worktree, whose folder may be gone; no other one, as `prune` would that is missing, too. */
export async function forgetWorktree(run: Run, clone: string, path: string): Promise<void> {
  // Twice forced: also when it is locked, as one that was not finished. What git never knew it says so, with 128.
  const remove = ['worktree', 'remove', '--force', '--force', path]
  await gitIn(run, clone)(remove, { allowed: [128] })
}

// --- internal ---

/** @param made worktrees in the folder, or about to be, outermost first */
async function removeWorktrees(run: Run, made: Loan[], directory: string): Promise<void> {
  const cleaning: Run = command => run({ ...command, cleansUp: true })
  await rm(directory, { recursive: true, force: true })
  for (const { from, to } of made) await forgetWorktree(cleaning, from, to)
}
