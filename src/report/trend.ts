import { formatBytes } from '../image/bytes.ts'
import { type Block, code, details, strong } from './document.ts'
import type { Trend } from './report.ts'
import { count, label, shortCommit } from './words.ts'

/** How the image weighed in on the commits before; nothing below two of them. */
export function trendBlocks(trends: Trend[], platform: string, most = 30): Block[] {
  return trends
    .filter(trend => trend.platform === platform)
    .flatMap(({ ref, points }) => {
      const metric = points.some(({ unpacked }) => unpacked !== null) ? 'unpacked' : 'compressed'
      const known = points
        .flatMap(point => {
          const bytes = point[metric]
          return bytes === null ? [] : [{ commit: point.commit, bytes }]
        })
        .slice(-most)
      const [first, last] = [known.at(0), known.at(-1)]
      if (first === undefined || last === undefined || known.length < 2) return []
      const span = `${formatBytes(first.bytes)} → ${formatBytes(last.bytes)}`
      const summary = [`, ${metric}: ${span} over ${count(known.length, 'commit')}`]
      return details(
        [strong('Trend'), ' on ', code(label(ref, 40)), ...summary],
        [
          {
            kind: 'chart',
            title: `${metric} size in MB`,
            labels: known.map(({ commit }) => shortCommit(commit).replace(/[^0-9a-z]/gi, '')),
            megabytes: known.map(({ bytes }) => Number((bytes / 1e6).toPrecision(4))),
          },
        ],
        'all',
      )
    })
}
