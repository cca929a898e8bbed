import type { PlatformModel, SideModel } from '../report/page/model.ts'

/** What the stacks are as tall as. */
export type StackMetric = 'unpacked' | 'compressed' | 'download'

/** One layer of a stack; y from the top of both. */
export interface Bar {
  row: number
  y: number
  height: number
}

/**
 * Two stacks on one scale, standing on the same ground: the taller is as high as there is room, every layer can be seen,
 * and those without a known size, too.
 * @param height pixels
 */
export function stackLayout(
  { rows, stacks }: Pick<PlatformModel, 'rows' | 'stacks'>,
  metric: StackMetric,
  height: number,
): { baseline: Bar[]; candidate: Bar[]; height: number } {
  const bytes = (side: 'baseline' | 'candidate') =>
    stacks[side].map(row => heightBytes(rows[row]?.[side] ?? null, metric))
  const both = [bytes('baseline'), bytes('candidate')]
  const room = Math.max(height, ...both.map(all => all.length * (LEAST + GAP)))
  const scale = fitting(both, room)
  const bars = (side: 'baseline' | 'candidate'): Bar[] => {
    let y = room
    return stacks[side].map(row => {
      const tall = barHeight(heightBytes(rows[row]?.[side] ?? null, metric), scale)
      y -= tall + GAP
      return { row, y, height: tall }
    })
  }
  return { baseline: bars('baseline'), candidate: bars('candidate'), height: room }
}

/** Bytes of a layer as the switch has it; null: unknown. The baseline is what a node has, so nothing of it is downloaded. */
export function metricBytes(side: SideModel | null, metric: StackMetric): number | null {
  if (side === null) return 0
  if (metric === 'unpacked') return side.unpacked
  return metric === 'compressed' ? side.compressed : (side.download ?? null)
}

// --- internal ---

/** Pixels of the smallest layer, and between two. */
const LEAST = 3
const GAP = 1

/** What is downloaded is part of what is compressed, so it is drawn as tall as that. */
function heightBytes(side: SideModel | null, metric: StackMetric): number {
  return metricBytes(side, metric === 'download' ? 'compressed' : metric) ?? 0
}

function barHeight(bytes: number, scale: number): number {
  return Math.max(LEAST, bytes * scale)
}

/** Pixels of a byte: layers that are raised to the least height take room from the others. */
function fitting(stacks: number[][], room: number): number {
  const tallest = (scale: number) =>
    Math.max(
      ...stacks.map(all => all.reduce((sum, bytes) => sum + barHeight(bytes, scale) + GAP, 0)),
    )
  let low = 0
  let high = room / Math.max(1, ...stacks.flat())
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (tallest(middle) <= room) low = middle
    else high = middle
  }
  return low
}
