import type { PlatformComparison } from '../../compare/comparison.ts'
import type { FailedImage, ImageReport, RemovedImage, Report, UnchangedImage } from '../report.ts'
import type { Status } from './document.ts'
import { imageStatus, platformStatus } from './words.ts'

/** An image of a report, whatever became of it. */
export type Entry =
  | { kind: 'failed'; image: FailedImage }
  | { kind: 'missing'; name: string }
  | { kind: 'measured'; image: ImageReport }
  | { kind: 'removed'; image: RemovedImage }
  | { kind: 'unchanged'; image: UnchangedImage }

/** How much it matters to whoever reads the report: what broke, what changed, and the rest. */
export const ranks = ['broken', 'approved', 'warning', 'changed', 'quiet'] as const
export type Rank = (typeof ranks)[number]

export interface Ranked {
  entry: Entry
  rank: Rank
}

/** All images, what matters most first; of equal rank, what changed most. */
export function ranked(report: Report): Ranked[] {
  const { images, missing = [], failed = [], removed = [], unchanged = [] } = report
  const entries: Entry[] = [
    ...failed.map((image): Entry => ({ kind: 'failed', image })),
    ...missing.map((name): Entry => ({ kind: 'missing', name })),
    ...images
      .toSorted((a, b) => largestChange(b) - largestChange(a))
      .map((image): Entry => ({ kind: 'measured', image })),
    ...removed.map((image): Entry => ({ kind: 'removed', image })),
    ...unchanged.map((image): Entry => ({ kind: 'unchanged', image })),
  ]
  const all = entries.map(entry => ({ entry, rank: rankOf(entry) }))
  return all.toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank))
}

/** Of one image. */
export function rankOfImage(image: ImageReport): Rank {
  const status = imageStatus(image)
  if (status === 'exceeded') return 'broken'
  if (status === 'approved' || status === 'warning') return status
  return isSame(image) ? 'quiet' : 'changed'
}

/** The name of an image. */
export function nameOf(entry: Entry): string {
  if (entry.kind === 'missing') return entry.name
  return entry.kind === 'measured' ? entry.image.comparison.name : entry.image.name
}

/** Platforms of an image that a row is about: all that broke a budget, else the one that is in focus. */
export function platformsToShow(
  image: ImageReport,
  inFocus: PlatformComparison | undefined,
): PlatformComparison[] {
  const is = (wanted: Status) =>
    image.comparison.platforms.filter(platform => platformStatus(image, platform) === wanted)
  const broken = is('exceeded')
  return broken.length > 0 || inFocus === undefined ? broken : [inFocus]
}

/** Bytes by which an image changed on the platform that changed most. */
export function largestChange({ comparison }: ImageReport): number {
  return Math.max(
    0,
    ...comparison.platforms.map(({ unpacked, compressed }) =>
      Math.abs(unpacked.change ?? compressed.change ?? 0),
    ),
  )
}

// --- internal ---

function rankOf(entry: Entry): Rank {
  switch (entry.kind) {
    case 'failed':
    case 'missing':
      return 'broken'
    case 'measured':
      return rankOfImage(entry.image)
    case 'removed':
      return 'changed'
    case 'unchanged':
      return 'quiet'
  }
}

/** Whether both sides are the same, layer by layer. */
function isSame({ comparison }: ImageReport): boolean {
  return (
    comparison.baseline.state === 'compared' &&
    comparison.platforms.every(
      ({ state, layers }) =>
        state === 'compared' && layers.every(({ change }) => change === 'unchanged'),
    )
  )
}
