import { alignLayers, sameContent } from '../../../src/compare/align.ts'
import { diffDockerfiles } from '../../../src/compare/dockerfile-diff.ts'
import type { Layer } from '../../../src/image/measurement.ts'
import type { EditCase, EditSide } from './read.ts'
import { layersOf, type Recording } from './recorded.ts'

/** What is known of the two images beside their histories. */
export interface Knowledge {
  /** The text of both Dockerfiles, as when both are built; else as with a record as the baseline. */
  dockerfiles: boolean
  /** Every path with its bytes, as with `detail: files`. */
  paths: boolean
}

export interface Judged {
  name: string
  /** Rows as a person would have them; neither layers of the FROM image nor what has the same bytes are counted. */
  expected: string[]
  told: string[]
}

/** Pairs the layers of a case as the product does, and as its marks say. */
export function judge(edit: EditCase, recording: Recording, knowledge: Knowledge): Judged {
  const known = (layers: Layer[]) =>
    knowledge.paths ? layers : layers.map(layer => ({ ...layer, files: null }))
  const before = known(layersOf(recording.before))
  const after = known(layersOf(recording.after))
  const diff = knowledge.dockerfiles
    ? diffDockerfiles(edit.before.dockerfile, edit.after.dockerfile)
    : null
  const rows = alignLayers(before, after, diff)
  const told = new Map<unknown, { b: number[]; c: number[] }>()
  for (const row of rows) {
    const { baseline, candidate, group } = row
    if ((candidate ?? baseline)?.upstream) continue
    const one = told.get(group ?? row) ?? { b: [], c: [] }
    if (baseline !== null) one.b.push(before.indexOf(baseline))
    if (candidate !== null) one.c.push(after.indexOf(candidate))
    told.set(group ?? row, one)
  }
  const expected = new Map<string, { b: number[]; c: number[] }>()
  const add = (side: EditSide, layers: Layer[], which: 'b' | 'c') => {
    keysOf(side, layers).forEach((key, index) => {
      if (key === null) return
      const one = expected.get(key) ?? { b: [], c: [] }
      one[which].push(index)
      expected.set(key, one)
    })
  }
  add(edit.before, before, 'b')
  add(edit.after, after, 'c')
  const inWords = ({ b, c }: { b: number[]; c: number[] }) =>
    `${
      b
        .toSorted(byNumber)
        .map(index => before[index]?.instruction)
        .join(' & ') || 'nothing'
    } → ${
      c
        .toSorted(byNumber)
        .map(index => after[index]?.instruction)
        .join(' & ') || 'nothing'
    }`
  const numbered = (row: { b: number[]; c: number[] }) =>
    `[${row.b.toSorted(byNumber)}→${row.c.toSorted(byNumber)}] ${inWords(row)}`
  const isTold = ({ b, c }: { b: number[]; c: number[] }) =>
    b.length !== 1 || c.length !== 1 || !isSame(before[b[0] ?? -1], after[c[0] ?? -1])
  return {
    name: edit.name,
    expected: [...expected.values()].filter(isTold).map(numbered).sort(),
    told: [...told.values()].filter(isTold).map(numbered).sort(),
  }
}

/** Of all rows whose bytes differ, and of those of them that pair layers. */
export interface Figures {
  rows: number
  right: number
  pairs: number
  rightPairs: number
}

export function count(judged: Judged[]): Figures {
  const figures: Figures = { rows: 0, right: 0, pairs: 0, rightPairs: 0 }
  for (const { expected, told } of judged) {
    const wanted = new Set(expected)
    figures.rows += expected.length
    figures.right += told.filter(row => wanted.has(row)).length
    const pairs = told.filter(isPair)
    figures.pairs += pairs.length
    figures.rightPairs += pairs.filter(row => wanted.has(row)).length
  }
  return figures
}

// --- internal ---

function isSame(one: Layer | undefined, other: Layer | undefined): boolean {
  return one !== undefined && other !== undefined && sameContent(one, other)
}

function isPair(row: string): boolean {
  return /^\[\d[\d,]*→\d/.test(row)
}

function byNumber(a: number, b: number): number {
  return a - b
}

/** The row that each layer is in, by its line's mark; null for layers of the FROM image. */
function keysOf({ keys }: EditSide, layers: Layer[]): (string | null)[] {
  const met = new Map<string, number>()
  return layers.map(layer => {
    const line = layer.lines?.ranges[0]?.start
    if (line === undefined) return null
    const key = keys[line - 1] ?? ''
    const nth = `${line} ${key}`
    met.set(nth, (met.get(nth) ?? 0) + 1)
    // Triggers of the FROM image share its line.
    return `${key} ${met.get(nth)}`
  })
}
