import type { Report } from '../report.ts'
import { reportDocument } from '../sections/build.ts'
import type { Block, Cell, Inline, Line, Status, Table } from '../sections/document.ts'
import { headline } from '../sections/headline.ts'
import { type Room, roomy } from '../sections/room.ts'
import { htmlText, keepEnds } from '../sections/text.ts'
import { css } from './html-style.ts'

const signs: Record<Status, string> = {
  held: '✓',
  exceeded: '✕',
  warning: '!',
  approved: '✓',
  unknown: '–',
}

const everything: Room = { ...roomy, layers: 2000, folded: 2000, paths: 500, notes: 500 }

/** The report as one page of its own: no scripts, nothing to load, readable in light and dark. */
export function htmlReport(report: Report): string {
  const blocks = reportDocument(report, everything)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${plain(headline(report))}</title>
<style>${css}</style>
</head>
<body>
<main>
${blocks.map(blockHtml).join('\n')}
</main>
</body>
</html>
`
}

// --- internal ---

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
      return `<details><summary>${lineHtml(block.summary)}</summary>\n${block.content.map(blockHtml).join('\n')}\n</details>`
    case 'chart':
      return chartSvg(block)
    case 'footer':
      return `<footer>${lineHtml(block.content)}</footer>`
  }
}

function tableHtml({ head, align, rows }: Table): string {
  const side = (column: number) => (align[column] === 'right' ? ' class="number"' : '')
  const heads = head.map((line, column) => `<th${side(column)}>${lineHtml(line)}</th>`).join('')
  const largest = Math.max(1, ...rows.flat().map(({ bar }) => bar?.bytes ?? 0))
  const body = rows
    .map(
      row => `<tr>${row.map((one, column) => cellHtml(one, side(column), largest)).join('')}</tr>`,
    )
    .join('\n')
  return `<div class="table"><table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`
}

function cellHtml({ content, bar }: Cell, side: string, largest: number): string {
  if (bar === undefined) return `<td${side}>${lineHtml(content)}</td>`
  const share = ((bar.bytes / largest) * 100).toFixed(1)
  return `<td${side}>${lineHtml(content)}<i class="bar ${bar.status}" style="--share:${share}%"></i></td>`
}

function chartSvg({ title, labels, megabytes }: Extract<Block, { kind: 'chart' }>): string {
  const [least, most] = [Math.min(...megabytes), Math.max(...megabytes)]
  const x = (index: number) => (10 + (index / Math.max(1, megabytes.length - 1)) * 580).toFixed(1)
  const y = (number: number) => (90 - ((number - least) / (most - least || 1)) * 70).toFixed(1)
  const points = megabytes.map((number, index) => `${x(index)},${y(number)}`).join(' ')
  const dots = megabytes
    .map(
      (number, index) =>
        `<circle cx="${x(index)}" cy="${y(number)}" r="3"><title>${htmlText(labels[index] ?? '')}: ${number} MB</title></circle>`,
    )
    .join('')
  return `<svg viewBox="0 0 600 100" role="img" aria-label="${htmlText(title)}"><polyline points="${points}"/>${dots}</svg>`
}

function lineHtml(line: Line): string {
  return line.map(inlineHtml).join('')
}

function inlineHtml(part: Inline): string {
  if (typeof part === 'string') return keepEnds(part, htmlText)
  switch (part.kind) {
    case 'status':
      return `<span class="sign ${part.status}">${signs[part.status]}</span>`
    case 'code':
      return `<code>${htmlText(part.text) || '(empty)'}</code>`
    case 'strong':
      return `<strong>${lineHtml(part.content)}</strong>`
    case 'link':
      return `<a href="${htmlText(part.url)}">${htmlText(part.text)}</a>`
  }
}

/** A line without marks, for the page's title. */
function plain(line: Line): string {
  return line
    .map(part => {
      if (typeof part === 'string') return keepEnds(part, htmlText)
      return part.kind === 'code' ? htmlText(part.text) : ''
    })
    .join('')
    .trim()
}
