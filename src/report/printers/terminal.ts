import type { Report } from '../report.ts'
import { reportDocument } from '../sections/build.ts'
import type { Block, Line, Table } from '../sections/document.ts'
import { headline } from '../sections/headline.ts'
import { roomy } from '../sections/room.ts'
import { codeLine } from '../sections/text.ts'
import { columnsOf, type Piece, painted, piecesOf, type Style, wrapped } from './terminal-lines.ts'

/** How a report is printed: within so many columns, with escape sequences for colours or none at all. */
interface Paper {
  columns: number
  color: boolean
}

/** Columns of what is no terminal, e.g. a file. */
export const usualColumns = 100

/**
 * The report as plain text with aligned columns; what the comment folds is one line here. The headline is the first line
 * and, since the first of a long report is out of sight, the last one too.
 * @param paper.columns of the terminal; a line takes no more of 80 to 200, but for a patch, which stays as it is to be
 * applied. The text depends on nothing else: a file and a terminal of its width get the same.
 */
export function terminalReport(
  report: Report,
  { color, columns = usualColumns }: { color: boolean; columns?: number | undefined },
): string {
  const paper = { color, columns: Math.min(Math.max(Math.floor(columns), 80), 200) }
  const texts = blocksText(reportDocument(report, roomy), paper)
  return `${[...texts, lineText(headline(report), paper, ['bold'])].join('\n\n')}\n`
}

// --- internal ---

function blocksText(blocks: Block[], paper: Paper): string[] {
  return blocks.map(block => blockText(block, paper)).filter(text => text !== '')
}

function blockText(block: Block, paper: Paper): string {
  switch (block.kind) {
    case 'heading':
      return lineText(block.content, paper, ['bold'])
    case 'paragraph':
      return lineText(block.content, paper)
    case 'list':
      return block.items.map(item => lineText(item, paper, [], HANGING)).join('\n')
    case 'table':
      return tableText(block, paper)
    case 'details':
      return block.says === 'all'
        ? lineText(block.summary, paper, ['dim'])
        : [lineText(block.summary, paper), ...blocksText(block.content, paper)].join('\n\n')
    case 'chart':
      return ''
    case 'diff':
      return block.lines.map(line => diffLine(line, paper)).join('\n')
    case 'footer':
      return lineText(block.content, paper, ['dim'])
  }
}

const HANGING = 2
const GAP = 2
/** Columns that a text has at least, and the head of numbers. */
const NARROWEST = 20
const NARROWEST_HEAD = 8

interface Cells {
  heads: Piece[][]
  body: Piece[][][]
  align: Table['align']
}

/** A row takes several lines where a text has no room in one; numbers are never broken. */
function tableText({ head, align, rows }: Table, paper: Paper): string {
  const heads = head.map(content => piecesOf(content, ['dim']))
  const body = rows.map(row => row.map(({ content }) => piecesOf(content)))
  const widths = widthsWithin(paper, { heads, body, align })
  const padded = (pieces: Piece[], column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - columnsOf(pieces))
    const text = painted(pieces, paper.color)
    return align[column] === 'right' ? space + text : text + space
  }
  const rowText = (row: Piece[][]) => {
    const cells = widths.map((width, column) =>
      wrapped(row[column] ?? [], width, column === 0 ? HANGING : 0),
    )
    const lines = Array.from({ length: Math.max(...cells.map(({ length }) => length)) })
    return lines
      .map((_, line) => cells.map((cell, column) => padded(cell[line] ?? [], column)))
      .map(parts => parts.join(' '.repeat(GAP)).trimEnd())
      .join('\n')
  }
  return [heads, ...body].map(rowText).join('\n')
}

/** What is too wide is taken from the names in the first column, then from the widest of the others, but never from numbers. */
function widthsWithin({ columns }: Paper, { heads, body, align }: Cells): number[] {
  const widest = (rows: Piece[][][], column: number) =>
    Math.max(0, ...rows.map(row => columnsOf(row[column] ?? [])))
  const widths = heads.map((_, column) => widest([heads, ...body], column))
  const least = align.map((side, column) =>
    side === 'right' ? Math.max(NARROWEST_HEAD, widest(body, column)) : NARROWEST,
  )
  let excess = widths.reduce((sum, width) => sum + GAP + width, -GAP) - columns
  const others = [...widths.keys()].slice(1)
  others.sort((left, right) => (widths[right] ?? 0) - (widths[left] ?? 0))
  for (const column of [0, ...others]) {
    const width = widths[column] ?? 0
    const taken = Math.max(0, Math.min(excess, width - (least[column] ?? 0)))
    widths[column] = width - taken
    excess -= taken
  }
  return widths
}

function lineText(line: Line, { columns, color }: Paper, styles: Style[] = [], indent = 0): string {
  return wrapped(piecesOf(line, styles), columns, indent)
    .map(pieces => painted(pieces, color))
    .join('\n')
}

function diffLine(line: string, { color }: Paper): string {
  return painted([{ text: codeLine(line), styles: stylesOf(line) }], color)
}

function stylesOf(line: string): Style[] {
  if (/^(?:\+(?!\+\+ )|-(?!-- ))/.test(line)) return [line.startsWith('+') ? 'green' : 'red']
  return /^[@dn+-]/.test(line) ? ['dim'] : []
}
