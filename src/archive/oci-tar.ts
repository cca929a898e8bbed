import { createReadStream } from 'node:fs'
import { metByUser, quoted, UserError } from '../common/errors.ts'
import { openRegularFile } from '../common/read-file.ts'
import type { ImageContent } from '../image/content.ts'
import type { Digest } from '../oci/image-spec.ts'
import { type BlobStore, createBlobStore } from '../scan/blob-store.ts'
import type { FeedOptions } from '../scan/feed-options.ts'
import { normalise } from '../scan/layer-file.ts'
import { type Blob, type BlobScanner, named, openScanner } from '../scan/scanner.ts'
import { createTarReader, type TarEntry, type TarSink } from '../scan/tar.ts'
import { dockerImages } from './docker-archive.ts'
import { type ArchiveImage, blobDigest, layoutImages, onlyImage } from './layout.ts'

export interface ArchiveOptions extends FeedOptions {
  /** Whoever writes the archive has hashed its blobs just now, and they need not be hashed again. */
  isVerified?: boolean
}

/**
 * Reads `docker buildx build --output type=oci,dest=-` while it is written: a tar of an OCI layout.
 * Nothing is stored; layers that are known are skipped without being inflated.
 * @throws UserError also when the tar holds several images
 */
export async function scanOciTar(
  stream: AsyncIterable<Buffer>,
  options: FeedOptions,
): Promise<ImageContent> {
  return onlyImage(await scanArchive(stream, options), 'the OCI layout')
}

/**
 * `scanArchive` of a file.
 * @param cwd where the user's paths start
 * @throws UserError also when it is no regular file, leads out of its repository, or cannot be read
 */
export async function scanArchiveFile(
  path: string,
  options: FeedOptions,
  cwd = '/',
): Promise<ArchiveImage[]> {
  const fd = openRegularFile({ name: 'it', path, cwd })
  if (fd === null) throw new UserError('cannot be read: there is no such file')
  try {
    return await scanArchive(createReadStream(path, { fd }), options)
  } catch (error) {
    throw metByUser(error)
  }
}

/**
 * Reads an archive of one or more images while it is written: an OCI layout in a tar, or `docker save`,
 * which is the same since Docker 25 and has a layout of its own before.
 */
export async function scanArchive(
  stream: AsyncIterable<Buffer>,
  options: ArchiveOptions,
): Promise<ArchiveImage[]> {
  const { known = new Map(), isVerified = false } = options
  await options.known?.ready
  // The classic store saves plain tars, whose size is not that of anything that moves.
  const store = createBlobStore(known, { mayLackCompressed: isVerified })
  const files = new Map<string, Blob>()
  const links = new Map<string, string>()
  const open = new Set<BlobScanner>()
  const finished: Promise<void>[] = []
  let waits: Promise<void>[] = []
  let failure: { error: unknown } | undefined

  const tar = createTarReader(entry => {
    const path = normalise(entry.path)
    if (entry.type === '1' || entry.type === '2') links.set(path, targetOf(path, entry))
    if (entry.type !== '0') return undefined
    const digest = blobDigest(path)
    if (digest !== null && store.has(digest)) return undefined
    return blobSink(path, digest)
  })

  function blobSink(path: string, digest: Digest | null): TarSink {
    const scanner = openScanner({ ...options, digest: isVerified ? digest : null })
    open.add(scanner)
    return {
      write(piece) {
        const wait = scanner.write(piece)
        if (wait !== undefined) waits.push(wait)
      },
      end() {
        const finish = keep(path, digest, scanner).catch(error => {
          failure ??= { error }
        })
        finished.push(finish)
      },
    }
  }

  async function keep(path: string, digest: Digest | null, scanner: BlobScanner): Promise<void> {
    const blob = await named(digest === null ? quoted(path) : path, scanner.end())
    open.delete(scanner)
    if (digest?.startsWith('sha256:') && blob.digest !== digest) {
      throw new UserError(`${path}: its bytes have the digest ${blob.digest}`)
    }
    // An archive with layers of a layout of its own names them by path only.
    if (digest === null) files.set(path, blob)
    store.add(blob)
    if (blob.kind === 'layer') options.onLayer?.(blob.layer)
  }

  try {
    for await (const chunk of stream) {
      tar.write(chunk)
      options.onBytes?.(chunk.length)
      if (waits.length > 0) await Promise.all(waits)
      waits = []
      if (failure !== undefined) throw failure.error
    }
    tar.end()
    await Promise.all(finished)
    if (failure !== undefined) throw failure.error
  } finally {
    for (const scanner of open) scanner.abort()
  }
  return imagesOf(store, path => files.get(resolve(path, links)))
}

// --- internal ---

function imagesOf(store: BlobStore, file: (path: string) => Blob | undefined): ArchiveImage[] {
  const text = (path: string) => {
    const blob = file(path)
    if (blob?.kind === 'opaque' && blob.why !== undefined)
      throw new UserError(`${path}: ${blob.why}`)
    return blob?.kind === 'json' ? blob.text : undefined
  }
  const index = text('index.json')
  const dockerManifest = text('manifest.json')
  if (index !== undefined) return layoutImages(store, index, dockerManifest)
  if (dockerManifest !== undefined) return dockerImages(dockerManifest, file)
  throw new UserError('is no image archive: it has neither index.json nor manifest.json')
}

/** Links are resolved among the names in the archive, never on disk. */
function targetOf(path: string, { type, linkPath }: TarEntry): string {
  if (type === '1') return normalise(linkPath)
  return new URL(linkPath, `file:///${path}`).pathname.slice(1)
}

function resolve(path: string, links: Map<string, string>): string {
  let target = path
  for (let hops = 0; hops < 8; hops++) target = links.get(target) ?? target
  return target
}
