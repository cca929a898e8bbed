import { createHash, type Hash } from 'node:crypto'
import { UserError } from '../common/errors.ts'
import type { ScannedLayer } from '../image/content.ts'
import type { Digest } from '../oci/image-spec.ts'
import { type Compression, createInflater } from './inflate.ts'
import { jsonText, MAX_JSON, tooLarge } from './json-blob.ts'
import { createLayerReader, type ScanOptions } from './layer-reader.ts'
import { BLOCK, hasChecksum, isZero } from './tar-header.ts'

/** What a blob turned out to be. */
export type BlobContent =
  | { kind: 'layer'; layer: ScannedLayer }
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
  let failed: { error: unknown } | undefined

  function read(bytes: Buffer): void {
    if (failed !== undefined) return
    try {
      body ??= bodyOf(bytes, options, () => size)
      body.write(bytes)
    } catch (error) {
      fail(error)
    }
  }

  function fail(error: unknown): void {
    failed ??= { error }
    body?.close()
  }

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
      if (body !== undefined || (head.length === 0 && chunk.length >= BLOCK)) read(chunk)
      else {
        head = Buffer.concat([head, chunk])
        if (head.length >= BLOCK) read(head)
      }
      return undefined
    },
    async end() {
      if (body === undefined) read(head)
      if (body === undefined || failed !== undefined) throw failed?.error
      const digest = options.digest ?? digestOf(hash)
      return { digest, size, ...(await body.end(digest, size)) }
    },
    abort: () => fail(new UserError('the transfer was broken off')),
  }
}

// --- internal ---

/** Keeps nothing of what is written. `write` throws and `end` rejects with a UserError for a broken layer. */
interface Body {
  write(chunk: Buffer): void
  end(digest: Digest, size: number): Promise<BlobContent>
  /** Gives its memory back. */
  close(): void
  inflated(): number
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
    write: inflater.write,
    close: inflater.close,
    inflated: () => inflated,
    async end(digest, compressedSize) {
      inflater.end()
      const content = await reader.end()
      return {
        kind: 'layer',
        layer: { digest, diffId: digestOf(hash), compressedSize, ...content },
      }
    },
  }
}

function tarBody(options: ScanOptions, weight: () => number): Body {
  const reader = createLayerReader(options, weight)
  let inflated = 0
  return {
    write(chunk) {
      inflated += chunk.length
      reader.write(chunk)
    },
    close() {},
    inflated: () => inflated,
    async end(digest, compressedSize) {
      const content = await reader.end()
      return { kind: 'layer', layer: { digest, diffId: digest, compressedSize, ...content } }
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
    },
    async end() {
      const read = length > MAX_JSON ? { why: tooLarge } : jsonText(Buffer.concat(pieces))
      return 'why' in read ? { kind: 'opaque', ...read } : { kind: 'json', ...read }
    },
  }
}

function opaqueBody(): Body {
  return {
    write() {},
    end: async () => ({ kind: 'opaque' }),
    close() {},
    inflated: () => 0,
  }
}

function digestOf(hash: Hash): Digest {
  return `sha256:${hash.digest('hex')}`
}
