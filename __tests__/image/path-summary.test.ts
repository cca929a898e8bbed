import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerFile, PathSum } from '../../src/image/measurement.ts'
import { createDirectorySums, summarizePaths } from '../../src/image/path-summary.ts'

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

test.each<[string, LayerFile[], number, Record<string, [size: number, files: number]>]>([
  [
    '0.5 % is enough',
    [file('a/b', 1000), file('a/c', 999), file('d', 198_001)],
    9,
    { a: [999, 1], 'a/b': [1000, 1], d: [198_001, 1] },
  ],
  [
    '100 kB are enough',
    [file('a/b', 100_000), file('a/c', 99_999), file('d', 1e9)],
    9,
    { a: [99_999, 1], 'a/b': [100_000, 1], d: [1e9, 1] },
  ],
  ['the largest first', [file('a', 1), file('b', 2), file('c', 3)], 2, { '': [3, 2], c: [3, 1] }],
  ['then the shortest', [file('aa', 2), file('b', 2)], 2, { '': [2, 1], b: [2, 1] }],
  ['then by name', [file('b', 2), file('a', 2), file('c', 2)], 2, { '': [4, 2], a: [2, 1] }],
  ['a path twice', [file('b', 2), file('b', 3)], 9, { b: [5, 2] }],
  [
    'a path of 200 units',
    [file(`a/${'x'.repeat(198)}`, 2)],
    9,
    { [`a/${'x'.repeat(198)}`]: [2, 1] },
  ],
  ['a longer one', [file(`a/${'x'.repeat(199)}`, 2)], 9, { a: [2, 1] }],
])('what is named: %s', (_, files, most, expected) => {
  const paths = Object.entries(expected).map(([path, [size, files]]) => ({ path, size, files }))
  expect(summarizePaths(files, most)).toEqual(paths)
})

test.each<[string, string[], Record<string, number>]>([
  [
    'five directories deep',
    ['a/b/c/d/e/f/g', 'a/b/c/d/e/h', 'a/b/c/d/i'],
    { 'a/b/c/d': 1, 'a/b/c/d/e': 2 },
  ],
  ['of the root', ['a', 'b/c'], { '': 1, b: 1 }],
  ['of 200 units', [`a/b`, `a/${'x'.repeat(198)}/c`], { a: 1, [`a/${'x'.repeat(198)}`]: 1 }],
  ['longer', [`a/b`, `a/${'x'.repeat(199)}/c`, `y/${'x'.repeat(199)}/c`], { '': 1, a: 2 }],
])('bytes by directory: %s', (_, paths, expected) => {
  const sums = createDirectorySums()
  for (const path of paths) sums.add(file(path, 1000))
  sums.add(file('z/empty', 0))
  expect(sums.all()).toEqual(
    Object.entries(expected).map(([path, files]) => ({ path, size: files * 1000, files })),
  )
})

test('bytes by directory: as many as there is room for, then in the nearest', () => {
  const sums = createDirectorySums()
  const names = Array.from({ length: 1999 }, (_, index) => `d${String(index).padStart(4, '0')}`)
  for (const name of names) sums.add(file(`${name}/f`, 200_000))
  for (const path of ['d0007/e/f/g', 'd0007/e/h', 'new/f']) sums.add(file(path, 200_000))
  expect(sums.all()).toEqual([
    { path: '', size: 200_000, files: 1 },
    ...names.map(path => {
      const files = path === 'd0007' ? 3 : 1
      return { path, size: files * 200_000, files }
    }),
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
