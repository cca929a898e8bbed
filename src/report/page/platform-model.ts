import type { LayerChange, PlatformComparison } from '../../compare/comparison.ts'
import type { Layer } from '../../image/measurement.ts'
import { layerName } from '../sections/layers.ts'
import type { LinkTarget } from '../sections/links.ts'
import { lineReference } from '../sections/links.ts'
import { oneLine, truncate } from '../sections/text.ts'
import { candidateWord, label } from '../sections/words.ts'
import { plainText } from './blocks.ts'
import type { PlatformModel, RowModel, SideModel } from './model.ts'
import { pathTiles } from './path-tiles.ts'

/**
 * What the pictures of one platform are drawn from.
 * @param most tiles
 */
export function platformModel(
  platform: PlatformComparison,
  target: LinkTarget,
  most: number,
): PlatformModel {
  const { layers, baseline, candidate } = platform
  const held = new Set(baseline?.layers.flatMap(({ digest }) => digest ?? []))
  const found = pathTiles(platform, most)
  return {
    rows: layers.map(row => rowModel(row, platform, target, held)),
    stacks: {
      baseline: stackOf(layers, baseline?.layers ?? [], 'baseline'),
      candidate: stackOf(layers, candidate?.layers ?? [], 'candidate'),
    },
    sides: { baseline: 'baseline', candidate: candidateWord(target.report) },
    tiles: found?.tiles ?? null,
    packages: found?.packages ?? [],
  }
}

// --- internal ---

/** UTF-16 units of an instruction as the pictures tell it; the table has all of it. */
const LONGEST_INSTRUCTION = 300

function rowModel(
  { change, baseline, candidate, group }: LayerChange,
  platform: PlatformComparison,
  target: LinkTarget,
  held: Set<string>,
): RowModel {
  const side = candidate === null ? 'baseline' : 'candidate'
  const layer = candidate ?? baseline
  const reference = layer === null ? null : lineReference(layer, target, side)
  return {
    change,
    instruction: layer === null ? '' : nameOf(layer),
    line: reference === null ? '' : plainText([reference]),
    upstream: layer?.upstream ? label(platform[side]?.base?.name ?? 'its FROM image', 60) : null,
    baseline: baseline && sideModel(baseline),
    candidate: candidate && { ...sideModel(candidate), download: downloadOf(candidate, held) },
    ...(group === undefined ? {} : { group }),
  }
}

function nameOf(layer: Layer): string {
  const instruction = oneLine(layer.instruction)
  return instruction === ''
    ? plainText(layerName(layer))
    : truncate(instruction, LONGEST_INSTRUCTION)
}

function sideModel({ size, compressedSize }: Layer): SideModel {
  return { unpacked: size, compressed: compressedSize }
}

function downloadOf({ digest, compressedSize }: Layer, held: Set<string>): number | null {
  if (digest === null) return null
  return held.has(digest) ? 0 : compressedSize
}

/** Rows in the order of an image's own layers. What was read from JSON has them twice, so they are told by what is in them. */
function stackOf(rows: LayerChange[], layers: Layer[], side: 'baseline' | 'candidate'): number[] {
  const waiting = new Map<string, number[]>()
  for (const [index, row] of rows.entries()) {
    const layer = row[side]
    if (layer === null) continue
    const key = keyOf(layer)
    const same = waiting.get(key)
    if (same === undefined) waiting.set(key, [index])
    else same.push(index)
  }
  const ordered = layers.flatMap(layer => waiting.get(keyOf(layer))?.shift() ?? [])
  return [...ordered, ...[...waiting.values()].flat()]
}

function keyOf({ diffId, digest, instruction, size }: Layer): string {
  return JSON.stringify([diffId, digest, instruction, size])
}
