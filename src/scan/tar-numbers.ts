// Numbers as Go's archive/tar reads them; what does not parse is NaN, which no size may be.
// https://github.com/golang/go/blob/master/src/archive/tar/strconv.go

/** A field of a header: octal, or base-256 when its first bit is set. Negative numbers are -1, whatever they are. */
export function numericField(block: Buffer, start: number, length: number): number {
  const first = block[start] ?? 0
  if ((first & 0x80) === 0) return octalField(block, start, length)
  if (first & 0x40) return -1
  let value = first & 0x3f
  for (let index = start + 1; index < start + length; index++) {
    value = value * 256 + (block[index] ?? 0)
  }
  return value < 2 ** 63 ? value : Number.NaN
}

/** Spaces and NULs around the digits are padding, and whatever follows a NUL; an empty field is 0. */
export function octalField(block: Buffer, start: number, length: number): number {
  const digits = block
    .toString('latin1', start, start + length)
    .replace(/^[\0 ]+|[\0 ]+$/g, '')
    .replace(/\0.*$/s, '')
  if (digits === '') return 0
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

/** A number of a PAX record, or of a sparse file's map. */
export function decimal(text: string): number {
  const value = /^[+-]?[0-9]+$/.test(text) ? Number(text) : Number.NaN
  return Math.abs(value) < 2 ** 63 ? value : Number.NaN
}
