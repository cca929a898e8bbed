import type { IncomingMessage } from 'node:http'
import { messageOf, UserError } from '../common/errors.ts'
import { mediaTypes } from '../oci/image-spec.ts'
import type { Manifests, StoredManifest } from './manifests.ts'
import { type Answer, allow, created, digestOf, RequestError } from './responses.ts'
import { createUploadRoutes, type UploadContext } from './upload-routes.ts'

export interface RouteContext extends UploadContext {
  repository: string | 'any'
  manifests: Manifests
  /** A request came for this repository. */
  asked: (name: string) => void
}

/** Bytes; what the specification asks registries to take. */
const MAX_MANIFEST = 4 * 1_048_576
const NAME_PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const NAME = new RegExp(`^${NAME_PART}(?:/${NAME_PART})*$`)
const PATH =
  /^\/v2\/(?<name>.+?)\/(?:blobs\/uploads\/(?<upload>[^/]*)|(?<kind>blobs|manifests|referrers)\/(?<reference>[^/]+)|tags\/(?<tags>list))$/

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#endpoints */
export function createRoutes(context: RouteContext): (request: IncomingMessage) => Promise<Answer> {
  const { blobs, manifests, senders } = context
  const routeUpload = createUploadRoutes(context)

  return async function route(request) {
    const url = new URL(request.url ?? '/', 'http://registry')
    const method = request.method ?? ''
    if (/^\/v2\/?$/.test(url.pathname)) {
      allow(method, 'GET', 'HEAD')
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' }
    }
    const { name, upload, kind, reference, tags } = PATH.exec(url.pathname)?.groups ?? {}
    if (name === undefined) throw new RequestError(404, 'UNSUPPORTED', 'no such endpoint')
    checkName(name)
    context.asked(name)
    if (upload !== undefined) return routeUpload(request, url.searchParams, name, upload)
    if (tags !== undefined) return listTags(method, name, url.searchParams)
    const target = decodeURIComponent(reference ?? '')
    if (kind === 'blobs') return getBlob(method, name, target)
    if (kind === 'referrers') return listReferrers(method, name, target, url.searchParams)
    return routeManifest(request, method, name, target)
  }

  function checkName(name: string): void {
    if (!NAME.test(name)) throw new RequestError(400, 'NAME_INVALID', 'the name is invalid')
    const { repository } = context
    if (repository !== 'any' && !`${name}/`.startsWith(`${repository}/`)) {
      throw new RequestError(404, 'NAME_UNKNOWN', 'this registry has no such repository')
    }
  }

  // --- blobs ---

  async function getBlob(method: string, name: string, reference: string): Promise<Answer> {
    allow(method, 'GET', 'HEAD')
    const digest = digestOf(reference)
    if (!blobs.has(digest)) await senders.settled(digest, name)
    const text = blobs.text(digest)
    const isKnown = blobs.has(digest)
    if (!isKnown || (method === 'GET' && text === undefined)) {
      if (!isKnown) senders.expect(digest, name)
      const why = isKnown ? 'the blob was measured and not kept' : 'no such blob'
      throw new RequestError(404, 'BLOB_UNKNOWN', why)
    }
    return {
      status: 200,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(blobs.size(digest) ?? 0),
        'Docker-Content-Digest': digest,
      },
      ...(text === undefined ? {} : { body: text }),
    }
  }

  // --- manifests ---

  async function routeManifest(
    request: IncomingMessage,
    method: string,
    name: string,
    reference: string,
  ): Promise<Answer> {
    allow(method, 'GET', 'HEAD', 'PUT')
    if (method === 'PUT') return putManifest(request, name, reference)
    const stored = manifests.find(name, reference)
    if (stored === undefined) throw new RequestError(404, 'MANIFEST_UNKNOWN', 'no such manifest')
    const { descriptor, text } = stored
    return {
      status: 200,
      headers: {
        'Content-Type': descriptor.mediaType,
        'Content-Length': String(descriptor.size),
        'Docker-Content-Digest': descriptor.digest,
      },
      body: text,
    }
  }

  async function putManifest(
    request: IncomingMessage,
    name: string,
    reference: string,
  ): Promise<Answer> {
    const bytes = await bodyOf(request)
    let stored: StoredManifest
    try {
      stored = manifests.put(name, reference, request.headers['content-type'] ?? '', bytes)
    } catch (error) {
      if (error instanceof RequestError || error instanceof UserError) {
        context.failed(new UserError(`manifest ${reference}: ${messageOf(error)}`))
      }
      throw error
    }
    const { descriptor, subject } = stored
    const answer = created(`/v2/${name}/manifests/${descriptor.digest}`, descriptor.digest)
    return subject === null
      ? answer
      : { ...answer, headers: { ...answer.headers, 'OCI-Subject': subject } }
  }

  function listTags(method: string, name: string, query: URLSearchParams): Answer {
    allow(method, 'GET')
    if (!manifests.has(name)) throw new RequestError(404, 'NAME_UNKNOWN', 'nothing was pushed yet')
    const last = query.get('last') ?? ''
    const after = manifests.tags(name).filter(tag => tag > last)
    const count = query.get('n')
    const tags = count === null ? after : after.slice(0, Number.parseInt(count, 10) || 0)
    return json('application/json', { name, tags })
  }

  function listReferrers(
    method: string,
    name: string,
    subject: string,
    query: URLSearchParams,
  ): Answer {
    allow(method, 'GET')
    const type = query.get('artifactType')
    const all = manifests.referrers(name, digestOf(subject))
    const found = type === null ? all : all.filter(({ artifactType }) => artifactType === type)
    const index = { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: found }
    return json(
      mediaTypes.ociIndex,
      index,
      type === null ? {} : { 'OCI-Filters-Applied': 'artifactType' },
    )
  }
}

// --- internal ---

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes: Buffer = chunk
    length += bytes.length
    if (length > MAX_MANIFEST) {
      throw new RequestError(413, 'SIZE_INVALID', `a manifest of more than ${MAX_MANIFEST} bytes`)
    }
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

function json(type: string, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { 'Content-Type': type, ...headers }, body: JSON.stringify(value) }
}
