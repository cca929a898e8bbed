import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compare } from '../../src/compare/compare.ts'
import type { LayerChange } from '../../src/compare/comparison.ts'
import { pathChanges } from '../../src/compare/paths.ts'
import type { Layer, LayerFile } from '../../src/image/measurement.ts'
import { aBaseline, aLayer, aMeasurement, aPlatform } from '../report/make.ts'
import { filesOf, someLayers, sum } from './layers.ts'

function layer(files: Record<string, number> | null): Layer {
  const list = files && filesOf(files)
  return {
    diffId: null,
    digest: null,
    mediaType: null,
    compressedSize: null,
    size: list?.reduce((bytes, file) => bytes + file.size, 0) ?? 0,
    instruction: 'RUN x',
    lines: null,
    upstream: false,
    files: list,
  }
}

const added = (files: Record<string, number> | null): LayerChange => ({
  change: 'added',
  baseline: null,
  candidate: layer(files),
})

test('a directory of many equal files is one row, a single large file is named', () => {
  const many = Object.fromEntries(
    Array.from({ length: 900 }, (_, i) => [`usr/lib/dri/driver${i}.so`, 42_000]),
  )
  expect(pathChanges([added({ ...many, 'opt/model.bin': 20_000_000 })])).toEqual([
    { path: '/usr/lib/dri', files: 900, change: 37_800_000 },
    { path: '/opt/model.bin', files: 1, change: 20_000_000 },
  ])
})

test('a path that is on both sides with equal bytes is no row; what shrank is negative', () => {
  const row: LayerChange = {
    change: 'modified',
    baseline: layer({ 'app/a': 10, 'app/b': 500, 'app/same': 7 }),
    candidate: layer({ 'app/a': 10_000, 'app/same': 7 }),
  }
  expect(pathChanges([row])).toEqual([
    { path: '/app/a', files: 1, change: 9_990 },
    { path: '/app/b', files: 1, change: -500 },
  ])
})

test('the same paths in another order, in one layer or in other layers, are no row', () => {
  const a = { a: 70_000 }
  const y = { 'x/y': 80_000 }
  const z = { 'x/z': 90_000 }
  const before = layer({ ...a, ...y, ...z })
  const after = layer({ ...z, ...a, ...y })
  expect(pathChanges([{ change: 'modified', baseline: before, candidate: after }])).toEqual([])
  const spread = [z, a, y].map(added)
  expect(
    pathChanges([{ change: 'removed', baseline: before, candidate: null }, ...spread]),
  ).toEqual([])
})

test('shared layers are not read, unread ones make the answer unknown', () => {
  expect(
    pathChanges([{ change: 'unchanged', baseline: layer(null), candidate: layer(null) }]),
  ).toEqual([])
  expect(pathChanges([added(null)])).toBeNull()
})

test('the rows sum exactly to the change of the unpacked size, in few rows', () => {
  const path = fc
    .array(fc.constantFrom('usr', 'lib', 'x', 'y', 'app', '..', ''), { minLength: 1, maxLength: 5 })
    .map(parts => parts.join('/'))
  const files = fc.dictionary(path, fc.nat(1_000_000), { maxKeys: 60 })
  fc.assert(
    fc.property(files, files, (baseline, candidate) => {
      const row: LayerChange = {
        change: 'modified',
        baseline: layer(baseline),
        candidate: layer(candidate),
      }
      const rows = pathChanges([row]) ?? []
      const total = rows.reduce((bytes, { change }) => bytes + change, 0)
      expect(total).toBe((row.candidate?.size ?? 0) - (row.baseline?.size ?? 0))
      expect(rows.length).toBeLessThanOrEqual(12)
    }),
  )
})

test('two images: the paths sum exactly to the change, whatever their layers hide', () => {
  const own = (name: string) => (files: LayerFile[], index: number) =>
    aLayer(`RUN ${index}`, sum(files), { files, version: name })
  fc.assert(
    fc.property(someLayers, someLayers, someLayers, (shared, before, after) => {
      const base = shared.map(own('shared'))
      const { platforms } = compare(
        'app',
        aBaseline([aPlatform([...base, ...before.map(own('before'))])]),
        aMeasurement([aPlatform([...base, ...after.map(own('after'))])]),
      )
      const rows = platforms[0]?.paths ?? []
      const total = rows.reduce((bytes, { change }) => bytes + change, 0)
      expect(total).toBe(sum(after.flat()) - sum(before.flat()))
      expect(total).toBe(platforms[0]?.unpacked.change)
      expect(rows.length).toBeLessThanOrEqual(12)
    }),
  )
})

test('an install is told by the directories that explain it, however its files are spread', () => {
  const many = (directory: string, count: number, size: number) =>
    Array.from({ length: count }, (_, i): [string, number] => [`${directory}/f${i}`, size])
  const files = Object.fromEntries([
    ...many('usr/lib/x86_64-linux-gnu/dri', 900, 42_000),
    ...many('usr/lib/x86_64-linux-gnu', 40, 25_000),
    ...many('usr/share/doc/mesa', 30, 4_000),
    ...many('var/lib/dpkg/info', 60, 500),
    ...many('etc/alternatives', 10, 10),
  ])
  const rows = pathChanges([added(files)]) ?? []
  expect(rows[0]).toEqual({
    path: '/usr/lib/x86_64-linux-gnu/dri',
    files: 900,
    change: 37_800_000,
  })
  expect(rows.length).toBeLessThanOrEqual(4)
})

test('what a heavy file leaves over is opened in turn, while it is much', () => {
  const lib = (name: string) => `usr/lib/x86_64-linux-gnu/${name}`
  const files = {
    [lib('libLLVM.so')]: 117_000_000,
    [lib('dri/gpu.so')]: 25_000_000,
    [lib('libx265.so')]: 16_000_000,
    ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [lib(`small${i}.so`), 100_000])),
  }
  expect(pathChanges([added(files)])?.map(({ path, files }) => [path, files])).toEqual([
    ['/usr/lib/x86_64-linux-gnu/libLLVM.so', 1],
    ['/usr/lib/x86_64-linux-gnu/dri/gpu.so', 1],
    ['/usr/lib/x86_64-linux-gnu/libx265.so', 1],
    ['/usr/lib/x86_64-linux-gnu/…', 9],
  ])
})
