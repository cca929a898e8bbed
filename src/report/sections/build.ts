import manifest from '../../../package.json' with { type: 'json' }
import type { PlatformComparison } from '../../compare/comparison.ts'
import type { ImageReport, Report, UnchangedImage } from '../report.ts'
import { budgetBlocks } from './budgets.ts'
import { cureBlocks } from './cures.ts'
import { type Block, code, details, type Line, paragraph, prose, sign, strong } from './document.ts'
import { failureBlocks } from './failed.ts'
import { answer, headline } from './headline.ts'
import { changedLayerBlocks, foldedLayerBlocks } from './layers.ts'
import { overview, platformOverview } from './overview.ts'
import { packageBlocks } from './packages.ts'
import { pathBlocks } from './paths.ts'
import { ranked } from './ranking.ts'
import { type Room, roomy } from './room.ts'
import { sizeBlocks } from './sizes.ts'
import { spentBlocks } from './spent.ts'
import { totalsBlock } from './totals.ts'
import { trendBlocks } from './trend.ts'
import { outcomeOf } from './verdict.ts'
import { wasteBlocks } from './waste.ts'
import { wayOutBlocks } from './ways-out.ts'
import { imageStatus, imagesIn, label, platformStatus, shortCommit } from './words.ts'

/** The whole report: first the answer, then the cause, then the rest folded. */
export function reportDocument(report: Report, room: Room = roomy): Block[] {
  const blocks: Block[] = [
    { kind: 'heading', level: 3, content: headline(report) },
    ...warningOnly(report),
    ...acceptanceBlocks(report),
  ]
  const [only] = report.images
  if (imagesIn(report) === 1 && only !== undefined) {
    const section = room.sections > 0 ? imageBlocks(only, report, room, 4) : []
    return [
      ...blocks,
      ...wayOutBlocks(only, report),
      ...removed(report, room),
      ...(isQuiet(only) && section.length > 0
        ? [details(['Sizes, budgets and layers'], section)]
        : section),
      ...notes(report, room),
      footer([TOOL, ' · ', ...compared(only, report)]),
    ]
  }
  if (imagesIn(report) === 1) {
    return [
      ...blocks,
      ...failureBlocks(report, room.overview),
      ...(report.unchanged ?? []).map(whyUnchanged),
      ...removed(report, room),
      ...notes(report, room),
      footer([TOOL]),
    ]
  }
  return [
    ...blocks,
    totalsBlock(report),
    ...overview(report, room),
    ...failureBlocks(report, room.overview),
    ...removed(report, room),
    ...sections(report, room),
    ...notes(report, room),
    footer([TOOL]),
  ]
}

/** Why nobody built it, and what that means for its budgets. */
export function whyUnchanged({ why, since }: UnchangedImage): Block {
  return paragraph(
    'Since ',
    code(shortCommit(since)),
    ', nothing has changed that it is made of: ',
    ...prose(label(why, 400)),
    '. Without a record its size is unknown here, so that no budget was judged.',
  )
}

// --- internal ---

const TOOL = `Image Size Gate ${manifest.version}`

/** Sections that stand open; those behind them are folded, so that the end of a long report is in reach. */
const MOST_OPEN = 5

/** What the images' own reports are, in the order of the rows above. */
function sections(report: Report, room: Room): Block[] {
  const images = ranked(report).flatMap(({ entry, rank }) =>
    entry.kind === 'measured' ? [{ image: entry.image, rank }] : [],
  )
  const quiet =
    images.filter(({ rank }) => rank === 'quiet').length + (report.unchanged ?? []).length
  return images
    .filter(({ rank }) => rank !== 'quiet' || quiet <= room.quiet)
    .filter(({ image }) => room.passing || image.verdict !== 'passed')
    .slice(0, room.sections)
    .flatMap(({ image }, index) => imageSection(image, report, room, index < MOST_OPEN))
}

function imageSection(
  image: ImageReport,
  report: Report,
  room: Room,
  mayStandOpen: boolean,
): Block[] {
  const blocks = [
    ...wayOutBlocks(image, report),
    ...imageBlocks(image, report, room, 5),
    footer(compared(image, report)),
  ]
  const title = answer(image)
  const status = imageStatus(image)
  if (!mayStandOpen || status === 'held' || status === 'unknown') return [details(title, blocks)]
  return [{ kind: 'heading', level: 4, content: title }, ...blocks]
}

function imageBlocks(image: ImageReport, report: Report, room: Room, level: number): Block[] {
  const { platforms } = image.comparison
  const [only] = platforms
  if (platforms.length === 1 && only !== undefined)
    return [
      ...why(image),
      ...platformBlocks(only, image, report, room),
      ...cureBlocks(image.cures, room),
    ]
  return [
    ...why(image),
    platformOverview(image, report),
    ...platforms.flatMap(platform => {
      const blocks = platformBlocks(platform, image, report, room)
      const status = platformStatus(image, platform)
      const title: Line = [sign(status), ' ', code(label(platform.platform, 40))]
      // Where one platform broke a budget, those that did not can wait.
      const quiet = image.verdict !== 'passed' && (status === 'held' || status === 'unknown')
      return quiet
        ? [details(title, blocks)]
        : [{ kind: 'heading', level, content: title } satisfies Block, ...blocks]
    }),
    ...cureBlocks(image.cures, room),
  ]
}

export function why({ comparison: { baseline }, judgements }: ImageReport): Block[] {
  const blocks: Block[] = []
  if (baseline.state === 'unavailable')
    blocks.push(paragraph(strong('Baseline unavailable'), ': ', ...prose(baseline.why)))
  if (baseline.state === 'new image')
    blocks.push(paragraph('Nothing to compare with: ', ...prose(baseline.why)))
  if (judgements.length === 0)
    blocks.push(paragraph('No budget is set: ', code('max-increase: 5MB'), ' would gate growth.'))
  return blocks
}

function platformBlocks(
  platform: PlatformComparison,
  image: ImageReport,
  report: Report,
  room: Room,
): Block[] {
  const { comparison, trends } = image
  return [
    ...sizeBlocks(platform, comparison.baseline, report),
    ...budgetBlocks(image, platform),
    ...spentBlocks(image, platform, report),
    ...changedLayerBlocks(platform, { report, comparison }, room),
    ...pathBlocks(platform, room.paths, report.minimumChange),
    ...packageBlocks(platform, room.paths),
    ...wasteBlocks(platform, { report, comparison }, room.paths),
    ...foldedLayerBlocks(platform, { report, comparison }, room),
    ...trendBlocks(trends ?? [], platform.platform, report, Math.min(30, room.folded)),
  ]
}

/** How a breach is accepted. */
function acceptanceBlocks({ acceptWith }: Report): Block[] {
  if (acceptWith === undefined) return []
  return [paragraph('To accept this growth, set the label ', code(label(acceptWith, 60)), '.')]
}

/** Whoever sees the mark of a breach beside a green check is told why. */
function warningOnly(report: Report): Block[] {
  if (report.warnOnly !== true || outcomeOf(report) !== 'exceeded') return []
  return [
    paragraph(
      'This is a warning: with ',
      code('fail-on-exceeded: false'),
      ' a budget that is exceeded fails no check.',
    ),
  ]
}

/** Nothing of a removed image is measured, so its name and the reason are all there is. */
export function removed(report: Report, room: Room): Block[] {
  const shown = (report.removed ?? []).slice(0, room.overview)
  return shown.map(({ name, config, commit }) =>
    paragraph(
      code(label(name, 60)),
      ' was removed: ',
      code(label(config, 80)),
      ' lists it at ',
      code(shortCommit(commit)),
      ' and no more',
    ),
  )
}

export function notes(report: Report, room: Room): Block[] {
  if (report.notes.length === 0) return []
  const shown = report.notes.slice(0, room.notes).map((note): Line => {
    return [sign('warning'), ' ', ...prose(label(note, 600))]
  })
  const more = report.notes.length - shown.length
  return [{ kind: 'list', items: more === 0 ? shown : [...shown, [`… ${more} more in the log`]] }]
}

/** An image of which nothing changed and no budget broke: one line says it. */
function isQuiet(image: ImageReport): boolean {
  const { baseline, platforms } = image.comparison
  return (
    imageStatus(image) !== 'exceeded' &&
    baseline.state === 'compared' &&
    platforms.every(
      ({ state, layers, unpacked }) =>
        state === 'compared' &&
        unpacked.change === 0 &&
        layers.every(({ change }) => change === 'unchanged' || change === 'rebuilt'),
    )
  )
}

/** What was compared, in a reader's words: the commits, or the images that were named. */
export function compared(
  { comparison: { candidate, baseline } }: ImageReport,
  report: Report,
): Line {
  const head = report.repository?.headSha ?? candidate.commit
  const what: Line =
    candidate.commit === null || head === null
      ? prose(label(candidate.source, 200))
      : [code(shortCommit(head))]
  if (baseline.state !== 'compared') return [...what, ', compared with nothing']
  // How far away a record is, or that a Dockerfile moved, is in its words.
  return [...what, ' compared with ', ...prose(label(baseline.source, 200))]
}

/** What was compared, and how its bytes were read. */
export function measured({ comparison: { candidate, baseline } }: ImageReport): Line {
  const other: Line =
    baseline.state === 'compared'
      ? [' with ', ...prose(label(baseline.source, 200)), ` (by ${baseline.feed})`]
      : [' with nothing']
  return [
    'compared ',
    ...prose(label(candidate.source, 200)),
    ` (by ${candidate.feed}: `,
    ...prose(label(candidate.feedReason, 200)),
    ')',
    ...other,
  ]
}

function footer(content: Line): Block {
  return { kind: 'footer', content }
}
