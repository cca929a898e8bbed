import type { Judgement } from '../../budget/budget.ts'
import { budgetMetrics } from '../../budget/budget.ts'
import type { PlatformComparison } from '../../compare/comparison.ts'
import { formatBytes, formatNumber, formatPercent } from '../../image/bytes.ts'
import type { ImageReport, Report, UnchangedImage } from '../report.ts'
import { code, joined, type Line, type Status, sign } from './document.ts'
import { verb, whatFailed } from './failed.ts'
import { largestChange } from './ranking.ts'
import {
  amount,
  approvedBy,
  count,
  imageStatus,
  imagesIn,
  judgementStatus,
  label,
  metricWords,
  narrowing,
  shortCommit,
  span,
} from './words.ts'

/** The answer to the whole report, in one line that starts with its sign. */
export function headline(report: Report): Line {
  const missing = report.missing ?? []
  const [only] = report.images
  const removed = (report.removed ?? []).map(({ name }) => name)
  const gone: Line =
    removed.length === 0
      ? []
      : ['; ', ...names(removed), removed.length === 1 ? ' was removed' : ' were removed']
  if (imagesIn(report) === 1 && only !== undefined) return [...answer(only), ...gone]
  const [same] = report.unchanged ?? []
  if (imagesIn(report) === 1 && same !== undefined) return [...unchangedAnswer(same), ...gone]
  return [sign(reportStatus(report)), ' ', ...severalImages(report, missing), ...gone]
}

/** The answer for one image: what happened to its size, and what its budgets say of it. */
export function answer(image: ImageReport): Line {
  return [sign(imageStatus(image)), ' ', ...imageAnswer(image)]
}

/** The answer for an image that nobody built. */
export function unchangedAnswer({ name, since }: UnchangedImage): Line {
  const at = code(shortCommit(since))
  return [sign('held'), ' ', code(label(name)), ' is unchanged since ', at, ', and was not built']
}

/** The platform that an image's answer is about: where a budget broke, else what changed most. */
export function platformInFocus(image: ImageReport): PlatformComparison | undefined {
  const { platforms } = image.comparison
  const broken = breaches(image)[0]?.platform
  const weight = ({ unpacked, compressed }: PlatformComparison) =>
    Math.abs(unpacked.change ?? compressed.change ?? 0)
  const heaviest = platforms.toSorted((a, b) => weight(b) - weight(a))[0]
  return platforms.find(platform => platform.platform === broken) ?? heaviest
}

/** Names of the first few, and how many more. */
export function names(all: string[], most = 5): Line {
  const shown = all.slice(0, most).map((name): Line => [code(label(name, 60))])
  const more = all.length - shown.length
  return [...joined(shown, ', '), ...(more === 0 ? [] : [` and ${formatNumber(more)} more`])]
}

// --- internal ---

function reportStatus(report: Report): Status {
  if ((report.failed ?? []).length + (report.missing ?? []).length > 0) return 'exceeded'
  const same = (report.unchanged ?? []).map((): Status => 'held')
  const statuses = [...report.images.map(imageStatus), ...same]
  const order: Status[] = ['exceeded', 'approved', 'warning', 'held']
  return order.find(status => statuses.includes(status)) ?? 'unknown'
}

function severalImages(report: Report, missing: string[]): Line {
  const silent: Line = missing.length === 0 ? [] : [...names(missing), ' did not report']
  const failed = failures(report)
  const same = unbuilt(report)
  const broken = report.images
    .filter(image => image.verdict === 'exceeded')
    .toSorted((a, b) => largestChange(b) - largestChange(a))
  const [first] = broken
  if (first === undefined) {
    const rest = summaryOfOthers(report.images)
    return joined(
      [failed, silent, rest, same].filter(part => part.length > 0),
      '; ',
    )
  }
  const others = report.images.filter(image => image.verdict !== 'exceeded')
  const answerOfBroken: Line =
    broken.length === 1
      ? imageAnswer(first)
      : [
          `${broken.length} of ${count(imagesIn(report), 'image')} are over budget: `,
          ...names(broken.map(image => image.comparison.name)),
        ]
  const rest = broken.length === 1 ? summaryOfOthers(others, 'other ') : []
  return joined(
    [answerOfBroken, failed, silent, rest, same].filter(part => part.length > 0),
    '; ',
  )
}

function unbuilt({ unchanged = [] }: Report): Line {
  if (unchanged.length === 0) return []
  return [
    `${count(unchanged.length, 'image')} ${unchanged.length === 1 ? 'is' : 'are'} unchanged and not built`,
  ]
}

function failures(report: Report): Line {
  const failed = report.failed ?? []
  const [only] = failed
  if (only === undefined) return []
  if (failed.length === 1) return [code(label(only.name, 60)), ' ', ...whatFailed(only, report)]
  const verbs = new Set(failed.map(verb))
  const state = verbs.size === 1 ? [...verbs].join() : 'measured'
  return [...names(failed.map(({ name }) => name)), ` could not be ${state}`]
}

function summaryOfOthers(images: ImageReport[], other = ''): Line {
  if (images.length === 0) return []
  const approved = images.filter(image => image.verdict === 'approved')
  const passed = images.length - approved.length
  const parts: Line[] = []
  if (approved.length > 0)
    parts.push([
      ...names(approved.map(image => image.comparison.name)),
      ' over budget but approved',
    ])
  if (passed > 0) parts.push([`${count(passed, `${other}image`)} passed`])
  return joined(parts, '; ')
}

function imageAnswer(image: ImageReport): Line {
  return [
    code(label(image.comparison.name, 60)),
    ' ',
    ...whatHappened(image),
    ...whatBudgetsSay(image),
  ]
}

function whatHappened(image: ImageReport): Line {
  const { baseline, platforms } = image.comparison
  const platform = platformInFocus(image)
  if (platform === undefined) return ['has no platform']
  const where: Line = platforms.length > 1 ? [' on ', code(platform.platform)] : []
  if (platform.state === 'only baseline') return ['was removed', ...where]
  if (baseline.state === 'new image') return ['is a new image of ', weight(platform), ...where]
  if (baseline.state === 'unavailable')
    return ['is ', weight(platform), ...where, ', baseline unavailable']
  if (baseline.state === 'none') return ['is ', weight(platform), ...where]
  if (platform.state === 'only candidate') return ['is new', ...where, ': ', weight(platform)]
  return [...growth(platform), ...where, ...upstreamShare(platform)]
}

function growth(platform: PlatformComparison): Line {
  const unpacked = platform.unpacked.change !== null
  const { change, baseline } = unpacked ? platform.unpacked : platform.compressed
  if (change === null) return ['could not be compared: its sizes are not measured']
  if (change === 0) {
    const same = platform.layers.every(layer => layer.change === 'unchanged')
    return [same ? 'is unchanged' : 'kept its size']
  }
  const percent = baseline === null ? null : formatPercent(change, baseline)
  const size = `${formatBytes(Math.abs(change))}${unpacked ? '' : ' compressed'}`
  return [`${change > 0 ? 'grew' : 'shrank'} by ${size}${percent === null ? '' : ` (${percent})`}`]
}

function upstreamShare({ blame, upstreamMove }: PlatformComparison): Line {
  const split = blame.unpacked ?? blame.compressed
  if (split === null || upstreamMove === null || split.upstream <= 0) return []
  const bytes = split.own === 0 ? 'all of it' : formatBytes(split.upstream)
  return [`, ${bytes} from `, code(label(upstreamMove.name, 40))]
}

function weight({ unpacked, compressed }: PlatformComparison): string {
  if (unpacked.candidate === null && compressed.candidate === null) return 'unknown size'
  if (unpacked.candidate === null) return `${formatBytes(compressed.candidate ?? 0)} compressed`
  const packed =
    compressed.candidate === null ? '' : ` (${formatBytes(compressed.candidate)} compressed)`
  return `${formatBytes(unpacked.candidate)}${packed}`
}

/** What exceeded its limit: errors before warnings before approved ones, growth first. */
function breaches(image: ImageReport): Judgement[] {
  const severity = ['exceeded', 'warning', 'approved']
  const order = ['max-increase', ...budgetMetrics.filter(metric => metric !== 'max-increase')]
  return image.judgements
    .filter(({ outcome }) => outcome === 'exceeded' || outcome === 'approved')
    .toSorted(
      (a, b) =>
        severity.indexOf(judgementStatus(a)) - severity.indexOf(judgementStatus(b)) ||
        order.indexOf(a.budget.metric) - order.indexOf(b.budget.metric) ||
        // What the change itself grew is nearer to its author than what a window did.
        Number(a.budget.since !== undefined) - Number(b.budget.since !== undefined) ||
        (b.actual ?? 0) - (b.allowed ?? 0) - ((a.actual ?? 0) - (a.allowed ?? 0)),
    )
}

function whatBudgetsSay(image: ImageReport): Line {
  const all = breaches(image)
  const [worst] = all
  const open = image.judgements.find(({ unjudged }) => unjudged === 'exceeded')
  if (open !== undefined && (worst === undefined || judgementStatus(worst) !== 'exceeded')) {
    const part = [...narrowing(open.budget), ...span(open.budget)]
    return [`, its ${metricWords[open.budget.metric]} budget`, ...part, ' could not be judged']
  }
  if (worst === undefined || worst.actual === null || worst.allowed === null) return []
  const { metric } = worst.budget
  const part = [...narrowing(worst.budget), ...span(worst.budget)]
  const over: Line = [
    `, ${amount(metric, worst.actual - worst.allowed)} over `,
    ...(part.length > 0
      ? ['its budget for the ', metricWords[metric], ...part]
      : [metric === 'max-increase' ? 'budget' : `its ${metricWords[metric]} budget`]),
  ]
  const status = judgementStatus(worst)
  if (status === 'approved') return [...over, ', ', ...approvedBy(worst.why)]
  const same = all.filter(one => judgementStatus(one) === status)
  const more = same.length > 1 ? ` (${same.length} budgets exceeded)` : ''
  return [...over, status === 'warning' ? ' (warning)' : more]
}
