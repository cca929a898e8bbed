import { UserError } from '../common/errors.ts'
import { decimal } from './tar-numbers.ts'

export function wrongMap(): UserError {
  return new UserError('a wrong map of a sparse file')
}

/**
 * Where the data of a sparse file lie between its holes. Engines refuse a file that has other bytes than its map says,
 * so what is not refused here has the size that it says.
 * https://www.gnu.org/software/tar/manual/html_node/Sparse-Formats.html
 */
export interface SparseMap {
  /** @throws UserError when the fragment is not behind the last one, or not within the file */
  add(offset: number, length: number): void
  /** Bytes of data so far. */
  readonly data: number
}

/** @param size of the file, holes included */
export function createSparseMap(size: number): SparseMap {
  let end = 0
  let data = 0
  if (!(size >= 0)) throw wrongMap()
  return {
    add(offset, length) {
      if (!(offset >= end && length >= 0 && offset + length <= size)) throw wrongMap()
      end = offset + length
      data += length
    },
    get data() {
      return data
    },
  }
}

/** The map of formats 0.0 and 0.1, from PAX records. @throws UserError when it is none */
export function addFragments(map: SparseMap, count: string, list: string): void {
  const numbers = list === '' ? [] : list.split(',')
  if (numbers.length !== 2 * decimal(count)) throw wrongMap()
  for (let index = 0; index < numbers.length; index += 2) {
    map.add(decimal(numbers[index] ?? ''), decimal(numbers[index + 1] ?? ''))
  }
}

/** Reads a body of format 1.0, which starts with a count, offsets and lengths, each on a line, up to the end of a block. */
export interface SparseMapReader {
  /** @throws UserError when the map is none */
  write(piece: Buffer): void
  /** @throws UserError when there is no map, or other data than it says */
  end(): void
}

/** Go's archive/tar draws the line here too. */
const MAX_MAP = 1_048_576

export function createSparseMapReader(map: SparseMap, block: number): SparseMapReader {
  let line = ''
  let taken = 0
  let stored = 0
  /** Bytes of map, once it has been read. */
  let length: number | undefined
  let left: number | undefined
  let offset: number | undefined

  function takeLine(): void {
    const value = decimal(line)
    line = ''
    if (left === undefined) {
      if (!(value >= 0)) throw wrongMap()
      left = 2 * value
    } else {
      left--
      if (offset === undefined) offset = value
      else {
        map.add(offset, value)
        offset = undefined
      }
    }
    if (left === 0) length = Math.ceil(taken / block) * block
  }

  return {
    write(piece) {
      stored += piece.length
      let start = 0
      while (length === undefined && start < piece.length) {
        const feed = piece.indexOf(0x0a, start)
        const end = feed === -1 ? piece.length : feed
        line += piece.toString('latin1', start, end)
        taken += end - start + (feed === -1 ? 0 : 1)
        if (taken > MAX_MAP) throw wrongMap()
        start = end + 1
        if (feed !== -1) takeLine()
      }
    },
    end() {
      if (length === undefined || map.data !== stored - length) throw wrongMap()
    },
  }
}
