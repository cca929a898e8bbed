import type { Digest } from '../oci/image-spec.ts'

/** Inclusive, 1-based lines of a Dockerfile. */
export interface LineRange {
  start: number
  end: number
}

/** Where in the Dockerfile a layer was written. */
export interface SourceLines {
  ranges: LineRange[]
  /** `guess`: no provenance, the instruction's text was found once in the Dockerfile. */
  from: 'provenance' | 'guess'
}

/** A path of a layer's tar, as far as its size is concerned. */
export interface LayerFile {
  /** Without leading `./` or `/`; never followed on disk. */
  path: string
  /** Bytes of a regular file; 0 for everything else. */
  size: number
  kind: 'file' | 'directory' | 'link' | 'special' | 'whiteout' | 'opaque'
  /** Of a hard link: the path that has its bytes, as the tar names it. */
  hardLink?: string
  /** CRC-32 of the content of a file of at least `leastFingerprinted` bytes; with the size, good enough for advice. */
  crc32?: number
  /** Of an ELF file of at least `leastFingerprinted` bytes, where there is something to say. */
  elf?: ElfFacts
  /** Only where images are compared file by file. */
  identity?: FileIdentity
}

/** What two files have in common that are the same, beside path, kind and size; times are left out. */
export interface FileIdentity {
  /** Permission bits in octal. */
  mode: string
  /** `UID:GID`. */
  owner: string
  /** Where a link points to; empty for everything else. */
  link: string
  /** Extended attributes, e.g. capabilities; empty without any. */
  attributes: string
  /** SHA-256 of a regular file, in base64; null: not known. */
  content: string | null
}

export interface ElfFacts {
  /** A memory image of a process that crashed. */
  core?: true
  /** Bytes of symbols and debug information that nothing needs at run time; only of files of 10 MB and more. */
  symbols?: number
}

/** Files below this many bytes are not worth a finding of their own, and are most of all files. */
export const leastFingerprinted = 65_536

/** A path and the bytes that are in it, without those of paths in it that have a sum of their own. */
export interface PathSum {
  path: string
  /** Bytes. */
  size: number
  /** How many files they are. */
  files: number
}

export const packageManagers = ['dpkg', 'apk', 'rpm', 'npm', 'pip', 'go', 'jar'] as const

/** A package as a database in a layer lists it. */
export interface Package {
  manager: (typeof packageManagers)[number]
  name: string
  version: string
  /** What the database says (dpkg: in KiB, rounded), or the sum of its files in the layer (npm, pip, go, jar). */
  bytes: number
  /** The database, or the file itself (go, jar): a later layer that writes or deletes it replaces what it lists. */
  path: string
}

/** The build context, another stage or image, or the network. */
export const copySources = ['context', 'stage', 'remote'] as const
export type CopySource = (typeof copySources)[number]

export interface Layer {
  /** Digest of the uncompressed tar; null when no config or history told. */
  diffId: Digest | null
  /** Digest of the compressed blob; null when the source keeps none (classic image store). */
  digest: Digest | null
  mediaType: string | null
  /** Bytes a registry stores; null: not measured. */
  compressedSize: number | null
  /** Sum of the sizes of the regular files in the tar; null: not measured. */
  size: number | null
  /** The history's text, cleaned and redacted (`instructionText`); empty when there is no history. */
  instruction: string
  lines: SourceLines | null
  /** Came with the FROM image. */
  upstream: boolean
  /** Where a `COPY` or `ADD` took it from; absent: it is none, or the builder told no provenance. */
  copiedFrom?: CopySource
  /** Every path of the layer, with `detail: files`, as far as this run read the layer. */
  files: LayerFile[] | null
  /**
   * What the package databases in this layer list, with `detail: files`; absent when there are none, null when they
   * are larger than what is read, or cannot be read.
   */
  packages?: Package[] | null
  /**
   * Instead of `files`: what a record keeps (`summarizePaths`), or what is known of paths that are too many to be
   * kept; absent where neither is so.
   */
  paths?: PathSum[]
  /** How many paths the layer has, where they are too many to be kept. */
  unlisted?: number
}

/** The image named in the FROM line of the final stage. */
export interface BaseImage {
  /** As in the Dockerfile, e.g. `debian:12`. */
  name: string
  digest: Digest | null
}

export interface PlatformMeasurement {
  /** `linux/amd64`, `linux/arm/v7` */
  platform: string
  manifestDigest: Digest | null
  layers: Layer[]
  base: BaseImage | null
  /** Why compressed sizes are null, and how to get them; null when they are known. */
  compressedUnmeasured: string | null
  /** Why unpacked sizes are null; null when they are known. */
  unpackedUnmeasured: string | null
}

/** How the image's bytes reached the scanner. */
export const feeds = ['push', 'stream', 'save', 'history', 'manifest', 'archive', 'record'] as const
export type Feed = (typeof feeds)[number]

/** What one image weighs. Plain data that survives JSON, wherever it came from. */
export interface Measurement {
  /** What was measured, in words: `build of Dockerfile at 1a2b3c4`, `docker://app:1@sha256:…`. */
  source: string
  commit: string | null
  digest: Digest | null
  feed: Feed
  /** Why that feed was taken, in words. */
  feedReason: string
  /** Relative to the repository; null for images that were not built here. */
  dockerfile: string | null
  platforms: PlatformMeasurement[]
}

export type Metric = 'unpacked' | 'compressed'

export function layerSize(layer: Layer, metric: Metric): number | null {
  return metric === 'unpacked' ? layer.size : layer.compressedSize
}

/** Bytes of the whole image; null as soon as one layer is unknown. */
export function totalSize(layers: Layer[], metric: Metric): number | null {
  let total = 0
  for (const layer of layers) {
    const size = layerSize(layer, metric)
    if (size === null) return null
    total += size
  }
  return total
}
