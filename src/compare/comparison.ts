import type { Feed, Layer, PlatformMeasurement } from '../image/measurement.ts'
import type { Digest } from '../oci/image-spec.ts'

export const changes = ['unchanged', 'rebuilt', 'modified', 'added', 'removed'] as const
export type Change = (typeof changes)[number]

/** One row of the layer table. Every layer of either side appears in exactly one row. */
export interface LayerChange {
  change: Change
  baseline: Layer | null
  candidate: Layer | null
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
