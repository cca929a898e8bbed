import { formatBytes, formatChange } from '../../image/bytes.ts'
import type { Report, Trend } from '../report.ts'
import {
  type Block,
  type Cell,
  cell,
  code,
  details,
  type Line,
  strong,
  type Table,
  table,
} from './document.ts'
import { commitReference } from './links.ts'
import { count, label, shortCommit } from './words.ts'

/** Steps that stand out in the table. */
const NAMED = 3

/**
 * How the image weighed in on the latest commits, and which of them took the largest steps; nothing below two
 * commits.
 * @param most commits at most
 */
export function trendBlocks(trends: Trend[], platform: string, report: Report, most = 30): Block[] {
  return trends
    .filter(trend => trend.platform === platform)
    .flatMap(({ ref, points }) => {
      const metric = points.some(({ unpacked }) => unpacked !== null) ? 'unpacked' : 'compressed'
      const known = points.flatMap(({ commit, subject = null, [metric]: bytes }) =>
        bytes === null ? [] : [{ commit, subject, bytes }],
      )
      const steps = known
        .map((point, index): Step => {
          const before = known[index - 1]
          return { ...point, change: before === undefined ? null : point.bytes - before.bytes }
        })
        .slice(-Math.max(1, most))
      const [first, last] = [steps.at(0), steps.at(-1)]
      if (first === undefined || last === undefined || steps.length < 2 || most < 2) return []
      const largest = largestSteps(steps.slice(1))
      const extent = `${formatBytes(first.bytes)} → ${formatBytes(last.bytes)}`
      const summary: Line = [
        strong('Trend'),
        ' on ',
        code(label(ref, 40)),
        `, ${metric}: ${extent} over ${count(steps.length, 'commit')}`,
        ...largestInWords(largest[0], report),
      ]
      return details(summary, [chart(steps, metric), stepTable(steps, largest, report)], 'all')
    })
}

// --- internal ---

interface Step {
  commit: string
  subject: string | null
  bytes: number
  /** Against the commit before; null where that is not known. */
  change: number | null
}

function largestSteps(steps: Step[]): Step[] {
  return steps
    .filter(({ change }) => change !== null && change !== 0)
    .sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))
    .slice(0, NAMED)
}

function largestInWords(largest: Step | undefined, report: Report): Line {
  if (largest === undefined) return []
  const change = formatChange(largest.change ?? 0)
  return [', largest step ', commitReference(largest.commit, report), ` ${change}`]
}

function chart(steps: Step[], metric: string): Block {
  return {
    kind: 'chart',
    title: `${metric} size in MB`,
    // The text of a chart has no escapes.
    labels: steps.map(({ commit }) => shortCommit(commit).replace(/[^0-9a-z]/gi, '')),
    megabytes: steps.map(({ bytes }) => Number((bytes / 1e6).toPrecision(4))),
  }
}

/** Newest first, the largest steps in bold. */
function stepTable(steps: Step[], largest: Step[], report: Report): Table {
  return table(
    [
      { head: ['commit'] },
      { head: ['change'], align: 'right' },
      { head: ['size'], align: 'right' },
      { head: ['subject'] },
    ],
    steps
      .toReversed()
      .map(step => [
        cell(commitReference(step.commit, report)),
        changeCell(step, largest.includes(step)),
        cell(formatBytes(step.bytes)),
        cell(step.subject === null ? '' : label(step.subject, 60)),
      ]),
  )
}

function changeCell({ change }: Step, isLarge: boolean): Cell {
  if (change === null) return cell()
  const status = change > 0 ? 'grown' : change < 0 ? 'shrunk' : 'same'
  const text = formatChange(change)
  return {
    ...cell(isLarge ? strong(text) : text),
    bar: { bytes: Math.abs(change), status },
  }
}
