import type { Budget, BudgetMetric, Judgement } from '../../budget/budget.ts'
import type { BaselineState, PlatformComparison } from '../../compare/comparison.ts'
import { formatBytes, formatChange, formatNumber, formatPercent } from '../../image/bytes.ts'
import type { ImageReport, Report } from '../report.ts'
import { code, type Inline, type Line, type Status } from './document.ts'
import { oneLine, truncate } from './text.ts'

/** What stands for a size that nobody measured. */
export const notMeasured = 'not measured'

/** A budget's metric as a row's first word. */
export const metricWords: Record<BudgetMetric, string> = {
  'max-size': 'size',
  'max-increase': 'increase',
  'max-compressed-size': 'compressed size',
  'max-compressed-increase': 'compressed increase',
  'max-download': 'download',
  'max-layers': 'layers',
}

/** What a budget is narrowed to: ` of /app in COPY*`; empty when it is about the whole image. */
export function narrowing({ path, layer }: Budget): Line {
  return [
    ...(path === undefined ? [] : [' of ', code(label(path, 60))]),
    ...(layer === undefined ? [] : [path === undefined ? ' of ' : ' in ', code(label(layer, 60))]),
  ]
}

/** From where on a budget counts growth: ` since v1.2.0`, ` over 30 days`; empty for growth over the baseline. */
export function span({ since }: Pick<Budget, 'since'>): Line {
  if (since === undefined) return []
  if (since.kind === 'tag') return [' since ', code(label(since.tag, 40))]
  return [
    ` over ${since.kind === 'days' ? count(since.days, 'day') : count(since.count, 'record')}`,
  ]
}

/** How many images a report is about, also those that nothing is known of. */
export function imagesIn({ images, missing = [], failed = [], unchanged = [] }: Report): number {
  return images.length + missing.length + failed.length + unchanged.length
}

/** `3 layers`, `1 layer`. */
export function count(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`
}

/** A foreign text short enough for a table. */
export function label(text: string, length = 80): string {
  return truncate(oneLine(text), length)
}

export function sizeOrWord(bytes: number | null): string {
  return bytes === null ? notMeasured : formatBytes(bytes)
}

/** `+41.2 MB (+13.7 %)` */
export function changeAndPercent(change: number, baseline: number | null): string {
  const percent = baseline === null || change === 0 ? null : formatPercent(change, baseline)
  return percent === null ? formatChange(change) : `${formatChange(change)} (${percent})`
}

/** An amount in a budget's unit: bytes, or layers. */
export function amount(metric: BudgetMetric, number: number): string {
  return metric === 'max-layers' ? count(number, 'layer') : formatBytes(number)
}

/** @param approval the label that approved a breach */
export function approvedBy(approval: string | null): Line {
  return approval === null ? ['approved'] : ['approved by ', code(label(approval, 60))]
}

/** The head of the candidate's column. */
export function candidateWord(report: Report): string {
  if (report.repository === null) return 'candidate'
  return report.repository.baseRef === null ? 'this commit' : 'this PR'
}

/** What tells the baseline from others in a column's head: `main@1a2b3c4`. */
export function baselineName(baseline: BaselineState, report: Report): Inline {
  if (baseline.state !== 'compared') return ''
  const { commit, digest, source } = baseline
  const ref = report.repository?.baseRef ?? null
  if (commit !== null)
    return code(label(`${ref === null ? '' : `${ref}@`}${shortCommit(commit)}`, 40))
  return code(digest === null ? label(source, 40) : shortDigest(digest))
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 7)
}

export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}

/** The sign of one judgement. */
export function judgementStatus(judgement: Judgement): Status {
  if (judgement.outcome === 'not judged') return judgement.unjudged ?? 'unknown'
  if (judgement.outcome !== 'exceeded') return judgement.outcome
  return judgement.budget.severity === 'warning' ? 'warning' : 'exceeded'
}

/** The sign of an image; one without a judged budget neither passed nor failed. */
export function imageStatus(image: ImageReport): Status {
  if (image.verdict !== 'passed') return image.verdict
  const statuses = image.judgements.map(judgementStatus)
  if (statuses.includes('warning')) return 'warning'
  return statuses.every(status => status === 'unknown') ? 'unknown' : 'held'
}

/** The sign of one platform of an image. */
export function platformStatus(image: ImageReport, platform: PlatformComparison): Status {
  const statuses = image.judgements
    .filter(judgement => judgement.platform === platform.platform)
    .map(judgementStatus)
  const worst = (['exceeded', 'approved', 'warning', 'held'] as const).find(status =>
    statuses.includes(status),
  )
  return worst ?? 'unknown'
}
