/** More pairs of layers than these are not looked at for what they share, only those at about the same place. */
const mostCompared = 20_000

/** Index of a layer of the baseline, and of one of the candidate. */
export type Pair = readonly [baseline: number, candidate: number]

/**
 * The order-keeping pairs whose scores add up to the most: a weighted longest common subsequence. Of equal sums, always
 * the same one.
 * @param score above 0 for what may be paired; asked once for each pair
 */
export function alignOrdered(
  baseline: number[],
  candidate: number[],
  score: (baseline: number, candidate: number) => number,
): Pair[] {
  const width = candidate.length + 1
  const best = new Float64Array((baseline.length + 1) * width)
  const scores = new Float64Array(best.length)
  for (let b = baseline.length - 1; b >= 0; b--) {
    for (let c = candidate.length - 1; c >= 0; c--) {
      const here = b * width + c
      const likeness = score(baseline[b] as number, candidate[c] as number)
      scores[here] = likeness
      best[here] = Math.max(
        best[here + width] as number,
        best[here + 1] as number,
        likeness > 0 ? likeness + (best[here + width + 1] as number) : 0,
      )
    }
  }
  const pairs: Pair[] = []
  for (let b = 0, c = 0; b < baseline.length && c < candidate.length; ) {
    const here = b * width + c
    const paired = (scores[here] as number) + (best[here + width + 1] as number)
    if ((scores[here] as number) > 0 && paired === best[here])
      pairs.push([baseline[b++] as number, candidate[c++] as number])
    else if (best[here] === best[here + width]) b++
    else c++
  }
  return pairs
}

/** As many of the pairs as keep their order: what moved is not among them. */
export function inOrder(pairs: Pair[]): Pair[] {
  const sorted = pairs.toSorted((a, b) => a[0] - b[0])
  // Patience sorting: of the chains of each length, the one that ends in the least candidate.
  const ends: number[] = []
  const before = sorted.map(([, c], index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[ends[middle] as number] as Pair)[1] < c) low = middle + 1
      else high = middle
    }
    ends[low] = index
    return ends[low - 1] ?? -1
  })
  const kept: Pair[] = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] as number)
    kept.push(sorted[index] as Pair)
  return kept.reverse()
}

/** Between which of the fences each index lies: 0 is before the first of them. */
export function gapsBetween(count: number, fences: number[]): number[] {
  const isFence = new Set(fences)
  let gap = 0
  return Array.from({ length: count }, (_, index) => (isFence.has(index) ? gap++ : gap))
}

/** All pairs, or, where they are too many to look at, those that are not far from one another. */
export function compared(bs: number[], cs: number[]): Pair[] {
  const width = Math.floor(mostCompared / Math.max(1, bs.length, cs.length) / 2)
  const isAll = bs.length * cs.length <= mostCompared
  return bs.flatMap((b, rank) =>
    (isAll ? cs : cs.slice(Math.max(0, rank - width), rank + width)).map(c => [b, c] as const),
  )
}
