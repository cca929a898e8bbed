import { unlessInterrupted } from '../common/interrupt.ts'
import { sweepRunFolders, withRunFolder } from '../common/run-folder.ts'
import { sweepImages } from '../docker/sweep-images.ts'
import { sweepWorktrees } from '../git/sweep-worktrees.ts'
import type { World } from './world.ts'

/**
 * Lends the folder for all that a run writes, and beside its work takes away what runs left that were killed: folders,
 * worktrees, names of images. That never fails, and is not waited for long: what stays is the next run's to sweep.
 * An interrupted run is not waited for long either, so that its folder goes though an engine does not answer.
 * @param parent where run folders are made, e.g. RUNNER_TEMP
 */
export async function withSweptFolder<T>(
  world: Pick<World, 'run' | 'cwd' | 'engineApi' | 'log' | 'interrupted'>,
  parent: string,
  work: (temporary: string) => Promise<T>,
  haste = HASTE,
): Promise<T> {
  const late = new AbortController()
  const swept = sweep(world, parent, late.signal)
  try {
    return await withRunFolder(parent, temporary =>
      unlessInterrupted(world.interrupted, work(temporary), haste),
    )
  } finally {
    const patience = setTimeout(() => late.abort(), PATIENCE)
    await Promise.race([swept, new Promise(done => late.signal.addEventListener('abort', done))])
    clearTimeout(patience)
  }
}

// --- internal ---

/** Milliseconds, after everything else is done. */
const PATIENCE = 1_000
/** Milliseconds that an interrupted run has to take away what it holds: a runner waits ten seconds for all of it. */
const HASTE = 5_000

async function sweep(
  { run, cwd, engineApi = null, log }: Pick<World, 'run' | 'cwd' | 'engineApi' | 'log'>,
  parent: string,
  late: AbortSignal,
): Promise<void> {
  // What cannot be read, or an engine that does not answer, is no reason to leave the rest.
  const sweptFolders = sweepRunFolders(parent)
  const [folders, worktrees, images] = await Promise.allSettled([
    sweptFolders,
    sweptFolders.catch(() => 0).then(() => sweepWorktrees(run, cwd)),
    sweepImages(run, engineApi, late),
  ])
  const kinds = [
    [folders, 'temporary folder'],
    [worktrees, 'worktree'],
    [images, 'image name'],
  ] as const
  const found = kinds.flatMap(([outcome, what]) => {
    const count = outcome.status === 'fulfilled' ? outcome.value : 0
    return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`]
  })
  if (found.length === 0) return
  log.info(`An earlier run was killed; what it left has been taken away: ${found.join(', ')}.`)
}
