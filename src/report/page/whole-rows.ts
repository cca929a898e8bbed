import type { LayerChange, PlatformComparison } from '../../compare/comparison.ts'

/** A row with all that is known of its layers. */
export interface WholeRow extends LayerChange {
  /** The candidate's layer, counted from its first; null: it is not in the candidate. */
  place: number | null
}

/**
 * The rows of a platform. A report as JSON has the paths of a layer once, with the candidate's own layers, so they are
 * taken from there: rows are in the candidate's order.
 */
export function wholeRows({ layers, candidate }: PlatformComparison): WholeRow[] {
  let next = 0
  return layers.map(row => {
    if (row.candidate === null) return { ...row, place: null }
    const place = next++
    const own = candidate?.layers[place]
    const isSame = own?.digest === row.candidate.digest && own?.diffId === row.candidate.diffId
    return { ...row, candidate: own !== undefined && isSame ? own : row.candidate, place }
  })
}
