import { instructionKey } from '../image/instruction.ts'
import type { Layer } from '../image/measurement.ts'
import type { DockerfileDiff } from './dockerfile-diff.ts'
import { type Traits, traitsOf } from './evidence.ts'

/** What alignment knows of a layer. */
export interface Fact {
  layer: Layer
  /** Of the instruction; empty without history. */
  key: string
  /** What says which bytes it has: the diffID, or the digest where not every layer has one; null: not known. */
  content: string | null
  /** Says nothing of where it comes from: every step that writes nothing is like it. */
  isBare: boolean
  /** Number of its line's instruction in the diff; null: not known. */
  line: string | null
  /** Number of the replaced lines in the diff. */
  replaced: number | null
  traits: Traits
}

/** Of both images, in the order of their layers. */
export interface Sides {
  baseline: Fact[]
  candidate: Fact[]
}

/** @param diff of the two Dockerfiles, where both are known */
export function sidesOf(baseline: Layer[], candidate: Layer[], diff: DockerfileDiff | null): Sides {
  const [before, after] = traitsOf(baseline, candidate)
  const isEach = [...baseline, ...candidate].every(({ diffId }) => diffId !== null)
  const factsOf = (layers: Layer[], traits: Traits[], side: 0 | 1): Fact[] => {
    const same = new Map(diff?.same.map((pair, index) => [pair[side], index]))
    const replaced = new Map(
      diff?.replaced.flatMap((lines, index) =>
        (side === 0 ? lines.baseline : lines.candidate).map(line => [line, index] as const),
      ),
    )
    // Triggers of the FROM image share its line.
    const met = new Map<number, number>()
    return layers.map((layer, index) => {
      const line = layer.lines?.ranges[0]?.start ?? 0
      const nth = met.get(line) ?? 0
      met.set(line, nth + 1)
      const number = same.get(line)
      return {
        layer,
        key: instructionKey(layer.instruction),
        content: isEach ? layer.diffId : (layer.digest ?? layer.diffId),
        isBare: isBare(layer),
        line: number === undefined ? null : `${number} ${nth}`,
        replaced: replaced.get(line) ?? null,
        traits: traits[index] as Traits,
      }
    })
  }
  return { baseline: factsOf(baseline, before, 0), candidate: factsOf(candidate, after, 1) }
}

// --- internal ---

function isBare({ size, compressedSize }: Layer): boolean {
  return size === 0 || (size === null && (compressedSize ?? 0) < 200)
}
