import { expect, test } from '@jest/globals'
import { compare } from '../../src/compare/compare.ts'
import type { Measurement } from '../../src/image/measurement.ts'
import { aPlatform } from '../support/make.ts'

function imageOf(source: string, platforms: string[]): Measurement {
  return {
    source,
    commit: null,
    digest: null,
    feed: 'push',
    feedReason: 'it is a test',
    dockerfile: null,
    platforms: platforms.map(platform => aPlatform({ platform })),
  }
}

const compared = (baseline: string[], candidate: string[]) =>
  compare(
    'api',
    { state: 'compared', measurement: imageOf('docker://api:1', baseline) },
    imageOf('docker://api:2', candidate),
  )

test.each<[string[], string[], [string, string][]]>([
  [['linux/amd64'], ['linux/amd64'], [['linux/amd64', 'compared']]],
  [['linux/arm64/v8'], ['linux/arm64'], [['linux/arm64', 'compared']]],
  [['linux/arm'], ['linux/arm/v7'], [['linux/arm/v7', 'compared']]],
  [['linux/amd64'], ['linux/amd64/v1'], [['linux/amd64/v1', 'compared']]],
  [
    ['linux/amd64', 'linux/arm/v6'],
    ['linux/amd64', 'linux/arm/v7'],
    [
      ['linux/amd64', 'compared'],
      ['linux/arm/v7', 'only candidate'],
      ['linux/arm/v6', 'only baseline'],
    ],
  ],
])('%j against %j', (baseline, candidate, expected) => {
  const { baseline: state, platforms } = compared(baseline, candidate)
  expect(state.state).toBe('compared')
  expect(platforms.map(({ platform, state }) => [platform, state])).toEqual(expected)
})

test.each<[string[], string[], string]>([
  [['linux/amd64'], ['linux/arm64'], 'has only linux/amd64, and the candidate only linux/arm64;'],
  [['linux/amd64/v3'], ['linux/amd64'], 'has only linux/amd64/v3, and the candidate only linux/am'],
  [[], ['linux/amd64'], 'has no platform, and the candidate only linux/amd64;'],
])('%j has nothing to compare %j with', (baseline, candidate, why) => {
  const { baseline: state, platforms } = compared(baseline, candidate)
  expect(state).toEqual({
    state: 'unavailable',
    why: expect.stringContaining(`docker://api:1 ${why}`),
  })
  expect(platforms.map(({ state }) => state)).toEqual(candidate.map(() => 'only candidate'))
})

test('an image without a platform is compared nevertheless: nothing was measured', () => {
  expect(compared(['linux/amd64'], []).baseline.state).toBe('compared')
})

test('a platform of one side has sizes on that side, and no change', () => {
  const { platforms } = compared(['linux/amd64', 'linux/arm/v6'], ['linux/amd64', 'linux/arm/v7'])
  const [, added, removed] = platforms.map(({ unpacked }) => unpacked)
  expect(added).toEqual({ baseline: null, candidate: expect.any(Number), change: null })
  expect(removed).toEqual({ baseline: expect.any(Number), candidate: null, change: null })
})
