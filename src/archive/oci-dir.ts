import { constants } from 'node:fs'
import { lstat, open, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { metByUser, UserError } from '../common/errors.ts'
import { realFolder } from '../common/read-file.ts'
import { decodeJson } from '../oci/decode.ts'
import {
  type Descriptor,
  type Digest,
  indexSchema,
  isIndex,
  isManifest,
  manifestSchema,
} from '../oci/image-spec.ts'
import { createBlobStore } from '../scan/blob-store.ts'
import type { FeedOptions } from '../scan/feed-options.ts'
import { type Blob, scanBlob } from '../scan/scanner.ts'
import { type ArchiveImage, layoutImages } from './layout.ts'

/** Layers read at a time: enough for zlib's four threads. */
const PARALLEL = 4

/**
 * Reads an OCI layout on disk in place: `index.json`, and then only blobs that descriptors name.
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
 * @param cwd where the user's paths start
 * @throws UserError when a blob is missing or is not what its name says, or the folder is a link out of its repository
 */
export async function scanOciDir(
  directory: string,
  options: FeedOptions,
  cwd = '/',
): Promise<ArchiveImage[]> {
  await options.known?.ready
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
      const text = store.text(digest)
      // Whoever needs it says that it is missing.
      if (text === undefined) continue
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
    const blob = await readFile(root, ['blobs', algorithm, hex], options)
    // A missing blob is an error only when the image cannot do without it: foreign layers are never there.
    if (blob === null) return
    if (blob.digest !== digest)
      throw new UserError(`${digest}: its bytes have the digest ${blob.digest}`)
    store.add(blob)
    if (blob.kind === 'layer') options.onLayer?.(blob.layer)
  }

  async function readLayers(): Promise<void> {
    try {
      for (let next = layers.shift(); next !== undefined; next = layers.shift()) await read(next)
    } finally {
      layers.length = 0
    }
  }

  const root = realFolder({ name: 'it', path: directory, cwd })
  const index = await readFile(root, ['index.json'], options)
  if (index === null) throw new UserError('is no OCI layout, for it has no index.json')
  if (index.kind !== 'json')
    throw new UserError(`index.json: ${(index.kind === 'opaque' && index.why) || 'is not JSON'}`)
  await visit(decodeJson(indexSchema, index.text, 'index.json').manifests)
  options.onTotal?.(total)
  await Promise.all(Array.from({ length: PARALLEL }, readLayers))
  const saved = await readFile(root, ['manifest.json'], options)
  return layoutImages(store, index.text, saved?.kind === 'json' ? saved.text : undefined)
}

// --- internal ---

/**
 * Null without such a file. Links are not followed, neither to it nor to its folders, and nothing but a regular
 * file is opened.
 * @param root with symbolic links resolved
 */
async function readFile(root: string, names: string[], options: FeedOptions): Promise<Blob | null> {
  const path = join(root, ...names)
  const name = names.join('/')
  try {
    const stats = await lstat(path).catch(() => null)
    if (stats === null) return null
    if (!stats.isFile()) throw new UserError(`${name}: is not a regular file`)
    if ((await realpath(path)) !== path) throw new UserError(`${name}: lies behind a link`)
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    return await scanBlob(file.createReadStream({ highWaterMark: 262_144 }), options, name)
  } catch (error) {
    throw metByUser(error)
  }
}
