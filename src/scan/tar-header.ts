import { UserError } from '../common/errors.ts'
import { numericField, octalField } from './tar-numbers.ts'
import { createSparseMap, type SparseMap } from './tar-sparse.ts'

/** Every header, and every body, starts on a multiple of this many bytes. */
export const BLOCK = 512

/** One 512-byte header, before extended headers are applied to it. */
export interface TarHeader {
  /** The type flag; NUL in the oldest tars. */
  type: string
  path: string
  /** Bytes of body in the archive, for types that have a body; as it is written, so it may be negative. */
  size: number
  linkPath: string
  /** Only where it is asked for. */
  owner?: TarOwner
}

/** Whose a file is, and who may do what with it; NaN where a number cannot be. */
export interface TarOwner {
  /** Permission bits, with those for setuid, setgid and sticky. */
  mode: number
  uid: number
  gid: number
}

/** Of an old GNU sparse file. */
export interface OldSparse {
  /** Bytes of the file with its holes. */
  size: number
  map: SparseMap
  /** Another block of the map follows. */
  isExtended: boolean
}

/**
 * Decodes a header block of any dialect: v7, ustar, PAX, GNU, star.
 * Numbers may be octal or base-256; the reading is that of Go's archive/tar, which engines unpack with.
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html
 * @throws UserError when the checksum or the size is wrong
 */
export function decodeHeader(block: Buffer): TarHeader {
  if (!hasChecksum(block)) throw new UserError('a wrong checksum in a tar header')
  const size = numericField(block, 124, 12)
  if (Number.isNaN(size)) throw new UserError('an impossible size in a tar header')
  return {
    type: String.fromCharCode(block[156] ?? 0),
    path: prefixOf(block) + text(block, 0, 100),
    size,
    linkPath: text(block, 157, 100),
  }
}

/** Mode and owner of a header block. */
export function decodeOwner(block: Buffer): TarOwner {
  return {
    mode: numericField(block, 100, 8) & 0o7777,
    uid: numericField(block, 108, 8),
    gid: numericField(block, 116, 8),
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
  const expected = octalField(block, 148, 8)
  return expected === unsigned || expected === unsigned - negative
}

export function isZero(block: Buffer): boolean {
  for (let index = 0; index < block.length; index++) if (block[index] !== 0) return false
  return true
}

/**
 * What the header of an old GNU sparse file says about its holes.
 * @throws UserError when it says nothing that can be, or in another dialect
 */
export function decodeOldSparse(block: Buffer): OldSparse {
  if (block.toString('latin1', 257, 265) !== GNU) {
    throw new UserError('a sparse file in a header that is not of GNU tar')
  }
  const size = numericField(block, 483, 12)
  const map = createSparseMap(size)
  return { size, map, isExtended: addOldFragments(map, block, 386, 4) }
}

/** A block of the map that lies between header and body; returns whether another one follows. @throws UserError */
export function takeSparseBlock({ map }: OldSparse, block: Buffer): boolean {
  return addOldFragments(map, block, 0, 21)
}

// --- internal ---

const GNU = 'ustar  \0'

function addOldFragments(map: SparseMap, block: Buffer, start: number, count: number): boolean {
  const end = start + 24 * count
  for (let at = start; at < end && block[at] !== 0; at += 24) {
    map.add(numericField(block, at, 12), numericField(block, at + 12, 12))
  }
  return block[end] !== 0
}

function prefixOf(block: Buffer): string {
  if (block.toString('latin1', 257, 265) === GNU) return hasTimes(block) ? '' : oldGoPrefix(block)
  if (block.toString('latin1', 257, 263) !== 'ustar\0') return ''
  const star = block.toString('latin1', 508, 512) === 'tar\0'
  return folder(text(block, 345, star ? 131 : 155))
}

// GNU tar has times where others have a prefix, and so has Go, which wrote a prefix there until 1.8, and still reads it.
function hasTimes(block: Buffer): boolean {
  return [345, 357].every(at => block[at] === 0 || !Number.isNaN(numericField(block, at, 12)))
}

function oldGoPrefix(block: Buffer): string {
  const prefix = text(block, 345, 155)
  return /[^\0-\x7f]/.test(prefix) ? '' : folder(prefix)
}

function folder(prefix: string): string {
  return prefix === '' ? '' : `${prefix}/`
}

function text(block: Buffer, start: number, length: number): string {
  const end = block.indexOf(0, start)
  return block.toString('utf8', start, end === -1 || end > start + length ? start + length : end)
}
