import type { Budget } from '../../budget/budget.ts'
import { sinceText } from '../../budget/since.ts'
import { formatBytes, formatChange } from '../../image/bytes.ts'
import type { ImageReport, Report } from '../report.ts'
import { failureText } from './failed.ts'
import { label } from './words.ts'

/**
 * Whether a comment is worth beginning; one that is already there is kept up to date in any case.
 * @param when the input `comment`
 */
export function wantsComment(
  report: Report,
  when: 'always' | 'changed' | 'exceeded' | 'never',
): boolean {
  if (when === 'changed') {
    return (
      report.verdict !== 'passed' || report.images.some(hasChanged) || report.removed !== undefined
    )
  }
  return when === 'always' || (when === 'exceeded' && report.verdict !== 'passed')
}

/** What a run came to. A report whose verdict is `exceeded` may only lack a measurement. */
export function outcomeOf(report: Report): 'passed' | 'exceeded' | 'not measured' {
  const { images, missing = [], failed = [] } = report
  if (missing.length > 0 || images.some(({ verdict }) => verdict === 'exceeded')) return 'exceeded'
  return failed.length > 0 ? 'not measured' : 'passed'
}

/** Which images could not be built or measured, and why; null when all could. */
export function failuresText({ failed = [] }: Report): string | null {
  return failed.length === 0 ? null : failed.map(failureText).join('; ')
}

/** Which images are over which budgets, and by how much, in one line. */
export function breachText(report: Report): string {
  const breaches = report.images.flatMap(({ comparison, judgements }) =>
    judgements
      .filter(
        ({ outcome, budget, unjudged }) =>
          unjudged === 'exceeded' || (outcome === 'exceeded' && budget.severity === 'error'),
      )
      .map(({ budget, platform, actual, allowed, unjudged }) => {
        const over = (actual ?? 0) - (allowed ?? 0)
        const amount = budget.limit.kind === 'count' ? `${over} layers` : formatBytes(over)
        const where = comparison.platforms.length > 1 ? ` (${platform})` : ''
        const which = `${budget.metric}${narrowed(budget)}`
        return unjudged === undefined
          ? `${comparison.name}${where} is ${amount} over ${which}`
          : `${comparison.name}${where} could not be held against ${which}`
      }),
  )
  const missing = (report.missing ?? []).map(name => `${name} did not report`)
  const accept =
    report.acceptWith === undefined ? '' : `. To accept it, set the label ${report.acceptWith}`
  return `Image size budget exceeded: ${[...missing, ...breaches].join('; ')}${accept}`
}

/** What a run came to that nothing failed, in one line with the numbers. */
export function verdictText(report: Report): string {
  const { images, verdict } = report
  const judged = images.flatMap(({ judgements }) => judgements)
  const held = judged.filter(({ outcome }) => outcome === 'held').length
  const told = images.map(({ comparison }) => {
    const [platform] = comparison.platforms
    const { candidate = null, change = null } = platform?.unpacked ?? {}
    const size = candidate === null ? 'of unknown size' : formatBytes(candidate)
    return `${label(comparison.name, 60)} ${size}${change === null ? '' : ` (${formatChange(change)})`}`
  })
  const shown = told.slice(0, MOST_TOLD)
  const more = told.length > shown.length ? [`${told.length - shown.length} more`] : []
  const budgets = judged.length === 0 ? 'no budget' : `${held} of ${judged.length} budgets held`
  return `Image size ${verdict}: ${[...shown, ...more].join(', ')}; ${budgets}`
}

/** A warning for each reason why budgets could not be judged; a baseline that is unavailable has one of its own. */
export function unjudgedNotes({ comparison, judgements }: ImageReport): string[] {
  const open = judgements.filter(({ unjudged }) => unjudged !== undefined)
  const { baseline, name, platforms } = comparison
  const reasons = new Map<string, Set<string>>()
  for (const { budget, platform, why } of open) {
    if (baseline.state === 'unavailable' && why?.endsWith(baseline.why)) continue
    const where = platforms.length > 1 ? ` on ${platform}` : ''
    const reason = `${where} not judged: ${why ?? 'nobody knows why'}`
    const which = `\`${budget.metric}\`${narrowed(budget)}`
    reasons.set(reason, (reasons.get(reason) ?? new Set()).add(which))
  }
  return [...reasons].map(
    ([reason, which]) =>
      `${label(name, 60)}: ${[...which].join(', ')} ${which.size === 1 ? 'is' : 'are'}${reason}`,
  )
}

// --- internal ---

const MOST_TOLD = 5

function narrowed({ path, layer, since }: Budget): string {
  const parts = [path, layer].filter(part => part !== undefined).map(part => label(part, 60))
  const part = parts.length === 0 ? '' : ` of ${parts.join(' in ')}`
  return since === undefined ? part : `${part} since ${label(sinceText(since), 60)}`
}

function hasChanged({ comparison }: ImageReport): boolean {
  return comparison.platforms.some(({ state, layers }) => {
    return state !== 'compared' || layers.some(({ change }) => change !== 'unchanged')
  })
}
