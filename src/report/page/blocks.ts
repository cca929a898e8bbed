import type { Block, Cell, Inline, Line, Status, Table } from '../sections/document.ts'
import { htmlLine, htmlText, keepEnds } from '../sections/text.ts'

/** Blocks of a report as HTML. Pictures are drawn from data by the page's scripts, so a chart's block says nothing here. */
export function blocksHtml(blocks: Block[]): string {
  return blocks.map(blockHtml).join('\n')
}

export function lineHtml(line: Line): string {
  return line.map(inlineHtml).join('')
}

/** A table that scrolls in itself and takes the focus, so that it can be scrolled by keyboard. */
export function scrolling(table: string, name: string): string {
  return `<div class="table" role="group" tabindex="0" aria-label="${htmlText(name)}">${table}</div>`
}

/** A share of 0 to 1 as a bar. It is drawn by attributes, for the page allows no style in one. */
export function bar(share: number, status: string): string {
  const width = (Math.min(1, Math.max(0, share)) * 100).toFixed(1)
  const x = (100 - Number(width)).toFixed(1)
  return `<svg class="bar ${status}" aria-hidden="true"><rect class="track" width="100%" height="4"/><rect x="${x}%" width="${width}%" height="4"/></svg>`
}

/** What is clicked to open something leads nowhere else. */
export function withoutLinks(line: Line): Line {
  return line.map(part =>
    typeof part !== 'string' && part.kind === 'link' ? { kind: 'code', text: part.text } : part,
  )
}

/** A line without marks, for titles. */
export function plainText(line: Line): string {
  return line
    .map(part => {
      if (typeof part === 'string') return part
      if (part.kind === 'code' || part.kind === 'link') return part.text
      return part.kind === 'strong' ? plainText(part.content) : ''
    })
    .join('')
    .trim()
}

// --- internal ---

const signs: Record<Status, [sign: string, word: string]> = {
  held: ['✓', 'passed'],
  exceeded: ['✕', 'exceeded'],
  warning: ['!', 'warning'],
  approved: ['✓', 'approved'],
  unknown: ['–', 'not judged'],
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      // The comment starts with level 3, a page with 1.
      const tag = `h${Math.max(1, block.level - 2)}`
      return `<${tag}>${lineHtml(block.content)}</${tag}>`
    }
    case 'paragraph':
      return `<p>${lineHtml(block.content)}</p>`
    case 'list':
      return `<ul>${block.items.map(item => `<li>${lineHtml(item)}</li>`).join('')}</ul>`
    case 'table':
      return tableHtml(block)
    case 'details':
      return `<details><summary>${lineHtml(withoutLinks(block.summary))}</summary>\n${blocksHtml(block.content)}\n</details>`
    case 'chart':
      return ''
    case 'diff':
      return `<pre>${block.lines.map(htmlLine).join('\n')}</pre>`
    case 'footer':
      return `<p class="quiet">${lineHtml(block.content)}</p>`
  }
}

function tableHtml({ head, align, rows }: Table): string {
  const side = (column: number) => (align[column] === 'right' ? ' class="number"' : '')
  const heads = head
    .map((line, column) => {
      const content = lineHtml(line)
      // A head without words is none to who cannot see the column.
      return content === ''
        ? `<td${side(column)}></td>`
        : `<th scope="col"${side(column)}>${content}</th>`
    })
    .join('')
  const largest = Math.max(1, ...rows.flat().map(one => one.bar?.bytes ?? 0))
  const body = rows
    .map(
      row => `<tr>${row.map((one, column) => cellHtml(one, side(column), largest)).join('')}</tr>`,
    )
    .join('\n')
  const name = plainText(head.find(line => plainText(line) !== '') ?? [])
  return scrolling(
    `<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`,
    `Table: ${name}`,
  )
}

function cellHtml({ content, bar: share }: Cell, side: string, largest: number): string {
  const drawn = share === undefined ? '' : bar(share.bytes / largest, share.status)
  return `<td${side}>${lineHtml(content)}${drawn}</td>`
}

function inlineHtml(part: Inline): string {
  if (typeof part === 'string') return keepEnds(part, htmlText)
  switch (part.kind) {
    case 'status': {
      const [sign, word] = signs[part.status]
      return `<span class="sign ${part.status}" role="img" aria-label="${word}">${sign}</span>`
    }
    case 'code':
      return `<code>${htmlText(part.text) || '(empty)'}</code>`
    case 'strong':
      return `<strong>${lineHtml(part.content)}</strong>`
    case 'link':
      return `<a href="${htmlText(part.url)}">${htmlText(part.text)}</a>`
  }
}
