import type { Judgement, Verdict } from '../budget/budget.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { Cures } from '../cure/cures.ts'

/** What one commit of the default branch weighed. */
export interface TrendPoint {
  commit: string
  /** The first line of its message; absent when it was not recorded. */
  subject?: string
  unpacked: number | null
  compressed: number | null
}

/** The records of one platform, oldest first. */
export interface Trend {
  platform: string
  /** The branch that the records are of. */
  ref: string
  points: TrendPoint[]
}

/** One image's comparison and how its budgets fared. */
export interface ImageReport {
  comparison: Comparison
  judgements: Judgement[]
  verdict: Verdict
  /** Absent without records. */
  trends?: Trend[]
  /** What came of the mechanical cures; absent unless they were asked for (`cures: verified`). */
  cures?: Cures
}

/** An image of which nothing is known, because it could not be built or measured. No budget was judged. */
export interface FailedImage {
  name: string
  /** `not read`: its report cannot be used. */
  state: 'not built' | 'not measured' | 'not read'
  /** In one sentence without its full stop; `…` marks code: "`RUN make` ended with code 2". */
  why: string
  /** Path of the Dockerfile, relative to the repository; null where there is none, or it has no part in it. */
  dockerfile: string | null
  /** The lines of the Dockerfile that failed; null when none is to blame. */
  lines: { start: number; end: number } | null
}

/** An image that was not built, since nothing that it is made of has changed. No size of it is known, and no budget was judged. */
export interface UnchangedImage {
  name: string
  /** The commit that it is unchanged since. */
  since: string
  /** What was looked at, in one sentence without its full stop; `…` marks code. */
  why: string
}

/** An image that the configuration file listed at the base commit, and lists no more. */
export interface RemovedImage {
  name: string
  /** Path of the configuration file. */
  config: string
  commit: string
}

/** Everything that comment, summary, HTML, terminal and JSON show. Versioned; see schema/report.schema.json. */
export interface Report {
  schema: 1
  verdict: Verdict
  images: ImageReport[]
  /** Names of expected images that did not report; with one of them the verdict is `exceeded`. */
  missing?: string[]
  /** Absent when every image could be built and measured; with one of them the verdict is `exceeded`. */
  failed?: FailedImage[]
  /** Absent when every image was built or measured; these passed. */
  unchanged?: UnchangedImage[]
  /** Absent when no image was removed. */
  removed?: RemovedImage[]
  /** Warnings about the run itself (comment not posted, baseline unavailable …), each with its next step. */
  notes: string[]
  /** What links are made from; null outside GitHub. */
  repository: { serverUrl: string; name: string; headSha: string; baseRef: string | null } | null
  /** Rows that changed by fewer bytes are folded. */
  minimumChange: number
  /** The label that accepts what is over budget; absent: nothing is, no label does, or there is no pull request. */
  acceptWith?: string
  /** A budget that is exceeded is a warning, and fails nothing; absent: it fails the check. */
  warnOnly?: true
}
