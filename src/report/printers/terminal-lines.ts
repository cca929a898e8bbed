import type { Inline, Line, Status } from '../sections/document.ts'
import { keepEnds, oneLine } from '../sections/text.ts'

/** SGR codes of https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const
export type Style = keyof typeof codes

/** A run of text in one set of styles. */
export interface Piece {
  text: string
  styles: Style[]
}

const signs: Record<Status, { sign: string; style: Style }> = {
  held: { sign: '✓', style: 'green' },
  exceeded: { sign: '✗', style: 'red' },
  warning: { sign: '!', style: 'yellow' },
  approved: { sign: '✓', style: 'yellow' },
  unknown: { sign: '·', style: 'dim' },
}

/** What a line shows, cleaned of what cannot be seen. */
export function piecesOf(line: Line, styles: Style[] = []): Piece[] {
  return line.flatMap(part => piecesOfPart(part, styles)).filter(({ text }) => text !== '')
}

/** The text of pieces, with escape sequences when it is to have colours. */
export function painted(pieces: Piece[], color: boolean): string {
  return pieces.map(piece => paintedPiece(piece, color)).join('')
}

const twoColumns =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** Terminal columns of a line: East Asian characters and emoji take two, combining marks none. */
export function columnsOf(pieces: Piece[]): number {
  let sum = 0
  for (const { text } of pieces) for (const character of text) sum += columnsOfCharacter(character)
  return sum
}

/**
 * The same text in lines of at most `most` columns, broken at spaces; a word that is wider than a line is broken
 * anywhere. Lines behind the first start with `indent` spaces.
 */
export function wrapped(pieces: Piece[], most: number, indent = 0): Piece[][] {
  if (columnsOf(pieces) <= most) return [pieces]
  const lines: Character[][] = []
  let line: Character[] = []
  let width = 0
  const end = (behind: Character[]) => {
    lines.push(line)
    line = [...margin(indent), ...behind]
    width = widthOf(line)
  }
  for (const character of charactersOf(pieces)) {
    const isSpace = character.text === ' '
    const { length } = lines
    const start = () => (lines.length === 0 ? 0 : indent)
    while (width + character.columns > most && line.length > start()) {
      const space = isSpace ? line.length : lastSpace(line, start())
      const word = space > start() ? line.slice(space + 1) : []
      // A word that is too wide for the next line, too, is broken where it is.
      const moves = space > start() && indent + widthOf(word) <= most
      if (moves) line = line.slice(0, space)
      end(moves ? word : [])
    }
    if (isSpace && lines.length > length) continue
    line.push(character)
    width += character.columns
  }
  return [...lines, line].map(joinedAgain)
}

// --- internal ---

interface Character {
  text: string
  columns: number
  styles: Style[]
}

function charactersOf(pieces: Piece[]): Character[] {
  return pieces.flatMap(({ text, styles }) =>
    Array.from(text, character => ({
      text: character,
      columns: columnsOfCharacter(character),
      styles,
    })),
  )
}

function widthOf(characters: Character[]): number {
  return characters.reduce((sum, { columns }) => sum + columns, 0)
}

function joinedAgain(line: Character[]): Piece[] {
  const pieces: Piece[] = []
  for (const { text, styles } of line) {
    const last = pieces.at(-1)
    if (last?.styles === styles) last.text += text
    else pieces.push({ text, styles })
  }
  return pieces
}

function margin(indent: number): Character[] {
  const styles: Style[] = []
  return Array.from({ length: indent }, () => ({ text: ' ', columns: 1, styles }))
}

function lastSpace(line: Character[], start: number): number {
  const index = line.findLastIndex(({ text }) => text === ' ')
  return index < start ? -1 : index
}

function columnsOfCharacter(character: string): number {
  if (/\p{M}/u.test(character)) return 0
  return twoColumns.test(character) ? 2 : 1
}

function piecesOfPart(part: Inline, styles: Style[]): Piece[] {
  if (typeof part === 'string') return [{ text: keepEnds(part, oneLine), styles }]
  switch (part.kind) {
    case 'status':
      return [{ text: signs[part.status].sign, styles: [...styles, signs[part.status].style] }]
    case 'code':
      return [{ text: oneLine(part.text) || '(empty)', styles: [...styles, 'cyan'] }]
    case 'strong':
      return piecesOf(part.content, [...styles, 'bold'])
    case 'link':
      return [{ text: oneLine(part.text), styles: [...styles, 'cyan'] }]
  }
}

function paintedPiece({ text, styles }: Piece, color: boolean): string {
  if (!color || styles.length === 0 || text.trim() === '') return text
  return `\u001b[${styles.map(style => codes[style]).join(';')}m${text}\u001b[0m`
}
