import type { Judgement } from '../../budget/budget.ts'
import type { PlatformComparison } from '../../compare/comparison.ts'
import type { ImageReport } from '../report.ts'
import { budgetBlocks } from '../sections/budgets.ts'
import { htmlText } from '../sections/text.ts'
import { amount, judgementStatus, metricWords } from '../sections/words.ts'
import { blocksHtml } from './blocks.ts'

/** Budgets as bars with their limits marked, and the table with the exact words. */
export function budgetsHtml(
  image: ImageReport,
  platform: PlatformComparison,
  level: number,
): string {
  const own = image.judgements.filter(judgement => judgement.platform === platform.platform)
  if (own.length === 0) return ''
  const bars = own.slice(0, MOST_BARS).map(barOf).join('\n')
  return `<section class="budgets"><h${level}>Budgets</h${level}>\n<div class="budget-bars" aria-hidden="true">${bars}</div>\n${blocksHtml(budgetBlocks(image, platform))}</section>`
}

// --- internal ---

const MOST_BARS = 12

/** The limit stands at four fifths of a bar, unless more than that is over it. */
function barOf(judgement: Judgement): string {
  const { budget, actual, allowed } = judgement
  if (actual === null || allowed === null) return ''
  const full = Math.max(allowed * 1.25, actual * 1.04, 1)
  const percent = (number: number) =>
    `${((Math.min(full, Math.max(0, number)) / full) * 100).toFixed(1)}%`
  const within = percent(Math.min(actual, allowed))
  const over = actual > allowed ? percent(actual - allowed) : null
  const status = judgementStatus(judgement)
  return `<div class="budget ${status}"><span>${htmlText(metricWords[budget.metric])}</span><svg><rect class="track" width="100%" height="14"/><rect class="within" width="${within}" height="14"/>${
    over === null ? '' : `<rect class="over" x="${within}" width="${over}" height="14"/>`
  }<line class="limit" x1="${percent(allowed)}" x2="${percent(allowed)}" y1="-3" y2="17"/></svg><span class="amount">${htmlText(amount(budget.metric, actual))}<span class="quiet"> of ${htmlText(amount(budget.metric, allowed))}</span></span></div>`
}
