import { lstat } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import type { Run } from '../common/run.ts'
import { runFolderAbove, sweepRunFolder } from '../common/run-folder.ts'
import { gitIn } from './git.ts'
import { submodulesOf } from './repository.ts'
import { forgetWorktree } from './worktree.ts'

/**
 * Has a clone, and its submodules, forget the worktrees in folders of runs that could not. No other worktree is touched,
 * whether its folder is there or not.
 * @returns how many
 */
export async function sweepWorktrees(run: Run, clone: string): Promise<number> {
  const git = gitIn(run, clone)
  const { stdout } = await git(['worktree', 'list', '--porcelain'], { allowed: [128] })
  let swept = 0
  for (const [, path = ''] of stdout.matchAll(/^worktree (\/.+)$/gm)) {
    if (!(await isSwept(path))) continue
    await forgetWorktree(run, clone, path)
    swept += 1
  }
  // The outermost gets its worktree first.
  if (swept === 0) return 0
  for (const { path, initialised } of await submodulesOf(git)) {
    if (initialised) swept += await sweepWorktrees(run, join(clone, path))
  }
  return swept
}

// --- internal ---

/** Whether a worktree was in the folder of a run that is no more, and is not there either. */
async function isSwept(path: string): Promise<boolean> {
  const folder = normalize(path) === path ? runFolderAbove(path) : null
  if (folder === null || (await sweepRunFolder(folder)) === 'stays') return false
  return (await lstat(path).catch(() => null)) === null
}
