import { Buffer } from 'node:buffer'

/** An entry as its bytes are to be, right or wrong: what no tool would write. */
export interface RawEntry {
  name: string | Buffer
  /** POSIX type flag; `0` unless told. */
  type?: string
  content?: string | Buffer
  /** What the header says, when it is not the content's length; as text: the field's very bytes. */
  size?: number | string
  linkName?: string | Buffer
  uid?: number
  mode?: number
  /** Bytes to put over the header before its checksum is made. */
  patch?: { at: number; bytes: Buffer | string }[]
  wrongChecksum?: boolean
  /** Its bytes summed up as signed numbers, as the first tars did. */
  signedChecksum?: boolean
}

const BLOCK = 512

/** A tar of raw entries, with the two zero blocks at its end. */
export function rawTar(entries: RawEntry[], { end = true } = {}): Buffer {
  return Buffer.concat([...entries.map(entryBytes), Buffer.alloc(end ? 2 * BLOCK : 0)])
}

/** A PAX extended header for the entry behind it. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03 */
export function pax(
  records: Record<string, string | Buffer> | (readonly [string, string | Buffer])[],
): RawEntry {
  const list = Array.isArray(records) ? records : Object.entries(records)
  const lines = list.map(([key, value]) => {
    const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')])
    let length = rest.length
    while (String(length).length + rest.length !== length)
      length = String(length).length + rest.length
    return Buffer.concat([Buffer.from(String(length)), rest])
  })
  return { name: 'PaxHeaders/x', type: 'x', content: Buffer.concat(lines) }
}

/** GNU's long name (`L`) or long link (`K`) for the entry behind it. */
export function gnuLong(text: string | Buffer, type: 'L' | 'K' = 'L'): RawEntry {
  const content = Buffer.concat([Buffer.from(text), Buffer.alloc(1)])
  return { name: '././@LongLink', type, content }
}

// --- internal ---

function entryBytes(entry: RawEntry): Buffer {
  const { name, type = '0', content = '', linkName = '', uid = 0, mode = 0o644, patch = [] } = entry
  const body = Buffer.from(content)
  const { size = body.length } = entry
  const header = Buffer.alloc(BLOCK)
  Buffer.from(name).copy(header, 0, 0, 100)
  header.write(`${mode.toString(8).padStart(7, '0')}\0`, 100)
  header.write(`${uid.toString(8).padStart(7, '0')}\0`, 108)
  header.write('0000000\0', 116)
  header.write(typeof size === 'string' ? size : `${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write(type, 156, 'latin1')
  Buffer.from(linkName).copy(header, 157, 0, 100)
  header.write('ustar\x0000', 257)
  for (const { at, bytes } of patch) Buffer.from(bytes).copy(header, at)
  const negative = entry.signedChecksum ? 256 : 0
  const sum =
    header.reduce((total, byte) => total + byte - (byte > 127 ? negative : 0), 0) +
    (entry.wrongChecksum ? 1 : 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)])
}
