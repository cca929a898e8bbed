import { messageOf, UserError } from '../common/errors.ts'
import { BLOCK, decodeHeader, isZero, type TarHeader } from './tar-header.ts'
import { decodePax, type PaxRecords } from './tar-pax.ts'

/** Long names and extended headers are kept in memory; Go's archive/tar draws the line here too. */
const MAX_EXTENSION = 1_048_576

export interface TarEntry {
  /** As in the archive: a text, never followed. */
  path: string
  /** POSIX type flag: `0` file, `1` hard link, `2` symbolic link, `5` directory, … */
  type: string
  /** Bytes of the file as it would be unpacked, holes included; 0 for types without a body. */
  size: number
  linkPath: string
}

/** Takes the body of an entry in pieces: views of the chunks that were written, so only what is copied can be kept. */
export interface TarSink {
  write(piece: Buffer): void
  /** After the last byte. Not called when the archive breaks off. */
  end(): void
}

export interface TarReader {
  /** @throws UserError that names what is wrong and the offset */
  write(chunk: Buffer): void
  /** @throws UserError when the archive stops within an entry */
  end(): void
}

/**
 * Reads a tar that is pushed into it, without copying bodies: bytes that nobody wants cost nothing.
 *
 * Sizes follow Go's archive/tar (`Header.Size`), which engines unpack with: a sparse file counts with its
 * holes, links, devices and directories count 0, a duplicate path counts each time. Global PAX headers apply
 * to nothing, missing end blocks are tolerated, and what follows two zero blocks is ignored.
 * @param onEntry may return a sink for the entry's body (as stored: for sparse files not the file itself)
 */
export function createTarReader(onEntry: (entry: TarEntry) => TarSink | undefined): TarReader {
  const block = Buffer.alloc(BLOCK)
  let filled = 0
  let offset = 0
  /** Bytes of the current body still to come, and of the padding behind it. */
  let body = 0
  let padding = 0
  let sink: TarSink | undefined
  let sparse: TarHeader | undefined
  let zeroBlock = false
  let ended = false
  let pax: PaxRecords = {}
  let longName: string | undefined
  let longLink: string | undefined

  function write(chunk: Buffer): void {
    let start = 0
    while (start < chunk.length && !ended) {
      const left = chunk.length - start
      if (body > 0) {
        const length = Math.min(left, body)
        sink?.write(chunk.subarray(start, start + length))
        body -= length
        start += length
        offset += length
        if (body === 0) endBody()
      } else if (padding > 0) {
        const length = Math.min(left, padding)
        padding -= length
        start += length
        offset += length
      } else if (filled === 0 && left >= BLOCK) {
        takeBlock(chunk.subarray(start, start + BLOCK))
        start += BLOCK
      } else {
        const length = Math.min(left, BLOCK - filled)
        chunk.copy(block, filled, start, start + length)
        filled += length
        start += length
        if (filled === BLOCK) {
          filled = 0
          takeBlock(block)
        }
      }
    }
  }

  function end(): void {
    if (ended) return
    const where = offset + filled
    if (body > 0) throw new UserError(`the tar is cut off at byte ${where}, ${body} bytes short`)
    if (filled > 0 || sparse !== undefined) {
      throw new UserError(`the tar is cut off at byte ${where}, within a header`)
    }
  }

  function takeBlock(bytes: Buffer): void {
    const at = offset
    offset += BLOCK
    if (sparse !== undefined) takeSparseBlock(sparse, bytes)
    else takeHeader(bytes, at)
  }

  function takeHeader(bytes: Buffer, at: number): void {
    if (bytes[0] === 0 && isZero(bytes)) {
      ended = zeroBlock
      zeroBlock = true
      return
    }
    if (zeroBlock) throw new UserError(`a tar header behind an end-of-archive block, at byte ${at}`)
    const header = located(at, () => decodeHeader(bytes))
    if ('xgLK'.includes(header.type)) keepExtension(header, at)
    else if (header.extended) sparse = header
    else startEntry(header)
  }

  // The map of an old GNU sparse file lies between its header and its body, outside of its size.
  function takeSparseBlock(header: TarHeader, bytes: Buffer): void {
    if (bytes[504] !== 0) return
    sparse = undefined
    startEntry(header)
  }

  function keepExtension({ type, size }: TarHeader, at: number): void {
    if (size > MAX_EXTENSION) {
      throw new UserError(`an extended tar header of ${size} bytes, at byte ${at}`)
    }
    const pieces: Buffer[] = []
    startBody(size, {
      write: piece => pieces.push(Buffer.from(piece)),
      end: () => {
        const bytes = Buffer.concat(pieces)
        if (type === 'x') pax = located(at, () => decodePax(bytes))
        else if (type === 'L') longName = untilNul(bytes)
        else if (type === 'K') longLink = untilNul(bytes)
      },
    })
  }

  function startEntry(header: TarHeader): void {
    const path = longName ?? pax.path ?? header.path
    const stored = hasBody(header.type) ? (pax.size ?? header.size) : 0
    const size = hasBody(header.type) ? (pax.realSize ?? header.realSize ?? stored) : 0
    const linkPath = longLink ?? pax.linkPath ?? header.linkPath
    const type = header.type === '0' && path.endsWith('/') ? '5' : header.type
    pax = {}
    longName = undefined
    longLink = undefined
    startBody(stored, onEntry({ path, type, size: type === '5' ? 0 : size, linkPath }))
  }

  function startBody(size: number, to: TarSink | undefined): void {
    body = size
    padding = (BLOCK - (size % BLOCK)) % BLOCK
    sink = to
    if (size === 0) endBody()
  }

  function endBody(): void {
    const finished = sink
    sink = undefined
    finished?.end()
  }

  return { write, end }
}

// --- internal ---

function hasBody(type: string): boolean {
  return type < '1' || type > '6'
}

function located<T>(offset: number, decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    throw new UserError(`${messageOf(error)}, at byte ${offset}`, { cause: error })
  }
}

function untilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end)
}
