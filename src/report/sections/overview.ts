import type { PlatformComparison } from '../../compare/comparison.ts'
import type { ImageReport, Report } from '../report.ts'
import { type Cell, cell, code, sign, type Table, table } from './document.ts'
import { verb } from './failed.ts'
import { platformInFocus } from './headline.ts'
import {
  candidateWord,
  changeAndPercent,
  count,
  imageStatus,
  imagesIn,
  label,
  platformStatus,
  sizeOrWord,
} from './words.ts'

/** One row for each image; where room is short, those that passed go first. */
export function overview(report: Report, most: number): Table {
  const failed = (report.failed ?? []).map((image): Cell[] => [
    cell(sign('exceeded'), ' ', code(label(image.name, 60))),
    cell('unknown'),
    cell('unknown'),
    cell(`could not be ${verb(image)}`),
  ])
  const missing = (report.missing ?? []).map((name): Cell[] => [
    cell(sign('exceeded'), ' ', code(label(name, 60))),
    cell('missing'),
    cell('missing'),
    cell('did not report'),
  ])
  const unknown = [...failed, ...missing]
  const removed = (report.removed ?? []).map(({ name }): Cell[] => [
    cell(sign('unknown'), ' ', code(label(name, 60))),
    cell('removed'),
    cell('removed'),
    cell('removed'),
  ])
  const order = ['exceeded', 'approved', 'warning', 'unknown', 'held']
  const byUrgency = report.images.toSorted(
    (a, b) => order.indexOf(imageStatus(a)) - order.indexOf(imageStatus(b)),
  )
  const room = Math.max(0, most - unknown.length)
  const kept = new Set(byUrgency.slice(0, room))
  const rows = [
    ...unknown.slice(0, most),
    ...report.images.filter(image => kept.has(image)).map(imageRow),
    ...removed.slice(0, room - kept.size),
  ]
  const left = imagesIn(report) + removed.length - rows.length
  const rest = left === 0 ? [] : [[cell(`… ${count(left, 'more image')}`), cell(), cell(), cell()]]
  return table(columns('image', report), [...rows, ...rest])
}

/** One row for each platform of an image. */
export function platformOverview(image: ImageReport, report: Report): Table {
  return table(
    columns('platform', report),
    image.comparison.platforms.map(platform => [
      cell(sign(platformStatus(image, platform)), ' ', code(label(platform.platform, 40))),
      ...sizes(image, platform),
    ]),
  )
}

// --- internal ---

function columns(first: string, report: Report) {
  return [
    { head: [first] },
    { head: ['unpacked'], align: 'right' as const },
    { head: ['compressed'], align: 'right' as const },
    { head: [`change in ${candidateWord(report)}`], align: 'right' as const },
  ]
}

function imageRow(image: ImageReport): Cell[] {
  const platform = platformInFocus(image)
  const others = image.comparison.platforms.length > 1 && platform !== undefined
  return [
    cell(
      sign(imageStatus(image)),
      ' ',
      code(label(image.comparison.name, 60)),
      ...(others ? [' on ', code(label(platform.platform, 40))] : []),
    ),
    ...(platform === undefined ? [cell(), cell(), cell()] : sizes(image, platform)),
  ]
}

function sizes({ comparison: { baseline } }: ImageReport, platform: PlatformComparison): Cell[] {
  const { unpacked, compressed, state } = platform
  if (state === 'only baseline') return [cell('removed'), cell('removed'), cell('removed')]
  const own = [cell(sizeOrWord(unpacked.candidate)), cell(sizeOrWord(compressed.candidate))]
  if (baseline.state === 'compared') return [...own, cell(stateOrChange(platform))]
  const words = {
    'new image': 'new image',
    unavailable: 'baseline unavailable',
    none: 'no baseline',
  }
  return [...own, cell(words[baseline.state])]
}

function stateOrChange({ state, unpacked, compressed }: PlatformComparison): string {
  if (state === 'only candidate') return 'new platform'
  if (unpacked.change !== null) return changeAndPercent(unpacked.change, unpacked.baseline)
  if (compressed.change === null) return 'unknown'
  return `${changeAndPercent(compressed.change, compressed.baseline)} compressed`
}
