import { formatBytes, formatChange, formatNumber } from '../../image/bytes.ts'
import type { History, HistoryPoint } from '../history.ts'
import { type Cell, cell, code, link, strong, table } from '../sections/document.ts'
import { htmlText } from '../sections/text.ts'
import { changeAndPercent, count, label, shortCommit } from '../sections/words.ts'
import { blocksHtml } from './blocks.ts'
import type { PageModel } from './model.ts'
import { shell } from './shell.ts'

/**
 * The history of all images as one page of its own, like a report's.
 * @param commits what a commit's SHA is added to for a link; null: there is no such place
 */
export function historyPage(histories: History[], commits: string | null): string {
  const model: PageModel = { platforms: {}, trends: {} }
  const names = new Set(histories.map(({ name }) => name))
  const title = `Sizes of ${count(names.size, 'image')}`
  const sections = histories.map((history, at) => {
    model.trends[`history-${at}`] = {
      title: `${history.name} ${history.platform}`,
      commits,
      points: history.points.map(({ time: _time, subject, ...point }) => ({
        ...point,
        subject: label(subject, 100),
      })),
      budgets: history.budgets,
    }
    return section(history, at, commits, histories.length <= MOST_OPEN)
  })
  const body = [
    `<header><h1>${htmlText(title)}</h1></header>`,
    `<nav aria-label="Images">${blocksHtml([index(histories)])}</nav>`,
    ...sections,
    '<footer>Image Size Gate</footer>',
  ]
  return shell(title, body.join('\n'), model)
}

// --- internal ---

const MOST_OPEN = 6

function index(histories: History[]) {
  return table(
    [
      { head: ['image'] },
      { head: ['over its records'], align: 'right' },
      { head: ['newest'], align: 'right' },
      { head: ['compressed'], align: 'right' },
      { head: ['records'], align: 'right' },
    ],
    histories.map(({ name, platform, points }, at): Cell[] => {
      const known = points.flatMap(({ unpacked }) => unpacked ?? [])
      const [first, last] = [known.at(0), known.at(-1)]
      const change = first === undefined || last === undefined ? null : last - first
      return [
        cell(link(label(name, 60), `#history-${at}`), ' ', code(label(platform, 40))),
        {
          ...cell(change === null ? 'unknown' : changeAndPercent(change, first ?? null)),
          ...(change === null || change === 0
            ? {}
            : {
                bar: { bytes: Math.abs(change), status: change > 0 ? 'grown' : 'shrunk' } as const,
              }),
        },
        cell(size(points.at(-1)?.unpacked ?? null)),
        cell(size(points.at(-1)?.compressed ?? null)),
        cell(formatNumber(points.length)),
      ]
    }),
  )
}

function section(
  { name, platform, points }: History,
  at: number,
  commits: string | null,
  isOpen: boolean,
): string {
  const title = `<code>${htmlText(label(name, 60))}</code> ${htmlText(label(platform, 40))}`
  const newest = htmlText(size(points.at(-1)?.unpacked ?? points.at(-1)?.compressed ?? null))
  return `<details class="image" id="history-${at}"${isOpen ? ' open' : ''}><summary><h2>${title}: ${newest}</h2></summary>
<section class="figure" data-trend="history-${at}" hidden></section>
<details><summary>${count(points.length, 'record')} as a table</summary>
${blocksHtml([commitTable(points, commits)])}
</details>
</details>`
}

/** Newest first. */
function commitTable(points: HistoryPoint[], commits: string | null) {
  const rows = points.map((point, index): Cell[] => {
    const { commit, subject, unpacked, compressed, tags, time } = point
    const before = points[index - 1]?.unpacked ?? null
    const change = before === null || unpacked === null ? null : unpacked - before
    const short = shortCommit(commit)
    return [
      cell(commits === null ? code(short) : link(short, `${commits}${commit}`)),
      cell(change === null || change === 0 ? '' : strong(formatChange(change))),
      cell(size(unpacked)),
      cell(size(compressed)),
      cell(time.slice(0, 10)),
      cell(label([subject, ...tags.map(tag => `(${tag})`)].join(' '), 120)),
    ]
  })
  return table(
    [
      { head: ['commit'] },
      { head: ['change'], align: 'right' },
      { head: ['unpacked'], align: 'right' },
      { head: ['compressed'], align: 'right' },
      { head: ['date'] },
      { head: ['subject'] },
    ],
    rows.reverse(),
  )
}

function size(bytes: number | null): string {
  return bytes === null ? 'unknown' : formatBytes(bytes)
}
