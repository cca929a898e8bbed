import type { LayerChange, PlatformComparison } from '../../compare/comparison.ts'
import { layerSize, type Metric, totalSize } from '../../image/measurement.ts'

/** A row of the layer table with its change in bytes; null: unknown. */
export interface ChangedLayer {
  row: LayerChange
  bytes: number | null
}

/** Unpacked, unless only compressed sizes are known of every layer. */
export function shownMetric({ baseline, candidate }: PlatformComparison): Metric {
  const known = (metric: Metric) =>
    [baseline, candidate].every(side => side === null || totalSize(side.layers, metric) !== null)
  return !known('unpacked') && known('compressed') ? 'compressed' : 'unpacked'
}

/** Every row with its change; the same files written anew are no change. */
export function changedLayers(platform: PlatformComparison, metric: Metric): ChangedLayer[] {
  const bytes = ({ change, baseline, candidate }: LayerChange) => {
    if (change === 'unchanged') return 0
    const before = baseline === null ? 0 : layerSize(baseline, metric)
    const after = candidate === null ? 0 : layerSize(candidate, metric)
    if (before === null || after === null) return change === 'rebuilt' ? 0 : null
    return after - before
  }
  return platform.layers.map(row => ({ row, bytes: bytes(row) }))
}

/** Rows that a reviewer should see, and changes too small for that. */
export function bySize(
  rows: ChangedLayer[],
  minimumChange: number,
): { seen: ChangedLayer[]; small: ChangedLayer[] } {
  const changed = rows.filter(({ row }) => row.change !== 'unchanged')
  const isSeen = ({ bytes }: ChangedLayer) => bytes === null || Math.abs(bytes) >= minimumChange
  return { seen: changed.filter(isSeen), small: changed.filter(row => !isSeen(row)) }
}

/** The `most` biggest in their own order, and the rest. */
export function biggest<T extends { bytes: number | null }>(
  rows: T[],
  most: number,
): { kept: T[]; left: T[] } {
  if (rows.length <= most) return { kept: rows, left: [] }
  const weight = ({ bytes }: T) => (bytes === null ? Number.POSITIVE_INFINITY : Math.abs(bytes))
  const kept = new Set(rows.toSorted((a, b) => compareNumbers(weight(b), weight(a))).slice(0, most))
  return { kept: rows.filter(row => kept.has(row)), left: rows.filter(row => !kept.has(row)) }
}

// --- internal ---

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b
}
