import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerChange } from '../../src/compare/comparison.ts'
import { pathChanges } from '../../src/compare/paths.ts'
import type { Layer, LayerFile } from '../../src/image/measurement.ts'

function layer(files: Record<string, number> | null): Layer {
  const list =
    files === null
      ? null
      : Object.entries(files).map(([path, size]): LayerFile => ({ path, size, kind: 'file' }))
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
