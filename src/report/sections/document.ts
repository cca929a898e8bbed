// A report is written once, as a document of these blocks; Markdown, HTML and terminal print the same document.

/** How something fared; each printer has its own sign for it. */
export type Status = 'held' | 'exceeded' | 'warning' | 'approved' | 'unknown'

/** A piece of a line. A bare string is prose: printers make sure that it stays text. */
export type Inline =
  | string
  | { kind: 'status'; status: Status }
  | { kind: 'code'; text: string }
  | { kind: 'strong'; content: Line }
  | { kind: 'link'; text: string; url: string }

export type Line = Inline[]

export interface Cell {
  content: Line
  /** Bytes that a printer may draw as a bar, of the column's largest. */
  bar?: { bytes: number; status: 'grown' | 'shrunk' | 'same' }
}

export interface Table {
  kind: 'table'
  head: Line[]
  align: ('left' | 'right')[]
  rows: Cell[][]
}

export type Block =
  | { kind: 'heading'; level: number; content: Line }
  | { kind: 'paragraph'; content: Line }
  | { kind: 'list'; items: Line[] }
  | Table
  /** `says` of what is folded: `all` when the summary line is enough where nothing can be unfolded. */
  | { kind: 'details'; summary: Line; says: 'all' | 'little'; content: Block[] }
  | { kind: 'chart'; title: string; labels: string[]; megabytes: number[] }
  /** A patch, line by line; printers make sure that it stays text. */
  | { kind: 'diff'; lines: string[] }
  | { kind: 'footer'; content: Line }

export const code = (text: string): Inline => ({ kind: 'code', text })
export const strong = (...content: Line): Inline => ({ kind: 'strong', content })
export const link = (text: string, url: string): Inline => ({ kind: 'link', text, url })
export const sign = (status: Status): Inline => ({ kind: 'status', status })
export const paragraph = (...content: Line): Block => ({ kind: 'paragraph', content })

export function details(summary: Line, content: Block[], says: 'all' | 'little' = 'little'): Block {
  return { kind: 'details', summary, says, content }
}

/** A cell of one line; `''` is an empty cell. */
export function cell(...content: Line): Cell {
  return { content: content.filter(part => part !== '') }
}

export function table(columns: { head: Line; align?: 'left' | 'right' }[], rows: Cell[][]): Table {
  return {
    kind: 'table',
    head: columns.map(column => column.head),
    align: columns.map(column => column.align ?? 'left'),
    rows,
  }
}

/** Prose of others (notes, reasons), in which `…` marks code, as in Markdown. */
export function prose(text: string): Line {
  return text
    .split(/(`[^`]+`)/)
    .filter(part => part !== '')
    .map(part => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : part))
}

/** Parts with a separator between them. */
export function joined(parts: Line[], separator: string): Line {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]))
}
