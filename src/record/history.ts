import type { Budget } from '../budget/budget.ts'
import { compare } from '../compare/compare.ts'
import type { Measurement } from '../image/measurement.ts'
import { samePlatform } from '../oci/image-spec.ts'
import type { History, HistoryPoint } from '../report/history.ts'
import type { ImageRecord } from './record.ts'

/**
 * Every image and platform over all of its records, by name.
 * @param records of any number of images, oldest first within each platform
 * @param tags names by commit
 * @param budgets by the name of an image; those of a part of it are no line in its picture
 */
export function historiesOf(
  records: ImageRecord[],
  tags: ReadonlyMap<string, string[]>,
  budgets: ReadonlyMap<string, Budget[]>,
): History[] {
  const groups = Map.groupBy(records, ({ name, platform }) => JSON.stringify([name, platform]))
  return [...groups.values()]
    .flatMap(group => {
      const [first] = group
      if (first === undefined) return []
      const { name, platform } = first
      return {
        name,
        platform,
        points: pointsOf(group, tags),
        budgets: linesOf(budgets.get(name) ?? [], platform),
      }
    })
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

// --- internal ---

/** Steps whose paths are told. */
const TOLD = 5
const MOST_PATHS = 3

const key = ({ name, platform }: History) => `${name}\n${platform}`

function pointsOf(records: ImageRecord[], tags: ReadonlyMap<string, string[]>): HistoryPoint[] {
  const sizes = records.map(({ unpacked, compressed }) => unpacked ?? compressed)
  const steps = sizes.map((bytes, index) => {
    const before = sizes[index - 1]
    return before == null || bytes === null ? 0 : Math.abs(bytes - before)
  })
  const least = steps.toSorted((a, b) => b - a)[TOLD - 1] ?? 1
  return records.map(({ commit, time, subject = '', unpacked, compressed }, index) => {
    const step = steps[index] ?? 0
    const told = step > 0 && step >= least
    return {
      commit,
      time,
      subject,
      unpacked,
      compressed,
      tags: tags.get(commit) ?? [],
      paths: told ? pathsBetween(records[index - 1], records[index]) : [],
    }
  })
}

/** Old records have no paths; then nothing is told. */
function pathsBetween(before?: ImageRecord, after?: ImageRecord): HistoryPoint['paths'] {
  const [baseline, candidate] = [before, after].map(record => measurementOf(record))
  if (baseline == null || candidate == null) return []
  const { platforms } = compare('', { state: 'compared', measurement: baseline }, candidate)
  const paths = (platforms[0]?.paths ?? []).filter(
    ({ path, change }) => path !== '' && change !== 0,
  )
  return paths
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_PATHS)
    .map(({ path, change }) => ({ path, change }))
}

function measurementOf(record: ImageRecord | undefined): Measurement | null {
  if (record === undefined || record.measured === null) return null
  const { source, digest, feed, dockerfile, platform } = record.measured
  return {
    source,
    commit: record.commit,
    digest,
    feed,
    feedReason: '',
    dockerfile,
    platforms: [platform],
  }
}

const metrics = { 'max-size': 'unpacked', 'max-compressed-size': 'compressed' } as const

function linesOf(budgets: Budget[], platform: string): History['budgets'] {
  return budgets.flatMap(({ metric, limit, path, layer, platform: only }) => {
    if (metric !== 'max-size' && metric !== 'max-compressed-size') return []
    const isWhole = path === undefined && layer === undefined
    if (!isWhole || limit.kind !== 'bytes') return []
    if (only !== undefined && !samePlatform(only, platform)) return []
    return [{ name: metric, metric: metrics[metric], bytes: limit.bytes }]
  })
}
