import type { Comparison, PlatformComparison, SizeChange } from '../compare/comparison.ts'
import type { Metric } from '../image/measurement.ts'
import { type Approval, largestApproval } from './approvals.ts'
import type { Budget, BudgetMetric, Judgement, Limit, Since, Verdict } from './budget.ts'
import { carriedGrowth, carriedPart } from './carried.ts'
import { type CandidatePlatform, narrow } from './narrow.ts'
import { weigh } from './weight.ts'
import { growthSince, type History } from './window.ts'

/**
 * Holds every budget against every platform of the candidate; reports all breaches, not the first.
 * A budget is held when actual equals its limit. What is unknown is not judged, which is a warning.
 * @param history what budgets with `since` look back on, or why there is nothing
 * @param failOnUnjudged makes what cannot be judged exceed its budget
 * @param carried what a report says of budgets that are judged again: it does not list all that they count
 */
export function judge(
  comparison: Comparison,
  budgets: Budget[],
  approvals: Approval[],
  history: History | { why: string } = noHistory,
  failOnUnjudged = false,
  carried: Judgement[] | null = null,
): { judgements: Judgement[]; verdict: Verdict } {
  const approval = largestApproval(approvals)
  const platforms = comparison.platforms.filter(hasCandidate)
  const unjudged = (judgement: Judgement): Judgement => {
    const { outcome, budget } = judgement
    if (outcome !== 'not judged' || !applies(judgement, comparison)) return judgement
    const fails = failOnUnjudged && budget.severity === 'error'
    return { ...judgement, unjudged: fails ? 'exceeded' : 'warning' }
  }
  const judged = platforms.flatMap((platform, index) =>
    budgets.flatMap(budget => {
      if (isFor(budget, platform)) {
        const judgement =
          budget.since === undefined
            ? judgeBudget(budget, platform, reasonWithout(comparison, platform), carried)
            : judgeSince({ ...budget, since: budget.since }, platform, history, carried)
        return [approve(judgement, approval)]
      }
      // A budget for a platform that the image does not have is shown once, or nobody would miss it.
      const lost = index === 0 && !platforms.some(one => isFor(budget, one))
      return lost ? [notJudged(budget, platform, `the image has no ${budget.platform}`)] : []
    }),
  )
  const judgements = judged.map(unjudged)
  return { judgements, verdict: verdictOf(judgements) }
}

/** What some judgements come to. */
export function verdictOf(judgements: Judgement[]): Verdict {
  const outcomes = judgements
    .filter(({ budget }) => budget.severity === 'error')
    .map(({ outcome, unjudged }) => unjudged ?? outcome)
  if (outcomes.includes('exceeded')) return 'exceeded'
  return outcomes.includes('approved') ? 'approved' : 'passed'
}

/** The verdict of several images: the worst of theirs. */
export function worstVerdict(verdicts: Verdict[]): Verdict {
  if (verdicts.includes('exceeded')) return 'exceeded'
  return verdicts.includes('approved') ? 'approved' : 'passed'
}

/**
 * What a label has to approve for some judgements to hold: bytes, the most that any of them grew.
 * @returns null when nothing is over, or when something is that no label approves
 */
export function growthToApprove(judgements: Judgement[]): number | null {
  const over = judgements.filter(
    ({ outcome, unjudged, budget }) =>
      budget.severity === 'error' && (outcome === 'exceeded' || unjudged === 'exceeded'),
  )
  const own = over.map(({ budget, actual, spent }) =>
    rules[budget.metric].relative ? (spent?.own ?? actual) : null,
  )
  return own.reduce(
    (most, one) => (most === null || one === null ? null : Math.max(most, one)),
    own[0] ?? null,
  )
}

/** Whether a budget counts compressed bytes, which then have to be measured. */
export function needsCompressed(budgets: Budget[]): boolean {
  return budgets.some(isCompressed)
}

/** Whether a budget looks at compressed bytes and at nothing else. */
export function isCompressed({ metric }: Pick<Budget, 'metric'>): boolean {
  return rules[metric].size === 'compressed'
}

// --- internal ---

function hasCandidate(platform: PlatformComparison): platform is CandidatePlatform {
  return platform.candidate !== null
}

interface Rule {
  /** Which size it counts; null: it counts no bytes. */
  size: Metric | null
  /** Counts against the baseline, and so can be approved; an absolute budget never is. */
  relative: boolean
}

// What a node must fetch is counted from the baseline on, so it is relative: whoever approves
// growth approves that it is pulled.
const rules: Record<BudgetMetric, Rule> = {
  'max-size': { size: 'unpacked', relative: false },
  'max-increase': { size: 'unpacked', relative: true },
  'max-compressed-size': { size: 'compressed', relative: false },
  'max-compressed-increase': { size: 'compressed', relative: true },
  'max-download': { size: 'compressed', relative: true },
  'max-layers': { size: null, relative: false },
}

/** `linux/arm` is every variant of it, `linux/arm/v7` that one. */
function isFor({ platform }: Budget, { platform: measured }: PlatformComparison): boolean {
  return platform === undefined || measured === platform || measured.startsWith(`${platform}/`)
}

const noHistory = { why: 'no records were read' }

function notJudged(budget: Budget, { platform }: PlatformComparison, why: string): Judgement {
  return { budget, platform, outcome: 'not judged', actual: null, allowed: null, why }
}

/** Growth of what is new, or is not to be compared, is nothing that could be judged. */
function applies({ budget, platform }: Judgement, { baseline, platforms }: Comparison): boolean {
  if (!rules[budget.metric].relative) return true
  if (baseline.state === 'new image') return false
  if (budget.since !== undefined) return true
  if (baseline.state === 'none') return false
  const state = platforms.find(one => one.platform === platform)?.state
  return baseline.state === 'unavailable' || state === 'compared'
}

/** @param noBaseline why the platform has nothing to compare with; null when it has */
function judgeBudget(
  budget: Budget,
  whole: CandidatePlatform,
  noBaseline: string | null,
  carried: Judgement[] | null,
): Judgement {
  const rule = rules[budget.metric]
  const narrowed = narrow(whole, budget)
  if ('why' in narrowed) return notJudged(budget, whole, narrowed.why)
  const isPart = budget.path !== undefined && rule.relative
  const platform = carried !== null && isPart ? carriedPart(carried, budget, narrowed) : narrowed
  const actual = actualOf(budget, platform)
  const allowed = allowedOf(budget.limit, rule.size === null ? null : platform[rule.size])
  const { baseline, candidate } = platform.unpacked
  const part = { baseline, candidate, upstream: platform.blame.unpacked?.upstream ?? 0 }
  const judgement = {
    budget,
    platform: platform.platform,
    actual,
    allowed,
    why: null,
    ...(isPart && noBaseline === null ? { part } : {}),
  }
  if (rule.relative && noBaseline !== null) {
    return { ...judgement, outcome: 'not judged', actual: null, why: noBaseline }
  }
  if (actual === null || allowed === null) {
    return { ...judgement, outcome: 'not judged', why: unmeasured(rule, platform) }
  }
  return { ...judgement, outcome: actual <= allowed ? 'held' : 'exceeded' }
}

/** A breach that the candidate adds nothing to is a warning: others spent the budget. */
function judgeSince(
  budget: Budget & { since: Since },
  whole: CandidatePlatform,
  history: History | { why: string },
  carried: Judgement[] | null,
): Judgement {
  const { size } = rules[budget.metric]
  const candidate = weigh(whole.candidate)
  if (size === null || candidate[size] === null) {
    return notJudged(budget, whole, unmeasured(rules[budget.metric], whole))
  }
  const { platform } = whole
  const grown =
    carried !== null
      ? carriedGrowth(carried, budget, platform)
      : 'why' in history
        ? history
        : growthSince(budget, size, { platform, candidate }, history)
  if ('why' in grown) return notJudged(budget, whole, grown.why)
  const { bytes: actual, from, spent } = grown
  const allowed = allowedOf(budget.limit, { baseline: from, candidate: null, change: null })
  const judgement: Judgement = {
    budget,
    platform,
    outcome: 'held',
    actual,
    allowed,
    why: null,
    spent: { ...spent, size: from },
  }
  if (allowed === null || actual <= allowed) return judgement
  if (spent.own > 0) return { ...judgement, outcome: 'exceeded' }
  return {
    ...judgement,
    budget: { ...budget, severity: 'warning' },
    outcome: 'exceeded',
    why: 'this change adds nothing to it',
  }
}

function actualOf({ metric, upstream }: Budget, platform: CandidatePlatform): number | null {
  switch (metric) {
    case 'max-size':
      return platform.unpacked.candidate
    case 'max-compressed-size':
      return platform.compressed.candidate
    case 'max-increase':
      return increaseOf('unpacked', upstream, platform)
    case 'max-compressed-increase':
      return increaseOf('compressed', upstream, platform)
    case 'max-download':
      return platform.download.bytes
    case 'max-layers':
      return platform.candidate.layers.length
  }
}

/** Growth that cannot be blamed on anybody counts in full. */
function increaseOf(
  size: Metric,
  upstream: Budget['upstream'],
  platform: PlatformComparison,
): number | null {
  const { change } = platform[size]
  if (change === null || upstream === 'include') return change
  return change - (platform.blame[size]?.upstream ?? 0)
}

/** In bytes or layers, rounded down. */
function allowedOf(limit: Limit, size: SizeChange | null): number | null {
  switch (limit.kind) {
    case 'bytes':
      return limit.bytes
    case 'count':
      return limit.count
    case 'percent':
      return size === null || size.baseline === null
        ? null
        : percentOf(size.baseline, limit.percent)
  }
}

/** Exact to six decimals of a percent: floating point would make 4.35 % of 10000 less than 435. */
function percentOf(bytes: number, percent: number): number {
  return Number((BigInt(bytes) * BigInt(Math.round(percent * 1e6))) / BigInt(100 * 1e6))
}

function reasonWithout(comparison: Comparison, platform: PlatformComparison): string | null {
  const { baseline } = comparison
  switch (baseline.state) {
    case 'compared':
      return platform.state === 'compared' ? null : `the baseline has no ${platform.platform}`
    case 'new image':
      return `new image: ${baseline.why}`
    case 'unavailable':
      return `baseline unavailable: ${baseline.why}`
    case 'none':
      return 'there is no baseline (`baseline: none`)'
  }
}

function unmeasured({ size }: Rule, { candidate, baseline }: CandidatePlatform): string {
  if (size === null) return 'layers are counted, and have no percentage'
  const reason = size === 'unpacked' ? 'unpackedUnmeasured' : 'compressedUnmeasured'
  const [side, why] =
    candidate[reason] === null && baseline !== null && baseline[reason] !== null
      ? [' of the baseline', baseline[reason]]
      : ['', candidate[reason]]
  return `${size} sizes${side} were not measured${why === null ? '' : `: ${why}`}`
}

function approve(judgement: Judgement, approval: Approval | null): Judgement {
  const { budget, outcome, actual } = judgement
  if (outcome !== 'exceeded' || !rules[budget.metric].relative) return judgement
  // A label speaks for the change that carries it, not for what others spent of a window.
  const own = judgement.spent?.own ?? actual
  if (approval === null || own === null || own > approval.bytes) return judgement
  return { ...judgement, outcome: 'approved', why: approval.label }
}

/** Warnings decide nothing, neither exceeded nor approved. */
