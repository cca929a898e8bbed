import { type Approval, labelFor, largestApproval } from './approvals.ts'
import type { Judgement } from './budget.ts'
import { growthToApprove } from './judge.ts'

/**
 * How a breach is accepted: the label that does it, and what is wrong with the one that is set.
 * @param prefix null: approvals are switched off, or there is no pull request to label
 */
export function acceptance(
  judgements: Judgement[],
  approvals: Approval[],
  prefix: string | null,
): { acceptWith?: string; notes: string[] } {
  const growth = prefix === null ? null : growthToApprove(judgements)
  if (prefix === null || growth === null) return { notes: [] }
  const acceptWith = labelFor(prefix, growth)
  const set = largestApproval(approvals)
  const notes =
    set === null
      ? []
      : [
          `The label \`${set.label}\` approves less than this growth: set \`${acceptWith}\` instead.`,
        ]
  return { acceptWith, notes }
}
