import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  formatBytes,
  formatChange,
  formatExact,
  formatNumber,
  formatPair,
  formatPercent,
} from '../../src/image/bytes.ts'

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1234, '1.23 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [41_200_000, '41.2 MB'],
  [301_000_000, '301 MB'],
  [8_000_000, '8 MB'],
  [1_500_000_000, '1.5 GB'],
  [2_340_000_000_000, '2.34 TB'],
  [5_000_000_000_000_000, '5,000 TB'],
  [-198_000_000, '−198 MB'],
])('formatBytes(%d) is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [41_200_000, '+41.2 MB'],
  [-198_000_000, '−198 MB'],
  [1, '+1 B'],
  [0, '0 B'],
])('formatChange(%d) is %s', (bytes, text) => {
  expect(formatChange(bytes)).toBe(text)
})

test.each([
  [41_200_000, 301_000_000, '+13.7 %'],
  [-60, 100, '−60 %'],
  [0, 100, '0 %'],
  [123, 10_000, '+1.23 %'],
  [1, 1_000_000, '+<0.01 %'],
  [-1, 1_000_000, '−<0.01 %'],
  [9_990, 10, '+99,900 %'],
  [5, 0, null],
])('formatPercent(%d, %d) is %s', (change, baseline, text) => {
  expect(formatPercent(change, baseline)).toBe(text)
})

test.each([
  [1_234_567, '1,234,567 B'],
  [-5, '−5 B'],
])('formatExact(%d) is %s', (bytes, text) => {
  expect(formatExact(bytes)).toBe(text)
})

test('a pair is exact where rounding would make both sides look alike', () => {
  expect(formatPair(41_200_000, 5_000_000)).toEqual({ actual: '41.2 MB', limit: '5 MB' })
  expect(formatPair(350_400_000, 350_000_000)).toEqual({
    actual: '350,400,000 B',
    limit: '350,000,000 B',
  })
  expect(formatPair(350_000_000, 350_000_000)).toEqual({ actual: '350 MB', limit: '350 MB' })
})

const anyBytes = fc.oneof(fc.nat(2000), fc.maxSafeNat())

test('a size never prints 4 digits before its unit, nor more than 3 significant ones', () => {
  const belowTB = fc.oneof(fc.nat(2_000_000), fc.integer({ min: 0, max: 999_000_000_000_000 }))
  fc.assert(
    fc.property(belowTB, bytes => {
      const digits = formatBytes(bytes)
        .replace(/[^0-9]/g, '')
        .replace(/^0+/, '')
      expect(digits.length).toBeLessThanOrEqual(3)
    }),
  )
})

test('sizes that differ never print alike in a pair, and keep their order', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, (actual, limit) => {
      const pair = formatPair(actual, limit)
      expect(pair.actual === pair.limit).toBe(actual === limit)
    }),
  )
})

test('numbers are written as JavaScript writes them in English', () => {
  const rounded = fc
    .tuple(fc.maxSafeNat(), fc.constantFrom(1, 100, 1000))
    .map(([number, divisor]) => Number((number / divisor).toPrecision(3)))
  fc.assert(
    fc.property(fc.oneof(fc.nat(2_000_000), fc.maxSafeNat(), rounded), number => {
      expect(formatNumber(number)).toBe(number.toLocaleString('en-US'))
    }),
  )
})
