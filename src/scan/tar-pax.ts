import { UserError } from '../common/errors.ts'
import { decimal } from './tar-numbers.ts'

/** The records of an extended header, by key: the last one of a key counts. */
export type PaxRecords = ReadonlyMap<string, string>

/** What an extended header says about the entry behind it, as far as sizes and paths need it; empty values say nothing. */
export interface PaxHeader {
  path: string | undefined
  linkPath: string | undefined
  /** Bytes of body in the archive; NaN when it is no number. */
  size: number | undefined
  /** Of a sparse file of GNU tar's formats 0.0, 0.1 and 1.0. */
  sparse: PaxSparse | undefined
  uid: number | undefined
  gid: number | undefined
}

export interface PaxSparse {
  path: string | undefined
  /** Bytes of the file with its holes. */
  size: number | undefined
  /** How many fragments of data, and where; undefined: the body starts with that. */
  map: { count: string; list: string } | undefined
}

/**
 * Takes the body of a PAX extended header apart: records of `LENGTH KEY=VALUE\n`, and nothing else.
 * The map of sparse format 0.0, a record for each number, becomes that of 0.1.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
 * @throws UserError when it is none, by the rules of Go's archive/tar, or has more records than anybody writes: a
 * megabyte of them, which packs to some kilobytes, takes as long as a thousand files
 */
export function decodePax(body: Buffer): PaxRecords {
  const records = new Map<string, string>()
  const numbers: string[] = []
  let offset = 0
  for (let count = 0; offset < body.length; count++) {
    if (count >= MOST_RECORDS)
      throw new UserError(`a PAX header of more than ${MOST_RECORDS} records`)
    const space = body.indexOf(0x20, offset)
    const length = space === -1 ? Number.NaN : decimal(body.toString('latin1', offset, space))
    const end = offset + length
    const equals = body.indexOf(0x3d, space)
    if (!(end <= body.length && equals !== -1 && equals < end && body[end - 1] === 0x0a)) {
      throw wrong()
    }
    const key = body.toString('utf8', space + 1, equals)
    const value = body.toString('utf8', equals + 1, end - 1)
    if (key === '' || (TEXTS.has(key) ? value : key).includes('\0')) throw wrong()
    const turn = numbers.length % 2
    if (key === MAP_NUMBERS[turn] && !value.includes(',')) numbers.push(value)
    else if (MAP_NUMBERS.includes(key)) throw wrong()
    else records.set(key, value)
    offset = end
  }
  if (numbers.length > 0) records.set('GNU.sparse.map', numbers.join(','))
  return records
}

/**
 * What the records say; of several that contradict each other, what Go's archive/tar takes.
 * https://www.gnu.org/software/tar/manual/html_node/PAX-keywords.html
 */
export function paxHeader(records: PaxRecords): PaxHeader {
  const text = (key: string) => records.get(key) || undefined
  const number = (key: string) => optional(text(key), decimal)
  return {
    path: text('path'),
    linkPath: text('linkpath'),
    size: number('size'),
    sparse: sparseOf(text, number),
    uid: number('uid'),
    gid: number('gid'),
  }
}

/** Extended attributes, e.g. capabilities of a program, as one text that is equal for equal ones; empty without any. */
export function attributesOf(records: PaxRecords): string {
  const found = [...records].filter(([key]) => key.startsWith('SCHILY.xattr.'))
  return found.length === 0 ? '' : JSON.stringify(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}

// --- internal ---

const MOST_RECORDS = 20_000
const TEXTS = new Set(['path', 'linkpath', 'uname', 'gname'])
/** In turns. */
const MAP_NUMBERS = ['GNU.sparse.offset', 'GNU.sparse.numbytes']

function sparseOf(
  text: (key: string) => string | undefined,
  number: (key: string) => number | undefined,
): PaxSparse | undefined {
  const version = [text('GNU.sparse.major'), text('GNU.sparse.minor')].join('.')
  const list = text('GNU.sparse.map')
  const isOld = version === '.' ? list !== undefined : version === '0.0' || version === '0.1'
  if (!isOld && version !== '1.0') return undefined
  return {
    path: text('GNU.sparse.name'),
    size: number('GNU.sparse.size') ?? number('GNU.sparse.realsize'),
    map: isOld ? { count: text('GNU.sparse.numblocks') ?? '', list: list ?? '' } : undefined,
  }
}

function optional<T, U>(value: T | undefined, of: (value: T) => U): U | undefined {
  return value === undefined ? undefined : of(value)
}

function wrong(): UserError {
  return new UserError('a PAX record that is not `LENGTH KEY=VALUE`')
}
