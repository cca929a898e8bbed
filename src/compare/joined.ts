import { containment, type Traits } from './evidence.ts'
import { compared } from './order.ts'

/** Layers of one side that became one layer of the other, by their indexes. */
export interface Joined {
  many: number[]
  one: number
}

/**
 * Finds instructions that were joined into one: at least two, whose words are all but all in the one, and explain much
 * of it.
 * @param many layers of one side that have no partner, in their order
 * @param ones those of the other side
 * @param isNear whether a layer of the first stands where one of the second does
 */
export function findJoined(
  many: { index: number; traits: Traits }[],
  ones: { index: number; traits: Traits }[],
  isNear: (many: number, one: number) => boolean,
): Joined[] {
  const taken = new Set<number>()
  const found: Joined[] = []
  const looked = new Map(ones.map(({ index }) => [index, [] as typeof many]))
  const byIndex = new Map(many.map(each => [each.index, each]))
  for (const [each, one] of compared([...byIndex.keys()], [...looked.keys()]))
    looked.get(one)?.push(byIndex.get(each) as (typeof many)[number])
  for (const one of ones) {
    const { keyword, isCut } = one.traits
    if (keyword !== 'RUN' && keyword !== 'COPY') continue
    const free = (looked.get(one.index) ?? []).filter(
      ({ index, traits }) => !taken.has(index) && traits.keyword === keyword,
    )
    const members = free.filter(({ index, traits }) => {
      return shareIn(traits, one.traits) >= (isNear(index, one.index) ? 0.6 : 0.9)
    })
    const first = members[0]?.index ?? Number.POSITIVE_INFINITY
    // Of a text that was cut off, the rest may hold what follows its first member.
    const all = isCut
      ? free.filter(({ index }) => index >= first && isNear(index, one.index))
      : members
    if (all.length < 2 || (!isCut && explained(one.traits, members) < 0.4)) continue
    for (const { index } of all) taken.add(index)
    found.push({ many: all.map(({ index }) => index), one: one.index })
  }
  return found
}

// --- internal ---

function shareIn(member: Traits, one: Traits): number {
  const words = containment(member.words, one.words)
  if (member.keyword !== 'COPY' || member.paths === null || one.paths === null) return words
  return Math.max(words, member.paths.size === 0 ? 0 : containment(member.paths, one.paths))
}

/** How much of the one its members tell: of its files, where a COPY has any, else of its words. */
function explained(one: Traits, members: { traits: Traits }[]): number {
  const bagOf = ({ words, paths }: Traits) =>
    one.keyword === 'COPY' && one.paths !== null && one.paths.size > 0
      ? (paths ?? new Map<string, number>())
      : words
  return containment(bagOf(one), new Map(members.flatMap(({ traits }) => [...bagOf(traits)])))
}
