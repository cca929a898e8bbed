import type { Log } from '../common/log.ts'
import { CommandError } from '../common/run.ts'
import { failedTarget } from '../docker/bake.ts'
import { type BakeDefinition, withLinks } from '../docker/bake-definition.ts'

/** What became of several targets. */
export interface Baked<T> {
  built: Map<string, T>
  failed: Map<string, CommandError>
}

/**
 * Builds targets by as few calls as there can be until each is built or failed: when one fails, buildx ends the others
 * of its call. Those that had a part in the failure are left out, and the others built once more; where buildx does not
 * tell whose step it was, each is built by itself.
 * @param build one call; rejects with CommandError when one of its targets fails
 * @throws whatever else `build` throws, and what it throws after `signal` aborted
 */
export async function untilBuilt<T>(
  {
    definition,
    log,
    signal,
  }: {
    definition: Pick<BakeDefinition, 'targets'>
    log: Pick<Log, 'info'>
    signal: AbortSignal
  },
  all: string[],
  build: (targets: string[]) => Promise<Map<string, T>>,
): Promise<Baked<T>> {
  const built = new Map<string, T>()
  const failed = new Map<string, CommandError>()
  const queue = [all]
  for (let targets = queue.shift(); targets !== undefined; targets = queue.shift()) {
    try {
      for (const [name, one] of await build(targets)) built.set(name, one)
    } catch (error) {
      if (!(error instanceof CommandError) || signal.aborted) throw error
      const step = failedTarget(error)
      const isHit = (name: string) => step !== null && withLinks(definition, name).includes(step)
      const hit = targets.length === 1 ? targets : targets.filter(isHit)
      for (const name of hit) failed.set(name, error)
      const others = targets.filter(name => !hit.includes(name))
      if (others.length === 0) continue
      log.info(
        hit.length > 0
          ? `Without ${hit.join(', ')}, the others are built once more; what was finished is in the cache.`
          : 'buildx did not tell which target failed, so each is built by itself.',
      )
      queue.push(...(hit.length > 0 ? [others] : others.map(name => [name])))
    }
  }
  return { built, failed }
}
