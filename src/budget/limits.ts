import { wrongValue } from '../common/wrong-value.ts'
import type { Limit } from './budget.ts'

const unitNames = ['B', 'kB', 'MB', 'GB', 'TB', 'KiB', 'MiB', 'GiB', 'TiB']

/** By lower-cased name: decimal as Docker prints them, and binary. `KB` is read as `kB`. */
const unitBytes: ReadonlyMap<string, bigint> = new Map([
  ['b', 1n],
  ['kb', 1000n],
  ['mb', 1000n ** 2n],
  ['gb', 1000n ** 3n],
  ['tb', 1000n ** 4n],
  ['kib', 1024n],
  ['mib', 1024n ** 2n],
  ['gib', 1024n ** 3n],
  ['tib', 1024n ** 4n],
])

/**
 * A size in whole bytes, rounded down.
 * @param input what the size is of, for the message
 * @param text `250MB`, `1.5 GiB`, or `0`, which alone needs no unit
 * @throws UsageError on a bare or negative number, an unknown unit, and what a number cannot hold exactly
 */
export function parseSize(input: string, text: string): number {
  const size = text.trim()
  if (size === '0') return 0
  const [, whole, fraction = '', unit = ''] = /^(\d+)(?:\.(\d+))?\s*([a-z]+)$/i.exec(size) ?? []
  const perUnit = unitBytes.get(unit.toLowerCase())
  if (whole === undefined || perUnit === undefined) {
    throw wrongValue(
      input,
      text,
      `a size: a number that is not negative and a unit (${unitNames.join(', ')})`,
      exampleOf(size),
    )
  }
  // Big integers: 0.29 × 100 is 28.999… in floating point, and would lose a byte.
  const bytes = (BigInt(whole + fraction) * perUnit) / 10n ** BigInt(fraction.length)
  if (bytes > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw wrongValue(input, text, 'a size of at most 9007199254740991 bytes (9007 TB)', '250MB')
  }
  return Number(bytes)
}

/**
 * The limits of an increase: `5MB`, `2%`, or several separated by commas.
 * @throws UsageError when a part is neither a size nor a percentage
 */
export function parseIncrease(input: string, text: string): Limit[] {
  const comma = decimalComma.exec(text.trim())
  // `2,5MB` is no list: a size has a unit.
  if (comma !== null && text.trim() === comma[0]) {
    throw wrongValue(
      input,
      text,
      'a size, a percentage, or both separated by a comma; decimals have a point',
      comma[0].replace(',', '.'),
    )
  }
  return text.split(/[,\n]/).map(part => parseIncreasePart(input, part.trim()))
}

/** @throws UsageError unless the text is a whole number, e.g. `20`. */
export function parseCount(input: string, text: string): number {
  const count = Number(text.trim())
  if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(count)) {
    throw wrongValue(input, text, 'a whole number that is not negative, without a unit', '20')
  }
  return count
}

// --- internal ---

/** A number as much of the world writes it. */
const decimalComma = /\d+,\d+\s*(?:%|[a-z]+)/i

function parseIncreasePart(input: string, part: string): Limit {
  const digits = /^(\d+(?:\.\d+)?)\s*%$/.exec(part)?.[1]
  const percent = digits === undefined ? Number.NaN : Number(digits)
  if (Number.isFinite(percent)) return { kind: 'percent', percent }
  if (part === '' || part.includes('%')) {
    throw wrongValue(
      input,
      part,
      'a size, a percentage that is not negative, or both separated by a comma',
      '5MB, 2%',
    )
  }
  return { kind: 'bytes', bytes: parseSize(input, part) }
}

/** `250MB` for `250`: the user's own number, as a size. */
function exampleOf(text: string): string {
  const comma = decimalComma.exec(text)?.[0]
  if (comma !== undefined && /[a-z]$/i.test(comma)) return comma.replace(',', '.')
  const digits = /[1-9]\d{0,11}(\.\d{1,9})?/.exec(text)?.[0]
  return `${digits ?? '250'}MB`
}
