import type { Feed, Layer, Package, PlatformMeasurement } from '../image/measurement.ts'
import type { Digest } from '../oci/image-spec.ts'

export const changes = ['unchanged', 'rebuilt', 'modified', 'added', 'removed'] as const
export type Change = (typeof changes)[number]

/** One row of the layer table. Every layer of either side appears in exactly one row. */
export interface LayerChange {
  change: Change
  baseline: Layer | null
  candidate: Layer | null
  /** Rows with the same number are one to a reader: layers that were joined into one, or one that was split. */
  group?: number
}

/** Both sides of a size in bytes; null is unknown, never 0. */
export interface SizeChange {
  baseline: number | null
  candidate: number | null
  /** candidate − baseline; null when either is unknown. */
  change: number | null
}

/** One path (file, or the directory that explains its files) and its bytes on both sides. */
export interface PathChange {
  path: string
  /** Files rolled up in this row. */
  files: number
  change: number
}

/** A package that came, went or has another version. */
export interface PackageChange {
  manager: Package['manager']
  name: string
  /** Its versions in the baseline, joined by commas; null: it was not there. */
  from: string | null
  /** Its versions in the candidate; null: it is gone. */
  to: string | null
  /** Unpacked bytes, as far as the package manager tells. */
  change: number
}

/** Why bytes are wasted: a later layer hides them, a lower layer has them already, or nothing needs them at run time. */
export const wasteKinds = [
  'deleted',
  'overwritten',
  'copied',
  'duplicate',
  'cache',
  'git',
  'temporary',
  'archive',
  'core dump',
  'debug symbols',
  'unstripped',
  'documentation',
  'translations',
  'tests',
  'bytecode',
] as const
export type WasteKind = (typeof wasteKinds)[number]

/** Bytes of the candidate that can go. */
export interface WasteFinding {
  kind: WasteKind
  /** The file, or the directory that holds them all; with a leading slash. */
  path: string
  files: number
  /** Unpacked bytes saved by the cure. */
  bytes: number
  /** Index of the candidate's layer that wrote them. */
  layer: number
  /** Index of the layer that deletes them or writes them again; null: they are visible in the image. */
  by: number | null
  /** Of a `duplicate`: where a lower layer has the same content; the path like that of the finding. */
  original?: { path: string; layer: number }
  /** Whether the baseline wastes nothing there; null when that is unknown. */
  isNew: boolean | null
  /** By how many bytes the baseline certainly wastes less there, where it wastes some; absent: it does not, or who knows. */
  grown?: number
  /** In one sentence without its full stop; `…` marks code. */
  cure: string
}

export interface Waste {
  /** New ones first, then the biggest. */
  findings: WasteFinding[]
  /** Unpacked bytes of all findings. */
  total: number
  /** As dive defines it, 0 to 1 (`efficiency`); null when a layer was not read. */
  efficiency: number | null
}

export interface PlatformComparison {
  platform: string
  /** `compared`, or on which side alone the platform is. */
  state: 'compared' | 'only candidate' | 'only baseline'
  baseline: PlatformMeasurement | null
  candidate: PlatformMeasurement | null
  /** In the candidate's order, removed layers where they were. */
  layers: LayerChange[]
  unpacked: SizeChange
  compressed: SizeChange
  /** What a node that holds the baseline still fetches: layers whose digest is new. */
  download: { bytes: number | null; layers: number; of: number }
  /** Unpacked growth split; null when unknown. They sum to `unpacked.change`. */
  blame: { unpacked: Blame | null; compressed: Blame | null }
  /** The FROM image's two digests when it moved under an unchanged FROM line. */
  upstreamMove: { name: string; from: Digest | null; to: Digest | null } | null
  /** Biggest first, with `detail: files`; null when paths were not read. */
  paths: PathChange[] | null
  /** Added by `withWaste`, with `detail: files`; absent when no layer of the candidate was read. */
  waste?: Waste
  /** Biggest change first, with `detail: files`; absent when unknown, or when no layer lists packages. */
  packages?: PackageChange[]
}

/** Bytes of the change that are `own`, and that came because the FROM image moved. */
export interface Blame {
  own: number
  upstream: number
}

/** What the candidate was compared with, or why there is nothing. */
export type BaselineState =
  | { state: 'compared'; source: string; commit: string | null; digest: Digest | null; feed: Feed }
  | { state: 'new image'; why: string }
  | { state: 'unavailable'; why: string }
  | { state: 'none' }

/** One image of the report. */
export interface Comparison {
  name: string
  /** What was measured, in words. */
  candidate: {
    source: string
    commit: string | null
    digest: Digest | null
    feed: Feed
    feedReason: string
  }
  baseline: BaselineState
  /** Path of the candidate's Dockerfile, relative to the repository. */
  dockerfile: string | null
  platforms: PlatformComparison[]
}
