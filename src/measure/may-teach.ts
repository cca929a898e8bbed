import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { trackedIn } from '../git/tracked.ts'
import type { ImageSettings } from '../settings/settings.ts'
import type { World } from './world.ts'

/**
 * Whether what a baseline's record tells of a layer holds for the candidate's, too. A record that the repository tracks
 * is what a pull request makes it: it may lie about the baseline, which is compared with it, and not about the candidate.
 */
export async function mayTeach(
  { baseline }: Pick<ImageSettings, 'baseline'>,
  { run, cwd }: Pick<World, 'run' | 'cwd'>,
): Promise<boolean> {
  if (baseline.kind !== 'record') return true
  const path = resolve(cwd, baseline.path)
  const tracked = [path, await realpath(path).catch(() => path)].map(one => trackedIn(run, one))
  return (await Promise.all(tracked)).every(files => files?.length === 0)
}
