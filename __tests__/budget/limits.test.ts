import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCount, parseIncrease, parseSize } from '../../src/budget/limits.ts'
import { UsageError } from '../../src/common/errors.ts'

test.each([
  ['0', 0],
  ['0B', 0],
  ['250MB', 250_000_000],
  ['250mb', 250_000_000],
  ['250 MB', 250_000_000],
  [' 1kB ', 1000],
  ['1KB', 1000],
  ['1KiB', 1024],
  ['1kib', 1024],
  ['1.5MiB', 1_572_864],
  ['0.29kB', 290],
  ['0.0019kB', 1],
  ['1GB', 1e9],
  ['1GiB', 1024 ** 3],
  ['2TB', 2e12],
  ['2TiB', 2 * 1024 ** 4],
  ['9007199254740991B', Number.MAX_SAFE_INTEGER],
  ['007MB', 7_000_000],
])('the size %j is %d bytes', (text, bytes) => {
  expect(parseSize('max-size', text)).toBe(bytes)
})

test.each([
  ['', '250MB'],
  ['250', '250MB'],
  ['1.5', '1.5MB'],
  ['-5MB', '5MB'],
  ['+5MB', '5MB'],
  ['250Mo', '250MB'],
  ['250M', '250MB'],
  ['MB', '250MB'],
  ['.5MB', '5MB'],
  ['5.MB', '5MB'],
  ['1,5MB', '1.5MB'],
  ['1e3B', '1MB'],
  ['00', '250MB'],
  ['Infinity', '250MB'],
  ['5%', '5MB'],
  ['5MB 6MB', '5MB'],
  ['٣MB', '250MB'],
])('%j is no size, and the error shows %s', (text, example) => {
  expect(() => parseSize('max-size', text)).toThrow(
    new UsageError(
      `max-size: ${JSON.stringify(text)} must be a size: a number that is not negative and a unit (B, kB, MB, GB, TB, KiB, MiB, GiB, TiB), for example ${example}`,
    ),
  )
})

test.each(['9007199254740992B', '9008TB', `${'9'.repeat(500)}MB`])(
  '%s is more than a number holds exactly',
  text => {
    expect(() => parseSize('max-size', text)).toThrow(/of at most 9007199254740991 bytes/)
  },
)

const units = [
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
  ['TiB', 1024 ** 4],
] as const

test('whatever is written in a unit is read back', () => {
  const bytes = fc.nat({ max: Number.MAX_SAFE_INTEGER })
  fc.assert(
    fc.property(bytes, fc.constantFrom(...units), fc.boolean(), (bytes, [unit, perUnit], loud) => {
      const count = Math.floor(bytes / perUnit)
      const text = `${count}${loud ? unit.toUpperCase() : unit.toLowerCase()}`
      expect(parseSize('max-size', text)).toBe(count * perUnit)
    }),
  )
})

test('decimals are exact', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e12 }), bytes => {
      const text = `${Math.floor(bytes / 1000)}.${String(bytes % 1000).padStart(3, '0')}kB`
      expect(parseSize('max-size', text)).toBe(bytes)
    }),
  )
})

test.each([
  ['5MB', [{ kind: 'bytes', bytes: 5_000_000 }]],
  ['2%', [{ kind: 'percent', percent: 2 }]],
  ['0.5 %', [{ kind: 'percent', percent: 0.5 }]],
  ['0', [{ kind: 'bytes', bytes: 0 }]],
  ['0%', [{ kind: 'percent', percent: 0 }]],
  [
    '5MB, 2%',
    [
      { kind: 'bytes', bytes: 5_000_000 },
      { kind: 'percent', percent: 2 },
    ],
  ],
  [
    '2%\n5MB',
    [
      { kind: 'percent', percent: 2 },
      { kind: 'bytes', bytes: 5_000_000 },
    ],
  ],
])('the increase %j has the limits %j', (text, limits) => {
  expect(parseIncrease('max-increase', text)).toEqual(limits)
})

test.each(['', '5MB,', ',', '-2%', '%', '2%%', '2 percent', '5', '5MB 2%', `${'9'.repeat(400)}%`])(
  '%j is no increase',
  text => {
    expect(() => parseIncrease('max-increase', text)).toThrow(
      /^max-increase: .* must be .*, for example /,
    )
  },
)

test.each([
  ['0', 0],
  [' 20 ', 20],
])('%j is the count %d', (text, count) => {
  expect(parseCount('max-layers', text)).toBe(count)
})

test.each(['', '-1', '1.5', '20MB', '20 layers', '9'.repeat(20), '0x10'])(
  '%j is no count',
  text => {
    expect(() => parseCount('max-layers', text)).toThrow(
      `max-layers: ${JSON.stringify(text)} must be a whole number that is not negative, without a unit, for example 20`,
    )
  },
)
