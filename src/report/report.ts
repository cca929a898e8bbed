import type { Judgement, Verdict } from '../budget/budget.ts'
import type { Comparison } from '../compare/comparison.ts'

/** One image's comparison and how its budgets fared. */
export interface ImageReport {
  comparison: Comparison
  judgements: Judgement[]
  verdict: Verdict
}

/** Everything that comment, summary, HTML, terminal and JSON show. Versioned; see schema/report.schema.json. */
export interface Report {
  schema: 1
  verdict: Verdict
  images: ImageReport[]
  /** Warnings about the run itself (comment not posted, baseline unavailable …), each with its next step. */
  notes: string[]
  /** What links are made from; null outside GitHub. */
  repository: { serverUrl: string; name: string; headSha: string; baseRef: string | null } | null
  /** Rows that changed by fewer bytes are folded. */
  minimumChange: number
}
