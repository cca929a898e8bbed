import { type ImageRecord, totalsOf, withoutPathsOf } from './record.ts'

/** More lines than these a file does not have. */
export const MOST_RECORDS = 500
/** The newest keep the paths and packages that explain each layer: further back a record is seldom the baseline. */
export const RECORDS_WITH_PATHS = 20
/** The newest of them keep their layers, and can be a baseline; the others keep totals, for the trend. */
export const WHOLE_RECORDS = 50

/**
 * Adds a record to those of the same image and platform, in the place of an earlier one of its commit. In
 * whatever order runs end, the outcome is the same.
 * @returns oldest first, and no more than the bounds allow
 */
export function addRecord(records: ImageRecord[], added: ImageRecord): ImageRecord[] {
  const others = records.filter(({ commit }) => commit !== added.commit)
  const kept = [...others, added].sort(byTime).slice(-MOST_RECORDS)
  return kept.map((record, index) => {
    const age = kept.length - index
    if (age > WHOLE_RECORDS) return totalsOf(record)
    return age > RECORDS_WITH_PATHS ? withoutPathsOf(record) : record
  })
}

// --- internal ---

function byTime(a: ImageRecord, b: ImageRecord): number {
  const [first, second] = [Date.parse(a.time), Date.parse(b.time)]
  if (first !== second) return first - second
  return a.commit < b.commit ? -1 : 1
}
