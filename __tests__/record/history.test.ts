import { expect, test } from '@jest/globals'
import { compare } from '../../src/compare/compare.ts'
import { badgeOf } from '../../src/record/badge.ts'
import { historiesOf } from '../../src/record/history.ts'
import { type ImageRecord, recordsOf } from '../../src/record/record.ts'
import { aBudget, aLayer, aMeasurement, aPlatform } from '../report/make.ts'
import { aRecord, aSha } from '../support/record.ts'

function recorded(commit: number, size: number): ImageRecord {
  const files = [{ path: 'app/main', size, kind: 'file' as const }]
  const layers = [aLayer('COPY . .', size, { files, version: `${commit}` })]
  const comparison = compare('api', { state: 'none' }, aMeasurement([aPlatform(layers)]))
  const at = {
    commit: aSha(commit),
    time: new Date(commit * 1000),
    before: null,
    subject: `step ${commit}`,
  }
  const [record] = recordsOf(comparison, at)
  if (record === undefined) throw new Error('one platform')
  return record
}

test('each image and platform has its commits, tags, and the paths of its largest steps', () => {
  const records = [recorded(1, 1000), recorded(2, 5000), recorded(3, 5000)]
  const [history, ...others] = historiesOf(records, new Map([[aSha(2), ['v1.0.0']]]), new Map())
  expect(others).toEqual([])
  expect(history).toMatchObject({ name: 'api', platform: 'linux/amd64', budgets: [] })
  expect(history?.points).toMatchObject([
    { commit: aSha(1), unpacked: 1000, tags: [], paths: [] },
    {
      commit: aSha(2),
      subject: 'step 2',
      tags: ['v1.0.0'],
      paths: [{ path: '/app/main', change: 4000 }],
    },
    { commit: aSha(3), unpacked: 5000, paths: [] },
  ])
})

test('images are in the order of their names, and their platforms apart', () => {
  const records = [
    aRecord(1, { name: 'web' }),
    aRecord(1, { name: 'api', platform: 'linux/arm64' }),
    aRecord(1, { name: 'api' }),
  ]
  const found = historiesOf(records, new Map(), new Map())
  expect(found.map(({ name, platform }) => `${name} ${platform}`)).toEqual([
    'api linux/amd64',
    'api linux/arm64',
    'web linux/amd64',
  ])
})

test('limits of the whole image are lines; those of a part, of growth, or of another platform are not', () => {
  const budgets = [
    aBudget('max-size', 2_000_000),
    aBudget('max-compressed-size', 900_000, { platform: 'linux/amd64' }),
    aBudget('max-size', 1_000, { path: '/app' }),
    aBudget('max-size', 3_000_000, { platform: 'linux/arm64' }),
    aBudget('max-increase', 5),
  ]
  const [history] = historiesOf([recorded(1, 1000)], new Map(), new Map([['api', budgets]]))
  expect(history?.budgets).toEqual([
    { name: 'max-size', metric: 'unpacked', bytes: 2_000_000 },
    { name: 'max-compressed-size', metric: 'compressed', bytes: 900_000 },
  ])
})

test.each([
  [[{ unpacked: 123_456_789, compressed: 5 }], '123 MB', 'blue'],
  [[{ unpacked: null, compressed: 45_000_000 }], '45 MB compressed', 'blue'],
  [[{ unpacked: null, compressed: null }], 'unknown', 'lightgrey'],
  [[{ unpacked: 0, compressed: 0 }], '0 B', 'blue'],
  [[{ platform: 'linux/arm64', unpacked: 1 }, { unpacked: 2 }], '2 B', 'blue'],
])('a badge of %j says %s', (fields, message, color) => {
  const badge = JSON.parse(badgeOf(fields.map(one => aRecord(1, { name: 'api', ...one }))))
  expect(badge).toEqual({ schemaVersion: 1, label: 'api size', message, color })
})
