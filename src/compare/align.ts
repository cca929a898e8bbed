import type { Layer } from '../image/measurement.ts'
import type { LayerChange } from './comparison.ts'
import type { DockerfileDiff } from './dockerfile-diff.ts'
import { edited, joinedOrSplit } from './edited.ts'
import { sidesOf } from './facts.ts'
import { inOrder } from './order.ts'
import { createPairing, type Group } from './pairing.ts'
import { sameAcross, sameContents, sameInstructions } from './same.ts'

/**
 * Pairs the layers of two images by the evidence there is, the strongest first: the same content, wherever it stands;
 * the same instruction, or the same line of both Dockerfiles, along their order and then across it; instructions that
 * were joined or split; and between all of these, what was edited in its place.
 *
 * @param diff of the two Dockerfiles, where both are known
 * @returns rows in the candidate's order, removed layers where they were; every layer of either side is in exactly one
 * row
 */
export function alignLayers(
  baseline: Layer[],
  candidate: Layer[],
  diff: DockerfileDiff | null = null,
): LayerChange[] {
  const sides = sidesOf(baseline, candidate, diff)
  const pairing = createPairing(baseline.length, candidate.length)
  pairing.add(sameContents(sides))
  pairing.add(sameInstructions(sides, pairing))
  pairing.add(sameAcross(sides, pairing))
  const groups = joinedOrSplit(sides, pairing)
  pairing.add(edited(sides, pairing, groups))
  return rows(baseline, candidate, pairing.partners, groups)
}

/** Layers are the same when their bytes are: diffID decides, the digest where no diffID is known. */
export function sameContent(a: Layer, b: Layer): boolean {
  if (a.diffId !== null && b.diffId !== null) return a.diffId === b.diffId
  return a.digest !== null && a.digest === b.digest
}

// --- internal ---

function rows(
  baseline: Layer[],
  candidate: Layer[],
  partner: Map<number, number>,
  groups: Group[],
): LayerChange[] {
  const paired = new Set(partner.values())
  const stayed = new Set(inOrder([...partner].map(([c, b]) => [b, c] as const)).map(([b]) => b))
  const [groupB, groupC] = [new Map<number, number>(), new Map<number, number>()]
  groups.forEach((group, index) => {
    for (const b of group.baseline) groupB.set(b, index)
    for (const c of group.candidate) groupC.set(c, index)
  })
  const grouped = (row: LayerChange, group: number | undefined): LayerChange =>
    group === undefined ? row : { ...row, group }
  const result: LayerChange[] = []
  let next = 0
  // A removed layer is told before the candidate's layer that follows its surviving neighbours.
  const removedBefore = (end: number) => {
    for (; next < end; next++) {
      if (paired.has(next)) continue
      const layer = baseline[next] as Layer
      result.push(
        grouped({ change: 'removed', baseline: layer, candidate: null }, groupB.get(next)),
      )
    }
  }
  candidate.forEach((layer, c) => {
    const b = partner.get(c)
    if (b === undefined) {
      result.push(grouped({ change: 'added', baseline: null, candidate: layer }, groupC.get(c)))
      return
    }
    if (stayed.has(b)) removedBefore(b)
    result.push(matched(baseline[b] as Layer, layer))
  })
  removedBefore(baseline.length)
  return result
}

function matched(baseline: Layer, candidate: Layer): LayerChange {
  if (sameContent(baseline, candidate)) return { change: 'unchanged', baseline, candidate }
  const known = baseline.size !== null && candidate.size !== null
  const equal = known
    ? baseline.size === candidate.size
    : baseline.compressedSize === candidate.compressedSize
  return { change: equal ? 'rebuilt' : 'modified', baseline, candidate }
}
