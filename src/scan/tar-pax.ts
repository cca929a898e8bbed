import { UserError } from '../common/errors.ts'

/** What an extended header says about the entry behind it, as far as sizes and paths need it. */
export interface PaxRecords {
  path?: string
  linkPath?: string
  /** Bytes of body in the archive. */
  size?: number
  /** Bytes of a sparse file with its holes. */
  realSize?: number
}

/**
 * Decodes the body of a PAX extended header: records of `LENGTH KEY=VALUE\n`.
 * Sparse files of GNU tar's formats 0.0, 0.1 and 1.0 report their name and their size with holes.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
 * https://www.gnu.org/software/tar/manual/html_node/PAX-keywords.html
 */
export function decodePax(body: Buffer): PaxRecords {
  const values = keyValues(body)
  const records: PaxRecords = {}
  const path = values.get('path')
  const linkPath = values.get('linkpath')
  const size = values.get('size')
  if (path) records.path = path
  if (linkPath) records.linkPath = linkPath
  if (size) records.size = decimal(size)
  if (isSparse(values)) {
    const realSize = values.get('GNU.sparse.realsize') ?? values.get('GNU.sparse.size')
    const name = values.get('GNU.sparse.name')
    if (realSize) records.realSize = decimal(realSize)
    if (name) records.path = name
  }
  return records
}

// --- internal ---

function keyValues(body: Buffer): Map<string, string> {
  const values = new Map<string, string>()
  let offset = 0
  while (offset < body.length && body[offset] !== 0) {
    const space = body.indexOf(0x20, offset)
    const length = space === -1 ? Number.NaN : decimal(body.toString('latin1', offset, space))
    const end = offset + length
    const equals = body.indexOf(0x3d, space)
    if (!(end <= body.length && equals !== -1 && equals < end && body[end - 1] === 0x0a)) {
      throw new UserError('a PAX record that is not `LENGTH KEY=VALUE`')
    }
    values.set(body.toString('utf8', space + 1, equals), body.toString('utf8', equals + 1, end - 1))
    offset = end
  }
  return values
}

function isSparse(values: Map<string, string>): boolean {
  const major = values.get('GNU.sparse.major')
  const minor = values.get('GNU.sparse.minor')
  if (major === undefined && minor === undefined) {
    return values.has('GNU.sparse.map') || values.has('GNU.sparse.offset')
  }
  return (major === '0' && (minor === '0' || minor === '1')) || (major === '1' && minor === '0')
}

function decimal(text: string): number {
  const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw new UserError('an impossible number in a PAX record')
  return value
}
