import { join } from 'node:path'
import { cacheService, hasCacheService, outcomeText } from '../github/cache-service.ts'
import type { World } from '../measure/world.ts'

/**
 * What was found in layers, in GitHub's cache: it comes while images are built, and goes when everything is published.
 * What goes wrong with it is told to whoever debugs, and changes nothing.
 * @param runnerTemp is at the same place in every run of a runner
 */
export function carriedCache(
  env: Record<string, string | undefined>,
  { run, log }: Pick<World, 'run' | 'log'>,
  runnerTemp: string,
): { world: Pick<World, 'cache'>; keep: () => Promise<void> } {
  if (!hasCacheService(env)) return { world: {}, keep: async () => {} }
  const folder = join(runnerTemp, 'image-size-gate-cache')
  const service = cacheService(run, folder, runnerTemp)
  let kindToKeep: string | null = null
  let isSilent = false
  const restore = async (kind: string) => {
    const outcome = await service.restore(kind)
    isSilent = 'isSilent' in outcome
    log.debug?.(`Layers of earlier runs were found ${outcomeText(outcome)}`)
  }
  const learnt = (kind: string) => {
    kindToKeep = kind
  }
  return {
    world: { cache: { folder, service: { restore }, learnt } },
    async keep() {
      if (kindToKeep === null || isSilent) return
      log.debug?.(`Layers of this run were kept ${outcomeText(await service.save(kindToKeep))}`)
    },
  }
}
