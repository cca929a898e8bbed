import type { LayerChange, PlatformComparison } from '../../compare/comparison.ts'
import { layerSize, type Metric, totalSize } from '../../image/measurement.ts'

/** A row of the layer table with its change in bytes; null: unknown. */
export interface ChangedLayer {
  /** Of a group, the one that the others became, or that became the others. */
  row: LayerChange
  /** Of a group, what all of it comes to. */
  bytes: number | null
  /** Every row of a group, in their order; absent for a row of its own. */
  members?: LayerChange[]
}

/** Unpacked, unless only compressed sizes are known of every layer. */
export function shownMetric({ baseline, candidate }: PlatformComparison): Metric {
  const known = (metric: Metric) =>
    [baseline, candidate].every(side => side === null || totalSize(side.layers, metric) !== null)
  return !known('unpacked') && known('compressed') ? 'compressed' : 'unpacked'
}

/**
 * Every row with its change; the same files written anew are no change. Layers that were joined or split are one row, in
 * the place of the first of them, so that the changes still add up to the image's.
 */
export function changedLayers(platform: PlatformComparison, metric: Metric): ChangedLayer[] {
  const groups = new Map<number, LayerChange[]>()
  for (const row of platform.layers) {
    if (row.group === undefined) continue
    const members = groups.get(row.group)
    if (members === undefined) groups.set(row.group, [row])
    else members.push(row)
  }
  return platform.layers.flatMap((row): ChangedLayer[] => {
    const members = groups.get(row.group ?? -1)
    const one = members === undefined ? row : theOne(members)
    if (members === undefined || one === null) return [{ row, bytes: changeOf(row, metric) }]
    if (members[0] !== row) return []
    const bytes = members.reduce<number | null>((sum, member) => {
      const change = changeOf(member, metric)
      return sum === null || change === null ? null : sum + change
    }, 0)
    return [{ row: one, bytes, members }]
  })
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

function changeOf({ change, baseline, candidate }: LayerChange, metric: Metric): number | null {
  if (change === 'unchanged') return 0
  const before = baseline === null ? 0 : layerSize(baseline, metric)
  const after = candidate === null ? 0 : layerSize(candidate, metric)
  if (before === null || after === null) return change === 'rebuilt' ? 0 : null
  return after - before
}

/** The layer that the others were joined into, or that was split into them; null when a report names no such group. */
function theOne(members: LayerChange[]): LayerChange | null {
  const added = members.filter(({ baseline }) => baseline === null)
  const removed = members.filter(({ candidate }) => candidate === null)
  if (added.length + removed.length < members.length) return null
  if (added.length === 1 && removed.length > 1) return added[0] ?? null
  return removed.length === 1 && added.length > 1 ? (removed[0] ?? null) : null
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b
}
