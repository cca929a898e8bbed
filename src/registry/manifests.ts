import { createHash } from 'node:crypto'
import * as z from 'zod'
import { messageOf, UserError } from '../common/errors.ts'
import { isForeign } from '../image/assemble.ts'
import { decodeJson } from '../oci/decode.ts'
import {
  type Descriptor,
  type Digest,
  descriptorSchema,
  digestSchema,
  indexSchema,
  isIndex,
  isManifest,
  manifestSchema,
  mediaTypes,
} from '../oci/image-spec.ts'
import type { BlobStore } from '../scan/blob-store.ts'
import { jsonText } from '../scan/json-blob.ts'
import { RequestError } from './responses.ts'

export interface StoredManifest {
  descriptor: Descriptor
  text: string
  /** The manifest that this one is about, e.g. the image of a signature. */
  subject: Digest | null
  /** null: of an index. */
  config: Digest | null
  /** What an index lists. */
  children: Digest[]
}

/** What whoever built or pushed an image says that it is; at least one of the two. */
export interface Told {
  /** Of the index, or of the only manifest. */
  digest: Digest | null
  /** Of the only config: the ID of an image in the classic store. */
  configDigest: Digest | null
}

export interface Manifests {
  /** @throws RequestError when the manifest is invalid or its blobs are not here */
  put(repository: string, reference: string, contentType: string, bytes: Buffer): StoredManifest
  /** By tag or digest. */
  find(repository: string, reference: string): StoredManifest | undefined
  /**
   * What a client says that it pushed, or what came instead.
   * @throws UserError when its tag came with other content, too
   */
  told(repository: string, told: Told): StoredManifest | { none: string }
  tags(repository: string): string[]
  referrers(repository: string, subject: string): Descriptor[]
  has(repository: string): boolean
}

const STRANGER =
  'run the job again; if that does not help, something on this machine changes images while they are measured'
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/

const storedSchema = manifestSchema.extend({
  subject: descriptorSchema.nullish(),
  artifactType: z.string().optional(),
})

/** Digests and tags; an image of ten platforms has some thirty. */
const MOST_REFERENCES = 10_000

/** The manifests and tags of a registry. @param most references that are kept */
export function createManifests(blobs: BlobStore, most: number = MOST_REFERENCES): Manifests {
  const repositories = new Map<string, Map<string, StoredManifest>>()
  let count = 0
  /** By repository: everything that came under a tag, also what was pushed over. */
  const tagged = new Map<string, { tag: string; digest: Digest }[]>()

  /** The digests of a manifest and of all that it lists. */
  function partsOf(repository: string, root: Digest): Set<Digest> {
    const parts = new Set([root])
    for (const digest of parts) {
      const children = repositories.get(repository)?.get(digest)?.children ?? []
      for (const child of children) parts.add(child)
    }
    return parts
  }

  function entries(repository: string): [string, StoredManifest][] {
    return [...(repositories.get(repository) ?? [])]
  }

  return {
    put(repository, reference, contentType, bytes) {
      const digest: Digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
      checkReference(reference, digest)
      const manifests = repositories.get(repository) ?? new Map<string, StoredManifest>()
      const fresh = new Set([digest, reference].filter(one => !manifests.has(one))).size
      if (count + fresh > most) {
        throw new RequestError(429, 'TOOMANYREQUESTS', `more than ${most} tags and manifests`)
      }
      const stored = decodeManifest(bytes, contentType, digest, blobs)
      blobs.addText(digest, stored.text)
      count += fresh
      repositories.set(repository, manifests.set(digest, stored).set(reference, stored))
      const came = tagged.get(repository) ?? []
      if (
        TAG.test(reference) &&
        !came.some(one => one.tag === reference && one.digest === digest)
      ) {
        tagged.set(repository, [...came, { tag: reference, digest }])
      }
      return stored
    },
    find: (repository, reference) => repositories.get(repository)?.get(reference),
    told(repository, { digest, configDigest }) {
      const all = entries(repository)
      if (all.length === 0) return { none: `nothing was pushed as ${repository}` }
      const [, found] =
        all.find(([reference]) => reference === digest) ??
        all.find(([, { config }]) => config !== null && config === configDigest) ??
        []
      const isOther = configDigest !== null && (found?.config ?? configDigest) !== configDigest
      const came = tagged.get(repository) ?? []
      if (found === undefined || isOther) return { none: otherCame(digest ?? configDigest, came) }
      const root = found.descriptor.digest
      const parts = partsOf(repository, root)
      const tags = new Set(came.filter(one => one.digest === root).map(({ tag }) => tag))
      // containerd pushes the manifests of an index under the tag of the index, one after the other.
      const others = came.filter(one => tags.has(one.tag) && !parts.has(one.digest))
      if (others.length > 0) throw new UserError(otherCame(root, others))
      return found

      function otherCame(wanted: Digest | null, others: typeof came): string {
        const names = others.map(one => `${repository}:${one.tag}@${one.digest}`).join(', ')
        return `what was pushed should be ${wanted ?? 'told by its digest'}, and ${names || 'something else'} came; ${STRANGER}`
      }
    },
    tags: repository =>
      entries(repository)
        .map(([reference]) => reference)
        .filter(reference => TAG.test(reference))
        .sort(),
    referrers: (repository, subject) =>
      entries(repository)
        .filter(([reference, stored]) => stored.subject === subject && !TAG.test(reference))
        .map(([, { descriptor }]) => descriptor),
    has: repository => repositories.has(repository),
  }
}

// --- internal ---

function checkReference(reference: string, digest: Digest): void {
  if (TAG.test(reference)) return
  if (!digestSchema.safeParse(reference).success) {
    throw new RequestError(400, 'MANIFEST_INVALID', 'the reference is neither a tag nor a digest')
  }
  if (reference !== digest) {
    throw new RequestError(400, 'DIGEST_INVALID', `the manifest has the digest ${digest}`)
  }
}

function decodeManifest(
  bytes: Buffer,
  contentType: string,
  digest: Digest,
  blobs: BlobStore,
): StoredManifest {
  const mediaType = contentType.split(';')[0]?.trim() ?? ''
  const descriptor = { mediaType, digest, size: bytes.length }
  return invalidUnless(() => {
    const read = jsonText(bytes)
    if ('why' in read) throw new Error(`it ${read.why}`)
    const { text } = read
    if (isIndex(mediaType)) {
      const index = decodeJson(indexSchema, text, 'index')
      checkMediaType(mediaType, index.mediaType)
      const children = index.manifests.map(child => child.digest)
      return { descriptor, text, subject: null, config: null, children }
    }
    if (!isManifest(mediaType)) throw new Error(`${mediaType} is not a manifest of version 2`)
    const manifest = decodeJson(storedSchema, text, 'manifest')
    checkMediaType(mediaType, manifest.mediaType)
    checkBlobs([manifest.config, ...manifest.layers], blobs)
    const { annotations, artifactType = manifest.config.mediaType } = manifest
    const subject = manifest.subject?.digest ?? null
    const config = manifest.config.digest
    return {
      descriptor: { ...descriptor, artifactType, annotations },
      text,
      subject,
      config,
      children: [],
    }
  })
}

function invalidUnless<T>(decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    if (error instanceof RequestError) throw error
    throw new RequestError(400, 'MANIFEST_INVALID', messageOf(error))
  }
}

function checkMediaType(header: string, body: string | undefined): void {
  const optional = header === mediaTypes.ociIndex || header === mediaTypes.ociManifest
  if (body === header || (body === undefined && optional)) return
  throw new Error(`its mediaType is ${body}, its Content-Type ${header}`)
}

function checkBlobs(descriptors: Descriptor[], blobs: BlobStore): void {
  for (const { digest, mediaType, size } of descriptors) {
    const actual = blobs.size(digest)
    if (actual === undefined && !isForeign(mediaType)) {
      throw new RequestError(404, 'MANIFEST_BLOB_UNKNOWN', `${digest} was not pushed`)
    }
    if (typeof actual === 'number' && actual !== size) {
      throw new RequestError(400, 'MANIFEST_INVALID', `${digest} has ${actual} bytes, not ${size}`)
    }
  }
}
