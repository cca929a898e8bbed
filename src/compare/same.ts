import { sharedPaths } from './evidence.ts'
import type { Fact, Sides } from './facts.ts'
import { alignOrdered, type Pair } from './order.ts'
import { best, groupBy, type Pairing } from './pairing.ts'

/** Content that each side has once. Layers that write nothing are alike, so theirs must have the same instruction, too. */
export function sameContents({ baseline, candidate }: Sides): Pair[] {
  const before = byContent(baseline)
  const after = byContent(candidate)
  return [...after].flatMap(([content, [c, ...more]]) => {
    const [b, ...others] = before.get(content) ?? []
    if (b === undefined || c === undefined || more.length > 0 || others.length > 0) return []
    const [one, other] = [baseline[b] as Fact, candidate[c] as Fact]
    return other.isBare && one.key !== other.key ? [] : [[b, c] as const]
  })
}

/** Along their order: the same instruction, or the same line of both Dockerfiles whatever it became in the history. */
export function sameInstructions(sides: Sides, pairing: Pairing): Pair[] {
  const score = scorer(sides, pairing)
  const free = pairing.free()
  return alignOrdered(free.baseline, free.candidate, score)
}

/** Of what is left, the same instruction at another place; then the same content under another instruction. */
export function sameAcross(sides: Sides, pairing: Pairing): Pair[] {
  const score = scorer(sides, pairing)
  const free = pairing.free()
  const contentOf = ({ content, isBare }: Fact) => (isBare ? null : content)
  const byKey = matchAlike(sides, free, ({ key }) => key || null, score)
  const [takenB, takenC] = [new Set(byKey.map(([b]) => b)), new Set(byKey.map(([, c]) => c))]
  const left = {
    baseline: free.baseline.filter(index => !takenB.has(index)),
    candidate: free.candidate.filter(index => !takenC.has(index)),
  }
  return [...byKey, ...matchAlike(sides, left, contentOf, () => 1)]
}

// --- internal ---

/** Beside an equal instruction, what tells one of several from the others; the strongest outweighs all below it. */
const likelier = { sameLine: 64, sameContent: 32, sameSize: 16, samePaths: 8, sameGap: 4 }
const sameInstruction = 1000

/** More pairs than these of one instruction are told apart by order alone. */
const mostTwins = 2500

function byContent(side: Fact[]): Map<string, number[]> {
  return groupBy([...side.keys()], index => side[index]?.content ?? null)
}

function matchAlike(
  { baseline, candidate }: Sides,
  free: { baseline: number[]; candidate: number[] },
  nameOf: (fact: Fact) => string | null,
  score: (b: number, c: number) => number,
): Pair[] {
  const before = groupBy(free.baseline, index => nameOf(baseline[index] as Fact))
  const after = groupBy(free.candidate, index => nameOf(candidate[index] as Fact))
  return [...after].flatMap(([name, cs]) => {
    const bs = before.get(name) ?? []
    const isMany = bs.length * cs.length > mostTwins
    const all = isMany
      ? bs.slice(0, cs.length).map((b, index) => [b, cs[index] as number] as const)
      : bs.flatMap(b => cs.map(c => [b, c] as const))
    return best(all.map(pair => ({ pair, score: score(...pair) })))
  })
}

/** How surely two layers were written by the same instruction; 0: they were not. */
function scorer(
  { baseline, candidate }: Sides,
  pairing: Pairing,
): (b: number, c: number) => number {
  const gaps = pairing.gaps()
  const [alikeB, alikeC] = [alike(baseline), alike(candidate)]
  return (b, c) => {
    const one = baseline[b] as Fact
    const other = candidate[c] as Fact
    if (one.layer.upstream !== other.layer.upstream) return 0
    const isSame = one.content !== null && one.content === other.content
    const sameLine = one.line !== null && one.line === other.line
    if (!sameLine && one.key !== other.key) return 0
    const sameSize = !one.isBare && one.layer.size !== null && one.layer.size === other.layer.size
    const twins = (alikeB.get(one.key) ?? 1) * (alikeC.get(other.key) ?? 1)
    const paths = twins > 1 && twins <= mostTwins ? (sharedPaths(one.traits, other.traits) ?? 0) : 0
    const isNameless = one.key === '' && !sameLine
    if (isNameless && !sameSize && paths < 0.3 && !isSame) return 0
    return (
      sameInstruction +
      (sameLine ? likelier.sameLine : 0) +
      (isSame ? likelier.sameContent : 0) +
      (sameSize ? likelier.sameSize : 0) +
      paths * likelier.samePaths +
      (gaps.baseline[b] === gaps.candidate[c] ? likelier.sameGap : 0)
    )
  }
}

/** How many layers have each instruction. */
function alike(side: Fact[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const { key } of side) count.set(key, (count.get(key) ?? 0) + 1)
  return count
}
