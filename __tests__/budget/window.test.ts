import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Budget, Since } from '../../src/budget/budget.ts'
import { judge } from '../../src/budget/judge.ts'
import { growth, type Weight, weigh } from '../../src/budget/weight.ts'
import {
  type Growth,
  growthSince,
  type History,
  type RecordedWeight,
} from '../../src/budget/window.ts'
import { compareSizes } from '../../src/compare/compare.ts'
import type { PlatformMeasurement } from '../../src/image/measurement.ts'
import {
  aBudget,
  aComparison,
  aDigest,
  aLayer,
  aPlatform,
  aPlatformComparison,
} from '../support/make.ts'
import { aSha } from '../support/record.ts'

const DAY = 86_400_000
const now = new Date(Date.UTC(2026, 5, 1))

/** The record of `aSha(index)`, of a day for each of them, the last one yesterday. */
function records(...sizes: (number | null)[]): RecordedWeight[] {
  return sizes.map((unpacked, index) => ({
    commit: aSha(index),
    platform: 'linux/amd64',
    subject: `commit ${index}`,
    time: new Date(now.getTime() - (sizes.length - index) * DAY).toISOString(),
    unpacked,
    compressed: null,
    base: null,
  }))
}

/** Of records whose last one is of the base commit. */
function aHistory(weights: RecordedWeight[], fields: Partial<History> = {}): History {
  const line = weights.map(({ commit }) => commit).reverse()
  const platforms = new Map([['linux/amd64', weights]])
  return { records: platforms, line, tags: new Map(), now, ...fields }
}

function since(window: Since, history: History, candidate = 1000) {
  const weight = { unpacked: candidate, compressed: null, base: null }
  const budget = { since: window, upstream: 'exclude' as const }
  return growthSince(budget, 'unpacked', { platform: 'linux/amd64', candidate: weight }, history)
}

const days = (days: number): Since => ({ kind: 'days', days })
const back = (count: number): Since => ({ kind: 'records', count })
const tag: Since = { kind: 'tag', tag: 'v1' }

describe('where a window begins', () => {
  const history = aHistory(records(100, 200, 300, 400))
  test.each([
    ['the record of the base commit is one back', back(1), 3, null],
    ['two back', back(2), 2, null],
    ['as far back as there are records', back(4), 0, null],
    ['further back than there are', back(5), 0, 'there are only 4'],
    ['a record of exactly that age', days(2), 2, null],
    ['no record that is younger', days(3), 1, null],
    ['before the oldest one', days(30), 0, 'the oldest record is 4 days old'],
  ])('%s', (_, window, index, nearer) => {
    expect(since(window, history)).toMatchObject({
      from: (index + 1) * 100,
      bytes: 1000 - (index + 1) * 100,
      spent: { from: aSha(index), nearer, commits: 3 - index, own: 600 },
    })
  })

  test.each([
    ['its own record', [aSha(2), aSha(1)], aSha(2)],
    ['the nearest one before it', ['f'.repeat(40), aSha(1), aSha(0)], aSha(1)],
  ])('a tag begins at %s', (_, line, from) => {
    const tagged = { ...history, tags: new Map([['v1', line]]) }
    expect(since(tag, tagged)).toMatchObject({ spent: { from, nearer: null } })
  })

  test('what is newer than the base commit does not count', () => {
    const behind = { ...history, line: [aSha(2), aSha(1), aSha(0)] }
    expect(since(back(1), behind)).toMatchObject({ spent: { from: aSha(2), own: 700 } })
    expect(since(days(0.5), behind)).toMatchObject({ spent: { from: aSha(2), commits: 0 } })
  })

  test('commits without a record count as the candidate, which is said', () => {
    const line = ['f'.repeat(40), aSha(3), aSha(2)]
    expect(since(back(2), { ...history, line })).toMatchObject({
      spent: { own: 600, unrecorded: true },
    })
    expect(since(back(2), history)).toMatchObject({ spent: { unrecorded: false } })
  })

  test('a record of unknown size is as if it were not there', () => {
    expect(since(back(2), aHistory(records(100, null, 300)))).toMatchObject({
      spent: { from: aSha(0), commits: 1 },
    })
  })
})

describe('a window that there is not is told in words', () => {
  const history = aHistory(records(100, 200, 300))
  const old = 'f'.repeat(40)
  test.each<[string, Since, History]>([
    ['there are no records of linux/amd64 yet', days(1), aHistory([])],
    ['the records have no unpacked sizes', days(1), aHistory(records(null, null))],
    [
      'there is no record of the base commit fffffff, nor of the commit before it',
      days(1),
      { ...history, line: [old, 'e'.repeat(40)] },
    ],
    ['there is no record of the base commit', days(1), { ...history, line: [] }],
    ['no such tag', tag, { ...history, tags: new Map([['v1', { why: 'no such tag' }]]) }],
    ['the tag v1 was not looked up', tag, history],
    [
      'up to the base commit there is no record of v1 fffffff, nor of the 2 commits before it',
      tag,
      { ...history, tags: new Map([['v1', [old, 'e'.repeat(40), 'd'.repeat(40)]]]) },
    ],
    [
      // The tag is newer than the base commit.
      'up to the base commit there is no record of v1 0002000',
      tag,
      { ...history, line: [aSha(1)], tags: new Map([['v1', [aSha(2)]]]) },
    ],
  ])('%s', (why, window, lacking) => {
    expect(since(window, lacking)).toEqual({ why })
  })
})

test('the commits that grew most are named, biggest first, and the rest is counted', () => {
  const history = aHistory(records(0, 10, 5, 105, 106, 306, 310, 317, 400))
  expect(since(back(9), history, 401)).toEqual({
    bytes: 401,
    from: 0,
    spent: {
      from: aSha(0),
      nearer: null,
      commits: 8,
      biggest: [
        { commit: aSha(5), subject: 'commit 5', change: 200 },
        { commit: aSha(3), subject: 'commit 3', change: 100 },
        { commit: aSha(8), subject: 'commit 8', change: 83 },
        { commit: aSha(1), subject: 'commit 1', change: 10 },
        { commit: aSha(7), subject: 'commit 7', change: 7 },
      ],
      rest: { commits: 3, change: 0 },
      own: 1,
      unrecorded: false,
    },
  })
})

test('parts add up to the whole, whatever moved upstream', () => {
  const size = fc.nat(10 ** 12)
  const base = fc.option(
    fc.record({
      name: fc.constantFrom('debian:12', 'debian:13'),
      digest: fc.constantFrom(aDigest(1), aDigest(2), null),
      unpacked: fc.option(size),
      compressed: fc.constant(null),
    }),
  )
  const weight = fc.record({ unpacked: size, compressed: fc.constant(null), base })
  const upstream = fc.constantFrom('include' as const, 'exclude' as const)
  const weights = fc.array(weight, { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(weights, weight, upstream, fc.nat(40), (all, candidate, how, count) => {
      const recorded = all.map((one, index) => ({ ...records(0)[0], ...one, commit: aSha(index) }))
      const history = aHistory(recorded as RecordedWeight[])
      const budget = { since: back(count + 1), upstream: how }
      const subject = { platform: 'linux/amd64', candidate }
      const { bytes, from, spent } = growthSince(budget, 'unpacked', subject, history) as Growth
      const named = spent.biggest.reduce((sum, { change }) => sum + change, 0)
      expect(named + spent.rest.change + spent.own).toBe(bytes)
      expect(spent.biggest.length + spent.rest.commits).toBe(spent.commits)
      if (how === 'include') expect(bytes).toBe(candidate.unpacked - from)
    }),
  )
})

test('growth between two commits is what a comparison of their images says', () => {
  const platform: fc.Arbitrary<PlatformMeasurement> = fc
    .tuple(
      fc.array(fc.record({ size: fc.nat(10 ** 9), upstream: fc.boolean() }), { maxLength: 6 }),
      fc.constantFrom('a', 'b'),
      fc.constantFrom(aDigest(1), aDigest(2)),
    )
    .map(([layers, name, digest]) =>
      aPlatform({ layers: layers.map(layer => aLayer(layer)), base: { name, digest } }),
    )
  fc.assert(
    fc.property(platform, platform, (before, after) => {
      const { blame } = compareSizes(before, after)
      const [from, to] = [weigh(before), weigh(after)]
      expect(growth(from, to, 'unpacked', 'exclude')).toBe(blame.unpacked?.own)
    }),
  )
})

test('growth from or to an unknown size is unknown', () => {
  const known: Weight = { unpacked: 1, compressed: 1, base: null }
  const unknown = { ...known, unpacked: null }
  expect(growth(known, unknown, 'unpacked', 'include')).toBeNull()
  expect(growth(unknown, known, 'unpacked', 'include')).toBeNull()
})

describe('judging', () => {
  /** An image of 1000 bytes. */
  const comparison = aComparison({ platforms: [aPlatformComparison()] })
  const budget = (limit: Budget['limit'], fields: Partial<Budget> = {}) =>
    aBudget('max-increase', limit, { since: back(3), ...fields })
  const bytes = (bytes: number) => ({ kind: 'bytes', bytes }) as const
  const judged = (given: Budget, history: History | { why: string }, labels: number[] = []) => {
    const approvals = labels.map(bytes => ({ label: `image-size/+${bytes}B`, bytes }))
    const { judgements, verdict } = judge(comparison, [given], approvals, history)
    const [judgement] = judgements
    return { ...judgement, verdict }
  }
  const grown = aHistory(records(400, 700, 950))

  test.each([
    ['at its limit', bytes(600), 'held', 600, 'passed'],
    ['over it', bytes(599), 'exceeded', 599, 'exceeded'],
    [
      'at a percentage of where the window began',
      { kind: 'percent', percent: 150 } as const,
      'held',
      600,
      'passed',
    ],
  ] as const)('%s', (_, limit, outcome, allowed, verdict) => {
    expect(judged(budget(limit), grown)).toMatchObject({ outcome, actual: 600, allowed, verdict })
  })

  test('a change that adds nothing is warned, and does not fail', () => {
    const over = aHistory(records(400, 700, 1000))
    expect(judged(budget(bytes(599)), over)).toMatchObject({
      outcome: 'exceeded',
      budget: { severity: 'warning' },
      why: 'this change adds nothing to it',
      verdict: 'passed',
    })
  })

  test('a label approves what the change itself grew, and not more', () => {
    expect(judged(budget(bytes(1)), grown, [50])).toMatchObject({
      outcome: 'approved',
      why: 'image-size/+50B',
      verdict: 'approved',
    })
    expect(judged(budget(bytes(1)), grown, [49])).toMatchObject({ verdict: 'exceeded' })
  })

  test('without records it is not judged, and fails nothing', () => {
    expect(judged(budget(bytes(0)), { why: 'there are none' })).toEqual({
      budget: budget(bytes(0)),
      platform: 'linux/amd64',
      outcome: 'not judged',
      actual: null,
      allowed: null,
      why: 'there are none',
      unjudged: 'warning',
      verdict: 'passed',
    })
    expect(judged(budget(bytes(0)), aHistory([]))).toMatchObject({ outcome: 'not judged' })
  })

  test('it needs no baseline', () => {
    const alone = { ...comparison, baseline: { state: 'none' as const } }
    const { judgements } = judge(alone, [budget(bytes(0))], [], grown)
    expect(judgements[0]).toMatchObject({ outcome: 'exceeded', actual: 600 })
  })

  test('a size that is not measured is not judged', () => {
    const compressed = aBudget('max-compressed-increase', 0, { since: back(1) })
    expect(judged(compressed, grown)).toMatchObject({
      outcome: 'not judged',
      why: 'the records have no compressed sizes',
    })
  })
})
