import { type Metric, type PlatformMeasurement, totalSize } from '../image/measurement.ts'
import type { Digest } from '../oci/image-spec.ts'
import type { Budget } from './budget.ts'

/** What one platform of an image weighs, in bytes, and how much of it came with the FROM image. */
export interface Weight {
  unpacked: number | null
  compressed: number | null
  base: WeightOfBase | null
}

export interface WeightOfBase {
  /** As in the Dockerfile, e.g. `debian:12`. */
  name: string
  digest: Digest | null
  unpacked: number | null
  compressed: number | null
}

export function weigh({ layers, base }: PlatformMeasurement): Weight {
  const upstream = layers.filter(layer => layer.upstream)
  return {
    unpacked: totalSize(layers, 'unpacked'),
    compressed: totalSize(layers, 'compressed'),
    base: base && {
      name: base.name,
      digest: base.digest,
      unpacked: totalSize(upstream, 'unpacked'),
      compressed: totalSize(upstream, 'compressed'),
    },
  }
}

/**
 * The bytes by which an image grew from one commit to another, as an increase budget counts them: without what a
 * FROM image brought that moved under its name.
 * @returns null when either size is unknown
 */
export function growth(
  from: Weight,
  to: Weight,
  metric: Metric,
  upstream: Budget['upstream'],
): number | null {
  const [before, after] = [from[metric], to[metric]]
  if (before === null || after === null) return null
  const moved =
    from.base !== null &&
    to.base !== null &&
    from.base.name === to.base.name &&
    from.base.digest !== to.base.digest
  const [baseBefore, baseAfter] = [from.base?.[metric] ?? null, to.base?.[metric] ?? null]
  // Growth that cannot be blamed on anybody counts in full.
  const known = moved && baseBefore !== null && baseAfter !== null
  const brought = upstream === 'exclude' && known ? baseAfter - baseBefore : 0
  return after - before - brought
}
