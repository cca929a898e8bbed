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

/** How far back growth is counted: to a tag's commit, over days, or over recorded commits. */
export type Since =
  | { kind: 'tag'; tag: string }
  | { kind: 'days'; days: number }
  | { kind: 'records'; count: number }

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
  /** Growth counts from an earlier record of the default branch on, not from the baseline. */
  since?: Since
}

/** What growth over a window consists of, in bytes; `biggest`, `rest` and `own` add up to all of it. */
export interface Spent {
  /** Commit of the record that growth is counted from. */
  from: string
  /** Why that is nearer than was asked for; null when it is not. */
  nearer: string | null
  /** Recorded commits after it. */
  commits: number
  /** Those that grew most, biggest first. */
  biggest: { commit: string; subject: string | null; change: number }[]
  /** All others, also those that shrank. */
  rest: { commits: number; change: number }
  /** What came after the newest of these records: the candidate's part. */
  own: number
  /** Whether commits without a record are in that part. */
  unrecorded: boolean
  /** What the image weighed when the window began, which a percentage is of; absent in reports of before. */
  size?: number
}

/** What is under a path, in unpacked bytes: a report does not list the files of its baseline, so this is told. */
export interface Part {
  baseline: number | null
  candidate: number | null
  /** As much of the growth as came with the FROM image. */
  upstream: number
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
  /** What comes of it that it was not judged; absent when nothing does, as with growth of a new image. */
  unjudged?: 'warning' | 'exceeded'
  /** Of a budget with `since`, when there are records that far. */
  spent?: Spent
  /** Of a budget on the growth of a path. */
  part?: Part
}

export const verdicts = ['passed', 'exceeded', 'approved'] as const
export type Verdict = (typeof verdicts)[number]
