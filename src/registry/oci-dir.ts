import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { decodeJson } from '../oci/decode.ts'
import {
  type Descriptor,
  type Digest,
  indexSchema,
  isIndex,
  isManifest,
  manifestSchema,
} from '../oci/image-spec.ts'
import { createBlobStore } from './blob-store.ts'
import { type ArchiveImage, layoutImages } from './layout.ts'
import type { FeedOptions } from './oci-tar.ts'
import { type Blob, scanBlob } from './scanner.ts'

/** Layers read at a time: enough for zlib's four threads. */
const PARALLEL = 4

/**
 * Reads an OCI layout on disk in place: `index.json`, and then only blobs that descriptors name.
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
 * @throws UserError when a blob is missing or is not what its name says
 */
export async function scanOciDir(directory: string, options: FeedOptions): Promise<ArchiveImage[]> {
  const store = createBlobStore(options.known ?? new Map())
  const visited = new Set<Digest>()
  const layers: Digest[] = []
  let total = 0

  async function visit(descriptors: Descriptor[]): Promise<void> {
    for (const { mediaType, digest, size } of descriptors) {
      if (visited.has(digest)) continue
      visited.add(digest)
      if (!isIndex(mediaType) && !isManifest(mediaType)) {
        layers.push(digest)
        if (!store.has(digest)) total += size
        continue
      }
      await read(digest)
      const text = store.text(digest) ?? ''
      if (isIndex(mediaType))
        await visit(decodeJson(indexSchema, text, `index ${digest}`).manifests)
      else {
        const manifest = decodeJson(manifestSchema, text, `manifest ${digest}`)
        await visit([manifest.config, ...manifest.layers])
      }
    }
  }

  async function read(digest: Digest): Promise<void> {
    if (store.has(digest)) return
    const [algorithm = '', hex = ''] = digest.split(':')
    const blob = await readFile(join(directory, 'blobs', algorithm, hex), digest, options)
    // A missing blob is an error only when the image cannot do without it: foreign layers are never there.
    if (blob === null) return
    if (blob.digest !== digest) throw new UserError(`${digest}: its bytes have ${blob.digest}`)
    store.add(blob)
    if (blob.kind === 'layer') options.onLayer?.(blob.layer, blob.captured)
  }

  async function readLayers(): Promise<void> {
    try {
      for (let next = layers.shift(); next !== undefined; next = layers.shift()) await read(next)
    } finally {
      layers.length = 0
    }
  }

  const index = await readFile(join(directory, 'index.json'), 'index.json', options)
  if (index?.kind !== 'json') {
    throw new UserError(`${directory}: is no OCI layout, for it has no index.json`)
  }
  await visit(decodeJson(indexSchema, index.text, 'index.json').manifests)
  options.onTotal?.(total)
  await Promise.all(Array.from({ length: PARALLEL }, readLayers))
  const saved = await readFile(join(directory, 'manifest.json'), 'manifest.json', options)
  return layoutImages(store, index.text, saved?.kind === 'json' ? saved.text : undefined)
}

// --- internal ---

/** Null without such a file. Links are not followed, and nothing but a regular file is opened. */
async function readFile(path: string, name: string, options: FeedOptions): Promise<Blob | null> {
  const stats = await lstat(path).catch(() => null)
  if (stats === null) return null
  if (!stats.isFile()) throw new UserError(`${path}: is not a regular file`)
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  return scanBlob(file.createReadStream({ highWaterMark: 262_144 }), options, name)
}
