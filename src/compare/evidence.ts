import { instructionKey, keywordOf } from '../image/instruction.ts'
import type { Layer } from '../image/measurement.ts'

/** What a layer's instruction and paths say of where it comes from, prepared for many comparisons. */
export interface Traits {
  keyword: string
  /** Words of the instruction and the parts of long ones, with what each of them tells. */
  words: Map<string, number>
  /** The largest files, with their bytes; null: not known. */
  paths: Map<string, number> | null
  /** The text ends where somebody cut it off. */
  isCut: boolean
}

/** Bounds of what is read of one layer, however long its instruction and its list of files are. */
const mostWords = 200
const mostPaths = 200

/** The traits of all layers of both images: what many of one kind have tells little of any. */
export function traitsOf(baseline: Layer[], candidate: Layer[]): [Traits[], Traits[]] {
  const [before, after] = [baseline, candidate].map(layers => layers.map(rawTraits)) as [
    Traits[],
    Traits[],
  ]
  const words = commonest(before, after, ({ words, keyword }) =>
    [...words.keys()].map(word => `${keyword} ${word}`),
  )
  const paths = commonest(before, after, ({ paths }) => [...(paths?.keys() ?? [])])
  for (const traits of [...before, ...after]) {
    for (const [word, weight] of traits.words)
      traits.words.set(word, weight / (words.get(`${traits.keyword} ${word}`) ?? 1))
    for (const [path, weight] of traits.paths ?? [])
      traits.paths?.set(path, weight / (paths.get(path) ?? 1))
  }
  return [before, after]
}

/** How much of two instructions' words is the same, 0 to 1. All of one in the other counts, too: something was added to it. */
export function sharedWords(a: Traits, b: Traits): number {
  const [few, many] = a.words.size <= b.words.size ? [a.words, b.words] : [b.words, a.words]
  const isWhole = few.size > 1 && containment(few, many) > 0.95
  return Math.max(dice(few, many), isWhole ? 0.6 : 0)
}

/** How much of the bytes of two layers is at the same paths, 0 to 1; null when that is not known. */
export function sharedPaths(a: Traits, b: Traits): number | null {
  if (a.paths === null || b.paths === null || a.paths.size === 0 || b.paths.size === 0) return null
  const [few, many] = a.paths.size <= b.paths.size ? [a.paths, b.paths] : [b.paths, a.paths]
  return Math.max(dice(few, many), 0.3 * containment(few, many))
}

/** Sørensen–Dice coefficient of two weighted bags: 1 when equal, 0 when nothing is shared. */
export function dice(a: Map<string, number>, b: Map<string, number>): number {
  const all = sum(a) + sum(b)
  return all === 0 ? 0 : (2 * overlap(a, b)) / all
}

/** How much of `a` is in `b`: 0 to 1. */
export function containment(a: Map<string, number>, b: Map<string, number>): number {
  const all = sum(a)
  return all === 0 ? 0 : overlap(a, b) / all
}

// --- internal ---

function sum(bag: Map<string, number>): number {
  let total = 0
  for (const weight of bag.values()) total += weight
  return total
}

function overlap(a: Map<string, number>, b: Map<string, number>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  let total = 0
  for (const [text, weight] of few) total += Math.min(weight, many.get(text) ?? 0)
  return total
}

/** In how many layers of one side something is; the larger of both. */
function commonest(
  before: Traits[],
  after: Traits[],
  namesOf: (traits: Traits) => string[],
): Map<string, number> {
  const most = new Map<string, number>()
  for (const side of [before, after]) {
    const counts = new Map<string, number>()
    for (const name of side.flatMap(namesOf)) counts.set(name, (counts.get(name) ?? 0) + 1)
    for (const [name, count] of counts) most.set(name, Math.max(count, most.get(name) ?? 0))
  }
  return most
}

function rawTraits({ instruction, files, paths, size }: Layer): Traits {
  const key = instructionKey(instruction)
  const keyword = keywordOf(key)
  const rest = key.slice(keyword.length)
  const words = wordsOf(rest, keyword === 'RUN')
  return {
    keyword: keyword === 'ADD' ? 'COPY' : keyword,
    words,
    paths: pathsOf(files ?? paths ?? (size === 0 ? [] : null)),
    isCut: key.endsWith('…'),
  }
}

/** An option or the name of a command tells less than what the command is about. */
function wordsOf(text: string, isShell: boolean): Map<string, number> {
  const bag = new Map<string, number>()
  const add = (word: string, weight: number) => bag.set(word, Math.max(weight, bag.get(word) ?? 0))
  let isCommand = isShell
  let isVerb = false
  for (const word of text.split(/[\s"'[\](){},]+/).slice(0, mostWords)) {
    if (word === '' || word === '…' || word === '\\') continue
    if (/^(?:&&|\|\||[;|])$/.test(word)) {
      isCommand = isShell
      continue
    }
    const bare = word.replace(/;$/, '')
    if (/^(?:-|\.\/?$)/.test(bare)) add(bare, 0.3)
    else if (isCommand || (isVerb && /^[a-z]+$/.test(bare))) add(bare, 0.5)
    else {
      add(bare, 1)
      const parts = bare.split(/[/._=@:+*-]+/).filter(part => /[A-Za-z]{2}/.test(part))
      if (parts.length > 1 || parts[0] !== bare)
        for (const part of parts)
          add(`~${part}`, /^(?:https?|com|www|usr|tmp|opt|srv|var|etc)$/.test(part) ? 0.05 : 0.4)
    }
    isVerb = isCommand && /^[A-Za-z]/.test(bare)
    isCommand = isShell && /;$/.test(word)
  }
  return bag
}

function pathsOf(files: { path: string; size: number }[] | null): Map<string, number> | null {
  if (files === null) return null
  const heavy = files.filter(({ size }) => size > 0)
  const kept =
    heavy.length <= mostPaths
      ? heavy
      : heavy.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1)).slice(0, mostPaths)
  return new Map(kept.map(({ path, size }) => [path, Math.log2(2 + size)]))
}
