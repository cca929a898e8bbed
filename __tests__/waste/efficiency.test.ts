import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerFile } from '../../src/image/measurement.ts'
import { efficiency } from '../../src/waste/efficiency.ts'
import { someLayers } from '../compare/layers.ts'

const file = (path: string, size: number): LayerFile => ({ path, size, kind: 'file' })
const directory = (path: string): LayerFile => ({ path, size: 0, kind: 'directory' })
const opaque = (path: string): LayerFile => ({ path, size: 0, kind: 'opaque' })
const whiteout = (path: string): LayerFile => ({ path, size: 0, kind: 'whiteout' })

// The first two are dive's own, with its numbers:
// https://github.com/wagoodman/dive/blob/d6c691947f8fda635c952a17ee3b7555379d58f0/dive/filetree/efficiency_test.go
test.each<[string, number, LayerFile[][]]>([
  [
    'files that are written again and then deleted with their directory',
    0.75,
    [
      [file('etc/nginx/nginx.conf', 2000), file('etc/nginx/public', 3000)],
      [file('etc/nginx/nginx.conf', 5000), file('etc/athing', 10000)],
      [whiteout('etc/nginx')],
    ],
  ],
  ['an image without bytes', 1, [[file('nothing', 0)], [], []]],
  [
    'a deleted file costs all its bytes',
    700 / 1000,
    [[file('a', 300), file('b', 700)], [whiteout('a')]],
  ],
  [
    'the smallest size counts, wherever it stands',
    10 / 60,
    [[file('a', 20)], [file('a', 10)], [file('a', 30)]],
  ],
  ['of a path that a layer has twice, the last counts', 1, [[file('a', 20), file('a', 10)]]],
  [
    'a layer may delete a path and write it anew',
    0,
    [[file('a', 20)], [whiteout('a'), file('a', 10)]],
  ],
  [
    'a directory over a file counts nothing when it holds something',
    1,
    [[file('a', 20)], [directory('a'), file('a/b', 5)]],
  ],
  ['… and 0 bytes when it is empty', 0, [[file('a', 20)], [directory('a')]]],
  [
    'opaque marks hide nothing',
    1,
    [
      [directory('a'), file('a/b', 5)],
      [directory('a'), opaque('a'), file('a/c', 5)],
    ],
  ],
])('%s: %d', (_, expected, layers) => {
  expect(efficiency(layers)).toBeCloseTo(expected)
})

test('a deleted directory counts with what lay in it, on both sides of the fraction', () => {
  const layers = [[directory('a'), file('a/x', 300), file('b', 100)], [whiteout('a')]]
  expect(efficiency(layers)).toBe(1)
  expect(efficiency([...layers, [file('b', 100)]])).toBeCloseTo(700 / 800)
})

test('a path that a layer marks, deletes and writes is what is written, and what was deleted', () => {
  const layers = [
    [directory('a'), file('a/a', 1)],
    [file('a', 1), opaque('a'), whiteout('a')],
  ]
  // 1 and 1 of `a`, 1 of `a/a`.
  expect(efficiency(layers)).toBeCloseTo(2 / 3)
})

test('no bytes are no waste; an unread layer makes it unknown', () => {
  expect(efficiency([])).toBe(1)
  expect(efficiency([[directory('a')]])).toBe(1)
  expect(efficiency([[file('a', 1)], null])).toBeNull()
})

/** dive's algorithm as its source tells it, with a search through all nodes for every question. */
function simpleEfficiency(layers: LayerFile[][]): number {
  const sizes = new Map<string, number[]>()
  const stacked = new Map<string, { size: number; isDirectory: boolean }>()
  for (const files of layers) {
    const nodes = new Map<string, { size: number; isDirectory: boolean }>()
    const names = (path: string) => path.split('/')
    for (const { path, size, kind } of files) {
      const depth = names(path).length - (kind === 'whiteout' ? 1 : 0)
      for (let end = 1; end <= depth; end++) {
        const node = names(path).slice(0, end).join('/')
        if (!nodes.has(node)) nodes.set(node, { size: 0, isDirectory: false })
      }
      if (kind !== 'whiteout' && kind !== 'opaque')
        nodes.set(path, { size, isDirectory: kind === 'directory' })
    }
    const deleted = new Set(files.filter(({ kind }) => kind === 'whiteout').map(({ path }) => path))
    const isBelow = (path: string) => (other: string) => other.startsWith(`${path}/`)
    for (const path of deleted) {
      const below = [...stacked].filter(([other]) => isBelow(path)(other))
      const bytes = below.reduce((sum, [, { size }]) => sum + size, 0)
      sizes.set(path, [...(sizes.get(path) ?? []), stacked.get(path)?.isDirectory ? bytes : 0])
    }
    for (const [path, { size }] of nodes) {
      const parent = isBelow(path)
      const isLeaf = ![...nodes.keys(), ...deleted].some(parent)
      if (isLeaf) sizes.set(path, [...(sizes.get(path) ?? []), size])
    }
    for (const path of deleted)
      for (const other of [...stacked.keys()])
        if (other === path || isBelow(path)(other)) stacked.delete(other)
    for (const [path, node] of nodes) stacked.set(path, node)
  }
  const all = [...sizes.values()]
  const total = all.flat().reduce((sum, size) => sum + size, 0)
  return total === 0 ? 1 : all.reduce((sum, some) => sum + Math.min(...some), 0) / total
}

test('it is what dive’s algorithm says', () => {
  fc.assert(
    fc.property(someLayers, layers => {
      expect(efficiency(layers)).toBeCloseTo(simpleEfficiency(layers), 10)
    }),
    { numRuns: 1000 },
  )
})
