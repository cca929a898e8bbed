import type { Trend } from '../report/report.ts'
import type { ImageRecord } from './record.ts'

const MOST_POINTS = 30

/**
 * How the platforms of an image weighed in lately, for the report.
 * @param records oldest first within each platform
 * @param ref the branch that they are of
 */
export function trendsOf(records: ImageRecord[], platforms: string[], ref: string): Trend[] {
  return platforms.flatMap(platform => {
    const points = records
      .filter(record => record.platform === platform)
      .slice(-MOST_POINTS)
      .map(({ commit, unpacked, compressed }) => ({ commit, unpacked, compressed }))
    return points.length === 0 ? [] : [{ platform, ref, points }]
  })
}
