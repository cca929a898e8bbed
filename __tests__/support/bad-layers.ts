import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Digest } from '../../src/oci/image-spec.ts'

// Layers of millions of entries: written as streams, and no larger on disk than they have to be.

const BLOCK = 512

/** A layer that lies in the `blobs/sha256` of a layout. */
export interface WrittenLayer {
  digest: Digest
  diffId: Digest
  /** Bytes of the blob. */
  size: number
}

/** Writes a layer of these pieces of a tar into a folder, under its digest. */
export async function writeLayer(
  folder: string,
  pieces: Iterable<Buffer>,
  packing: 'gzip' | 'none' = 'gzip',
): Promise<WrittenLayer> {
  const [packed, plain] = [createHash('sha256'), createHash('sha256')]
  let size = 0
  const path = join(folder, 'layer')
  await pipeline(
    Readable.from(bundled(pieces)),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        plain.update(chunk)
        yield chunk
      }
    },
    packing === 'gzip' ? createGzip({ level: 1 }) : new PassThrough(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        packed.update(chunk)
        size += chunk.length
        yield chunk
      }
    },
    createWriteStream(path),
  )
  const hex = packed.digest('hex')
  await rename(path, join(folder, hex))
  return { digest: `sha256:${hex}`, diffId: `sha256:${plain.digest('hex')}`, size }
}

/** Writes bytes into a folder under their digest. */
export async function writeBlob(
  folder: string,
  pieces: Iterable<Buffer>,
): Promise<Pick<WrittenLayer, 'digest' | 'size'>> {
  const { digest, size } = await writeLayer(folder, pieces, 'none')
  return { digest, size }
}

/** Entries of a tar, and the blocks at its end. */
export function* tarOf(entries: Iterable<Buffer>): Iterable<Buffer> {
  yield* entries
  yield Buffer.alloc(2 * BLOCK)
}

/** An entry; a name over 100 bytes stands in a header of its own before it. */
export function* entry(
  name: string,
  {
    type = '0',
    content = '',
    linkName = '',
  }: { type?: string; content?: string; linkName?: string } = {},
): Iterable<Buffer> {
  if (name.length > 100) yield* longName(name)
  yield header(name.slice(0, 100), type, content.length, linkName)
  if (content !== '') yield padded(Buffer.from(content))
}

/** The header of a file, for whoever writes the content. */
export function header(name: string, type: string, size: number, linkName = ''): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, 'latin1')
  block.write('0000644\0', 100, 'latin1')
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  block.write('        ', 148, 'latin1')
  block.write(type, 156, 'latin1')
  if (linkName !== '') block.write(linkName, 157, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  let sum = 0
  for (let index = 0; index < BLOCK; index++) sum += block[index] ?? 0
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

/** A text again and again, up to a size, in large pieces of one buffer. */
export function* repeated(text: string, size: number): Iterable<Buffer> {
  const length = Math.ceil(2 ** 20 / text.length) * text.length
  const piece = Buffer.alloc(length, text)
  for (let left = size; left > 0; left -= length)
    yield left < length ? piece.subarray(0, left) : piece
}

export function* padding(size: number): Iterable<Buffer> {
  if (size % BLOCK > 0) yield Buffer.alloc(BLOCK - (size % BLOCK))
}

// --- internal ---

function* longName(name: string): Iterable<Buffer> {
  yield header('././@LongLink', 'L', name.length + 1)
  yield padded(Buffer.from(`${name}\0`))
}

function padded(bytes: Buffer): Buffer {
  const missing = (BLOCK - (bytes.length % BLOCK)) % BLOCK
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)])
}

/** Few large chunks: a step of a stream costs more than a header. */
function* bundled(pieces: Iterable<Buffer>): Iterable<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for (const piece of pieces) {
    waiting.push(piece)
    length += piece.length
    if (length < 2 ** 20) continue
    yield waiting.length === 1 ? piece : Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}
