import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Budget } from '../../src/budget/budget.ts'
import { judge } from '../../src/budget/judge.ts'
import { compare } from '../../src/compare/compare.ts'
import type { Layer, LayerFile } from '../../src/image/measurement.ts'
import { breachText } from '../../src/report/sections/verdict.ts'
import { aBudget, aDigest, aLayer, aPlatform } from '../support/make.ts'

function file(path: string, size: number, kind: LayerFile['kind'] = 'file'): LayerFile {
  return { path, size, kind }
}

/** A layer whose sizes are those of its files; compressed half of that. */
function layer(seed: number, instruction: string, files: LayerFile[], fields: Partial<Layer> = {}) {
  const size = files.reduce((bytes, one) => bytes + one.size, 0)
  const digests = { diffId: aDigest(seed), digest: aDigest(seed + 100) }
  return aLayer({ ...digests, size, compressedSize: size / 2, instruction, files, ...fields })
}

const os = layer(1, 'ADD rootfs.tar /', [file('usr/bin/app', 400)], { upstream: true })
const before = [
  os,
  layer(2, 'RUN apt-get install curl', [file('usr/lib/curl', 100)]),
  layer(3, 'COPY . /app', [file('app', 0, 'directory'), file('app/a', 60), file('application', 8)]),
]
const after = [
  os,
  layer(12, 'RUN apt-get install ffmpeg', [file('usr/lib/ffmpeg', 300)]),
  layer(13, 'COPY . /app', [file('app', 0, 'directory'), file('app/a', 60), file('app/b', 20)]),
  layer(14, 'RUN make', [file('app/a', 70), file('app/.wh.b', 0, 'whiteout')]),
]

function measurement(platforms: ReturnType<typeof aPlatform>[]) {
  return {
    source: 'build',
    commit: null,
    digest: null,
    feed: 'push' as const,
    feedReason: 'it can be',
    dockerfile: null,
    platforms,
  }
}

function comparisonOf(baseline: Layer[] | null, candidate: Layer[], platform = 'linux/amd64') {
  return compare(
    'api',
    baseline === null
      ? { state: 'none' }
      : {
          state: 'compared',
          measurement: measurement([aPlatform({ layers: baseline, platform })]),
        },
    measurement([aPlatform({ layers: candidate, platform })]),
  )
}

function judged(budget: Budget, baseline: Layer[] | null = before, candidate: Layer[] = after) {
  const { judgements } = judge(comparisonOf(baseline, candidate), [budget], [])
  expect(judgements).toHaveLength(1)
  return judgements[0]
}

const app = { path: '/app' }
const apt = { layer: 'RUN apt-get*' }
const percent = (percent: number) => ({ kind: 'percent', percent }) as const
const count = (count: number) => ({ kind: 'count', count }) as const

test.each([
  // Every layer's files count, also one that is written twice or deleted later.
  [aBudget('max-size', 150, app), 150, 150, 'held'],
  [aBudget('max-size', 149, app), 150, 149, 'exceeded'],
  [aBudget('max-size', 150, { path: '/' }), 850, 150, 'exceeded'],
  [aBudget('max-size', 70, { path: '/app/a' }), 130, 70, 'exceeded'],
  [aBudget('max-increase', 90, app), 90, 90, 'held'],
  [aBudget('max-increase', percent(100), app), 90, 60, 'exceeded'],
  // What is gone is smaller, and not unknown.
  [aBudget('max-size', 0, { path: '/application' }), 0, 0, 'held'],
  [aBudget('max-increase', 0, { path: '/application' }), -8, 0, 'held'],
  [aBudget('max-size', 300, apt), 300, 300, 'held'],
  [aBudget('max-increase', 199, apt), 200, 199, 'exceeded'],
  [aBudget('max-increase', percent(200), apt), 200, 200, 'held'],
  [aBudget('max-compressed-size', 149, apt), 150, 149, 'exceeded'],
  [aBudget('max-compressed-increase', 100, apt), 100, 100, 'held'],
  [aBudget('max-download', 149, apt), 150, 149, 'exceeded'],
  [aBudget('max-download', 0, { layer: 'ADD*' }), 0, 0, 'held'],
  [aBudget('max-layers', count(1), { layer: 'RUN*' }), 2, 1, 'exceeded'],
  [aBudget('max-size', 70, { ...app, layer: 'RUN*' }), 70, 70, 'held'],
  [aBudget('max-size', 300, { ...apt, platform: 'linux/amd64' }), 300, 300, 'held'],
] as const)('%j counts %d of %d: %s', (budget, actual, allowed, outcome) => {
  expect(judged(budget)).toMatchObject({
    budget,
    platform: 'linux/amd64',
    outcome,
    actual,
    allowed,
    why: null,
  })
})

const unread = after.map(one => ({ ...one, files: null }))
const paths =
  'unpacked sizes were not measured: a layer was not read path by path, which `detail: files` asks for'

test.each([
  [{ path: '/srv' }, 'there is nothing at `/srv`'],
  [{ path: '/ap' }, 'there is nothing at `/ap`'],
  [{ layer: 'run*' }, 'no layer matches `run*`'],
  [{ platform: 'linux/s390x' }, 'the image has no linux/s390x'],
])('%j, which nobody has, is not judged', (part, why) => {
  const budget = aBudget('max-size', 1, part)
  expect(judged(budget)).toMatchObject({ outcome: 'not judged', actual: null, why })
})

test('a path of layers that were not read path by path is not judged', () => {
  const budget = aBudget('max-size', 1, app)
  expect(judged(budget, before, unread)).toMatchObject({ outcome: 'not judged', why: paths })
  expect(judged(budget, unread, after)).toMatchObject({ outcome: 'exceeded', actual: 150 })
  expect(judged(aBudget('max-increase', 1, app), unread, after)).toMatchObject({
    outcome: 'not judged',
    why: paths.replace('sizes', 'sizes of the baseline'),
  })
})

test('without a baseline a narrowed size is judged, and its increase is not', () => {
  expect(judged(aBudget('max-size', 149, app), null)).toMatchObject({ outcome: 'exceeded' })
  expect(judged(aBudget('max-increase', 0, apt), null)).toMatchObject({
    outcome: 'not judged',
    why: 'there is no baseline (`baseline: none`)',
  })
})

test('growth of the FROM image under a path is upstream', () => {
  const base = (seed: number, size: number) =>
    layer(seed, 'ADD rootfs.tar /', [file('usr/lib/c', size)], { upstream: true })
  const side = (seed: number, size: number) =>
    aPlatform({
      layers: [base(seed, size), layer(9, 'COPY', [file('usr/x', size)])],
      base: { name: 'debian:12', digest: aDigest(seed) },
    })
  const comparison = compare(
    'api',
    { state: 'compared', measurement: measurement([side(1, 100)]) },
    measurement([side(2, 130)]),
  )
  const actual = (upstream: Budget['upstream']) =>
    judge(comparison, [aBudget('max-increase', 0, { path: '/usr', upstream })], []).judgements[0]
      ?.actual
  expect(actual('exclude')).toBe(30)
  expect(actual('include')).toBe(60)
})

test('a platform stands for its variants, and a lost one is told once', () => {
  const arm = aPlatform({ platform: 'linux/arm/v7' })
  const comparison = compare('api', { state: 'none' }, measurement([aPlatform(), arm]))
  const platforms = (platform: string) =>
    judge(comparison, [aBudget('max-size', 1000, { platform })], []).judgements.map(
      ({ platform, outcome }) => [platform, outcome],
    )
  expect(platforms('linux/arm')).toEqual([['linux/arm/v7', 'held']])
  expect(platforms('linux/arm/v7')).toEqual([['linux/arm/v7', 'held']])
  expect(platforms('linux/arm/v6')).toEqual([['linux/amd64', 'not judged']])
})

test('a breach says what it is narrowed to', () => {
  const comparison = comparisonOf(before, after)
  const budgets = [
    aBudget('max-size', 100, app),
    aBudget('max-layers', count(1), { layer: 'RUN*' }),
  ]
  const judgedAll = judge(comparison, budgets, [])
  const report = {
    schema: 1 as const,
    images: [{ comparison, ...judgedAll }],
    verdict: judgedAll.verdict,
    notes: [],
    repository: null,
    minimumChange: 1000,
  }
  expect(breachText(report)).toBe(
    'Image size budget exceeded: api is 50 B over max-size of /app; api is 1 layers over max-layers of RUN*',
  )
})

test('the root path and the glob of all layers are the whole image', () => {
  const sizes = fc.array(fc.nat(1e6), { minLength: 1, maxLength: 5 })
  const layers = (from: number[], seed: number) =>
    from.map((size, index) => layer(seed + index, `RUN ${index}`, [file(`f${index}`, size)]))
  fc.assert(
    fc.property(sizes, sizes, (one, two) => {
      const comparison = comparisonOf(layers(one, 20), layers(two, 40))
      const actual = (fields: Partial<Budget>) =>
        judge(comparison, [aBudget('max-increase', 0, fields)], []).judgements[0]?.actual
      expect(actual({ path: '/' })).toBe(actual({}))
      expect(actual({ layer: '*' })).toBe(actual({}))
    }),
  )
})
