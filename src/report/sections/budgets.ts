import type { Judgement, Limit, Spent } from '../../budget/budget.ts'
import type { BaselineState, PlatformComparison } from '../../compare/comparison.ts'
import { formatBytes, formatNumber, formatPair } from '../../image/bytes.ts'
import type { ImageReport } from '../report.ts'
import { type Block, type Cell, cell, type Line, prose, sign, strong, table } from './document.ts'
import {
  amount,
  approvedBy,
  count,
  judgementStatus,
  metricWords,
  narrowing,
  span,
} from './words.ts'

/** Every budget with its limit, what was found, and how far apart they are. */
export function budgetBlocks(
  { comparison, judgements }: ImageReport,
  platform: PlatformComparison,
): Block[] {
  const own = judgements.filter(judgement => judgement.platform === platform.platform)
  if (own.length === 0) return []
  return [
    table(
      [
        { head: ['budget'] },
        { head: [] },
        { head: ['actual'], align: 'right' },
        { head: ['limit'], align: 'right' },
      ],
      own.map(judgement => row(judgement, platform, comparison.baseline)),
    ),
  ]
}

// --- internal ---

function row(judgement: Judgement, platform: PlatformComparison, baseline: BaselineState): Cell[] {
  const { limit, actual } = numbers(judgement)
  return [
    cell(...name(judgement, platform)),
    cell(...outcome(judgement, baseline)),
    cell(actual),
    cell(limit),
  ]
}

function name({ budget, spent }: Judgement, { upstreamMove }: PlatformComparison): Line {
  const increase = budget.metric === 'max-increase' || budget.metric === 'max-compressed-increase'
  const own = increase && budget.upstream === 'exclude' && upstreamMove !== null
  return [
    `${metricWords[budget.metric]}${own ? ' (own)' : ''}`,
    ...narrowing(budget),
    ...span(budget),
    ...(spent === undefined ? [] : [` (${windowText(spent)})`]),
  ]
}

/** How many commits of the default branch a window has, and whether it is as long as was asked for. */
function windowText({ commits, nearer }: Spent): string {
  return `${count(commits, 'recorded commit')}${nearer === null ? '' : `; ${nearer}`}`
}

function numbers({ budget, actual, allowed }: Judgement): { limit: string; actual: string } {
  if (actual === null) return { limit: limitText(budget.limit, null), actual: 'unknown' }
  if (budget.metric === 'max-layers' || allowed === null)
    return { limit: limitText(budget.limit, null), actual: plainNumber(budget.metric, actual) }
  const pair = formatPair(actual, allowed)
  return { limit: limitText(budget.limit, pair.limit), actual: pair.actual }
}

function plainNumber(metric: Judgement['budget']['metric'], number: number): string {
  return metric === 'max-layers' ? formatNumber(number) : formatBytes(number)
}

function limitText(limit: Limit, resolved: string | null): string {
  if (limit.kind === 'count') return formatNumber(limit.count)
  if (limit.kind === 'bytes') return resolved ?? formatBytes(limit.bytes)
  return `${limit.percent} %${resolved === null ? '' : ` (${resolved})`}`
}

function outcome(judgement: Judgement, baseline: BaselineState): Line {
  const { budget, actual, allowed, why } = judgement
  const mark: Line = [sign(judgementStatus(judgement)), ' ']
  const reason: Line = why === null ? [] : [': ', ...prose(why)]
  if (judgement.outcome === 'not judged') {
    // The reason of a baseline that is not there is told once, above.
    const told = 'why' in baseline && why !== null && why.endsWith(baseline.why)
    return [...mark, 'not judged', ...(told ? [': no baseline'] : reason)]
  }
  if (actual === null || allowed === null) return [...mark, judgement.outcome, ...reason]
  if (judgement.outcome === 'held') {
    const left = allowed - Math.max(actual, 0)
    return [...mark, left === 0 ? 'nothing left' : `${amount(budget.metric, left)} left`]
  }
  const over = `${amount(budget.metric, actual - allowed)} over`
  if (judgement.outcome === 'approved') return [...mark, over, ', ', ...approvedBy(why)]
  return [
    ...mark,
    strong(over),
    ...(budget.severity === 'warning' ? [' (warning)'] : []),
    ...reason,
  ]
}
