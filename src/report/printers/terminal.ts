import type { Report } from '../report.ts'
import { reportDocument } from '../sections/build.ts'
import type { Block, Inline, Line, Status, Table } from '../sections/document.ts'
import { roomy } from '../sections/room.ts'
import { codeLine, keepEnds, oneLine } from '../sections/text.ts'

/** SGR codes of https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const
type Style = keyof typeof codes

/** How a line is printed: with these styles, or none at all. */
interface Ink {
  color: boolean
  styles: Style[]
}

const signs: Record<Status, { sign: string; style: Style }> = {
  held: { sign: '✓', style: 'green' },
  exceeded: { sign: '✗', style: 'red' },
  warning: { sign: '!', style: 'yellow' },
  approved: { sign: '✓', style: 'yellow' },
  unknown: { sign: '·', style: 'dim' },
}

/** The report as plain text with aligned columns; what the comment folds is one line here. */
export function terminalReport(report: Report, { color }: { color: boolean }): string {
  return `${blocksText(reportDocument(report, roomy), { color, styles: [] }).join('\n\n')}\n`
}

// --- internal ---

function blocksText(blocks: Block[], ink: Ink): string[] {
  return blocks.map(block => blockText(block, ink)).filter(text => text !== '')
}

function blockText(block: Block, ink: Ink): string {
  switch (block.kind) {
    case 'heading':
      return lineText(block.content, and(ink, 'bold'))
    case 'paragraph':
      return lineText(block.content, ink)
    case 'list':
      return block.items.map(item => lineText(item, ink)).join('\n')
    case 'table':
      return tableText(block, ink)
    case 'details':
      return block.says === 'all'
        ? lineText(block.summary, and(ink, 'dim'))
        : [lineText(block.summary, ink), ...blocksText(block.content, ink)].join('\n\n')
    case 'chart':
      return ''
    case 'diff':
      return block.lines.map(line => painted(codeLine(line), inkOf(line, ink))).join('\n')
    case 'footer':
      return lineText(block.content, and(ink, 'dim'))
  }
}

function tableText({ head, align, rows }: Table, ink: Ink): string {
  const cells = [head, ...rows.map(row => row.map(({ content }) => content))]
  const widths = head.map((_, column) => Math.max(...cells.map(row => columns(row[column]))))
  const rowText = (row: Line[], rowInk: Ink) =>
    widths
      .map((most, column) => {
        const space = ' '.repeat(most - columns(row[column]))
        const text = lineText(row[column] ?? [], rowInk)
        return align[column] === 'right' ? space + text : text + space
      })
      .join('  ')
      .trimEnd()
  return cells.map((row, index) => rowText(row, index === 0 ? and(ink, 'dim') : ink)).join('\n')
}

function lineText(line: Line, ink: Ink): string {
  return line.map(part => inlineText(part, ink)).join('')
}

function inlineText(part: Inline, ink: Ink): string {
  if (typeof part === 'string') return painted(keepEnds(part, oneLine), ink)
  switch (part.kind) {
    case 'status':
      return painted(signs[part.status].sign, and(ink, signs[part.status].style))
    case 'code':
      return painted(oneLine(part.text) || '(empty)', and(ink, 'cyan'))
    case 'strong':
      return lineText(part.content, and(ink, 'bold'))
    case 'link':
      return painted(oneLine(part.text), and(ink, 'cyan'))
  }
}

function inkOf(line: string, ink: Ink): Ink {
  if (/^(?:\+(?!\+\+ )|-(?!-- ))/.test(line))
    return and(ink, line.startsWith('+') ? 'green' : 'red')
  return /^[@dn+-]/.test(line) ? and(ink, 'dim') : ink
}

function and(ink: Ink, style: Style): Ink {
  return { ...ink, styles: [...ink.styles, style] }
}

function painted(text: string, { color, styles }: Ink): string {
  if (!color || styles.length === 0 || text.trim() === '') return text
  return `\u001b[${styles.map(style => codes[style]).join(';')}m${text}\u001b[0m`
}

const twoColumns =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** Terminal columns of a line: East Asian characters and emoji take two, combining marks none. */
function columns(line: Line | undefined): number {
  let sum = 0
  for (const character of lineText(line ?? [], { color: false, styles: [] })) {
    if (!/\p{M}/u.test(character)) sum += twoColumns.test(character) ? 2 : 1
  }
  return sum
}
