import { UserError } from '../common/errors.ts'

/** Every header, and every body, starts on a multiple of this many bytes. */
export const BLOCK = 512

/** One 512-byte header, before extended headers are applied to it. */
export interface TarHeader {
  /** The type flag; `0` for the NUL of the oldest tars. */
  type: string
  path: string
  /** Bytes of body in the archive, for types that have a body. */
  size: number
  /** Old GNU sparse files: bytes of the file with its holes; null otherwise. */
  realSize: number | null
  /** Old GNU sparse files: another block of the sparse map follows. */
  extended: boolean
  linkPath: string
}

/**
 * Decodes a header block of any dialect: v7, ustar, PAX, GNU, star.
 * Numbers may be octal or base-256; the reading is that of Go's archive/tar, which engines unpack with.
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html
 * @throws UserError when the checksum or a number is wrong
 */
export function decodeHeader(block: Buffer): TarHeader {
  if (!hasChecksum(block)) throw new UserError('a wrong checksum in a tar header')
  const flag = block[156] ?? 0
  const sparse = flag === 0x53
  return {
    type: flag === 0 ? '0' : String.fromCharCode(flag),
    path: prefixOf(block) + text(block, 0, 100),
    size: number(block, 124, 12),
    realSize: sparse ? number(block, 483, 12) : null,
    extended: sparse && block[482] !== 0,
    linkPath: text(block, 157, 100),
  }
}

/** Whether a block is a tar header: its checksum holds, signed or unsigned. */
export function hasChecksum(block: Buffer): boolean {
  if (block.length < BLOCK) return false
  let unsigned = 8 * 0x20
  let negative = 0
  for (let index = 0; index < BLOCK; index++) {
    if (index === 148) index = 156
    const byte = block[index] ?? 0
    unsigned += byte
    if (byte > 127) negative += 256
  }
  const octal = block.toString('latin1', 148, 156).replace(/^[\0 ]+|[\0 ].*$/gs, '')
  if (!/^[0-7]+$/.test(octal)) return false
  const expected = Number.parseInt(octal, 8)
  return expected === unsigned || expected === unsigned - negative
}

export function isZero(block: Buffer): boolean {
  for (let index = 0; index < block.length; index++) if (block[index] !== 0) return false
  return true
}

// --- internal ---

function prefixOf(block: Buffer): string {
  const magic = block.toString('latin1', 257, 265)
  if (magic !== 'ustar\x0000') return ''
  const star = block.toString('latin1', 508, 512) === 'tar\0'
  const prefix = text(block, 345, star ? 131 : 155)
  return prefix === '' ? '' : `${prefix}/`
}

function text(block: Buffer, start: number, length: number): string {
  const end = block.indexOf(0, start)
  return block.toString('utf8', start, end === -1 || end > start + length ? start + length : end)
}

function number(block: Buffer, start: number, length: number): number {
  const value =
    (block[start] ?? 0) & 0x80 ? base256(block, start, length) : octal(block, start, length)
  if (!Number.isSafeInteger(value) || value < 0)
    throw new UserError('an impossible size in a tar header')
  return value
}

function octal(block: Buffer, start: number, length: number): number {
  const digits = block
    .toString('latin1', start, start + length)
    .replace(/^[\0 ]+|[\0 ]+$/g, '')
    .replace(/\0.*$/s, '')
  if (digits === '') return 0
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

function base256(block: Buffer, start: number, length: number): number {
  const first = block[start] ?? 0
  if (first & 0x40) return -1
  let value = first & 0x3f
  for (let index = start + 1; index < start + length; index++) {
    value = value * 256 + (block[index] ?? 0)
  }
  return value
}
