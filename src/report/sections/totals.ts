import type { SizeChange } from '../../compare/comparison.ts'
import { formatChange } from '../../image/bytes.ts'
import type { Report } from '../report.ts'
import { type Block, joined, type Line, paragraph, strong } from './document.ts'
import { type Rank, ranked } from './ranking.ts'
import { count, imagesIn } from './words.ts'

/** How many images became what, each counted once; and what all comparisons come to. */
export interface Totals {
  images: number
  /** Comparisons of a platform; an image of two platforms has two. */
  comparisons: number
  ranks: Record<Rank, number>
  /** Of those that broke: that could not be measured, or did not report. */
  unmeasured: number
  /** Of the quiet ones: that nobody built. */
  notBuilt: number
  removed: number
  /** Bytes, of all comparisons whose both sides are known; null: of none. */
  unpacked: Sum
  compressed: Sum
}

export interface Sum {
  change: number | null
  /** Comparisons that it is of. */
  of: number
}

export function totals(report: Report): Totals {
  const all = ranked(report).filter(({ entry }) => entry.kind !== 'removed')
  const ranks = { broken: 0, approved: 0, warning: 0, changed: 0, quiet: 0 }
  for (const { rank } of all) ranks[rank] += 1
  const platforms = report.images.flatMap(({ comparison }) => comparison.platforms)
  return {
    images: imagesIn(report),
    comparisons: platforms.length,
    ranks,
    unmeasured: (report.failed ?? []).length + (report.missing ?? []).length,
    notBuilt: (report.unchanged ?? []).length,
    removed: (report.removed ?? []).length,
    unpacked: sum(platforms.map(({ unpacked }) => unpacked)),
    compressed: sum(platforms.map(({ compressed }) => compressed)),
  }
}

/** The totals in one line, the same wherever the report is shown. */
export function totalsBlock(report: Report): Block {
  const { images, ranks, unmeasured, notBuilt, removed, ...sums } = totals(report)
  const parts: [number, string][] = [
    [ranks.broken - unmeasured, 'over budget'],
    [unmeasured, 'not measured'],
    [ranks.approved, 'approved'],
    [ranks.warning, 'with a warning'],
    [ranks.changed, 'changed'],
    [ranks.quiet - notBuilt, 'unchanged'],
    [notBuilt, 'unchanged and not built'],
    [removed, 'removed'],
  ]
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`)
  return paragraph(strong(count(images, 'image')), `: ${told.join(', ')}`, ...together(sums))
}

// --- internal ---

function sum(sizes: SizeChange[]): Sum {
  const known = sizes.flatMap(({ change }) => change ?? [])
  return { change: known.length === 0 ? null : known.reduce((a, b) => a + b), of: known.length }
}

function together({
  unpacked,
  compressed,
  comparisons,
}: Pick<Totals, 'unpacked' | 'compressed' | 'comparisons'>): Line {
  const words = [
    { ...unpacked, what: 'unpacked' },
    { ...compressed, what: 'compressed' },
  ].flatMap(({ change, of, what }): Line[] => {
    if (change === null) return []
    const part = of === comparisons ? '' : ` (${of} of ${comparisons} comparisons)`
    return [[strong(formatChange(change)), ` ${what}${part}`]]
  })
  return words.length === 0 ? [] : ['. Together ', ...joined(words, ', ')]
}
