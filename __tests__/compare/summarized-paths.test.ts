import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerChange } from '../../src/compare/comparison.ts'
import { packageChanges } from '../../src/compare/packages.ts'
import { pathChanges } from '../../src/compare/paths.ts'
import type { Layer, Package } from '../../src/image/measurement.ts'
import { compactPlatform, withoutPaths } from '../../src/record/compact.ts'
import { aDigest, aLayer, aPlatform } from '../support/make.ts'
import { filesOf, sum } from './layers.ts'

// A baseline that is a record has summaries of its layers' paths, and the candidate was read file by file.

function layer(files: Record<string, number>, fields: Partial<Layer> = {}): Layer {
  const list = filesOf(files)
  return aLayer({ size: sum(list), files: list, ...fields })
}

/** What a record keeps of a layer. */
function recorded(one: Layer): Layer {
  const [kept] = compactPlatform(aPlatform({ layers: [one] })).layers
  if (kept === undefined) throw new Error('one layer')
  return kept
}

function modified(baseline: Layer, candidate: Layer): LayerChange {
  return { change: 'modified', baseline, candidate }
}

const small = Object.fromEntries(
  Array.from({ length: 400 }, (_, index) => [`app/src/${index}.js`, 500]),
)

describe('compared with a record', () => {
  const files = { ...small, 'app/model.bin': 30_000_000, 'app/lib/a.so': 4_000_000 }
  const before = layer(files)

  test.each([
    ['equal files are no change', {}, []],
    [
      'a large file that grew is named, and small ones are told by their directory',
      { 'app/src/0.js': 300_000, 'app/model.bin': 42_000_000 },
      [
        { path: '/app/model.bin', files: 1, change: 12_000_000 },
        { path: '/app/src', files: 400, change: 299_500 },
      ],
    ],
    [
      'a path in a directory that the record knows in full is told as it is',
      { 'opt/x/y': 700_000 },
      [{ path: '/opt/x/y', files: 1, change: 700_000 }],
    ],
  ])('%s', (_name, changed, rows) => {
    const after = layer({ ...files, ...changed })
    expect(pathChanges([modified(recorded(before), after)])).toEqual(rows)
  })

  test('a candidate layer that is known by a record only compares too', () => {
    const after = layer({ ...small, 'app/model.bin': 30_000_000 })
    expect(pathChanges([modified(before, recorded(after))])).toEqual([
      { path: '/app/lib/a.so', files: 1, change: -4_000_000 },
    ])
  })

  test('a record without summaries does not tell', () => {
    const [old] = withoutPaths(aPlatform({ layers: [recorded(before)] })).layers
    expect(pathChanges([modified(old as Layer, before)])).toBeNull()
  })
})

test('rows add up exactly to the change, and equal layers have none', () => {
  const name = fc.constantFrom('usr', 'lib', 'x', 'y', 'app', '..', '')
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map(parts => parts.join('/'))
  const size = fc.oneof(fc.nat(2000), fc.nat(40_000_000))
  const layers = fc.array(
    fc.dictionary(path, size, { maxKeys: 40 }).map(files => layer(files)),
    { maxLength: 4 },
  )
  const kept = (layers: Layer[], which: boolean[]) =>
    layers.map((one, index) => (which[index] ? recorded(one) : one))
  const which = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(layers, layers, which, which, (before, after, ofBefore, ofAfter) => {
      const total = (all: Layer[]) => all.reduce((bytes, one) => bytes + (one.size ?? 0), 0)
      const rows = (baseline: Layer[], candidate: Layer[]) =>
        pathChanges([
          ...baseline.map(
            (one): LayerChange => ({ change: 'removed', baseline: one, candidate: null }),
          ),
          ...candidate.map(
            (one): LayerChange => ({ change: 'added', baseline: null, candidate: one }),
          ),
        ])
      const found = rows(kept(before, ofBefore), kept(after, ofAfter)) ?? []
      const sum = found.reduce((bytes, { change }) => bytes + change, 0)
      expect(sum).toBe(total(after) - total(before))
      expect(found.length).toBeLessThanOrEqual(12)
      for (const { files } of found) expect(files).toBeGreaterThan(0)
      expect(rows(kept(before, ofBefore), kept(before, ofAfter))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

describe('packages of a record', () => {
  const dpkg = (name: string, version: string): Package => ({
    manager: 'dpkg',
    name,
    version,
    bytes: 1000,
    path: 'var/lib/dpkg/status',
  })
  const status = { 'var/lib/dpkg/status': 500 }
  const base = layer(status, { diffId: aDigest(1), packages: [dpkg('bash', '1')] })
  const more = layer(status, {
    diffId: aDigest(2),
    packages: [dpkg('bash', '1'), dpkg('curl', '1')],
  })

  test('are those of the finished image', () => {
    const { layers } = compactPlatform(aPlatform({ layers: [base, more] }))
    expect(layers.map(({ packages }) => packages)).toEqual([undefined, more.packages])
  })

  test('tell what the candidate adds', () => {
    const next = { ...more, diffId: aDigest(3), packages: [dpkg('bash', '2'), dpkg('curl', '1')] }
    const { layers } = compactPlatform(aPlatform({ layers: [base, more] }))
    expect(packageChanges(layers, [base, next])).toMatchObject([
      { name: 'bash', from: '1', to: '2' },
    ])
  })

  test('are left out when they are too many', () => {
    const many = Array.from({ length: 5000 }, (_, index) => dpkg(`lib${index}`, '1'))
    const { layers } = compactPlatform(
      aPlatform({ layers: [{ ...base, packages: many }, layer({})] }),
    )
    expect(layers.map(({ packages }) => packages)).toEqual([null, undefined])
  })
})
