import type { Trend } from '../report/report.ts'
import { addRecord } from './bound.ts'
import type { ImageRecord } from './record.ts'

const MOST_POINTS = 30

/**
 * How the platforms of an image weighed in lately, for the report.
 * @param records oldest first within each platform
 * @param ref the branch that they are of
 * @param added records of this run, which are not stored yet
 */
export function trendsOf(
  records: ImageRecord[],
  platforms: string[],
  ref: string,
  added: ImageRecord[] = [],
): Trend[] {
  return platforms.flatMap(platform => {
    const isOfPlatform = (record: ImageRecord) => record.platform === platform
    const points = added
      .filter(isOfPlatform)
      .reduce(addRecord, records.filter(isOfPlatform))
      .slice(-MOST_POINTS)
      .map(({ commit, subject, unpacked, compressed }) => ({
        commit,
        unpacked,
        compressed,
        ...(subject === undefined ? {} : { subject }),
      }))
    return points.length === 0 ? [] : [{ platform, ref, points }]
  })
}
