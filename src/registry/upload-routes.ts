import type { IncomingMessage } from 'node:http'
import { UserError } from '../common/errors.ts'
import type { Digest } from '../oci/image-spec.ts'
import type { BlobStore } from '../scan/blob-store.ts'
import type { Blob } from '../scan/scanner.ts'
import { type Answer, allow, created, digestOf, RequestError } from './responses.ts'
import type { Senders } from './senders.ts'
import type { Upload, Uploads } from './uploads.ts'

export interface UploadContext {
  blobs: BlobStore
  uploads: Uploads
  senders: Senders
  /** A blob has come in whole and is what its digest says. */
  received(upload: Upload, blob: Blob): void
  /** Something could not be measured. */
  failed(error: UserError): void
}

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-blobs */
export function createUploadRoutes(context: UploadContext) {
  const { blobs, uploads, senders } = context

  return async function routeUpload(
    request: IncomingMessage,
    query: URLSearchParams,
    name: string,
    id: string,
  ): Promise<Answer> {
    const method = request.method ?? ''
    if (id === '') {
      allow(method, 'POST')
      return startUpload(request, query, name)
    }
    allow(method, 'GET', 'PATCH', 'PUT', 'DELETE')
    const upload = uploads.find(id, name)
    if (method === 'GET') return progress(upload, 204)
    if (method === 'DELETE') {
      uploads.drop(upload)
      return { status: 204 }
    }
    if (method === 'PUT') return finishUpload(request, upload, query.get('digest'))
    checkRange(request, upload)
    await append(request, upload)
    return progress(upload, 202)
  }

  async function startUpload(
    request: IncomingMessage,
    query: URLSearchParams,
    name: string,
  ): Promise<Answer> {
    const mount = query.get('mount')
    if (mount !== null) {
      const digest = digestOf(mount)
      if (!blobs.has(digest)) await senders.settled(digest, name)
      if (blobs.has(digest)) return created(`/v2/${name}/blobs/${digest}`, digest)
    }
    const digest = query.get('digest')
    if (digest === null) return progress(uploads.start(name), 202)
    digestOf(digest)
    return finishUpload(request, uploads.start(name), digest)
  }

  async function finishUpload(
    request: IncomingMessage,
    upload: Upload,
    reference: string | null,
  ): Promise<Answer> {
    const digest = digestOf(reference ?? '')
    checkRange(request, upload)
    const done = receive(request, upload, digest)
    senders.announce(digest, done)
    await done
    return created(`/v2/${upload.repository}/blobs/${digest}`, digest)
  }

  async function receive(request: IncomingMessage, upload: Upload, digest: Digest): Promise<void> {
    await append(request, upload)
    try {
      context.received(upload, await uploads.finish(upload, digest))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const failure = new UserError(`layer ${digest}: ${error.message}`, { cause: error })
      context.failed(failure)
      throw failure
    }
  }

  async function append(request: IncomingMessage, upload: Upload): Promise<void> {
    try {
      await uploads.append(upload, request)
    } catch (error) {
      if (error instanceof RequestError && error.code === 'SIZE_INVALID') {
        context.failed(new UserError(`a blob was refused: ${error.message}`))
      }
      throw error
    }
  }
}

// --- internal ---

function progress(upload: Upload, status: number): Answer {
  return { status, headers: progressHeaders(upload) }
}

function progressHeaders({ id, repository, scanner }: Upload): Record<string, string> {
  return {
    Location: `/v2/${repository}/blobs/uploads/${id}`,
    Range: `0-${Math.max(scanner.size - 1, 0)}`,
    'Docker-Upload-UUID': id,
  }
}

/** A chunk with a range must begin where the last one ended. */
function checkRange(request: IncomingMessage, upload: Upload): void {
  const range = request.headers['content-range']
  if (range === undefined) return
  const match = /^(?:bytes )?(\d+)-(\d+)(?:\/.*)?$/.exec(range)
  const length = Number(match?.[2]) - Number(match?.[1]) + 1
  const declared = Number(request.headers['content-length'] ?? length)
  if (Number(match?.[1]) === upload.scanner.size && length === declared) return
  throw new RequestError(
    416,
    'BLOB_UPLOAD_INVALID',
    `the next byte is ${upload.scanner.size}`,
    progressHeaders(upload),
  )
}
