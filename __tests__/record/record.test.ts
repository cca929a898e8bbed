import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compare } from '../../src/compare/compare.ts'
import type { Layer, Measurement, Package } from '../../src/image/measurement.ts'
import {
  addRecord,
  MOST_RECORDS,
  RECORDS_WITH_PATHS,
  WHOLE_RECORDS,
} from '../../src/record/bound.ts'
import { compactPlatform, withoutPaths } from '../../src/record/compact.ts'
import { decodeRecords, encodeRecords } from '../../src/record/lines.ts'
import {
  type ImageRecord,
  measurementAt,
  recordsOf,
  totalsOf,
  weightOf,
  withoutPathsOf,
} from '../../src/record/record.ts'
import { trendsOf } from '../../src/record/trend.ts'
import { aLayer, aPlatform } from '../support/make.ts'
import { aRecord, aSha } from '../support/record.ts'

const measurement: Measurement = {
  source: 'build of Dockerfile at 0007000',
  commit: aSha(7),
  digest: null,
  feed: 'push',
  feedReason: 'the builder reaches it',
  dockerfile: 'Dockerfile',
  platforms: [
    aPlatform({ layers: [aLayer({ files: [{ path: 'a', size: 1000, kind: 'file' }] }), aLayer()] }),
    aPlatform({ platform: 'linux/arm64', layers: [aLayer({ size: 5, compressedSize: null })] }),
  ],
}

function stored(): ImageRecord[] {
  const records = recordsOf(compare('api', { state: 'none' }, measurement), {
    commit: aSha(7),
    time: new Date(0),
    before: null,
    subject: null,
  })
  return decodeRecords(encodeRecords(records.slice(0, 1)), 'a').records.concat(
    decodeRecords(encodeRecords(records.slice(1)), 'b').records,
  )
}

test('a measurement comes back from its lines, with summaries instead of its files', () => {
  const records = stored()
  expect(
    records.map(({ platform, unpacked, compressed }) => [platform, unpacked, compressed]),
  ).toEqual([
    ['linux/amd64', 2000, 800],
    ['linux/arm64', 5, null],
  ])
  const [amd64, arm64] = measurement.platforms
  expect(measurementAt(records, aSha(7))).toEqual({
    ...measurement,
    source: 'record of build of Dockerfile at 0007000',
    feed: 'record',
    feedReason: 'measured earlier, by push',
    platforms: [
      { ...amd64, layers: [aLayer({ paths: [{ path: 'a', size: 1000, files: 1 }] }), aLayer()] },
      arm64,
    ],
  })
})

test('a layer keeps what tells whether another image shares it', () => {
  const [first] = stored()
  expect(first?.measured?.platform.layers[0]).toMatchObject({
    digest: aLayer().digest,
    diffId: aLayer().diffId,
    compressedSize: 400,
    size: 1000,
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  })
})

test('a line without what came later still reads', () => {
  const [record] = stored()
  if (record?.measured == null) throw new Error('a whole record')
  const layers = record.measured.platform.layers.map(({ paths: _paths, ...layer }) => layer)
  const { subject: _subject, ...old } = {
    ...record,
    measured: { ...record.measured, platform: { ...record.measured.platform, layers } },
  }
  expect(decodeRecords(encodeRecords([old]), 'x')).toEqual({ records: [old], broken: [] })
})

test('a line of ten layers and ten thousand files stays small', () => {
  const layers = Array.from({ length: 10 }, (_, layer) => {
    const files = Array.from({ length: 1000 }, (_, index) => ({
      path: `usr/lib/node_modules/package-${layer}-${index % 60}/dist/module-${index}.js`,
      size: 1000 + ((index * 7919) % 100_000),
      kind: 'file' as const,
    }))
    return aLayer({ files, size: files.reduce((bytes, { size }) => bytes + size, 0) })
  })
  const image = { ...measurement, platforms: [aPlatform({ layers })] }
  const at = { commit: aSha(7), time: new Date(0), before: aSha(6), subject: 'x'.repeat(500) }
  const line = encodeRecords(recordsOf(compare('api', { state: 'none' }, image), at))
  expect(line.length).toBeGreaterThan(20_000)
  expect(line.length).toBeLessThan(120_000)
  // A hundred layers have no more entries than ten.
  const ten = Array.from({ length: 10 }, () => layers).flat()
  const big = { ...measurement, platforms: [aPlatform({ layers: ten })] }
  const longest = encodeRecords(recordsOf(compare('api', { state: 'none' }, big), at))
  expect(longest.length).toBeLessThan(200_000)
})

test('the words of an existing image are completed by the commit', () => {
  const [first] = stored()
  if (first?.measured == null) throw new Error('a whole record')
  const measured = { ...first.measured, source: 'docker://api:1' }
  expect(measurementAt([{ ...first, measured }], aSha(7))?.source).toBe(
    'record of docker://api:1, recorded at 0007000',
  )
})

test('there is no measurement of another commit, nor of totals', () => {
  const [first, second] = stored()
  if (first === undefined || second === undefined) throw new Error('two platforms')
  expect(measurementAt([first, second], aSha(8))).toBeNull()
  expect(measurementAt([first, { ...second, measured: null }], aSha(7))).toBeNull()
})

describe('decodeRecords', () => {
  const good = encodeRecords([aRecord(1)])
  test.each([
    ['no JSON', '<<<<<<< HEAD'],
    ['half a line', good.slice(0, 80)],
    ['no object', '7'],
    ['another shape', '{"schema":1}'],
    ['a schema that never was', '{"schema":0}'],
    ['a size below zero', good.replace('"unpacked":1000', '"unpacked":-1').trim()],
    ['a short commit', good.replace(aSha(1), 'abc1234').trim()],
  ])('skips and counts a line that is %s', (_, line) => {
    expect(decodeRecords(`${good}\n${line}\n${good}`, 'x')).toEqual({
      records: [aRecord(1)],
      broken: [3],
    })
  })

  test('of two lines of one commit the later counts', () => {
    const later = encodeRecords([aRecord(1, { unpacked: 7 })])
    expect(decodeRecords(good + later, 'x').records).toEqual([aRecord(1, { unpacked: 7 })])
  })

  test('does not skip a newer schema', () => {
    expect(() => decodeRecords(`${good}{"schema":2}\n`, 'records/api.jsonl')).toThrow(
      'line 2 of records/api.jsonl has schema 2, and this version of Image Size Gate reads schema 1: update the action in this workflow to the version that wrote it',
    )
  })
})

describe('addRecord', () => {
  const addAll = (seeds: number[]) =>
    seeds.reduce<ImageRecord[]>((records, seed) => addRecord(records, aRecord(seed)), [])

  test('replaces the record of its commit', () => {
    const records = addAll([1, 2, 3])
    const again = aRecord(2, { unpacked: 7 })
    expect(addRecord(records, again)).toEqual([aRecord(1), again, aRecord(3)])
    const later = { ...again, time: aRecord(9).time }
    expect(addRecord(records, later)).toEqual([aRecord(1), aRecord(3), later])
  })

  test('of the same second are ordered by history, in whatever order runs end', () => {
    const time = '2026-01-01T00:00:00Z'
    // By SHA they would stand the other way round; before the first is a commit of another second.
    const pushed = [9, 7, 4, 2].map((seed, index, all) =>
      aRecord(seed, { time, before: aSha(all[index - 1] ?? 99) }),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray(pushed, { minLength: pushed.length }), order => {
        expect(order.reduce<ImageRecord[]>(addRecord, [])).toEqual(pushed)
      }),
    )
    // What the branch was at before is not known.
    const [one, other] = [aRecord(3, { time }), aRecord(5, { time })]
    expect([one, other].reduce<ImageRecord[]>(addRecord, [])).toEqual([one, other])
    expect([other, one].reduce<ImageRecord[]>(addRecord, [])).toEqual([one, other])
    const circle = [aRecord(3, { time, before: aSha(5) }), aRecord(5, { time, before: aSha(3) })]
    expect(circle.reduce<ImageRecord[]>(addRecord, [])).toEqual(circle)
  })

  test('keeps the totals of old records and drops the oldest', () => {
    const count = MOST_RECORDS + 3
    const records = addAll(Array.from({ length: count }, (_, index) => index))
    expect(records.map(({ commit }) => commit)).toEqual(
      Array.from({ length: MOST_RECORDS }, (_, index) => aSha(index + 3)),
    )
    const whole = records.filter(({ measured }) => measured !== null)
    expect(whole).toEqual(records.slice(-WHOLE_RECORDS))
    expect(records[0]).toEqual(aRecord(3, { measured: null, base: null }))
  })

  test('keeps paths and packages of the newest only', () => {
    const layers = [aLayer({ paths: [{ path: 'a', size: 1000, files: 1 }], packages: [] })]
    const platform = aPlatform({ layers, base: { name: 'debian:12', digest: null } })
    const records = Array.from({ length: WHOLE_RECORDS + 1 }, (_, seed) => {
      const record = aRecord(seed)
      if (record.measured === null) throw new Error('a whole record')
      return { ...record, measured: { ...record.measured, platform } }
    }).reduce<ImageRecord[]>(addRecord, [])
    const withPaths = records.filter(({ measured }) => measured?.platform.layers[0]?.paths)
    expect(withPaths).toEqual(records.slice(-RECORDS_WITH_PATHS))
    expect(records[1]?.measured?.platform.layers).toEqual([aLayer()])
    // What moved upstream can still be told.
    expect(records[0]).toMatchObject({
      measured: null,
      base: { name: 'debian:12', digest: null, unpacked: 0, compressed: 0 },
    })
  })

  test('keeps every commit up to the bound, in whatever order runs end', () => {
    const runs = fc.uniqueArray(fc.nat(10_000), { maxLength: 80 }).chain(seeds =>
      fc.tuple(
        fc.constant(seeds),
        fc.shuffledSubarray(seeds, { minLength: seeds.length }),
        // Of these the run was repeated.
        fc.subarray(seeds),
      ),
    )
    fc.assert(
      fc.property(runs, ([seeds, order, again]) => {
        const records = addAll([...order, ...again])
        const inOrder = seeds.toSorted((a, b) => a - b)
        expect(records.map(({ commit }) => commit)).toEqual(inOrder.map(aSha))
        const newest = inOrder.slice(-WHOLE_RECORDS).map(aSha)
        const whole = records.filter(({ measured }) => measured !== null)
        expect(newest).toEqual(expect.arrayContaining(whole.map(({ commit }) => commit)))
      }),
      { numRuns: 50 },
    )
  })
})

test('the trend is the same after old records were compacted', () => {
  const all = Array.from({ length: WHOLE_RECORDS + 40 }, (_, seed) =>
    aRecord(seed, { unpacked: seed * 1000, subject: `commit ${seed}` }),
  )
  const kept = decodeRecords(encodeRecords(all.reduce<ImageRecord[]>(addRecord, [])), 'x').records
  const platforms = ['linux/amd64']
  expect(trendsOf(kept, platforms, 'main')).toEqual(trendsOf(all, platforms, 'main'))
  expect(trendsOf(kept.slice(0, 30), platforms, 'main')).toEqual(
    trendsOf(all.slice(0, 30), platforms, 'main'),
  )
})

test('a commit that is not stored yet is the last of the trend, once', () => {
  const records = [aRecord(1), aRecord(2)]
  const commits = (added: ImageRecord) =>
    trendsOf(records, ['linux/amd64'], 'main', [
      added,
      aRecord(9, { platform: 'linux/arm64' }),
    ])[0]?.points.map(({ commit, unpacked }) => [commit, unpacked])
  expect(commits(aRecord(3, { unpacked: 7 }))).toEqual([
    [aSha(1), 1000],
    [aSha(2), 1000],
    [aSha(3), 7],
  ])
  // The run was repeated.
  expect(commits(aRecord(2, { unpacked: 7 }))).toEqual([
    [aSha(1), 1000],
    [aSha(2), 7],
  ])
})

test('the trend of a platform has its newest thirty records', () => {
  const records = Array.from({ length: 40 }, (_, index) => aRecord(index, { unpacked: index }))
  const other = aRecord(1, { platform: 'linux/arm64', compressed: null, measured: null })
  const trends = trendsOf([...records, other], ['linux/arm64', 'linux/amd64', 'none/such'], 'main')
  expect(trends.map(({ platform, points }) => [platform, points.length])).toEqual([
    ['linux/arm64', 1],
    ['linux/amd64', 30],
  ])
  expect(trends[0]).toEqual({
    platform: 'linux/arm64',
    ref: 'main',
    points: [{ commit: aSha(1), unpacked: 1000, compressed: null }],
  })
  expect(trends[1]?.points.at(-1)?.unpacked).toBe(39)
})

const aPackage = (name: string, path: string): Package => ({
  manager: 'npm',
  name,
  version: '1',
  bytes: 1,
  path,
})
const compacted = (...layers: Layer[]) => compactPlatform(aPlatform({ layers })).layers

test('of packages a record keeps those that the image has in the end', () => {
  const [old, kept] = [aPackage('old', 'a'), aPackage('kept', 'b')]
  const gone: Layer['files'] = [{ path: 'a', size: 0, kind: 'whiteout' }]
  const layers = compacted(
    aLayer({ files: [], packages: [old, kept] }),
    aLayer({ files: gone, packages: [aPackage('a', 'c')] }),
    aLayer({ files: gone, packages: null }),
    aLayer({ packages: [] }),
    aLayer(),
  )
  expect(layers).toEqual([
    aLayer({ paths: [], packages: [kept] }),
    aLayer({ paths: [], packages: [aPackage('a', 'c')] }),
    aLayer({ paths: [], packages: null }),
    aLayer(),
    aLayer(),
  ])
})

test.each([
  [0, true],
  [1, false],
])('packages of 150,000 units and %d are kept: %s', (more, kept) => {
  const empty = JSON.stringify([aPackage('', 'a')]).length
  const packages = [aPackage('x'.repeat(150_000 - empty + more), 'a')]
  expect(compacted(aLayer({ files: [], packages }), aLayer({ packages: [] }), aLayer())).toEqual([
    aLayer({ paths: [], packages: kept ? packages : null }),
    kept ? aLayer() : aLayer({ packages: null }),
    aLayer(),
  ])
})

test.each([
  [1, 100],
  [10, 100],
  [11, 90],
  [2000, 0],
])('of %d layers that were read each tells %d paths at most', (count, most) => {
  const files = Array.from({ length: 150 }, (_, index) => ({
    path: `f${index}`,
    size: 1000,
    kind: 'file' as const,
  }))
  const layers = compacted(...Array.from({ length: count }, () => aLayer({ files })), aLayer())
  expect(layers[0]?.paths).toHaveLength(most)
  expect(layers.at(-1)).toEqual(aLayer())
})

test('what is left of a record that grows old', () => {
  const layer = aLayer({ paths: [], packages: [], upstream: true })
  const platform = aPlatform({ layers: [layer], base: { name: 'x', digest: null } })
  const record = aRecord(1, { subject: 'why' })
  if (record.measured === null) throw new Error('a whole record')
  const whole = { ...record, measured: { ...record.measured, platform } }
  const base = { name: 'x', digest: null, unpacked: 1000, compressed: 400 }
  expect(withoutPathsOf(whole)).toEqual({
    ...whole,
    measured: { ...whole.measured, platform: withoutPaths(platform) },
  })
  expect(withoutPaths(platform).layers).toEqual([aLayer({ upstream: true })])
  const totals = { ...record, measured: null, base }
  expect(totalsOf(whole)).toEqual(totals)
  expect([totalsOf(totals), withoutPathsOf(totals)]).toEqual([totals, totals])
  const { commit, time, unpacked, compressed } = record
  const weight = {
    commit,
    platform: 'linux/amd64',
    time,
    subject: 'why',
    unpacked,
    compressed,
    base,
  }
  expect([weightOf(whole), weightOf(totals)]).toEqual([weight, weight])
  const { base: _base, subject: _subject, ...bare } = totals
  expect(weightOf(bare)).toEqual({ ...weight, subject: null, base: null })
})

test('a record tells what the commit was', () => {
  const at = {
    commit: aSha(7),
    time: new Date(0),
    before: aSha(6),
    subject: `a\n${'b'.repeat(200)}`,
  }
  const [record, other] = recordsOf(compare('api', { state: 'none' }, measurement), at)
  expect(record).toMatchObject({
    schema: 1,
    commit: aSha(7),
    time: '1970-01-01T00:00:00.000Z',
    before: aSha(6),
    name: 'api',
    measured: { source: measurement.source, digest: null, feed: 'push', dockerfile: 'Dockerfile' },
  })
  expect(record?.subject).toMatch(/^a b{90,97}…$/)
  expect(other?.platform).toBe('linux/arm64')
  const bare = { ...at, before: null, subject: null }
  const [plain] = recordsOf(compare('api', { state: 'none' }, measurement), bare)
  expect(Object.keys(plain ?? {}).join()).toBe(
    'schema,commit,time,name,platform,unpacked,compressed,measured',
  )
})
