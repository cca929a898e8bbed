import type { LineRange } from '../image/measurement.ts'

export const editKinds = [
  'cache',
  'leftover',
  'joined',
  'owner',
  'twice',
  'ignored',
  'documentation',
  'order',
] as const
export type EditKind = (typeof editKinds)[number]

/** The files that edits are made of. */
export interface CureFiles {
  dockerfile: string
  /** The text of the file that tells what is not sent to the builder; null: there is none. */
  ignore: string | null
}

/** One range of one file, and what comes into its place. */
export interface TextChange {
  file: keyof CureFiles
  /** Offset of its first character. */
  start: number
  /** Offset behind its last one; the same as `start` for text that is only added. */
  end: number
  text: string
  /** Nothing else may be added at its place, e.g. another `--chown`. */
  alone?: true
}

/** A mechanical cure: changes that belong together. */
export interface Edit {
  kind: EditKind
  /** In words; `…` marks code. */
  what: string
  /** Lines of the Dockerfile that change; null when only the ignore file does. */
  lines: LineRange | null
  changes: TextChange[]
  /** Absolute paths that go, with all that is in them. Nothing else that is visible may change. */
  goes: string[]
  /** Which findings it cures, by their index. */
  findings: number[]
}

/** What an editor makes of a finding. */
export type Outcome = Omit<Edit, 'findings'> | { none: string }

/** Two of them cannot both be made: they want different text in one place. */
export function clash(one: TextChange[], other: TextChange[]): boolean {
  return one.some(a =>
    other.some(b => {
      if (a.file !== b.file || same(a, b)) return false
      const onlyOne = a.alone === true && b.alone === true && a.start === b.start
      // What is only added does not disturb what begins or ends there.
      return onlyOne || (a.start < b.end && b.start < a.end)
    }),
  )
}

/** Makes edits; what two of them ask for alike is made once. @param edits none of which clash */
export function applyEdits(files: CureFiles, edits: Pick<Edit, 'changes'>[]): CureFiles {
  const changes: TextChange[] = []
  for (const change of edits.flatMap(edit => edit.changes))
    if (!changes.some(other => same(other, change))) changes.push(change)
  const of = (file: keyof CureFiles) => changes.filter(change => change.file === file)
  const ignored = of('ignore')
  return {
    dockerfile: applyChanges(files.dockerfile, of('dockerfile')),
    ignore: ignored.length === 0 ? files.ignore : applyChanges(files.ignore ?? '', ignored),
  }
}

// --- internal ---

function same(a: TextChange, b: TextChange): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end && a.text === b.text
}

function applyChanges(text: string, changes: TextChange[]): string {
  // What is added at a place comes before what replaces the text that begins there.
  const ordered = changes
    .map((change, index) => ({ ...change, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index)
  let result = ''
  let at = 0
  for (const { start, end, text: put } of ordered) {
    result += text.slice(at, start) + put
    at = end
  }
  return result + text.slice(at)
}
