import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { messageOf } from '../common/errors.ts'
import type { Digest } from '../oci/image-spec.ts'
import { giveBack } from '../scan/give-back.ts'
import { type Blob, type BlobScanner, openScanner, type ReadOptions } from '../scan/scanner.ts'
import { RequestError } from './responses.ts'

/** A blob on its way in. */
export interface Upload {
  readonly id: string
  readonly repository: string
  readonly scanner: BlobScanner
  /** A request is writing to it. */
  busy: boolean
  /** Milliseconds since the epoch. */
  lastUsed: number
}

export interface UploadLimits {
  /** Bytes of one blob as it is sent. */
  maxBlobBytes: number
  /** Uploads that are open. */
  maxUploads: number
  /** Uploads in all. */
  maxBlobs: number
}

export interface Uploads {
  start(repository: string): Upload
  find(id: string, repository: string): Upload
  /** Reads a request's body into the upload, with back-pressure. */
  append(upload: Upload, request: IncomingMessage): Promise<void>
  /** Ends the upload, whatever comes of it. Rejects with a UserError for a broken layer. */
  finish(upload: Upload, digest: Digest): Promise<Blob>
  drop(upload: Upload): void
  close(): void
}

/** Uploads that nobody touched for this long make room for new ones. */
const IDLE_MS = 600_000
/** The uploads of a registry. Memory: some hundred kB each, whatever their size. */
export function createUploads(
  options: ReadOptions,
  limits: UploadLimits,
  count: (bytes: number) => void,
): Uploads {
  const uploads = new Map<string, Upload>()
  let started = 0

  function makeRoom(): void {
    if (started >= limits.maxBlobs) {
      throw new RequestError(429, 'TOOMANYREQUESTS', `more than ${limits.maxBlobs} uploads`)
    }
    if (uploads.size < limits.maxUploads) return
    for (const upload of uploads.values()) {
      if (!upload.busy && Date.now() - upload.lastUsed > IDLE_MS) drop(upload)
    }
    if (uploads.size < limits.maxUploads) return
    throw new RequestError(429, 'TOOMANYREQUESTS', `${uploads.size} uploads are open`)
  }

  function drop(upload: Upload): void {
    upload.scanner.abort()
    uploads.delete(upload.id)
  }

  return {
    start(repository) {
      makeRoom()
      started += 1
      const scanner = openScanner(options)
      const upload = { id: randomUUID(), repository, scanner, busy: false, lastUsed: Date.now() }
      uploads.set(upload.id, upload)
      return upload
    },
    find(id, repository) {
      const upload = uploads.get(id)
      if (upload === undefined || upload.repository !== repository) {
        throw new RequestError(404, 'BLOB_UPLOAD_UNKNOWN', 'no such upload')
      }
      if (upload.busy) throw new RequestError(409, 'BLOB_UPLOAD_INVALID', 'the upload is in use')
      return upload
    },
    async append(upload, request) {
      upload.busy = true
      try {
        // The connection is still needed for the answer when this loop is left.
        for await (const chunk of request.iterator({ destroyOnReturn: false })) {
          const bytes: Buffer = chunk
          count(bytes.length)
          if (upload.scanner.size + bytes.length > limits.maxBlobBytes) {
            drop(upload)
            throw new RequestError(413, 'SIZE_INVALID', `more than ${limits.maxBlobBytes} bytes`)
          }
          await upload.scanner.write(bytes)
          giveBack(bytes)
        }
      } catch (error) {
        if (error instanceof RequestError) throw error
        throw new RequestError(400, 'BLOB_UPLOAD_INVALID', messageOf(error))
      } finally {
        upload.busy = false
        upload.lastUsed = Date.now()
      }
    },
    async finish(upload, digest) {
      uploads.delete(upload.id)
      const blob = await upload.scanner.end()
      if (blob.digest !== digest) {
        throw new RequestError(400, 'DIGEST_INVALID', `the bytes have the digest ${blob.digest}`)
      }
      return blob
    },
    drop,
    close() {
      for (const upload of [...uploads.values()]) drop(upload)
    },
  }
}
