import { UserError } from '../common/errors.ts'
import type { KnownLayers, ScannedLayer } from '../image/content.ts'
import type { Digest } from '../oci/image-spec.ts'
import type { Blob } from './scanner.ts'

/** What is left of the blobs of some images: their JSON, and what was found in their layers. */
export interface BlobStore {
  /** @throws UserError when there is more JSON than fits into memory */
  add(blob: Blob): void
  /** A manifest or an index: JSON that came with its own digest. */
  addText(digest: Digest, text: string): void
  text(digest: Digest): string | undefined
  /** What is wrong with a blob that is here and is no JSON that can be read. */
  whyNoText(digest: Digest): string | undefined
  layer(digest: Digest): ScannedLayer | undefined
  /** Bytes of the blob; null for a known layer whose compressed size is not known. */
  size(digest: Digest): number | null | undefined
  has(digest: Digest): boolean
}

/** All JSON together; far above any image and far below a runner's memory. */
const MAX_TEXT = 128 * 1_048_576

/**
 * @param known the layers that are added go into it, too
 * @param mayLackCompressed whether layers whose compressed size nobody saw, as of a `docker save`, count as known. Where
 * manifests tell that size, such a layer is read again: any size would do for it.
 */
export function createBlobStore(
  known: KnownLayers,
  { mayLackCompressed = false }: { mayLackCompressed?: boolean } = {},
): BlobStore {
  const texts = new Map<Digest, string>()
  const opaque = new Map<Digest, { size: number; why?: string }>()
  let textLength = 0

  function addText(digest: Digest, text: string): void {
    if (texts.has(digest)) return
    textLength += text.length
    if (textLength > MAX_TEXT) throw new UserError('the image has more JSON than fits into memory')
    texts.set(digest, text)
  }

  function layer(digest: Digest): ScannedLayer | undefined {
    const found = known.get(digest)
    return found?.compressedSize === null && !mayLackCompressed ? undefined : found
  }

  function size(digest: Digest): number | null | undefined {
    const text = texts.get(digest)
    if (text !== undefined) return Buffer.byteLength(text)
    const found = layer(digest)
    return found === undefined ? opaque.get(digest)?.size : found.compressedSize
  }

  return {
    add(blob) {
      if (blob.kind === 'layer') known.set(blob.digest, blob.layer)
      else if (blob.kind === 'json') addText(blob.digest, blob.text)
      else opaque.set(blob.digest, blob)
    },
    addText,
    text: digest => texts.get(digest),
    whyNoText: digest => opaque.get(digest)?.why,
    layer,
    size,
    has: digest => size(digest) !== undefined,
  }
}
