export const budgetMetrics = [
  'max-size',
  'max-increase',
  'max-compressed-size',
  'max-compressed-increase',
  'max-download',
  'max-layers',
] as const
export type BudgetMetric = (typeof budgetMetrics)[number]

/** A budget's number: bytes, a percentage of the baseline, or a count of layers. */
export type Limit =
  | { kind: 'bytes'; bytes: number }
  | { kind: 'percent'; percent: number }
  | { kind: 'count'; count: number }

/** A rule with one limit; `max-increase: 5MB, 2%` gives two budgets. */
export interface Budget {
  metric: BudgetMetric
  limit: Limit
  severity: 'error' | 'warning'
  /** Whether upstream growth counts towards increases (contract: `upstream`). */
  upstream: 'exclude' | 'include'
  /** Only files under this absolute path count: `/app`. */
  path?: string
  /** Only layers whose whole instruction matches this glob count: `RUN apt-get install*`. */
  layer?: string
  /** Only this platform is judged: `linux/arm64`, or `linux/arm` for all of its variants. */
  platform?: string
}

/** How one budget fared on one platform. */
export interface Judgement {
  budget: Budget
  platform: string
  outcome: 'held' | 'exceeded' | 'approved' | 'not judged'
  /** In the limit's base unit: bytes (also for percentages) or layers; null when unknown. */
  actual: number | null
  /** The limit in the same unit (a percentage is resolved against the baseline); null when unknown. */
  allowed: number | null
  /** Why it was not judged, or by which label it was approved. */
  why: string | null
}

export const verdicts = ['passed', 'exceeded', 'approved'] as const
export type Verdict = (typeof verdicts)[number]
