import { expect, test } from '@jest/globals'
import { parseSince, sinceText } from '../../src/budget/since.ts'

test.each([
  ['30d', { kind: 'days', days: 30 }, '30d'],
  [' 1D ', { kind: 'days', days: 1 }, '1d'],
  ['20 records', { kind: 'records', count: 20 }, '20 records'],
  ['1 record', { kind: 'records', count: 1 }, '1 record'],
  ['record 20', { kind: 'records', count: 20 }, '20 records'],
  ['v1.2.0', { kind: 'tag', tag: 'v1.2.0' }, 'v1.2.0'],
  ['release/2026-11', { kind: 'tag', tag: 'release/2026-11' }, 'release/2026-11'],
  ['2026.11', { kind: 'tag', tag: '2026.11' }, '2026.11'],
  ['refs/tags/30d', { kind: 'tag', tag: '30d' }, '30d'],
] as const)('%j is %j', (text, since, again) => {
  const parsed = parseSince('since', text)
  expect(parsed).toEqual(since)
  expect(sinceText(parsed)).toBe(again)
})

const forms = 'a number of days (30d), a number of records (20 records), or a tag (v1.2.0)'
const range = 'at least 1 and at most 100000'

test.each([
  [
    forms,
    {
      '30': '30d',
      '30 days': '30d',
      '2w': '14d',
      'last 3 months': '90d',
      '36 hours': '2d',
      '20 commits': '20 records',
      '20  record s': '20 records',
      '': 'v1.2.0',
      'a b': 'v1.2.0',
      'v1..v2': 'v1.2.0',
      '--output=x': 'v1.2.0',
      'v1\u0000': 'v1.2.0',
      'HEAD~3': 'v1.2.0',
    },
  ],
  [range, { '0d': '30d', '0 records': '20 records', '999999999d': '30d' }],
])('is no window, must be %s', (expected, nearest) => {
  for (const [text, example] of Object.entries(nearest))
    expect(() => parseSince('since', text)).toThrow(
      `since: ${JSON.stringify(text)} must be ${expected}, for example ${example}`,
    )
})
