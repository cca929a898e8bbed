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

test.each([
  ['30', forms, '30d'],
  ['30 days', forms, '30d'],
  ['2w', forms, '14d'],
  ['last 3 months', forms, '90d'],
  ['36 hours', forms, '2d'],
  ['20 commits', forms, '20 records'],
  ['20  record s', forms, '20 records'],
  ['', forms, 'v1.2.0'],
  ['a b', forms, 'v1.2.0'],
  ['v1..v2', forms, 'v1.2.0'],
  ['--output=x', forms, 'v1.2.0'],
  ['v1\u0000', forms, 'v1.2.0'],
  ['HEAD~3', forms, 'v1.2.0'],
  ['0d', 'at least 1 and at most 100000', '30d'],
  ['0 records', 'at least 1 and at most 100000', '20 records'],
  ['999999999d', 'at least 1 and at most 100000', '30d'],
])('%j is no window: %s, nearest %s', (text, expected, example) => {
  expect(() => parseSince('since', text)).toThrow(
    `since: ${JSON.stringify(text)} must be ${expected}, for example ${example}`,
  )
})
