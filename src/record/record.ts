import { type WeightOfBase, weigh } from '../budget/weight.ts'
import type { RecordedWeight } from '../budget/window.ts'
import type { Comparison } from '../compare/comparison.ts'
import {
  type Feed,
  type Measurement,
  type PlatformMeasurement,
  totalSize,
} from '../image/measurement.ts'
import type { Digest } from '../oci/image-spec.ts'
import { oneLine, truncate } from '../report/sections/text.ts'
import { compactPlatform, withoutPaths } from './compact.ts'

/**
 * What one platform of an image weighed at one commit: a line of a file of the record branch. A field that comes
 * later needs a default, or the next schema: lines live for years.
 */
export interface ImageRecord {
  schema: 1
  commit: string
  /** When it was committed, ISO 8601 in UTC; records are in this order. */
  time: string
  /** The commit that the branch was at before this one: orders records of the same second. */
  before?: string
  /** The first line of the commit's message, cut to what a table shows. */
  subject?: string
  /** Of the image. */
  name: string
  platform: string
  unpacked: number | null
  compressed: number | null
  /** null: the line is so old that it keeps totals only. */
  measured: RecordedMeasurement | null
  /** With totals only: what came with the FROM image. */
  base?: WeightOfBase | null
}

/** What is left of a measurement, with one platform, and summaries instead of lists of files. */
export interface RecordedMeasurement {
  source: string
  digest: Digest | null
  feed: Feed
  dockerfile: string | null
  platform: PlatformMeasurement
}

/** The commit that a record is of. */
export interface CommitFacts {
  commit: string
  time: Date
  /** What the branch was at before; null: not known. */
  before: string | null
  subject: string | null
}

/** One record for each platform of the candidate. */
export function recordsOf(
  { name, candidate, dockerfile, platforms }: Comparison,
  at: CommitFacts,
): ImageRecord[] {
  const { source, digest, feed } = candidate
  return platforms
    .flatMap(platform => platform.candidate ?? [])
    .map(platform => ({
      schema: 1,
      commit: at.commit,
      time: at.time.toISOString(),
      ...(at.before === null ? {} : { before: at.before }),
      ...(at.subject === null ? {} : { subject: truncate(oneLine(at.subject), MOST_SUBJECT) }),
      name,
      platform: platform.platform,
      unpacked: totalSize(platform.layers, 'unpacked'),
      compressed: totalSize(platform.layers, 'compressed'),
      measured: { source, digest, feed, dockerfile, platform: compactPlatform(platform) },
    }))
}

/** What is left of a record that is too old to be a likely baseline. */
export function withoutPathsOf(record: ImageRecord): ImageRecord {
  const { measured } = record
  if (measured === null) return record
  return { ...record, measured: { ...measured, platform: withoutPaths(measured.platform) } }
}

/** What is left of a record that is too old to be a baseline. */
export function totalsOf(record: ImageRecord): ImageRecord {
  if (record.measured === null) return record
  return { ...record, measured: null, base: weigh(record.measured.platform).base }
}

/** A record as far as growth over many commits needs it. */
export function weightOf(record: ImageRecord): RecordedWeight {
  const { commit, platform, time, subject = null, unpacked, compressed, measured } = record
  const base = measured === null ? (record.base ?? null) : weigh(measured.platform).base
  return { commit, platform, time, subject, unpacked, compressed, base }
}

/**
 * The records of one commit as the measurement that they came from.
 * @returns null when one of them keeps totals only, or there is none
 */
export function measurementAt(records: ImageRecord[], commit: string): Measurement | null {
  const there = records.filter(record => record.commit === commit)
  const measured = there.flatMap(record => record.measured ?? [])
  const [first] = measured
  if (first === undefined || measured.length < there.length) return null
  return {
    source: `record of ${withCommit(first.source, commit)}`,
    commit,
    digest: first.digest,
    feed: 'record',
    feedReason: `measured earlier, by ${first.feed}`,
    dockerfile: first.dockerfile,
    platforms: measured.map(({ platform }) => platform),
  }
}

// --- internal ---

const MOST_SUBJECT = 100

/** An existing image has no commit in its words, and every report names what it compared with. */
function withCommit(source: string, commit: string): string {
  const short = commit.slice(0, 7)
  return source.includes(short) ? source : `${source}, recorded at ${short}`
}
