import { UserError } from '../common/errors.ts'
import type { ScannedLayer } from '../image/content.ts'
import { type Blob, type BlobOptions, type BlobScanner, createBlobScanner } from './blob-scanner.ts'
import type { ScanOptions } from './layer-reader.ts'
import type { ScanThreads } from './scan-threads.ts'

export type { Blob, BlobScanner } from './blob-scanner.ts'

export interface ReadOptions extends ScanOptions {
  /** Where blobs are read that are worth the way; without it this thread reads them all. */
  threads?: ScanThreads | null
}

/** A scanner in this thread for what is small, and for what need not be hashed; in one of `threads` for the rest. */
export function openScanner(options: ReadOptions & BlobOptions): BlobScanner {
  const { threads } = options
  if (threads == null || options.digest != null) return createBlobScanner(options)
  const start = Buffer.allocUnsafeSlow(threads.worth)
  let size = 0
  let scanner: BlobScanner | undefined

  return {
    get size() {
      return scanner?.size ?? size
    },
    get inflated() {
      return scanner?.inflated ?? 0
    },
    write(chunk) {
      if (scanner !== undefined) return scanner.write(chunk)
      if (size + chunk.length < threads.worth) {
        size += chunk.copy(start, size)
        return undefined
      }
      scanner = threads.scanner(options)
      const wait = scanner.write(start.subarray(0, size))
      return scanner.write(chunk) ?? wait
    },
    async end() {
      if (scanner === undefined) {
        scanner = createBlobScanner(options)
        await scanner.write(start.subarray(0, size))
      }
      return scanner.end()
    },
    abort: () => scanner?.abort(),
  }
}

/**
 * Scans one layer: sha256 of its bytes and of the tar within (`diffId`), its bytes, the bytes of its files.
 * @param name what the layer is called in errors, e.g. its digest
 * @throws UserError when it is neither gzip, zstd nor tar, or broken
 */
export async function scanLayer(
  source: AsyncIterable<Buffer>,
  options: ReadOptions,
  name = 'layer',
): Promise<{ layer: ScannedLayer }> {
  const blob = await scanBlob(source, options, name)
  if (blob.kind === 'layer') return { layer: blob.layer }
  throw new UserError(`${name}: is no layer, for it is neither gzip, zstd nor tar`)
}

/** Scans one blob of whatever kind. @throws UserError that starts with its name */
export async function scanBlob(
  source: AsyncIterable<Buffer>,
  options: ReadOptions & { onBytes?: (bytes: number) => void },
  name: string,
): Promise<Blob> {
  const scanner = openScanner(options)
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
