import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { UserError } from '../common/errors.ts'
import { imageContent } from '../image/assemble.ts'
import type { ImageContent } from '../image/content.ts'
import { createBlobStore } from '../scan/blob-store.ts'
import type { FeedOptions } from '../scan/feed-options.ts'
import { type Credentials, createGuard, newCredentials } from './guard.ts'
import { createManifests, type Told } from './manifests.ts'
import { type Answer, errorAnswer, RequestError, send } from './responses.ts'
import { createRoutes } from './routes.ts'
import { createSenders, type Senders } from './senders.ts'
import { createUploads } from './uploads.ts'

export interface RegistryOptions extends FeedOptions {
  /** Where to listen; loopback unless a builder reaches only another address of this machine. */
  address?: string
  /** 0, a free one, unless told. */
  port?: number
  /** The only repository that is taken, with those below it; an unguessable one unless told. `any` takes every name. */
  repository?: string | 'any'
  /** Who may talk to it: whoever has the secret of this registry unless told. null: everybody. */
  credentials?: Credentials | null
  /** Most bytes of one blob as it is sent: 64 GiB unless told. */
  maxBlobBytes?: number
  /** Most blobs that are sent: 20,000 unless told. */
  maxBlobs?: number
  /** Shared with other registries of a run, each of which has a repository of its own; else this one's. */
  senders?: Senders
}

export interface RegistryStats {
  /** Blobs that were sent and measured. */
  uploads: number
  /** Bytes of blobs that were sent. */
  bytes: number
  /** Unpacked bytes that were read. */
  inflated: number
  /** Requests of whoever has the credentials. */
  requests: number
  /** Requests without them, which were told nothing. */
  refused: number
}

export interface MeasuringRegistry {
  /** `127.0.0.1:49152` */
  readonly address: string
  readonly repository: string
  /** null: none are asked for. */
  readonly credentials: Credentials | null
  /**
   * The image that was pushed, by what was told of it: a tag says where an image is, never which one.
   * @throws UserError when there is none, with the reason why its push failed, where that is known; when another one
   * came, or one tag came twice
   */
  content(told: Told, repository?: string): ImageContent
  /** Whether an image was pushed under this tag (or digest). */
  holds(reference: string, repository?: string): boolean
  /** How many requests came for a repository: without one, whoever pushed did not find the way here. */
  heard(repository: string): number
  /** What was wrong with what it refused last; clients tell "400 Bad Request" of it. */
  refusal(): UserError | null
  readonly stats: Readonly<RegistryStats>
  /** Stops listening and ends open connections. */
  close(): Promise<void>
}

// Not imported: an ES module's import of it loads the whole of undici, which takes longer than all the rest.
const { createServer } = process.getBuiltinModule('node:http')

const MAX_BLOB = 64 * 1_073_741_824
const MAX_UPLOADS = 256
/** Far more than the layers, configs and attestations of both images. */
const MAX_BLOBS = 20_000
/** A builder has some ten. */
const MAX_CONNECTIONS = 512
/** Milliseconds that a client may take for the head of a request. */
const HEADERS_MS = 30_000
/** Milliseconds without a byte; engines compress for a while before they send. */
const IDLE_MS = 600_000

/**
 * Starts a registry for the length of a run: images are pushed to it, layers are scanned while they stream
 * by, and nothing of them is stored. It answers "have it" for every layer in `known`.
 * The push half of https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md
 */
export async function startRegistry(options: RegistryOptions): Promise<MeasuringRegistry> {
  const repository = options.repository ?? `gate-${randomBytes(16).toString('hex')}`
  const credentials = options.credentials === undefined ? newCredentials() : options.credentials
  const guard = credentials === null ? () => {} : createGuard(credentials)
  const blobs = createBlobStore(options.known ?? new Map())
  const manifests = createManifests(blobs)
  const stats: RegistryStats = { uploads: 0, bytes: 0, inflated: 0, requests: 0, refused: 0 }
  const limits = {
    maxBlobBytes: options.maxBlobBytes ?? MAX_BLOB,
    maxUploads: MAX_UPLOADS,
    maxBlobs: options.maxBlobs ?? MAX_BLOBS,
  }
  const uploads = createUploads(options, limits, bytes => {
    stats.bytes += bytes
    options.onBytes?.(bytes)
  })
  const senders = options.senders ?? createSenders()
  const heard = new Map<string, number>()
  let failure: unknown

  const route = createRoutes({
    repository,
    blobs,
    manifests,
    uploads,
    senders,
    asked: name => void heard.set(name, (heard.get(name) ?? 0) + 1),
    received(upload, blob) {
      stats.uploads += 1
      stats.inflated += upload.scanner.inflated
      // Two clients may have sent the same layer at the same time.
      const first = !blobs.has(blob.digest)
      blobs.add(blob)
      if (first && blob.kind === 'layer') options.onLayer?.(blob.layer)
    },
    failed(error) {
      failure = error
    },
  })
  async function answerTo(request: IncomingMessage): Promise<Answer> {
    try {
      guard(request.headers.authorization)
    } catch (error) {
      stats.refused += 1
      throw error
    }
    stats.requests += 1
    // Builds are over by now, or nearly; what earlier runs found is not always here yet.
    await options.known?.ready
    return route(request)
  }

  const server = createServer((request, response) => {
    request.on('error', () => {})
    answerTo(request)
      .catch((error: unknown) => {
        const answer = asRequestError(error)
        if (answer.status === 500) failure = error
        return errorAnswer(answer)
      })
      .then(answer => {
        if (!response.destroyed) send(request, response, answer)
      })
      .catch(() => response.destroy())
  })
  server.maxConnections = MAX_CONNECTIONS
  server.headersTimeout = HEADERS_MS
  server.requestTimeout = 0
  server.timeout = IDLE_MS
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>()
  const address = options.address ?? '127.0.0.1'
  server.once('error', reject).listen(options.port ?? 0, address, resolve)
  await listening.catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`this machine lets nobody listen on ${address} (${cause.code})`, { cause })
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('listens on no port')

  return {
    address: `${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`,
    repository,
    credentials,
    stats,
    content(told, name = repository) {
      const manifest = manifests.told(name, told)
      if ('descriptor' in manifest) return imageContent(blobs, manifest.descriptor)
      throw failure ?? new UserError(manifest.none)
    },
    holds: (reference, name = repository) => manifests.find(name, reference) !== undefined,
    heard: name => heard.get(name) ?? 0,
    refusal: () => (failure instanceof UserError ? failure : null),
    async close() {
      uploads.close()
      senders.forget(repository)
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

// --- internal ---

function asRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error
  if (error instanceof UserError) {
    return new RequestError(400, 'BLOB_UPLOAD_INVALID', error.message)
  }
  if (error instanceof URIError) return new RequestError(400, 'NAME_INVALID', 'the path is invalid')
  return new RequestError(500, 'UNSUPPORTED', 'the registry failed')
}
