import { formatNumber } from '../image/bytes.ts'
import type { Comparison } from './comparison.ts'

/**
 * What is not known of layers that have more paths than are kept, for the report's notes: their bytes are exact, and
 * told by directory only.
 */
export function unlistedNotes({ name, platforms }: Comparison): string[] {
  return platforms.flatMap(({ platform, baseline, candidate }) =>
    [candidate, baseline].flatMap((side, index) =>
      (side?.layers ?? []).flatMap(({ unlisted }, layer) => {
        if (unlisted === undefined) return []
        const whose = index === 0 ? `\`${name}\`` : `the baseline of \`${name}\``
        return [
          `Layer ${layer + 1} of ${whose} (${platform}) has ${formatNumber(unlisted)} paths, more than are kept in memory: all of its bytes count, and are told by directory; its packages, its waste, and what a budget on a path would find in it are not known.`,
        ]
      }),
    ),
  )
}
