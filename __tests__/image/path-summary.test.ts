import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerFile, PathSum } from '../../src/image/measurement.ts'
import { summarizePaths } from '../../src/image/path-summary.ts'

const file = (path: string, size: number): LayerFile => ({ path, size, kind: 'file' })
const sum = (all: { size: number }[]) => all.reduce((bytes, { size }) => bytes + size, 0)

test('what is large is named, and what is small counts in its directory', () => {
  const small = Array.from({ length: 300 }, (_, index) => file(`usr/share/doc/${index}`, 1000))
  const files = [
    ...small,
    file('usr/lib/libx265.so', 5_000_000),
    file('usr/lib/a.so', 10_000),
    file('usr/lib/b.so', 20_000),
    file('usr/lib', 0),
    { path: 'etc/.wh.x', size: 0, kind: 'whiteout' as const },
  ]
  expect(summarizePaths(files, 100)).toEqual([
    { path: 'usr/lib', size: 30_000, files: 2 },
    { path: 'usr/lib/libx265.so', size: 5_000_000, files: 1 },
    { path: 'usr/share/doc', size: 300_000, files: 300 },
  ])
})

test('a layer without bytes has none', () => {
  expect(summarizePaths([], 100)).toEqual([])
  expect(summarizePaths([file('a', 0)], 100)).toEqual([])
})

test('a path without end does not get in', () => {
  const long = `app/${'x'.repeat(5000)}`
  expect(summarizePaths([file(long, 1_000_000)], 100)).toEqual([
    { path: 'app', size: 1_000_000, files: 1 },
  ])
})

test('sizes and files add up, entries are bounded, and each counts what is below it and in no other', () => {
  const name = fc.constantFrom('usr', 'lib', 'x', 'y', 'app', '..', '', 'node_modules')
  const path = fc.array(name, { minLength: 1, maxLength: 6 }).map(parts => parts.join('/'))
  const size = fc.oneof(fc.nat(300), fc.nat(100_000), fc.nat(50_000_000))
  const files = fc.array(
    fc.tuple(path, size).map(([path, size]) => file(path, size)),
    {
      maxLength: 200,
    },
  )
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 40 }), (all, most) => {
      const summary = summarizePaths(all, most)
      expect(sum(summary)).toBe(sum(all))
      expect(summary.reduce((count, one) => count + one.files, 0)).toBe(
        all.filter(({ size }) => size > 0).length,
      )
      expect(summary.length).toBeLessThanOrEqual(most)
      for (const entry of summary) {
        const inside = all.filter(one => deepest(summary, one.path) === entry.path)
        expect(entry.size).toBe(sum(inside))
      }
    }),
  )
})

/** The entry that a file counts in. */
function deepest(summary: PathSum[], path: string): string | undefined {
  return summary
    .map(entry => entry.path)
    .filter(place => place === '' || place === path || path.startsWith(`${place}/`))
    .sort((a, b) => b.length - a.length)[0]
}
