import { createHash, type Hash } from 'node:crypto'
import { UserError } from '../common/errors.ts'
import type { ScannedLayer } from '../image/content.ts'
import type { Digest } from '../oci/image-spec.ts'
import { type Compression, createInflater } from './inflate.ts'
import { jsonText, MAX_JSON, tooLarge } from './json-blob.ts'
import { createLayerReader, type ScanOptions } from './layer-reader.ts'
import { BLOCK, hasChecksum, isZero } from './tar-header.ts'

export type { ScanOptions } from './layer-reader.ts'

/** What a blob turned out to be. */
export type BlobContent =
  | { kind: 'layer'; layer: ScannedLayer; captured: Map<string, Buffer> }
  | { kind: 'json'; text: string }
  /**
   * Neither a layer nor JSON worth keeping, e.g. an encrypted layer or an SBOM of many megabytes.
   * `why`: what is wrong with it, should it be JSON that somebody needs.
   */
  | { kind: 'opaque'; why?: string }

/** A blob that streamed by: its bytes' digest and number, and what is left of it. */
export type Blob = { digest: Digest; size: number } & BlobContent

export interface BlobOptions extends ScanOptions {
  /** The digest that the bytes are known to have; without it they are hashed. */
  digest?: Digest | null
  /** The bytes that are written are overwritten afterwards, so that what waits is a copy. */
  isBorrowed?: boolean
}

/** Reads a blob that is pushed into it and keeps nothing of it but numbers, names and small JSON. */
export interface BlobScanner {
  /** Returns a promise when the writer should wait before it writes more. Never throws. */
  write(chunk: Buffer): Promise<void> | undefined
  /** Rejects with a UserError when the blob is a broken layer. */
  end(): Promise<Blob>
  /** Drops everything. */
  abort(): void
  /** Bytes so far. */
  readonly size: number
  /** Unpacked bytes so far. */
  readonly inflated: number
}

/** A layer, with the content of the files that were to be captured, by path. */
export interface Scan {
  layer: ScannedLayer
  captured: Map<string, Buffer>
}

/**
 * Scans a blob of unknown kind: uploads have no media type, so the first bytes tell. gzip and zstd are
 * inflated and read as tar, a tar is read as it is, JSON is kept.
 */
export function createBlobScanner(options: BlobOptions): BlobScanner {
  const hash = createHash('sha256')
  const isHashed = options.digest == null
  let size = 0
  let head: Buffer = Buffer.alloc(0)
  let body: Body | undefined

  return {
    get size() {
      return size
    },
    get inflated() {
      return body?.inflated() ?? 0
    },
    write(chunk) {
      if (isHashed) hash.update(chunk)
      size += chunk.length
      if (body !== undefined) return body.write(chunk)
      const isWhole = head.length === 0 && chunk.length >= BLOCK
      const start = isWhole ? chunk : Buffer.concat([head, chunk])
      if (start.length < BLOCK) {
        head = start
        return undefined
      }
      body = bodyOf(start, options, () => size)
      return body.write(start)
    },
    async end() {
      if (body === undefined) {
        body = bodyOf(head, options, () => size)
        await body.write(head)
      }
      const digest = options.digest ?? digestOf(hash)
      return { digest, size, ...(await body.end(digest, size)) }
    },
    abort: () => body?.abort(),
  }
}

/**
 * Scans one layer: sha256 of its bytes and of the tar within (`diffId`), its bytes, the bytes of its files.
 * @param name what the layer is called in errors, e.g. its digest
 * @throws UserError when it is neither gzip, zstd nor tar, or broken
 */
export async function scanLayer(
  source: AsyncIterable<Buffer>,
  options: ScanOptions,
  name = 'layer',
): Promise<Scan> {
  const { layer, captured } = layerOf(await scanBlob(source, options, name), name)
  return { layer, captured }
}

/** Scans one blob of whatever kind. @throws UserError that starts with its name */
export async function scanBlob(
  source: AsyncIterable<Buffer>,
  options: ScanOptions & { onBytes?: (bytes: number) => void },
  name: string,
): Promise<Blob> {
  const scanner = createBlobScanner(options)
  try {
    for await (const chunk of source) {
      options.onBytes?.(chunk.length)
      await scanner.write(chunk)
    }
  } catch (error) {
    scanner.abort()
    throw error
  }
  return named(name, scanner.end())
}

/** Puts a blob's name before what is wrong with it. */
export async function named<T>(name: string, result: Promise<T>): Promise<T> {
  try {
    return await result
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${name}: ${error.message}`, { cause: error })
  }
}

// --- internal ---

interface Body {
  write(chunk: Buffer): Promise<void> | undefined
  end(digest: Digest, size: number): Promise<BlobContent>
  abort(): void
  inflated(): number
}

function layerOf(blob: Blob, name: string): Extract<Blob, { kind: 'layer' }> {
  if (blob.kind === 'layer') return blob
  throw new UserError(`${name}: is no layer, for it is neither gzip, zstd nor tar`)
}

/** @param weight bytes of the blob that came so far */
function bodyOf(head: Buffer, options: BlobOptions, weight: () => number): Body {
  if (head[0] === 0x1f && head[1] === 0x8b) return compressedBody('gzip', options, weight)
  if (isZstd(head)) return compressedBody('zstd', options, weight)
  if (head.length === 0 || hasChecksum(head.subarray(0, BLOCK)) || isEmptyTar(head)) {
    // A tar weighs about a tenth when it is packed, and headers of empty files much less.
    return tarBody(options, () => weight() / 32)
  }
  return /^\s*[{[]/.test(head.toString('latin1', 0, BLOCK)) ? jsonBody() : opaqueBody()
}

/** A frame of data, or one to skip. https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
function isZstd(head: Buffer): boolean {
  if (head.length < 4) return false
  const magic = head.readUInt32LE(0)
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50
}

function isEmptyTar(head: Buffer): boolean {
  return head.length >= BLOCK && isZero(head.subarray(0, BLOCK))
}

function compressedBody(
  compression: Compression,
  options: BlobOptions,
  weight: () => number,
): Body {
  const reader = createLayerReader(options, weight)
  const hash = createHash('sha256')
  let inflated = 0
  const inflater = createInflater(compression, chunk => {
    inflated += chunk.length
    hash.update(chunk)
    reader.write(chunk)
  })
  return {
    write: chunk => inflater.write(options.isBorrowed ? Buffer.from(chunk) : chunk),
    abort: inflater.abort,
    inflated: () => inflated,
    async end(digest, compressedSize) {
      await inflater.end()
      const { captured, ...content } = await reader.end()
      const layer = { digest, diffId: digestOf(hash), compressedSize, ...content }
      return { kind: 'layer', layer, captured }
    },
  }
}

function tarBody(options: ScanOptions, weight: () => number): Body {
  const reader = createLayerReader(options, weight)
  let failed: { error: unknown } | undefined
  let inflated = 0
  return {
    write(chunk) {
      inflated += chunk.length
      if (failed !== undefined) return undefined
      try {
        reader.write(chunk)
      } catch (error) {
        failed = { error }
      }
      return undefined
    },
    abort() {},
    inflated: () => inflated,
    async end(digest, compressedSize) {
      if (failed !== undefined) throw failed.error
      const { captured, ...content } = await reader.end()
      return {
        kind: 'layer',
        layer: { digest, diffId: digest, compressedSize, ...content },
        captured,
      }
    },
  }
}

function jsonBody(): Body {
  let pieces: Buffer[] = []
  let length = 0
  return {
    ...opaqueBody(),
    write(chunk) {
      length += chunk.length
      if (length <= MAX_JSON) pieces.push(Buffer.from(chunk))
      else pieces = []
      return undefined
    },
    async end() {
      const read = length > MAX_JSON ? { why: tooLarge } : jsonText(Buffer.concat(pieces))
      return 'why' in read ? { kind: 'opaque', ...read } : { kind: 'json', ...read }
    },
  }
}

function opaqueBody(): Body {
  return {
    write: () => undefined,
    end: async () => ({ kind: 'opaque' }),
    abort() {},
    inflated: () => 0,
  }
}

function digestOf(hash: Hash): Digest {
  return `sha256:${hash.digest('hex')}`
}
