import { gapsBetween, inOrder, type Pair } from './order.ts'

/** Layers that became one, or that one became: by their indexes, one of them on its side alone. */
export interface Group {
  baseline: number[]
  candidate: number[]
}

/** Which layers have found their partners so far. */
export type Pairing = ReturnType<typeof createPairing>

/** @param baseline and candidate: how many layers each side has */
export function createPairing(baseline: number, candidate: number) {
  const partners = new Map<number, number>()
  const taken = new Set<number>()
  const free = (count: number, isTaken: (index: number) => boolean) =>
    Array.from({ length: count }, (_, index) => index).filter(index => !isTaken(index))
  return {
    /** The baseline's index by the candidate's. */
    partners,
    add(pairs: Pair[]) {
      for (const [b, c] of pairs) {
        partners.set(c, b)
        taken.add(b)
      }
    },
    free: () => ({
      baseline: free(baseline, index => taken.has(index)),
      candidate: free(candidate, index => partners.has(index)),
    }),
    /** For each side, between which of the pairs that keep their order a layer stands. */
    gaps() {
      const fences = inOrder([...partners].map(([c, b]) => [b, c] as const))
      return {
        baseline: gapsBetween(
          baseline,
          fences.map(([b]) => b),
        ),
        candidate: gapsBetween(
          candidate,
          fences.map(([, c]) => c),
        ),
      }
    },
  }
}

/** The best pairs first; equal ones in the order of the layers. */
export function best(scored: { pair: Pair; score: number }[]): Pair[] {
  const [takenB, takenC] = [new Set<number>(), new Set<number>()]
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.pair[0] - b.pair[0] || a.pair[1] - b.pair[1])
    .flatMap(({ pair }) => {
      if (takenB.has(pair[0]) || takenC.has(pair[1])) return []
      takenB.add(pair[0])
      takenC.add(pair[1])
      return [pair]
    })
}

/** Indexes that have the same name, in their order; null: it has none. */
export function groupBy(
  indexes: number[],
  nameOf: (index: number) => string | null,
): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const index of indexes) {
    const name = nameOf(index)
    if (name === null) continue
    const known = groups.get(name)
    if (known === undefined) groups.set(name, [index])
    else known.push(index)
  }
  return groups
}
