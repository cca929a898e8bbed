import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** Bytes of a file of the build's context, by path. */
export type ContextFiles = Map<string, number>

/** One side of an edit. */
export interface EditSide {
  dockerfile: string
  /** Beside what every context has. */
  files: ContextFiles
  /** What a person says of each line of the Dockerfile, from the first on: lines with the same key are the same row. */
  keys: string[]
}

/** An edit of a Dockerfile, and which of its lines a person would call the same. */
export interface EditCase {
  name: string
  title: string
  before: EditSide
  after: EditSide
  /** Tells whether a recording is of this text. */
  digest: string
  /** One in three by its name: not looked at while the alignment was tuned. */
  isHeldOut: boolean
}

const folder = new URL('cases/', import.meta.url)

/**
 * All cases, by name. A case is a text of two parts with an empty line between:
 *
 *     What was done, in a sentence
 *     + src/more.bin 3000              a file of the context after the edit (`-`: before it) and its bytes
 *
 *       FROM debian:12                 a line of both
 *     - RUN make docs                  a line before; its layer is removed
 *     + RUN make test                  a line after; its layer is added
 *     -1RUN make                       lines with the same letter or digit, wherever they stand, are one row:
 *     +1RUN make -j4                   a layer that was edited or moved; several on a side were joined or split
 */
export function readCases(): EditCase[] {
  return readdirSync(folder)
    .sort()
    .map(file => readCase(file.replace(/\.txt$/, ''), readFileSync(new URL(file, folder), 'utf8')))
}

/** @throws Error naming the case and its line */
export function readCase(name: string, text: string): EditCase {
  const [head = '', ...rest] = text.split('\n\n')
  const [title = '', ...files] = head.split('\n')
  const lines = rest.join('\n\n').trimEnd().split('\n')
  for (const line of lines)
    if (!/^(?:[ +-][ \da-z]|\s*$)/.test(line)) throw new Error(`${name}: what is ${line}?`)
  const side = (sign: '-' | '+'): EditSide => {
    const own = lines.flatMap((line, at) =>
      line[0] === sign || (line[0] ?? ' ') === ' ' ? [{ line, at }] : [],
    )
    return {
      dockerfile: `${own.map(({ line }) => line.slice(2)).join('\n')}\n`,
      files: new Map(
        files.flatMap(file => {
          const [, mark, path = '', bytes] = /^([+-]) (\S+) (\d+)$/.exec(file) ?? []
          if (mark === undefined) throw new Error(`${name}: what is ${file}?`)
          return mark === sign ? [[path, Number(bytes)] as const] : []
        }),
      ),
      keys: own.map(({ line, at }) => {
        const mark = line[1] ?? ' '
        if (mark !== ' ') return `mark ${mark}`
        return line[0] === sign ? `${sign} ${at}` : `line ${at}`
      }),
    }
  }
  const digest = sha256(text).slice(0, 16)
  const isHeldOut = Number.parseInt(sha256(name).slice(0, 8), 16) % 3 === 0
  return { name, title, before: side('-'), after: side('+'), digest, isHeldOut }
}

// --- internal ---

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
