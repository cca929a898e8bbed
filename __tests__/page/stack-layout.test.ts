import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stackLayout } from '../../src/page/stack-layout.ts'
import type { PlatformModel, SideModel } from '../../src/report/page/model.ts'

const side = (bytes: number | null): SideModel => ({ unpacked: bytes, compressed: bytes })

function model(
  baseline: (number | null)[],
  candidate: (number | null)[],
): Pick<PlatformModel, 'rows' | 'stacks'> {
  const rows = [...baseline.map(one => [one, undefined]), ...candidate.map(one => [undefined, one])]
  return {
    rows: rows.map(([before, after]) => ({
      change: 'modified' as const,
      instruction: '',
      line: '',
      upstream: null,
      baseline: before === undefined ? null : side(before),
      candidate: after === undefined ? null : side(after),
    })),
    stacks: {
      baseline: baseline.map((_, index) => index),
      candidate: candidate.map((_, index) => baseline.length + index),
    },
  }
}

const sizes = fc.array(fc.option(fc.nat(2_000_000_000)), { maxLength: 127 })

test('stacks stand on one ground, none is higher than its room, every layer is seen, and larger is taller', () => {
  fc.assert(
    fc.property(sizes, sizes, (before, after) => {
      const given = model(before, after)
      const layout = stackLayout(given, 'unpacked', 460)
      for (const [name, given] of [
        ['baseline', before],
        ['candidate', after],
      ] as const) {
        const bars = layout[name]
        for (const { y, height } of bars) {
          expect(height).toBeGreaterThanOrEqual(3)
          expect(y).toBeGreaterThanOrEqual(-0.01)
          expect(y + height).toBeLessThan(layout.height)
        }
        const known = bars.map(({ height }, index) => ({ height, bytes: given[index] ?? 0 }))
        for (const one of known)
          for (const other of known)
            if (one.bytes > other.bytes) expect(one.height).toBeGreaterThanOrEqual(other.height)
      }
    }),
    { numRuns: 100 },
  )
})

test('both stacks have one scale, and the taller fills its room', () => {
  const { baseline, candidate } = stackLayout(model([100e6], [100e6, 100e6]), 'unpacked', 460)
  expect(baseline[0]?.height).toBeCloseTo(candidate[0]?.height ?? 0)
  expect(candidate[1]?.y).toBeCloseTo(0, 0)
})
