import { instructionKey, keywordOf } from '../image/instruction.ts'
import type { Layer } from '../image/measurement.ts'
import type { LayerChange } from './comparison.ts'

/**
 * Pairs the layers of two images: first by content (diffID, else digest), then, between the layers
 * whose content is shared, along their order by instruction. One inserted instruction is therefore one
 * `added` row and moves nothing else.
 *
 * @returns rows in the candidate's order, removed layers where they were; every layer of either side
 * is in exactly one row.
 */
export function alignLayers(baseline: Layer[], candidate: Layer[]): LayerChange[] {
  const partner = new Map<number, number>()
  const pair = (b: number, c: number) => partner.set(c, b)

  const anchors = alignOrdered(baseline, candidate, (b, c) => (sameContent(b, c) ? 1 : 0))
  for (const [b, c] of anchors) pair(b, c)

  // The same bytes at another place are still the same bytes: nothing is transferred for them.
  const free = new Set(baseline.keys())
  for (const b of partner.values()) free.delete(b)
  candidate.forEach((layer, c) => {
    if (partner.has(c)) return
    const b = [...free].find(index => sameContent(baseline[index] as Layer, layer))
    if (b === undefined) return
    pair(b, c)
    free.delete(b)
  })

  // The rest is aligned gap by gap, so that a pair never crosses an anchor.
  let start = { b: 0, c: 0 }
  for (const [endB, endC] of [...anchors, [baseline.length, candidate.length] as const]) {
    const bs = range(start.b, endB).filter(index => free.has(index))
    const cs = range(start.c, endC).filter(index => !partner.has(index))
    const pairs = alignOrdered(
      bs.map(index => baseline[index] as Layer),
      cs.map(index => candidate[index] as Layer),
      likeness,
    )
    for (const [b, c] of pairs) pair(bs[b] as number, cs[c] as number)
    start = { b: endB + 1, c: endC + 1 }
  }
  return rows(baseline, candidate, partner)
}

/** Layers are the same when their bytes are: diffID decides, the digest where no diffID is known. */
export function sameContent(a: Layer, b: Layer): boolean {
  if (a.diffId !== null && b.diffId !== null) return a.diffId === b.diffId
  return a.digest !== null && a.digest === b.digest
}

// --- internal ---

type Score = (baseline: Layer, candidate: Layer) => number

/** A longest common subsequence, weighted: the order-keeping pairs whose scores add up to the most. */
function alignOrdered(baseline: Layer[], candidate: Layer[], score: Score): [number, number][] {
  const width = candidate.length + 1
  const best = new Float64Array((baseline.length + 1) * width)
  const scores = new Float64Array(best.length)
  for (let b = baseline.length - 1; b >= 0; b--) {
    for (let c = candidate.length - 1; c >= 0; c--) {
      const here = b * width + c
      const likeness = score(baseline[b] as Layer, candidate[c] as Layer)
      scores[here] = likeness
      best[here] = Math.max(
        best[here + width] as number,
        best[here + 1] as number,
        likeness > 0 ? likeness + (best[here + width + 1] as number) : 0,
      )
    }
  }
  const pairs: [number, number][] = []
  for (let b = 0, c = 0; b < baseline.length && c < candidate.length; ) {
    const here = b * width + c
    const paired = (scores[here] as number) + (best[here + width + 1] as number)
    if ((scores[here] as number) > 0 && paired === best[here]) pairs.push([b++, c++])
    else if (best[here] === best[here + width]) b++
    else c++
  }
  return pairs
}

// An equal instruction beats any number of merely similar ones that could stand in its place.
const equalInstruction = 1000

/** How surely two layers come from the same line of the Dockerfile; 0: they do not. */
function likeness(baseline: Layer, candidate: Layer): number {
  if (baseline.upstream !== candidate.upstream) return 0
  const a = instructionKey(baseline.instruction)
  const b = instructionKey(candidate.instruction)
  if (a === b) return equalInstruction
  if (keywordOf(a) === '' || keywordOf(a) !== keywordOf(b)) return 0
  const similar = dice(a.split(' '), b.split(' '))
  return similar >= 0.7 ? similar : 0
}

/** Sørensen–Dice coefficient of two bags of words: 1 when equal, 0 when nothing is shared. */
function dice(a: string[], b: string[]): number {
  const rest = new Map<string, number>()
  for (const word of a) rest.set(word, (rest.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of b) {
    const left = rest.get(word) ?? 0
    if (left === 0) continue
    rest.set(word, left - 1)
    shared++
  }
  return (2 * shared) / (a.length + b.length)
}

function rows(baseline: Layer[], candidate: Layer[], partner: Map<number, number>): LayerChange[] {
  const paired = new Set(partner.values())
  const result: LayerChange[] = []
  let next = 0
  // A removed layer is told before the candidate's layer that follows its surviving neighbours.
  const removedBefore = (end: number) => {
    for (; next < end; next++) {
      if (!paired.has(next)) result.push(removed(baseline[next] as Layer))
    }
  }
  candidate.forEach((layer, c) => {
    const b = partner.get(c)
    if (b === undefined) {
      result.push({ change: 'added', baseline: null, candidate: layer })
      return
    }
    removedBefore(b)
    next = Math.max(next, b + 1)
    result.push(matched(baseline[b] as Layer, layer))
  })
  removedBefore(baseline.length)
  return result
}

function removed(layer: Layer): LayerChange {
  return { change: 'removed', baseline: layer, candidate: null }
}

function matched(baseline: Layer, candidate: Layer): LayerChange {
  if (sameContent(baseline, candidate)) return { change: 'unchanged', baseline, candidate }
  const known = baseline.size !== null && candidate.size !== null
  const equal = known
    ? baseline.size === candidate.size
    : baseline.compressedSize === candidate.compressedSize
  return { change: equal ? 'rebuilt' : 'modified', baseline, candidate }
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index)
}
