import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Approval } from '../../src/budget/approvals.ts'
import { type Budget, budgetMetrics } from '../../src/budget/budget.ts'
import { judge, needsCompressed, worstVerdict } from '../../src/budget/judge.ts'
import type { BaselineState, Comparison, PlatformComparison } from '../../src/compare/comparison.ts'
import {
  aBudget,
  aComparison,
  aLayer,
  aPlatform,
  aPlatformComparison,
  aSizeChange,
} from '../support/make.ts'

/** Grew by 300 unpacked bytes, 100 of them upstream, and 150 compressed ones, 50 of them upstream. */
const grown: Partial<PlatformComparison> = {
  unpacked: aSizeChange(1000, 1300),
  compressed: aSizeChange(400, 550),
  download: { bytes: 240, layers: 2, of: 3 },
  blame: { unpacked: { own: 200, upstream: 100 }, compressed: { own: 100, upstream: 50 } },
  candidate: aPlatform({ layers: [aLayer(), aLayer(), aLayer()] }),
}

function judgeGrown(budget: ReturnType<typeof aBudget>, approvals: Approval[] = []) {
  return judge(aComparison({ platforms: [aPlatformComparison(grown)] }), [budget], approvals)
}

const include = { upstream: 'include' } as const
const percent = (percent: number) => ({ kind: 'percent', percent }) as const
const count = (count: number) => ({ kind: 'count', count }) as const

test.each([
  [aBudget('max-size', 1300), 1300, 1300, 'held'],
  [aBudget('max-size', 1299), 1300, 1299, 'exceeded'],
  [aBudget('max-compressed-size', 550), 550, 550, 'held'],
  [aBudget('max-compressed-size', 549), 550, 549, 'exceeded'],
  [aBudget('max-increase', 200), 200, 200, 'held'],
  [aBudget('max-increase', 199), 200, 199, 'exceeded'],
  [aBudget('max-increase', 299, include), 300, 299, 'exceeded'],
  [aBudget('max-increase', 300, include), 300, 300, 'held'],
  [aBudget('max-increase', percent(20)), 200, 200, 'held'],
  [aBudget('max-increase', percent(19.99)), 200, 199, 'exceeded'],
  [aBudget('max-increase', percent(0)), 200, 0, 'exceeded'],
  [aBudget('max-compressed-increase', 100), 100, 100, 'held'],
  [aBudget('max-compressed-increase', 149, include), 150, 149, 'exceeded'],
  [aBudget('max-compressed-increase', percent(25)), 100, 100, 'held'],
  [aBudget('max-download', 240), 240, 240, 'held'],
  [aBudget('max-download', 239), 240, 239, 'exceeded'],
  [aBudget('max-layers', count(3)), 3, 3, 'held'],
  [aBudget('max-layers', count(2)), 3, 2, 'exceeded'],
] as const)('%j counts %d of %d: %s', (budget, actual, allowed, outcome) => {
  expect(judgeGrown(budget)).toEqual({
    judgements: [{ budget, platform: 'linux/amd64', outcome, actual, allowed, why: null }],
    verdict: outcome === 'held' ? 'passed' : 'exceeded',
  })
})

test('a percentage loses no byte to floating point', () => {
  const platform = aPlatformComparison({ unpacked: aSizeChange(10_000, 10_435) })
  const { judgements } = judge(
    aComparison({ platforms: [platform] }),
    [aBudget('max-increase', percent(4.35))],
    [],
  )
  expect(judgements[0]).toMatchObject({ actual: 435, allowed: 435, outcome: 'held' })
})

test('an image that shrinks holds every increase', () => {
  const platform = aPlatformComparison({
    unpacked: aSizeChange(1000, 900),
    blame: { unpacked: { own: -100, upstream: 0 }, compressed: null },
  })
  const { judgements } = judge(
    aComparison({ platforms: [platform] }),
    [aBudget('max-increase', 0)],
    [],
  )
  expect(judgements[0]).toMatchObject({ actual: -100, outcome: 'held' })
})

test('an upstream that shrinks does not make room for own growth', () => {
  const platform = aPlatformComparison({
    unpacked: aSizeChange(1000, 1000),
    blame: { unpacked: { own: 100, upstream: -100 }, compressed: null },
  })
  const { judgements } = judge(
    aComparison({ platforms: [platform] }),
    [aBudget('max-increase', 99)],
    [],
  )
  expect(judgements[0]).toMatchObject({ actual: 100, outcome: 'exceeded' })
})

test('growth that cannot be blamed on anybody counts in full', () => {
  const platform = aPlatformComparison({ ...grown, blame: { unpacked: null, compressed: null } })
  const { judgements } = judge(
    aComparison({ platforms: [platform] }),
    [aBudget('max-increase', 299)],
    [],
  )
  expect(judgements[0]).toMatchObject({ actual: 300, outcome: 'exceeded' })
})

test('every budget is judged on every platform of the candidate', () => {
  const { judgements, verdict } = judge(
    aComparison({
      platforms: [
        aPlatformComparison({ ...grown, platform: 'linux/amd64' }),
        aPlatformComparison({ platform: 'linux/arm64' }),
        aPlatformComparison({ platform: 'linux/s390x', state: 'only baseline', candidate: null }),
      ],
    }),
    [aBudget('max-size', 1200), aBudget('max-increase', 10), aBudget('max-layers', count(3))],
    [],
  )
  expect(judgements.map(({ platform, outcome }) => [platform, outcome])).toEqual([
    ['linux/amd64', 'exceeded'],
    ['linux/amd64', 'exceeded'],
    ['linux/amd64', 'held'],
    ['linux/arm64', 'held'],
    ['linux/arm64', 'held'],
    ['linux/arm64', 'held'],
  ])
  expect(verdict).toBe('exceeded')
})

test.each<[BaselineState, string]>([
  [{ state: 'none' }, 'there is no baseline (`baseline: none`)'],
  [{ state: 'new image', why: 'main has no Dockerfile' }, 'new image: main has no Dockerfile'],
  [{ state: 'unavailable', why: 'the build failed' }, 'baseline unavailable: the build failed'],
])('without a baseline (%j) only absolute budgets are judged', (baseline, why) => {
  const platform = aPlatformComparison({
    state: 'only candidate',
    baseline: null,
    unpacked: aSizeChange(null, 1300),
    compressed: aSizeChange(null, 550),
    download: { bytes: 550, layers: 1, of: 1 },
    blame: { unpacked: null, compressed: null },
  })
  const comparison = aComparison({ baseline, platforms: [platform] })
  const budgets = budgetMetrics.map(metric => aBudget(metric, 1))
  const { judgements } = judge(comparison, budgets, [])
  expect(judgements.map(({ budget, outcome, why }) => [budget.metric, outcome, why])).toEqual([
    ['max-size', 'exceeded', null],
    ['max-increase', 'not judged', why],
    ['max-compressed-size', 'exceeded', null],
    ['max-compressed-increase', 'not judged', why],
    ['max-download', 'not judged', why],
    ['max-layers', 'held', null],
  ])
  expect(judgements[1]).toMatchObject({ actual: null, allowed: 1 })
  const increase = judge(comparison, [aBudget('max-increase', percent(1))], [])
  expect(increase).toMatchObject({ judgements: [{ allowed: null }], verdict: 'passed' })
})

test('a platform that the baseline does not have is not judged for growth', () => {
  const platform = aPlatformComparison({
    platform: 'linux/arm64',
    state: 'only candidate',
    baseline: null,
  })
  const { judgements } = judge(
    aComparison({ platforms: [platform] }),
    [aBudget('max-increase', 0)],
    [],
  )
  expect(judgements[0]?.why).toBe('the baseline has no linux/arm64')
})

const unmeasured: [string, Partial<PlatformComparison>, string][] = [
  [
    'of the candidate',
    {
      compressed: aSizeChange(null, null),
      candidate: aPlatform({ compressedUnmeasured: 'the classic store keeps none' }),
    },
    'compressed sizes were not measured: the classic store keeps none',
  ],
  [
    'of the baseline',
    {
      compressed: aSizeChange(null, 400),
      baseline: aPlatform({ compressedUnmeasured: 'an old record' }),
    },
    'compressed sizes of the baseline were not measured: an old record',
  ],
  [
    'of anybody, without a reason',
    { compressed: aSizeChange(null, 400) },
    'compressed sizes were not measured',
  ],
]
test.each(unmeasured)('sizes %s that were not measured are not judged', (_, fields, why) => {
  const comparison = aComparison({ platforms: [aPlatformComparison(fields)] })
  const { judgements, verdict } = judge(comparison, [aBudget('max-compressed-increase', 0)], [])
  expect(judgements[0]).toMatchObject({ outcome: 'not judged', actual: null, why })
  expect(verdict).toBe('passed')
})

test('unpacked sizes can be unmeasured as well', () => {
  const platform = aPlatformComparison({
    unpacked: aSizeChange(1000, null),
    candidate: aPlatform({ unpackedUnmeasured: 'encrypted layers' }),
  })
  const { judgements } = judge(aComparison({ platforms: [platform] }), [aBudget('max-size', 1)], [])
  expect(judgements[0]).toMatchObject({
    outcome: 'not judged',
    why: 'unpacked sizes were not measured: encrypted layers',
  })
})

test('a percentage of layers is not judged', () => {
  expect(judgeGrown(aBudget('max-layers', percent(10)))).toMatchObject({
    judgements: [{ outcome: 'not judged', why: 'layers are counted, and have no percentage' }],
    verdict: 'passed',
  })
})

test('a warning is reported and decides nothing', () => {
  const warning = aBudget('max-increase', 0, { severity: 'warning' })
  expect(judgeGrown(warning)).toMatchObject({
    judgements: [{ outcome: 'exceeded' }],
    verdict: 'passed',
  })
  const approved = judgeGrown(warning, [{ label: 'image-size/+1kB', bytes: 1000 }])
  expect(approved).toMatchObject({ judgements: [{ outcome: 'approved' }], verdict: 'passed' })
})

test.each([
  ['max-increase', 200, 'approved'],
  ['max-increase', 199, 'exceeded'],
  ['max-compressed-increase', 100, 'approved'],
  ['max-compressed-increase', 99, 'exceeded'],
  ['max-download', 240, 'approved'],
  ['max-download', 239, 'exceeded'],
  ['max-size', 1e9, 'exceeded'],
  ['max-compressed-size', 1e9, 'exceeded'],
  ['max-layers', 1e9, 'exceeded'],
] as const)('a breach of %s with an approval of %d bytes is %s', (metric, bytes, outcome) => {
  const budget = aBudget(metric, metric === 'max-layers' ? count(1) : 10)
  const { judgements, verdict } = judgeGrown(budget, [{ label: 'image-size/+X', bytes }])
  expect(judgements[0]).toMatchObject({
    outcome,
    why: outcome === 'approved' ? 'image-size/+X' : null,
  })
  expect(verdict).toBe(outcome)
})

test('the largest of several approvals counts, and one breach left over decides', () => {
  const comparison = aComparison({ platforms: [aPlatformComparison(grown)] })
  const budgets = [aBudget('max-increase', 10), aBudget('max-size', 10)]
  const approvals = [
    { label: 'image-size/+1B', bytes: 1 },
    { label: 'image-size/+1kB', bytes: 1000 },
  ]
  const { judgements, verdict } = judge(comparison, budgets, approvals)
  expect(judgements.map(({ outcome }) => outcome)).toEqual(['approved', 'exceeded'])
  expect(verdict).toBe('exceeded')
})

test('what is held needs no approval', () => {
  expect(
    judgeGrown(aBudget('max-increase', 200), [{ label: 'image-size/+1kB', bytes: 1000 }]),
  ).toMatchObject({ judgements: [{ outcome: 'held', why: null }], verdict: 'passed' })
})

test('a looser limit or a larger approval never turns a pass into a breach', () => {
  const bytes = fc.nat({ max: 2000 })
  fc.assert(
    fc.property(bytes, bytes, bytes, bytes, bytes, (from, to, limit, approved, more) => {
      const comparison = aComparison({
        platforms: [
          aPlatformComparison({
            unpacked: aSizeChange(from, to),
            blame: { unpacked: { own: to - from, upstream: 0 }, compressed: null },
          }),
        ],
      })
      const verdictOf = (limit: number, bytes: number) =>
        judge(comparison, [aBudget('max-increase', limit)], [{ label: 'l', bytes }]).verdict
      expect(verdictOf(limit, approved) === 'exceeded').toBe(to - from > Math.max(limit, approved))
      if (verdictOf(limit, approved) !== 'exceeded') {
        expect(verdictOf(limit + more, approved)).not.toBe('exceeded')
        expect(verdictOf(limit, approved + more)).not.toBe('exceeded')
      }
    }),
  )
})

test('the worst verdict is that of all images', () => {
  expect(worstVerdict([])).toBe('passed')
  expect(worstVerdict(['passed', 'approved'])).toBe('approved')
  expect(worstVerdict(['approved', 'exceeded', 'passed'])).toBe('exceeded')
})

test('only budgets on compressed bytes need them measured', () => {
  const needing = budgetMetrics.filter(metric => needsCompressed([aBudget(metric, 1)]))
  expect(needing).toEqual(['max-compressed-size', 'max-compressed-increase', 'max-download'])
})

const without = (state: 'new image' | 'unavailable') =>
  aComparison({
    baseline: { state, why: 'why' },
    platforms: [aPlatformComparison({ state: 'only candidate', baseline: null })],
  })

describe('what could not be judged', () => {
  const compared = aComparison({
    platforms: [aPlatformComparison({ compressed: aSizeChange(400, null) })],
  })
  const newPlatform = aComparison({
    platforms: [aPlatformComparison({ state: 'only candidate', baseline: null })],
  })
  const on: (budget: Budget, more: Partial<Budget>) => Budget = (budget, more) => ({
    ...budget,
    ...more,
  })

  test.each<[string, Comparison, Budget, 'warns' | 'nothing']>([
    ['an unmeasured size', compared, aBudget('max-compressed-size', 1), 'warns'],
    ['growth of an unmeasured size', compared, aBudget('max-compressed-increase', 1), 'warns'],
    [
      'growth over what is unavailable',
      without('unavailable'),
      aBudget('max-increase', 1),
      'warns',
    ],
    [
      'a download over what is unavailable',
      without('unavailable'),
      aBudget('max-download', 1),
      'warns',
    ],
    ['growth of a new image', without('new image'), aBudget('max-increase', 1), 'nothing'],
    ['growth of a new platform', newPlatform, aBudget('max-increase', 1), 'nothing'],
    [
      'growth that is not to be compared',
      aComparison({ ...newPlatform, baseline: { state: 'none' } }),
      aBudget('max-increase', 1),
      'nothing',
    ],
    [
      'growth over a window, which needs no baseline',
      aComparison({ ...newPlatform, baseline: { state: 'none' } }),
      on(aBudget('max-increase', 1), { since: { kind: 'days', days: 30 } }),
      'warns',
    ],
    ['a part that nobody has', compared, on(aBudget('max-size', 1), { path: '/nowhere' }), 'warns'],
    [
      'a platform that nobody has',
      compared,
      on(aBudget('max-size', 1), { platform: 'linux/s390x' }),
      'warns',
    ],
  ])('%s', (_, comparison, budget, means) => {
    const told = (failOnUnjudged: boolean, severity: Budget['severity'] = 'error') => {
      const budgets = [on(budget, { severity })]
      const { judgements, verdict } = judge(comparison, budgets, [], undefined, failOnUnjudged)
      expect(judgements[0]?.outcome).toBe('not judged')
      return [judgements[0]?.unjudged, verdict]
    }
    const fails = means === 'warns'
    expect(told(false)).toEqual([fails ? 'warning' : undefined, 'passed'])
    expect(told(true)).toEqual(fails ? ['exceeded', 'exceeded'] : [undefined, 'passed'])
    expect(told(true, 'warning')).toEqual([fails ? 'warning' : undefined, 'passed'])
  })
})
