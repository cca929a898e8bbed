import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ticksBetween, trendLayout } from '../../src/page/trend-layout.ts'

const area = { left: 60, top: 10, width: 500, height: 200 }
const points = (sizes: (number | null)[]) =>
  sizes.map((unpacked, index) => ({ commit: `${index}`, subject: '', unpacked, compressed: null }))

test('the axis has a few round numbers around all there is', () => {
  fc.assert(
    fc.property(fc.nat(1e12), fc.nat(1e12), (a, b) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)]
      const ticks = ticksBetween(least, most)
      expect(ticks[0]).toBeLessThanOrEqual(least)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(8)
    }),
  )
})

test('every commit is drawn within the axes, also when nothing ever changed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e10), { minLength: 2, maxLength: 60 }), sizes => {
      for (const { x, y } of trendLayout({ points: points(sizes), budgets: [] }, 'unpacked', area)
        ?.dots ?? []) {
        expect(x).toBeGreaterThanOrEqual(60)
        expect(x).toBeLessThanOrEqual(560)
        expect(y).toBeGreaterThanOrEqual(9.99)
        expect(y).toBeLessThanOrEqual(210.01)
      }
    }),
  )
})

test('the largest steps either way are named first; what is unknown is no step', () => {
  const layout = trendLayout(
    { points: points([100, 130, null, 90, 95]), budgets: [] },
    'unpacked',
    area,
  )
  expect(layout?.largest.map(({ step, point }) => [point.commit, step])).toEqual([
    ['3', -40],
    ['1', 30],
    ['4', 5],
  ])
})

test('a budget is a line of its own metric, unless it is far above everything', () => {
  const budgets = [
    { name: 'max-size', metric: 'unpacked' as const, bytes: 150 },
    { name: 'max-size', metric: 'unpacked' as const, bytes: 5000 },
    { name: 'max-compressed-size', metric: 'compressed' as const, bytes: 120 },
  ]
  const layout = trendLayout({ points: points([100, 130]), budgets }, 'unpacked', area)
  expect(layout?.budgets).toMatchObject([{ name: 'max-size', bytes: 150 }])
})

test('one commit is no trend', () => {
  expect(trendLayout({ points: points([100, null]), budgets: [] }, 'unpacked', area)).toBeNull()
})
