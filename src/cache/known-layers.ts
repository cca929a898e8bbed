import type { KnownLayers, ScannedLayer } from '../image/content.ts'
import type { Digest } from '../oci/image-spec.ts'
import type { LayerCache } from './layer-cache.ts'

/** The layers that a run has met, and those that earlier runs left in a cache. */
export interface RememberedLayers extends KnownLayers {
  /** Between two images: forgets the layers met first, as far as their paths take much memory. */
  forgetSome(): void
}

/** Paths in memory between two images: some 50 MB. */
const MAX_PATHS = 300_000

/** @param cache where layers are looked up that this run has not met, and kept for the next run; null: nowhere */
export function rememberLayers(
  cache: Pick<LayerCache, 'read' | 'write'> | null,
  maxPaths: number = MAX_PATHS,
): RememberedLayers {
  const layers = new Map<Digest, ScannedLayer>()
  /** Is in no cache either. */
  const absent = new Set<Digest>()
  return {
    get(digest) {
      const met = layers.get(digest)
      if (met !== undefined || cache === null || absent.has(digest)) return met
      const cached = cache.read(digest)
      if (cached === undefined) absent.add(digest)
      else layers.set(digest, cached)
      return cached
    },
    set(digest, layer) {
      layers.set(digest, layer)
      cache?.write(layer)
    },
    forgetSome() {
      let paths = 0
      for (const [digest, { files }] of [...layers].reverse()) {
        paths += files?.length ?? 0
        if (paths > maxPaths) layers.delete(digest)
      }
    },
  }
}
