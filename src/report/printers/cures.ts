import { formatBytes } from '../../image/bytes.ts'
import type { ImageReport, Report } from '../report.ts'
import { saving } from '../sections/cures.ts'
import { count, label } from '../sections/words.ts'

/** What can go of each image, in lines, and the patches behind them: `git apply` skips what stands before a patch. */
export function curesText({ images }: Pick<Report, 'images'>): string {
  const patches = images.map(({ cures }) => cures?.patch ?? '')
  return `${images.flatMap(linesOf).join('\n')}\n${patches.some(Boolean) ? '\n' : ''}${patches.join('')}`
}

// --- internal ---

function linesOf({ comparison, cures }: ImageReport): string[] {
  const name = label(comparison.name)
  if (cures === undefined) return [`${name}: nothing was tried`]
  if (cures.why !== null) return [`${name}: cures were not built: ${label(cures.why, 300)}`]
  const offered = cures.edits.filter(({ refused }) => refused === null)
  const [first] = cures.saved
  const compressed = first?.compressed.change ?? null
  const packed = compressed === null ? '' : ` (${formatBytes(-compressed)} compressed)`
  const answer =
    offered.length === 0
      ? `${name}: nothing that could be proved can go`
      : `${name}: ${saving(cures)}${packed} can go, measured, by ${count(offered.length, 'edit')}`
  return [
    answer,
    ...cures.edits.map(({ what, found, refused }) => {
      const words = label(what, 200).replaceAll('`', '')
      return refused === null
        ? `  ${formatBytes(found)}: ${words}`
        : `  not offered: ${words}: ${label(refused, 300).replaceAll('`', '')}`
    }),
    ...cures.without.map(({ path, bytes, why }) => {
      return `  no edit for ${formatBytes(bytes)} in ${label(path)}: ${label(why, 200).replaceAll('`', '')}`
    }),
  ]
}
