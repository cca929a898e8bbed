import { describe, expect, test } from '@jest/globals'
import { compare } from '../../src/compare/compare.ts'
import type { PlatformComparison } from '../../src/compare/comparison.ts'
import { seedMeasurement } from './history.ts'

const MB = 1_000_000

function compareSeeds(from: string, to: string): PlatformComparison {
  const baseline = { state: 'compared' as const, measurement: seedMeasurement(from) }
  const [platform] = compare('back34', baseline, seedMeasurement(to)).platforms
  if (platform === undefined) throw new Error('the seed has one platform')
  return platform
}

function rows(platform: PlatformComparison): string[] {
  return platform.layers.map(({ change, baseline, candidate }) => {
    const text = (candidate ?? baseline)?.instruction.slice(0, 24) ?? ''
    return `${change} | ${text} | ${baseline?.size ?? '–'} → ${candidate?.size ?? '–'}`
  })
}

test.each([
  ['1.0', 9, 1_065_992_800],
  ['1.1', 8, 799_598_000],
  ['1.2', 3, 602_128_300],
])('seed %s has %i layers with bytes', (version, count, total) => {
  const [platform] = seedMeasurement(version).platforms
  expect(platform?.layers.filter(layer => (layer.size ?? 0) > 0)).toHaveLength(count)
  expect(platform?.layers.reduce((bytes, layer) => bytes + (layer.size ?? 0), 0)).toBe(total)
})

describe('1.0 → 1.1', () => {
  const platform = compareSeeds('1.0', '1.1')

  test('the base image changed: nothing is shared', () => {
    expect(platform.layers.some(({ change }) => change === 'unchanged')).toBe(false)
  })

  test('`RUN go build` is 146 MB on both sides', () => {
    expect(rows(platform)).toContain('rebuilt | RUN go build | 146000000 → 146000000')
  })
})

describe('1.1 → 1.2', () => {
  const platform = compareSeeds('1.1', '1.2')

  test('shrinks by about 198 MB', () => {
    expect(Math.abs((platform.unpacked.change ?? 0) / MB + 198)).toBeLessThan(2)
  })

  test('says what is unchanged, gone, new and smaller', () => {
    expect(rows(platform)).toEqual([
      'unchanged | ADD file:2aa3e79e3cff3c0 | 63100000 → 63100000',
      'modified | COPY . . | 21000000 → 28300',
      'added | RUN apt update &&     ap | – → 539000000',
      'removed | RUN apt update | 38800000 → –',
      'removed | RUN apt install -y curl | 14300000 → –',
      'removed | RUN rm -rf /usr/local/go | 0 → –',
      'removed | RUN curl -sL https://go. | 129000000 → –',
      'removed | RUN tar -C /usr/local -x | 387000000 → –',
      'removed | RUN useradd -m backuser | 398000 → –',
      'removed | RUN go build | 146000000 → –',
    ])
  })
})

test('1.2 → 1.1 grows by the same bytes, in the layers that did it', () => {
  const platform = compareSeeds('1.2', '1.1')
  const back = compareSeeds('1.1', '1.2')
  expect(platform.unpacked.change).toBe(-(back.unpacked.change ?? 0))
  const added = platform.layers.filter(({ change }) => change === 'added')
  expect(added.map(({ candidate }) => candidate?.size)).toEqual([
    38_800_000, 14_300_000, 0, 129_000_000, 387_000_000, 398_000, 146_000_000,
  ])
})
