import { messageOf, UserError } from '../common/errors.ts'
import { type Extensions, type ResolvedEntry, resolveEntry, type TarEntry } from './tar-entry.ts'
import {
  BLOCK,
  decodeHeader,
  decodeOldSparse,
  decodeOwner,
  isZero,
  type OldSparse,
  type TarHeader,
  takeSparseBlock,
} from './tar-header.ts'
import { decodePax } from './tar-pax.ts'
import { createSparseMapReader } from './tar-sparse.ts'

export type { TarEntry } from './tar-entry.ts'

/** Long names and extended headers are kept in memory; Go's archive/tar draws the line here too. */
const MAX_EXTENSION = 1_048_576

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
 * to nothing, missing end blocks are tolerated, and what follows two zero blocks is ignored. What Go refuses since
 * a size, a map of holes or a header cannot be, is refused; dates are not looked at, and owners where they are asked for.
 * @param onEntry may return a sink for the entry's body (as stored: for sparse files not the file itself)
 */
export function createTarReader(
  onEntry: (entry: TarEntry) => TarSink | undefined,
  { owners = false }: { owners?: boolean } = {},
): TarReader {
  const block = Buffer.alloc(BLOCK)
  let filled = 0
  let offset = 0
  /** Bytes of the current body still to come, and of the padding behind it. */
  let body = 0
  let padding = 0
  let sink: TarSink | undefined
  /** An old GNU sparse file whose map goes on in the next block. */
  let growing: GrowingMap | undefined
  let zeroBlock = false
  let ended = false
  let extensions: Extensions = {}

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
    if (filled > 0 || growing !== undefined) {
      throw new UserError(`the tar is cut off at byte ${where}, within a header`)
    }
  }

  function takeBlock(bytes: Buffer): void {
    const at = offset
    offset += BLOCK
    if (growing === undefined) takeHeader(bytes, at)
    else growMap(growing, bytes, at)
  }

  function takeHeader(bytes: Buffer, at: number): void {
    if (bytes[0] === 0 && isZero(bytes)) {
      ended = zeroBlock
      zeroBlock = true
      return
    }
    if (zeroBlock) throw new UserError(`a tar header behind an end-of-archive block, at byte ${at}`)
    const header = located(at, () => decodeHeader(bytes))
    if (owners) header.owner = decodeOwner(bytes)
    if ('xgLK'.includes(header.type)) keepExtension(header, at)
    else if (header.type === 'S') startOldSparse(header, bytes, at)
    else startEntry(header, at)
  }

  function startOldSparse(header: TarHeader, bytes: Buffer, at: number): void {
    const sparse = located(at, () => decodeOldSparse(bytes))
    if (sparse.isExtended) growing = { header, sparse, at }
    else startEntry(header, at, sparse)
  }

  // The map of an old GNU sparse file lies between its header and its body, outside of its size.
  function growMap({ header, sparse, at }: GrowingMap, bytes: Buffer, here: number): void {
    if (located(here, () => takeSparseBlock(sparse, bytes))) return
    growing = undefined
    startEntry(header, at, sparse)
  }

  function keepExtension({ type, size }: TarHeader, at: number): void {
    if (size < 0 || size > MAX_EXTENSION) {
      throw new UserError(`an extended tar header of ${size} bytes, at byte ${at}`)
    }
    const pieces: Buffer[] = []
    startBody(size, {
      write: piece => pieces.push(Buffer.from(piece)),
      end: () => located(at, () => takeExtension(type, Buffer.concat(pieces))),
    })
  }

  function takeExtension(type: string, bytes: Buffer): void {
    if (type === 'L') extensions.longName = untilNul(bytes)
    else if (type === 'K') extensions.longLink = untilNul(bytes)
    else {
      const pax = decodePax(bytes)
      if (type === 'x') extensions.pax = pax
      // What is global applies to nothing, but parts what came before from the entry behind.
      else extensions = {}
    }
  }

  function startEntry(header: TarHeader, at: number, oldSparse?: OldSparse): void {
    const resolved = located(at, () => resolveEntry(header, extensions, oldSparse))
    extensions = {}
    const to = onEntry(resolved.entry)
    startBody(resolved.stored, resolved.map === undefined ? to : mapped(resolved.map, at, to))
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

interface GrowingMap {
  header: TarHeader
  sparse: OldSparse
  /** Where the header is. */
  at: number
}

/** A body that starts with its map. */
function mapped(
  map: NonNullable<ResolvedEntry['map']>,
  at: number,
  to: TarSink | undefined,
): TarSink {
  const reader = createSparseMapReader(map, BLOCK)
  return {
    write(piece) {
      located(at, () => reader.write(piece))
      to?.write(piece)
    },
    end() {
      located(at, reader.end)
      to?.end()
    },
  }
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
