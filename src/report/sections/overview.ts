import type { PlatformComparison } from '../../compare/comparison.ts'
import type { ImageReport, Report } from '../report.ts'
import {
  type Block,
  type Cell,
  cell,
  code,
  details,
  joined,
  link,
  sign,
  type Table,
  table,
} from './document.ts'
import { verb } from './failed.ts'
import { platformInFocus } from './headline.ts'
import { nameOf, platformsToShow, type Ranked, ranked } from './ranking.ts'
import type { Room } from './room.ts'
import {
  candidateWord,
  changeAndPercent,
  count,
  imageStatus,
  label,
  platformStatus,
  sizeOrWord,
} from './words.ts'

/**
 * A row for each image: what broke first, then what changed. Many images without a change, and what there is no room
 * for, are one line with their names folded.
 * @param sectionOf the address of an image's own section, where names lead to them
 */
export function overview(
  report: Report,
  room: Pick<Room, 'overview' | 'quiet' | 'names'>,
  sectionOf?: SectionOf,
): Block[] {
  const all = ranked(report)
  const quiet = all.filter(({ rank }) => rank === 'quiet')
  const loud = all.filter(({ rank }) => rank !== 'quiet')
  const rowed = quiet.length <= room.quiet ? all : loud
  const shown = rowed.slice(0, room.overview)
  const others = rowed.slice(room.overview)
  const rest = quiet.length <= room.quiet ? [] : quiet
  const rows = shown.flatMap(one => rowsOf(one, sectionOf))
  return [
    ...(rows.length === 0 ? [] : [table(columns('image', report), rows)]),
    ...named(others, `${count(others.length, 'more image')} without a row here`, room.names),
    ...named(rest, restWords(rest), room.names),
  ]
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

/** Of an image's name; longer ones are cut, and still tell one from another. */
const NAME = 120

type SectionOf = (image: ImageReport) => string

function columns(first: string, report: Report) {
  return [
    { head: [first] },
    { head: [`change in ${candidateWord(report)}`], align: 'right' as const },
    { head: ['unpacked'], align: 'right' as const },
    { head: ['compressed'], align: 'right' as const },
  ]
}

function rowsOf({ entry }: Ranked, sectionOf?: SectionOf): Cell[][] {
  const name = code(label(nameOf(entry), NAME))
  switch (entry.kind) {
    case 'failed': {
      const what = `could not be ${verb(entry.image)}`
      return [[cell(sign('exceeded'), ' ', name), cell(what), cell('unknown'), cell('unknown')]]
    }
    case 'missing':
      return [
        [
          cell(sign('exceeded'), ' ', name),
          cell('did not report'),
          cell('missing'),
          cell('missing'),
        ],
      ]
    case 'removed':
      return [[cell(sign('unknown'), ' ', name), cell('removed'), cell(), cell()]]
    case 'unchanged':
      return [[cell(sign('held'), ' ', name), cell(UNBUILT), cell('unknown'), cell('unknown')]]
    case 'measured':
      return imageRows(entry.image, sectionOf)
  }
}

const UNBUILT = 'unchanged, not built'

function imageRows(image: ImageReport, sectionOf?: SectionOf): Cell[][] {
  const { name, platforms } = image.comparison
  const shown = platformsToShow(image, platformInFocus(image))
  const text = label(name, NAME)
  const title = sectionOf === undefined ? code(text) : link(text, sectionOf(image))
  if (shown.length === 0)
    return [[cell(sign(imageStatus(image)), ' ', title), cell(), cell(), cell()]]
  return shown.map(platform => [
    cell(
      sign(imageStatus(image)),
      ' ',
      title,
      ...(platforms.length > 1 ? [' on ', code(label(platform.platform, 40))] : []),
    ),
    ...sizes(image, platform),
  ])
}

function named(images: Ranked[], words: string, most: number): Block[] {
  if (images.length === 0) return []
  const names = images.slice(0, most).map(({ entry }) => [code(label(nameOf(entry), NAME))])
  const left = images.length - names.length
  const more =
    left === 0 ? [] : [`${names.length === 0 ? '' : ' and '}${count(left, 'more image')}`]
  const list: Block = { kind: 'paragraph', content: [...joined(names, ', '), ...more] }
  return [details([words], [list], 'all')]
}

function restWords(rest: Ranked[]): string {
  const unbuilt = rest.filter(({ entry }) => isUnbuilt(entry)).length
  const are = rest.length === 1 ? 'is' : 'are'
  const part =
    unbuilt === 0
      ? ''
      : unbuilt === rest.length
        ? `, and ${are === 'is' ? 'was' : 'were'} not built`
        : `, ${unbuilt} of them not built`
  return `${count(rest.length, 'image')} ${are} unchanged${part}`
}

function isUnbuilt(entry: Ranked['entry']): boolean {
  return (
    entry.kind === 'unchanged' ||
    (entry.kind === 'measured' && entry.image.comparison.candidate.feed === 'record')
  )
}

function sizes({ comparison }: ImageReport, platform: PlatformComparison): Cell[] {
  const { unpacked, compressed, state } = platform
  if (state === 'only baseline') return [cell('removed'), cell(), cell()]
  const own = [cell(sizeOrWord(unpacked.candidate)), cell(sizeOrWord(compressed.candidate))]
  if (comparison.candidate.feed === 'record') return [cell(UNBUILT), ...own]
  const { baseline } = comparison
  if (baseline.state === 'compared') return [cell(stateOrChange(platform)), ...own]
  const words = {
    'new image': 'new image',
    unavailable: 'baseline unavailable',
    none: 'no baseline',
  }
  return [cell(words[baseline.state]), ...own]
}

function stateOrChange({ state, unpacked, compressed }: PlatformComparison): string {
  if (state === 'only candidate') return 'new platform'
  if (unpacked.change !== null) return changeAndPercent(unpacked.change, unpacked.baseline)
  if (compressed.change === null) return 'unknown'
  return `${changeAndPercent(compressed.change, compressed.baseline)} compressed`
}
