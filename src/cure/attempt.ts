import type { Edit } from './edit.ts'

/** What a build of some edits came to: why they are not offered, in words; null: they are proved. */
export type Try<T> = { why: string } | { proved: T }

/** What was found out about edits, each of which is in exactly one of the two lists. */
export interface Attempt<T> {
  accepted: Edit[]
  refused: { edit: Edit; why: string }[]
  /** Of all that is accepted; null when nothing is. */
  proved: T | null
}

/**
 * Tries all edits at once; when they fail, one half after the other, so that what is offered was always proved as a whole.
 * @param most builds that may be made, at least 1; what they do not reach is refused
 * @param attempt builds some edits, and proves them; it tells how many builds that took
 */
export async function attemptEdits<T>(
  edits: Edit[],
  most: number,
  attempt: (edits: Edit[], left: number) => Promise<Try<T> & { builds: number }>,
): Promise<Attempt<T> & { builds: number }> {
  let builds = 0
  let proved: T | null = null
  const accepted: Edit[] = []
  const refused: Attempt<T>['refused'] = []

  async function take(some: Edit[]): Promise<void> {
    if (some.length === 0) return
    if (builds >= most) {
      refused.push(
        ...some.map(edit => ({ edit, why: `${most} builds did not suffice to prove it` })),
      )
      return
    }
    const tried = await attempt([...accepted, ...some], most - builds)
    builds += tried.builds
    if ('proved' in tried) {
      accepted.push(...some)
      proved = tried.proved
    } else if (some.length === 1) {
      refused.push(...some.map(edit => ({ edit, why: tried.why })))
    } else {
      const half = Math.ceil(some.length / 2)
      await take(some.slice(0, half))
      await take(some.slice(half))
    }
  }

  await take(edits)
  return { accepted, refused, proved, builds }
}
