import { sharedPaths, sharedWords } from './evidence.ts'
import type { Fact, Sides } from './facts.ts'
import { findJoined } from './joined.ts'
import { alignOrdered, compared, type Pair } from './order.ts'
import { best, type Group, groupBy, type Pairing } from './pairing.ts'

/** Of what has no partner, instructions that were joined into one, and those that were split. */
export function joinedOrSplit({ baseline, candidate }: Sides, pairing: Pairing): Group[] {
  const free = pairing.free()
  const gaps = pairing.gaps()
  const own = (side: Fact[], indexes: number[]) =>
    indexes.flatMap(index => {
      const { layer, traits } = side[index] as Fact
      return layer.upstream ? [] : [{ index, traits }]
    })
  const near = (b: number, c: number) => gaps.baseline[b] === gaps.candidate[c]
  const before = own(baseline, free.baseline)
  const after = own(candidate, free.candidate)
  const joined = findJoined(before, after, near)
  const gone = new Set(joined.flatMap(({ many }) => many))
  const come = new Set(joined.map(({ one }) => one))
  const split = findJoined(
    after.filter(({ index }) => !come.has(index)),
    before.filter(({ index }) => !gone.has(index)),
    (c, b) => near(b, c),
  )
  return [
    ...joined.map(({ many, one }) => ({ baseline: many, candidate: [one] })),
    ...split.map(({ many, one }) => ({ baseline: [one], candidate: many })),
  ]
}

/** What was edited in its place, and what was moved and edited but is hardly to be mistaken. */
export function edited(sides: Sides, pairing: Pairing, groups: Group[]): Pair[] {
  const joinedB = new Set(groups.flatMap(group => group.baseline))
  const joinedC = new Set(groups.flatMap(group => group.candidate))
  const free = pairing.free()
  const bs = free.baseline.filter(index => !joinedB.has(index))
  const cs = free.candidate.filter(index => !joinedC.has(index))
  const gaps = pairing.gaps()
  const isOnlyPlace = onlyPlace(sides, { bs, cs }, gaps)
  const placed = new Map<number, number>()
  const across: { pair: Pair; score: number }[] = []
  for (const [b, c] of compared(bs, cs)) {
    const [one, other] = [sides.baseline[b] as Fact, sides.candidate[c] as Fact]
    const isNear =
      gaps.baseline[b] === gaps.candidate[c] ||
      (one.replaced !== null && one.replaced === other.replaced)
    const score = isKin(one, other) ? likenessOf(one, other) : 0
    const isEdited = score >= (isOnlyPlace(b, c) ? likely.onlyPlace : likely.near)
    if (isNear && isEdited) placed.set(b * sides.candidate.length + c, score)
    if (score >= likely.anywhere) across.push({ pair: [b, c], score })
  }
  if (placed.size === 0 && across.length === 0) return []
  const inPlace = alignOrdered(bs, cs, (b, c) => placed.get(b * sides.candidate.length + c) ?? 0)
  const [takenB, takenC] = [new Set(inPlace.map(([b]) => b)), new Set(inPlace.map(([, c]) => c))]
  return [
    ...inPlace,
    ...best(across.filter(({ pair: [b, c] }) => !takenB.has(b) && !takenC.has(c))),
  ]
}

// --- internal ---

/** From which likeness on layers are the same line, edited: it takes more where there are other places that it could be. */
const likely = { onlyPlace: 0.2, near: 0.5, anywhere: 0.7 }

/**
 * Whether two layers stand in the only possible place: between the same layers, or in the same lines of the Dockerfile,
 * as many of their kind were left over on both sides, and both are the same of them.
 */
function onlyPlace(
  { baseline, candidate }: Sides,
  { bs, cs }: { bs: number[]; cs: number[] },
  gaps: { baseline: number[]; candidate: number[] },
): (b: number, c: number) => boolean {
  const gapB = placesOf(bs, index => `${baseline[index]?.traits.keyword} ${gaps.baseline[index]}`)
  const gapC = placesOf(cs, index => `${candidate[index]?.traits.keyword} ${gaps.candidate[index]}`)
  const lines = (side: Fact[]) => (index: number) => {
    const { replaced, traits } = side[index] as Fact
    return replaced === null ? null : `${traits.keyword} ${replaced}`
  }
  const linesB = placesOf(bs, lines(baseline))
  const linesC = placesOf(cs, lines(candidate))
  return (b, c) => {
    const byLines = [linesB.get(b), linesC.get(c)]
    const byGap = [gapB.get(b), gapC.get(c)]
    return [byLines, byGap].some(([one, other]) => one !== undefined && one === other)
  }
}

/** The place of each index in its group, in words that are equal only for the same place of groups of the same size. */
function placesOf(
  indexes: number[],
  groupOf: (index: number) => string | null,
): Map<number, string> {
  return new Map(
    [...groupBy(indexes, groupOf)].flatMap(([name, members]) =>
      members.map((index, nth) => [index, `${name} ${nth} of ${members.length}`] as const),
    ),
  )
}

function isKin(one: Fact, other: Fact): boolean {
  if (one.layer.upstream !== other.layer.upstream) return false
  // What is no instruction is like nothing but itself.
  if (one.traits.keyword === other.traits.keyword)
    return one.traits.keyword !== '' || one.key === other.key
  return (sharedPaths(one.traits, other.traits) ?? 0) >= 0.5
}

/** How much of two layers is the same, by their words and their paths: 0 to 1. */
function likenessOf(one: Fact, other: Fact): number {
  const words = Math.max(
    sharedWords(one.traits, other.traits),
    // There is nothing else that a WORKDIR could be.
    one.traits.keyword === 'WORKDIR' && one.traits.keyword === other.traits.keyword ? 0.25 : 0,
  )
  const paths = sharedPaths(one.traits, other.traits)
  // Neither history nor paths: only the place is left.
  if (one.key === '' && other.key === '' && paths === null) return likely.onlyPlace
  return 1 - (1 - words) * (1 - (paths ?? 0))
}
