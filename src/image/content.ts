import type { Config, Digest } from '../oci/image-spec.ts'
import type { LayerFile, Package, PathSum } from './measurement.ts'

/** What the scanner found in one layer's bytes. */
export interface ScannedLayer {
  /** Digest of the blob as it streamed by; null for the bare tars of `docker save`. */
  digest: Digest | null
  /** Digest of the uncompressed tar. */
  diffId: Digest
  /** Bytes of the blob; null where the source keeps no compressed layers. */
  compressedSize: number | null
  /** Sum of the sizes of the regular files. */
  size: number
  /** With `detail: files`: every path. */
  files: LayerFile[] | null
  /** With `detail: files`: what its package databases list; absent without one, null: too large or unreadable. */
  packages?: Package[] | null
  /** Of a layer that a record tells of, or whose paths are too many: what explains its bytes. */
  paths?: PathSum[]
  /** How many paths it has, where they are too many to be kept. */
  unlisted?: number
}

/** A layer as the manifest (or the history, or the archive) lists it, with what is known of its bytes. */
export interface ContentLayer {
  digest: Digest | null
  mediaType: string | null
  compressedSize: number | null
  /** Unpacked bytes; null when nobody read the layer. */
  size: number | null
  files: LayerFile[] | null
  packages?: Package[] | null
  paths?: PathSum[]
  unlisted?: number
}

/** An image that others may start from. */
export interface KnownBase {
  /** As BuildKit writes it, e.g. `debian:12`. */
  name: string
  digest: Digest
  diffIds: Digest[]
}

/** One platform of an image, read but not yet interpreted. */
export interface PlatformContent {
  manifestDigest: Digest | null
  config: Config
  /** In the order of `config.rootfs.diff_ids`. */
  layers: ContentLayer[]
  /** BuildKit's provenance predicate (v0.2 or v1), undecoded; null without one. */
  provenance: unknown
  /** The image of the FROM line, where no provenance tells and the engine has it. */
  base?: KnownBase
  compressedUnmeasured: string | null
  unpackedUnmeasured: string | null
}

/** An image as a feed delivers it; attestations are already taken apart. */
export interface ImageContent {
  /** Of the index, or of the only manifest. */
  digest: Digest | null
  platforms: PlatformContent[]
}

/** Layers by digest that need no second look. A `Map` is one. */
export interface KnownLayers {
  /** Settles when what earlier runs kept is here; until then nobody is to ask. Absent: it is. */
  ready?: Promise<unknown>
  get(digest: Digest): ScannedLayer | undefined
  set(digest: Digest, layer: ScannedLayer): unknown
}
