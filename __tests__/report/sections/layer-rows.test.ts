import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compare } from '../../../src/compare/compare.ts'
import type { PlatformComparison } from '../../../src/compare/comparison.ts'
import { biggest, changedLayers } from '../../../src/report/sections/layer-rows.ts'
import { aBaseline, aLayer, aMeasurement, aPlatform } from '../make.ts'

const commands = ['apt-get update', 'apt-get install -y curl', 'make', 'make install', 'npm ci']
const side = fc.array(
  fc.record({
    command: fc
      .uniqueArray(fc.constantFrom(...commands), { minLength: 1, maxLength: 4 })
      .map(parts => `RUN ${parts.join(' && ')}`),
    size: fc.nat(1000),
  }),
  { maxLength: 8 },
)

function compared(
  before: { command: string; size: number }[],
  after: { command: string; size: number }[],
): PlatformComparison {
  const [baseline, candidate] = [before, after].map(layers =>
    aPlatform(layers.map(({ command, size }) => aLayer(command, size))),
  )
  if (baseline === undefined || candidate === undefined) throw new TypeError('two sides')
  const [platform] = compare('api', aBaseline([baseline]), aMeasurement([candidate])).platforms
  if (platform === undefined) throw new TypeError('one platform')
  return platform
}

test('the changes of the rows add up to that of the image, whatever was joined or split', () => {
  let groups = 0
  fc.assert(
    fc.property(side, side, (before, after) => {
      const platform = compared(before, after)
      const rows = changedLayers(platform, 'unpacked')
      groups += rows.filter(({ members }) => members !== undefined).length
      expect(rows.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)).toBe(platform.unpacked.change)
      const members = rows.flatMap(({ row, members = [row] }) => members)
      expect(new Set(members)).toEqual(new Set(platform.layers))
      expect(members).toHaveLength(platform.layers.length)
      expect(biggest(rows, 2).kept.length).toBeLessThanOrEqual(2)
    }),
  )
  expect(groups).toBeGreaterThan(10)
})

test('numbers of a foreign report that name no group are rows of their own', () => {
  const platform = compared([{ command: 'RUN a', size: 5 }], [{ command: 'RUN b', size: 7 }])
  const layers = platform.layers.map(row => ({ ...row, group: 3 }))
  expect(changedLayers({ ...platform, layers }, 'unpacked').map(({ bytes }) => bytes)).toEqual(
    expect.arrayContaining([7, -5]),
  )
})
