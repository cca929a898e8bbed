import { readdirSync, rmSync } from 'node:fs'
import { messageOf, UsageError } from '../common/errors.ts'
import { type CachePlace, isEntry, openCacheFolder } from './cache-folder.ts'
import { type LayerCache, type LayerCacheOptions, openLayerCache } from './layer-cache.ts'
import { entryVersion } from './layer-entry.ts'

/** A cache of GitHub, or of another service, for the folder of a run. */
export interface CarriesFolder {
  /**
   * Fills the folder with what an earlier run kept; settles when that is done, or will not be. Never rejects.
   * @param kind of entries, without which others would be read in vain
   */
  restore(kind: string): Promise<unknown>
}

/** What entries can be read by: which version, and whether paths are asked for. */
export function kindOfEntries(detail: LayerCacheOptions['detail']): string {
  return `${entryVersion}-${detail}`
}

/**
 * Opens the folder that was asked for.
 * @throws UsageError when it may not be believed
 */
export async function openNamedCache(
  place: CachePlace,
  options: LayerCacheOptions,
): Promise<LayerCache> {
  return openLayerCache(await openCacheFolder(place), options)
}

/**
 * Opens the folder that nobody named. That it may not be believed, or that the service filled it with something else, is
 * no mistake of the user's: there is no cache then, and `tell` says why.
 * @param service fills the folder while images are built; null: it stays from run to run by itself
 */
export async function openUsualCache(
  place: CachePlace,
  options: LayerCacheOptions,
  service: CarriesFolder | null,
  tell: (text: string) => void,
): Promise<LayerCache | null> {
  const open = () =>
    openCacheFolder(place).catch((error: unknown) => {
      if (!(error instanceof UsageError)) throw error
      tell(`What was found in layers is not kept: ${messageOf(error)}`)
      return null
    })
  const directory = await open()
  if (directory === null) return null
  const cache = openLayerCache(directory, { ...options, warn: tell })
  // An earlier step of the same job knows more than any service.
  if (service === null || readdirSync(directory).some(isEntry)) return cache
  let isBelieved = true
  const ready = service.restore(kindOfEntries(options.detail)).then(async () => {
    isBelieved = (await open()) !== null
    // What is in it is nobody's, and must not be kept again.
    if (!isBelieved) rmSync(directory, { recursive: true, force: true })
  })
  return {
    ...cache,
    ready,
    read: digest => (isBelieved ? cache.read(digest) : undefined),
    write: layer => {
      if (isBelieved) cache.write(layer)
    },
    hasLearnt: () => isBelieved && cache.hasLearnt(),
    async close() {
      await ready
      if (isBelieved) await cache.close()
    },
  }
}
