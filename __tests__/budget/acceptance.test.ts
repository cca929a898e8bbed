import { expect, test } from '@jest/globals'
import { acceptance } from '../../src/budget/acceptance.ts'
import { labelFor } from '../../src/budget/approvals.ts'
import type { Judgement } from '../../src/budget/budget.ts'
import { aBudget } from '../support/make.ts'

const over = (
  metric: 'max-increase' | 'max-size',
  actual: number,
  more: Partial<Judgement> = {},
): Judgement => ({
  budget: aBudget(metric, 1),
  platform: 'linux/amd64',
  outcome: 'exceeded',
  actual,
  allowed: 1,
  why: null,
  ...more,
})

test.each([
  [41_200_001, 'image-size/+42MB'],
  [42_000_000, 'image-size/+42MB'],
  [1_340_000_001, 'image-size/+1341MB'],
  [1500, 'image-size/+2kB'],
  [7, 'image-size/+7B'],
  [0, 'image-size/+0B'],
])('growth of %d bytes is approved by %s', (bytes, label) => {
  expect(labelFor('image-size/', bytes)).toBe(label)
})

test.each<[string, Judgement[], string | undefined]>([
  ['the most of several', [over('max-increase', 5e6), over('max-increase', 9e6)], 'x/+9MB'],
  ['none when nothing is over', [over('max-increase', 5e6, { outcome: 'held' })], undefined],
  [
    'none when a size is over that no label approves',
    [over('max-increase', 5), over('max-size', 9)],
    undefined,
  ],
  [
    'none for a warning',
    [over('max-increase', 5, { budget: aBudget('max-increase', 1, { severity: 'warning' }) })],
    undefined,
  ],
  [
    'none where it could not be judged',
    [over('max-increase', 5, { outcome: 'not judged', unjudged: 'exceeded', actual: null })],
    undefined,
  ],
])('the label to set: %s', (_, judgements, label) => {
  expect(acceptance(judgements, [], 'x/').acceptWith).toBe(label)
  expect(acceptance(judgements, [], null)).toEqual({ notes: [] })
})

test('a label that approves too little is told with the right one', () => {
  const approvals = [{ label: 'x/+1MB', bytes: 1e6 }]
  expect(acceptance([over('max-increase', 5e6)], approvals, 'x/').notes).toEqual([
    'The label `x/+1MB` approves less than this growth: set `x/+5MB` instead.',
  ])
})
