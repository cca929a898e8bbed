import { markdownTable } from 'markdown-table'
import type { Block, Inline, Line, Status, Table } from '../sections/document.ts'
import {
  htmlText,
  keepEnds,
  markdownCode,
  markdownDiff,
  markdownText,
  summaryText,
} from '../sections/text.ts'

const signs: Record<Status, string> = {
  held: '✅',
  exceeded: '❌',
  warning: '⚠️',
  approved: '🟡',
  unknown: '⚪',
}

/** GitHub Flavored Markdown; whatever text the document holds is never rendered as anything but text. */
export function markdown(blocks: Block[]): string {
  return `${blocks.map(block).join('\n\n')}\n`
}

// --- internal ---

type Place = 'cell' | 'elsewhere'

function block(one: Block): string {
  switch (one.kind) {
    case 'heading':
      return `${'#'.repeat(one.level)} ${line(one.content)}`
    case 'paragraph':
      return line(one.content)
    case 'list':
      return one.items.map(item => `- ${line(item)}`).join('\n')
    case 'table':
      return tableText(one)
    case 'details':
      // Without the blank lines the content would not be read as Markdown, and the summary never is.
      return `<details><summary>${html(one.summary)}</summary>\n\n${one.content.map(block).join('\n\n')}\n\n</details>`
    case 'chart':
      return chart(one)
    case 'diff':
      return markdownDiff(one.lines)
    case 'footer':
      return `<sub>${line(one.content)}</sub>`
  }
}

function tableText({ head, align, rows }: Table): string {
  const cells = rows.map(row =>
    row.map(({ content }, column) => {
      const text = line(content, 'cell')
      // Numbers stay with their units where the table is narrow.
      return align[column] === 'right' ? text.replaceAll(' ', '\u00a0') : text
    }),
  )
  return markdownTable([head.map(content => line(content, 'cell')), ...cells], {
    align: align.map(side => (side === 'right' ? 'right' : null)),
    alignDelimiters: false,
  })
}

/** https://mermaid.js.org/syntax/xyChart.html; `-beta` is what older GitHub servers know. */
function chart({ title, labels, megabytes }: Extract<Block, { kind: 'chart' }>): string {
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis [${labels.map(label => `"${label}"`).join(', ')}]`,
    `  y-axis "${title.replace(/[^\w ]/g, '')}"`,
    `  line [${megabytes.join(', ')}]`,
    '```',
  ].join('\n')
}

function line(content: Line, place: Place = 'elsewhere'): string {
  return content.map(part => inline(part, place)).join('')
}

function inline(part: Inline, place: Place): string {
  if (typeof part === 'string') return keepEnds(part, markdownText)
  switch (part.kind) {
    case 'status':
      return signs[part.status]
    case 'code':
      return markdownCode(part.text, place)
    case 'strong':
      return `**${line(part.content, place)}**`
    case 'link':
      return `[${markdownText(part.text)}](${part.url})`
  }
}

/** The same for a place where Markdown is not read. */
function html(content: Line): string {
  return content.map(htmlInline).join('')
}

function htmlInline(part: Inline): string {
  if (typeof part === 'string') return keepEnds(part, summaryText)
  switch (part.kind) {
    case 'status':
      return signs[part.status]
    case 'code':
      return `<code>${htmlText(part.text)}</code>`
    case 'strong':
      return `<b>${html(part.content)}</b>`
    case 'link':
      return summaryText(part.text)
  }
}
