import type { Judgement, Spent } from '../../budget/budget.ts'
import type { PlatformComparison } from '../../compare/comparison.ts'
import { formatChange } from '../../image/bytes.ts'
import type { ImageReport, Report } from '../report.ts'
import { type Block, type Cell, cell, details, type Line, strong, table } from './document.ts'
import { commitReference } from './links.ts'
import { candidateWord, count, label, metricWords, span } from './words.ts'

/** Who spent the budgets that are over: commits of the default branch by name, and the candidate's own part. */
export function spentBlocks(
  { judgements }: ImageReport,
  platform: PlatformComparison,
  report: Report,
): Block[] {
  const over = judgements
    .filter(judgement => judgement.platform === platform.platform)
    .filter(({ outcome }) => outcome === 'exceeded' || outcome === 'approved')
  // Several limits of one budget are about the same bytes.
  const windows = new Map(over.map(judgement => [`${metricOf(judgement)}`, judgement]))
  return [...windows.values()].flatMap(({ budget, spent }) =>
    spent === undefined
      ? []
      : details(
          [
            strong('Spent'),
            ` (${metricWords[budget.metric]}`,
            ...span(budget),
            '): ',
            ...inShort(spent, report),
          ],
          [commitTable(spent, report)],
        ),
  )
}

// --- internal ---

function metricOf({ budget }: Judgement): string {
  return `${budget.metric} ${JSON.stringify(budget.since ?? null)}`
}

function inShort({ biggest, own }: Spent, report: Report): Line {
  const [first] = biggest
  const head: Line =
    first === undefined
      ? []
      : ['most by ', commitReference(first.commit, report), ` (${formatChange(first.change)}), `]
  return [...head, `${candidateWord(report)} ${formatChange(own)}`]
}

function commitTable({ biggest, rest, own, unrecorded }: Spent, report: Report): Block {
  const others = count(rest.commits, biggest.length === 0 ? 'commit' : 'other commit')
  return table(
    [{ head: ['commit'] }, { head: ['change'], align: 'right' }, { head: ['subject'] }],
    [
      ...biggest.map(({ commit, subject, change }) => [
        cell(commitReference(commit, report)),
        changeCell(change),
        cell(subject === null ? '' : label(subject)),
      ]),
      ...(rest.commits === 0 ? [] : [[cell(others), changeCell(rest.change), cell()]]),
      [
        cell(strong(candidateWord(report))),
        changeCell(own),
        cell(unrecorded ? 'and commits before it without a record' : ''),
      ],
    ],
  )
}

function changeCell(change: number): Cell {
  const status = change > 0 ? 'grown' : change < 0 ? 'shrunk' : 'same'
  return { ...cell(formatChange(change)), bar: { bytes: Math.abs(change), status } }
}
