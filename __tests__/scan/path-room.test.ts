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

test.each<[string, string[], number]>([
  ['a file of the root', ['f'], 65],
  ['a directory', ['a/f'], 467],
  ['two directories', ['a/b/f'], 869],
  ['a second file', ['a/f', 'a/g'], 467 + 67],
  ['a directory within', ['a/f', 'a/b/f'], 467 + 469],
  ['a directory beside', ['a/b/f', 'a/c/f'], 869 + 469],
  ['names that begin alike', ['a/bc/f', 'a/bd/f'], 870 + 470],
  ['a longer name', ['a/f', 'ab/f'], 467 + 468],
  ['a shorter name', ['ab/f', 'a/f'], 468 + 467],
  ['the directory above', ['a/b/f', 'a/f'], 869 + 67],
  ['the root again', ['a/f', 'f', 'a/g'], 467 + 65 + 467],
  ['32 directories', [`${deep(32)}f`], 64 + 65 + 32 * 400],
  ['33 directories', [`${deep(33)}f`], 64 + 67 + 33 * 400 + 64],
  ['34 directories, twice', [`${deep(34)}f`, `${deep(34)}g`], 2 * (64 + 69 + 128) + 34 * 400],
])('what paths cost: %s', (_, paths, cost) => {
  const room = newPathRoom()
  expect(keep(paths, { room }).files).toHaveLength(paths.length)
  expect(room.memory[0]).toBe(134_217_728 - cost)
  expect(keep(paths, { room: newPathRoom(cost) }).files).toHaveLength(paths.length)
  expect(keep([...paths, 'x'], { room: newPathRoom(cost - 1) })).toMatchObject({
    files: null,
    unlisted: paths.length + 1,
  })
})

test.each([
  [448, 0, true],
  [449, 0, false],
  [449, 1, true],
  [450, 1, true],
  [451, 1, false],
])('8 MiB and twice what a layer weighs: a last name of %d and %d bytes', (name, weight, fits) => {
  const paths = [...names(2064, () => 'a'.repeat(4000)), 'n'.repeat(name)]
  expect(keep(paths, { weight }).files !== null).toBe(fits)
})

test('layers share a room, and one that is not kept gives back what it took', () => {
  const paths = names(1000, i => `f${i}`)
  const room = newPathRoom(100_000)
  expect(keep(paths, { room }).files).toHaveLength(1000)
  const [left] = room.memory
  expect(keep(paths, { room }).files).toBeNull()
  expect(room.memory[0]).toBe(left)
  expect(keep(['a'], { room }).files).toHaveLength(1)
})

test('a path that is longer than any system opens is cut, and keeps no more in memory', () => {
  const [file] = keep([`${'ä'.repeat(5000)}`]).files ?? []
  expect(file?.path).toBe('ä'.repeat(4096))
})

test('a hard link costs the name of its file too, and has none that no system opens', () => {
  const room = newPathRoom()
  const keeper = createPathKeeper(room, () => 0)
  const link = (hardLink: string) => keeper.add({ path: 'f', size: 0, kind: 'link', hardLink })
  link('abc')
  expect(room.memory[0]).toBe(134_217_728 - 65 - 67)
  link('a'.repeat(4096))
  link('a'.repeat(4097))
  expect(keeper.kept().files?.map(({ hardLink }) => hardLink?.length)).toEqual([3, 4096, undefined])
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
      const keeper = createPathKeeper(newPathRoom(left), () => 0)
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
