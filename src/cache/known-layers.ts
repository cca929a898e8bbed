import type { KnownLayers, ScannedLayer } from '../image/content.ts'
import type { Digest } from '../oci/image-spec.ts'
import type { LayerCache } from './layer-cache.ts'

/** The layers that a run has met, and those that earlier runs left in a cache. */
export interface RememberedLayers {
  /** For one image: what it was told of stays until it is done. */
  lend(): LentLayers
}

export interface LentLayers extends KnownLayers {
  /** The layers met first are forgotten, as far as no other image uses them and their paths take much memory. */
  done(): void
}

/** Paths in memory between two images: some 50 MB. */
const MAX_PATHS = 300_000

/** @param cache where layers are looked up that this run has not met, and kept for the next run; null: nowhere */
export function rememberLayers(
  cache: Pick<LayerCache, 'read' | 'write' | 'ready'> | null,
  maxPaths: number = MAX_PATHS,
): RememberedLayers {
  const layers = new Map<Digest, ScannedLayer>()
  /** Is in no cache either. */
  const absent = new Set<Digest>()
  /** By image: whoever was told that a layer is here relies on it. */
  const uses = new Set<Set<Digest>>()

  function find(digest: Digest): ScannedLayer | undefined {
    const met = layers.get(digest)
    if (met !== undefined || cache === null || absent.has(digest)) return met
    const cached = cache.read(digest)
    if (cached === undefined) absent.add(digest)
    else layers.set(digest, cached)
    return cached
  }

  function forgetSome(): void {
    let paths = 0
    for (const [digest, { files }] of [...layers].reverse()) {
      paths += files?.length ?? 0
      const isUsed = [...uses].some(used => used.has(digest))
      if (paths > maxPaths && !isUsed) layers.delete(digest)
    }
  }

  return {
    lend() {
      const used = new Set<Digest>()
      uses.add(used)
      return {
        ...(cache?.ready === undefined ? {} : { ready: cache.ready }),
        get(digest) {
          const found = find(digest)
          if (found !== undefined) used.add(digest)
          return found
        },
        set(digest, layer) {
          used.add(digest)
          layers.set(digest, layer)
          cache?.write(layer)
        },
        done() {
          uses.delete(used)
          forgetSome()
        },
      }
    },
  }
}
