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
  const kept = inOrder([...others, added]).slice(-MOST_RECORDS)
  return kept.map((record, index) => {
    const age = kept.length - index
    if (age > WHOLE_RECORDS) return totalsOf(record)
    return age > RECORDS_WITH_PATHS ? withoutPathsOf(record) : record
  })
}

// --- internal ---

/** By time; of one second (a queue merges faster than that) by what the branch was at before, and only then by SHA. */
function inOrder(records: ImageRecord[]): ImageRecord[] {
  const bySecond = Map.groupBy(records, ({ time }) => Date.parse(time))
  const seconds = [...bySecond.keys()].sort((a, b) => a - b)
  return seconds.flatMap(second => byHistory(bySecond.get(second) ?? []))
}

function byHistory(records: ImageRecord[]): ImageRecord[] {
  const left = new Map(
    records.toSorted((a, b) => (a.commit < b.commit ? -1 : 1)).map(one => [one.commit, one]),
  )
  const ordered: ImageRecord[] = []
  while (left.size > 0) {
    const all = [...left.values()]
    // In a circle, which only a hand can have written, the first by SHA.
    const next = all.find(({ before }) => before === undefined || !left.has(before)) ?? all[0]
    if (next === undefined) break
    left.delete(next.commit)
    ordered.push(next)
  }
  return ordered
}
