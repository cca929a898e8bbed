import type { Comparison } from '../compare/comparison.ts'
import type { Approval } from './approvals.ts'
import type { Budget, Judgement, Verdict } from './budget.ts'
import { judge, verdictOf } from './judge.ts'

/** An image as a report has it. */
export interface JudgedImage {
  comparison: Comparison
  judgements: Judgement[]
  verdict: Verdict
}

/**
 * Judges an image of a report from its numbers, whatever its verdict says.
 * @param budgets null: those that the report carries
 */
export function judgeAgain(
  image: JudgedImage,
  budgets: Budget[] | null,
  approvals: Approval[],
): Pick<JudgedImage, 'judgements' | 'verdict'> {
  const { comparison, judgements: carried } = image
  const strict = carried.some(({ unjudged }) => unjudged === 'exceeded')
  if (budgets !== null) return judge(comparison, budgets, approvals, undefined, strict, carried)
  // Each platform for itself: growth over a window may be an error on the one, and on the other a warning.
  const judgements = comparison.platforms.flatMap(platform => {
    const own = carried.filter(judgement => judgement.platform === platform.platform)
    const alone = { ...comparison, platforms: [platform] }
    const budgets = own.map(({ budget }) => budget)
    return judge(alone, budgets, approvals, undefined, strict, own).judgements
  })
  return { judgements, verdict: verdictOf(judgements) }
}

/**
 * What a report says of its budgets that its own numbers do not bear out, in one sentence without its full stop.
 * Whether a breach was approved is not looked at: labels are read again.
 * @returns null when it bears out
 */
export function whatBudgetsBelie(image: JudgedImage): string | null {
  const { judgements } = judgeAgain(image, null, [])
  const { judgements: told, verdict, comparison } = image
  const order = new Map(comparison.platforms.map(({ platform }, index) => [platform, index]))
  const sorted = told.toSorted(
    (a, b) => (order.get(a.platform) ?? -1) - (order.get(b.platform) ?? -1),
  )
  if (judgements.length !== told.length) {
    return `it judges ${told.length} budgets, and its platforms have ${judgements.length}`
  }
  for (const [index, one] of judgements.entries()) {
    const other = sorted[index] as Judgement
    const { metric } = one.budget
    const [right, given] = [one, other].map(judgement => wordsOf(judgement))
    if (right !== given) return `it says of \`${metric}\` ${given}, and its numbers say ${right}`
  }
  const right = verdictOf(told)
  return right === verdict ? null : `its verdict is ${verdict}, and its budgets come to ${right}`
}

// --- internal ---

function wordsOf({ outcome, actual, allowed, budget, unjudged }: Judgement): string {
  const amount = (number: number | null) =>
    number === null ? 'unknown' : budget.limit.kind === 'count' ? String(number) : `${number} B`
  const breach = outcome === 'approved' ? 'exceeded' : outcome
  return `${breach}${unjudged === undefined ? '' : ` (${unjudged})`} (${amount(actual)} of ${amount(allowed)})`
}
