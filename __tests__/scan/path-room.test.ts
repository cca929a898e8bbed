import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerFile } from '../../src/image/measurement.ts'
import { createPathKeeper, type KeptPaths, newPathRoom } from '../../src/scan/path-room.ts'

function keep(paths: string[], { room = newPathRoom(), weight = 0, size = 1 } = {}): KeptPaths {
  const keeper = createPathKeeper(room, () => weight)
  for (const path of paths) keeper.add({ path, size, kind: 'file' })
  return keeper.kept()
}

const names = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => name(index))
const deep = (depth: number) => 'd/'.repeat(depth)

test.each<[string, string[], number, boolean]>([
  ['some thousand files of a small layer', names(50_000, i => `usr/lib/${i >> 6}/f${i}`), 0, true],
  ['files that weigh less than their paths', names(200_000, i => `usr/f${i}`), 0, false],
  ['the same, when they weigh something', names(200_000, i => `usr/f${i}`), 5_000_000, true],
  ['new directories without end', names(30, i => `${i}/${deep(1000)}f`), 0, false],
  ['one deep directory', names(200, i => `${deep(1500)}${i}`), 0, false],
  ['packages within packages', names(5000, i => `${'node_modules/a/'.repeat(12)}${i}/f`), 0, true],
  ['names of many kB', names(3000, i => `${i}${'n'.repeat(5000)}`), 0, false],
])('%s', (_name, paths, weight, isKept) => {
  const { files, paths: sums, unlisted } = keep(paths, { weight })
  expect(files !== null).toBe(isKept)
  if (isKept) expect([sums, unlisted, files?.length]).toEqual([undefined, undefined, paths.length])
  else expect([unlisted, sum(sums, 'size')]).toEqual([paths.length, paths.length])
})

test('layers share a room, and one that is not kept gives back what it took', () => {
  const paths = names(1000, i => `f${i}`)
  const room = { left: 100_000 }
  expect(keep(paths, { room }).files).toHaveLength(1000)
  const { left } = room
  expect(keep(paths, { room }).files).toBeNull()
  expect(room.left).toBe(left)
  expect(keep(['a'], { room }).files).toHaveLength(1)
})

test('a path that is longer than any system opens is cut, and keeps no more in memory', () => {
  const [file] = keep([`${'ä'.repeat(5000)}`]).files ?? []
  expect(file?.path).toBe('ä'.repeat(4096))
})

/** Directories and files of a few names, so that they meet. */
const anyPath = fc
  .array(fc.constantFrom('a', 'b', 'usr', 'x'.repeat(90)), { minLength: 1, maxLength: 9 })
  .map(parts => parts.join('/'))
const anyFile = fc.record({
  path: anyPath,
  size: fc.nat(1_000_000),
  kind: fc.constant<LayerFile['kind']>('file'),
})

test('whatever is kept, every byte and every file with bytes is counted once', () => {
  fc.assert(
    fc.property(fc.array(anyFile), fc.nat(2000), (files, left) => {
      const keeper = createPathKeeper({ left }, () => 0)
      for (const file of files) keeper.add({ ...file })
      const kept = keeper.kept()
      const bytes = files.reduce((total, { size }) => total + size, 0)
      if (kept.files !== null) {
        expect(kept).toEqual({ files })
        return
      }
      expect(kept.unlisted).toBe(files.length)
      expect(sum(kept.paths, 'size')).toBe(bytes)
      expect(sum(kept.paths, 'files')).toBe(files.filter(({ size }) => size > 0).length)
    }),
  )
})

function sum(sums: KeptPaths['paths'], field: 'size' | 'files'): number {
  return (sums ?? []).reduce((total, one) => total + one[field], 0)
}
