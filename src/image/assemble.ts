import * as z from 'zod'
import { quoted, UserError } from '../common/errors.ts'
import { decodeJson } from '../oci/decode.ts'
import {
  type Config,
  configSchema,
  type Descriptor,
  type Digest,
  indexSchema,
  isAttestation,
  isImageConfig,
  isIndex,
  isManifest,
  type Manifest,
  manifestSchema,
} from '../oci/image-spec.ts'
import type { ContentLayer, ImageContent, PlatformContent, ScannedLayer } from './content.ts'

/** Where the pieces of an image are, once its blobs went by. */
export interface BlobSource {
  text(digest: Digest): string | undefined
  /** What is wrong with a blob that is there and is no JSON that can be read. */
  whyNoText?(digest: Digest): string | undefined
  layer(digest: Digest): ScannedLayer | undefined
}

export interface ContentOptions {
  /**
   * Why a layer that is a plain tar has no compressed size, where the source unpacked it; null where the tar
   * is what a registry stores.
   */
  plainUnmeasured: string | null
  /** Whether an index may list platforms that are not there, as `docker save` writes it when only some were pulled. */
  mayLackPlatforms: boolean
}

/** Indexes may hold indexes; nobody nests deeper than twice. */
const MAX_DEPTH = 4

/** The in-toto statement around a predicate. https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
const statementSchema = z.object({ predicate: z.unknown() })

/**
 * Puts an image together from its manifests, configs, attestations and scanned layers, and checks that they
 * belong together: every layer must have the diffID that the config promises.
 * @throws UserError that names what is missing or does not match
 */
export function imageContent(
  blobs: BlobSource,
  root: Descriptor,
  options: ContentOptions = { plainUnmeasured: null, mayLackPlatforms: false },
): ImageContent {
  return { digest: root.digest, platforms: platformsOf(blobs, [root], options) }
}

/** The platforms behind some descriptors, with their provenance. */
export function platformsOf(
  blobs: BlobSource,
  roots: Descriptor[],
  options: ContentOptions,
): PlatformContent[] {
  const { manifests, attestations } = collect(blobs, roots, options)
  return [...manifests].map(digest =>
    platformContent(blobs, digest, provenanceOf(blobs, attestations.get(digest) ?? []), options),
  )
}

/** The layers that a config lists, checked against what was scanned. */
export function checkLayers(config: Config, layers: (ScannedLayer | null)[], name: string): void {
  const diffIds = config.rootfs.diff_ids ?? []
  if (diffIds.length !== layers.length) {
    throw new UserError(
      `${name}: has ${layers.length} layers, but its config lists ${diffIds.length} diffIDs`,
    )
  }
  for (const [index, layer] of layers.entries()) {
    const expected = diffIds[index]
    // Layers are hashed with SHA-256 only; nothing writes other diffIDs so far.
    if (layer === null || !expected?.startsWith('sha256:') || layer.diffId === expected) continue
    throw new UserError(
      `${name}: layer ${index + 1} unpacks to ${layer.diffId}, but its config promises ${expected}`,
    )
  }
}

/** Layers with a licence that forbids to hand them on (Windows): a registry need not have them. */
export function isForeign(mediaType: string): boolean {
  return /\.(foreign|nondistributable)\./.test(mediaType)
}

// --- internal ---

interface Collected {
  manifests: Set<Digest>
  /** Manifests of attestations by the manifest that they are about. */
  attestations: Map<string, Digest[]>
}

function collect(
  blobs: BlobSource,
  roots: Descriptor[],
  { mayLackPlatforms }: ContentOptions,
): Collected {
  const manifests = new Set<Digest>()
  const attestations = new Map<string, Digest[]>()

  function visit(root: Descriptor, depth: number): void {
    const { mediaType, digest } = root
    if (isAttestation(root)) {
      const subject = root.annotations?.['vnd.docker.reference.digest'] ?? ''
      attestations.set(subject, [...(attestations.get(subject) ?? []), digest])
    } else if (root.platform?.os === 'unknown') {
      // Something else that travels with an image.
    } else if (isManifest(mediaType)) {
      manifests.add(digest)
    } else if (isIndex(mediaType)) {
      if (depth >= MAX_DEPTH)
        throw new UserError(`${digest}: nests indexes more than ${MAX_DEPTH} deep`)
      const index = decodeJson(indexSchema, textOf(blobs, digest, 'index'), `index ${digest}`)
      const children = mayLackPlatforms ? presentOf(blobs, index.manifests) : index.manifests
      for (const child of children) visit(child, depth + 1)
    } else {
      throw new UserError(`${digest}: is ${quoted(mediaType)}, not a container image`)
    }
  }

  for (const root of roots) visit(root, 0)
  if (manifests.size === 0) {
    throw new UserError(`${roots.map(root => root.digest).join(', ')}: holds no image`)
  }
  return { manifests, attestations }
}

/** The platforms that are there, with all attestations; without any, all, so that what is missing is an error. */
function presentOf(blobs: BlobSource, children: Descriptor[]): Descriptor[] {
  const absent = children.filter(child => !isAttestation(child) && !isThere(blobs, child))
  const present = children.filter(child => !absent.includes(child))
  return present.every(isAttestation) ? children : present
}

/** Docker 28 also saves manifests alone. */
function isThere(blobs: BlobSource, { digest, mediaType }: Descriptor): boolean {
  const text = blobs.text(digest)
  if (text === undefined || !isManifest(mediaType)) return text !== undefined
  const { config } = decodeJson(manifestSchema, text, `manifest ${digest}`)
  return blobs.text(config.digest) !== undefined
}

function platformContent(
  blobs: BlobSource,
  digest: Digest,
  provenance: unknown,
  { plainUnmeasured }: ContentOptions,
): PlatformContent {
  const name = `manifest ${digest}`
  const manifest = decodeJson(manifestSchema, textOf(blobs, digest, 'manifest'), name)
  if (!isImageConfig(manifest.config.mediaType)) {
    throw new UserError(
      `${name}: is not a container image: its config is ${quoted(manifest.config.mediaType)}`,
    )
  }
  const configName = `config ${manifest.config.digest} of ${name}`
  const config = decodeJson(
    configSchema,
    textOf(blobs, manifest.config.digest, `config of ${name}`),
    configName,
  )
  const scanned = manifest.layers.map((layer, index) => scannedLayer(blobs, layer, index, name))
  checkLayers(config, scanned, name)
  const layers = manifest.layers.map((layer, index) =>
    contentLayer(layer, scanned[index] ?? null, plainUnmeasured !== null),
  )
  return {
    manifestDigest: digest,
    config,
    layers,
    provenance,
    compressedUnmeasured: layers.some(layer => layer.compressedSize === null)
      ? plainUnmeasured
      : null,
    unpackedUnmeasured: layers.some(layer => layer.size === null)
      ? 'foreign layers are not distributed with the image'
      : null,
  }
}

function scannedLayer(
  blobs: BlobSource,
  descriptor: Descriptor,
  index: number,
  name: string,
): ScannedLayer | null {
  const layer = blobs.layer(descriptor.digest)
  if (layer === undefined) {
    if (isForeign(descriptor.mediaType)) return null
    throw new UserError(
      `${name}: layer ${index + 1} (${quoted(descriptor.mediaType)}, ${descriptor.digest}) was not delivered as gzip, zstd or tar`,
    )
  }
  if (layer.compressedSize !== null && layer.compressedSize !== descriptor.size) {
    throw new UserError(
      `${name}: layer ${index + 1} has ${layer.compressedSize} bytes, but the manifest says ${descriptor.size}`,
    )
  }
  return layer
}

function contentLayer(
  descriptor: Descriptor,
  layer: ScannedLayer | null,
  plainIsUnpacked: boolean,
): ContentLayer {
  const plain = plainIsUnpacked && layer !== null && layer.diffId === descriptor.digest
  return {
    digest: plain ? null : descriptor.digest,
    mediaType: plain ? null : descriptor.mediaType,
    compressedSize: plain ? null : descriptor.size,
    size: layer?.size ?? null,
    files: layer?.files ?? null,
    ...(layer?.packages === undefined ? {} : { packages: layer.packages }),
    ...(layer?.paths === undefined ? {} : { paths: layer.paths }),
    ...(layer?.unlisted === undefined ? {} : { unlisted: layer.unlisted }),
  }
}

/** https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md */
function provenanceOf(blobs: BlobSource, attestations: Digest[]): unknown {
  for (const digest of attestations) {
    const text = blobs.text(digest)
    if (text === undefined) continue
    const manifest: Manifest = decodeJson(manifestSchema, text, `attestation ${digest}`)
    const layer = manifest.layers.find(({ annotations }) =>
      annotations?.['in-toto.io/predicate-type']?.startsWith('https://slsa.dev/provenance/'),
    )
    const statement = layer === undefined ? undefined : blobs.text(layer.digest)
    if (statement === undefined) continue
    return decodeJson(statementSchema, statement, `provenance in ${digest}`).predicate ?? null
  }
  return null
}

function textOf(blobs: BlobSource, digest: Digest, what: string): string {
  const text = blobs.text(digest)
  if (text !== undefined) return text
  throw new UserError(`${what} ${digest} ${blobs.whyNoText?.(digest) ?? 'was not delivered'}`)
}
