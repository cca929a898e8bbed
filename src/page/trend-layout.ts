import type { TrendModel, TrendPointModel } from '../report/page/model.ts'

export type TrendMetric = 'unpacked' | 'compressed'

/** A commit in the picture, in pixels. */
export interface Dot {
  point: TrendPointModel
  bytes: number
  /** Against the one before; null: there is none. */
  step: number | null
  x: number
  y: number
}

export interface TrendLayout {
  dots: Dot[]
  /** Round numbers of bytes on the vertical axis. */
  ticks: { bytes: number; y: number }[]
  budgets: { name: string; bytes: number; y: number }[]
  /** The largest steps, largest first. */
  largest: Dot[]
}

const NAMED = 5

/**
 * Commits from left to right, bytes from the bottom up. The axis begins where something is to be seen; a budget far above
 * everything is left out of it.
 * @returns null below two known points
 */
export function trendLayout(
  { points, budgets }: Pick<TrendModel, 'points' | 'budgets'>,
  metric: TrendMetric,
  area: { left: number; top: number; width: number; height: number },
): TrendLayout | null {
  const known = points.flatMap(point => {
    const bytes = point[metric]
    return bytes === null ? [] : [{ point, bytes }]
  })
  if (known.length < 2) return null
  const sizes = known.map(({ bytes }) => bytes)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const limits = budgets.filter(one => one.metric === metric && one.bytes <= most * 2 + 1)
  const ticks = ticksBetween(
    Math.min(least, ...limits.map(({ bytes }) => bytes)),
    Math.max(most, ...limits.map(({ bytes }) => bytes)),
  )
  const [bottom = 0, top = 1] = [ticks.at(0), ticks.at(-1)]
  const y = (bytes: number) => area.top + area.height * (1 - (bytes - bottom) / (top - bottom))
  const x = (index: number) => area.left + (area.width * index) / (known.length - 1)
  const dots = known.map(({ point, bytes }, index): Dot => {
    const before = known[index - 1]
    return { point, bytes, step: before ? bytes - before.bytes : null, x: x(index), y: y(bytes) }
  })
  return {
    dots,
    ticks: ticks.map(bytes => ({ bytes, y: y(bytes) })),
    budgets: limits.map(({ name, bytes }) => ({ name, bytes, y: y(bytes) })),
    largest: dots
      .filter(({ step }) => step !== null && step !== 0)
      .sort((a, b) => Math.abs(b.step ?? 0) - Math.abs(a.step ?? 0))
      .slice(0, NAMED),
  }
}

/** Four to eight round numbers, the first at or below the least, the last at or above the most. */
export function ticksBetween(least: number, most: number): number[] {
  const span = Math.max(most - least, most * 0.02, 4)
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= rough) ?? rough
  const first = Math.max(0, Math.floor(least / step))
  const last = Math.max(first + 1, Math.ceil(most / step))
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}
