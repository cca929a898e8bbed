import type { Change } from '../../compare/comparison.ts'

// What the page's pictures are drawn from: the border between the report, which is written by Node, and the scripts that
// a browser runs. It is embedded as JSON, so names of what there is much of are short.

/** Data of a page; everything in it may be hostile text. */
export interface PageModel {
  /** By the ids of the elements that they are drawn in. */
  platforms: Record<string, PlatformModel>
  trends: Record<string, TrendModel>
}

export interface PlatformModel {
  /** In the candidate's order, removed ones where they were; as in the table of layers. */
  rows: RowModel[]
  /** Rows from the bottom of each stack to its top. */
  stacks: { baseline: number[]; candidate: number[] }
  /** Heads of the stacks. */
  sides: { baseline: string; candidate: string }
  /** null: nothing was read path by path. */
  tiles: Tile | null
  /** Names that `Tile.p` counts in. */
  packages: string[]
}

export interface RowModel {
  change: Change
  instruction: string
  /** `Dockerfile:12`; empty: unknown. */
  line: string
  /** Came with the FROM image, whose name it is. */
  upstream: string | null
  /** null: the layer is not on this side. */
  baseline: SideModel | null
  candidate: SideModel | null
  /** Rows that were joined or split are one to a reader. */
  group?: number
}

/** Bytes; null: unknown. */
export interface SideModel {
  unpacked: number | null
  compressed: number | null
  /** Of the candidate: what a node with the baseline still fetches. */
  download?: number | null
}

/** A path of the treemap with what is in it; what is too small to be told is one tile without a name. */
export interface Tile {
  /** Name within the directory; empty: several files. */
  n: string
  /** Bytes of its own in the candidate; absent: 0. */
  s?: number
  /** By how many bytes of its own it changed; absent: 0; null: unknown. */
  d?: number | null
  /** Files; absent: 1, or a directory. */
  f?: number
  /** Row of the layer that wrote most of it. */
  l?: number
  /** Package, as an index; of all that is in it, too. */
  p?: number
  c?: Tile[]
}

/** How an image weighed in over commits, oldest first. */
export interface TrendModel {
  title: string
  /** What a commit's SHA is added to for a link; null: there is no such place. */
  commits: string | null
  points: TrendPointModel[]
  /** Limits in bytes. */
  budgets: { name: string; metric: 'unpacked' | 'compressed'; bytes: number }[]
}

export interface TrendPointModel {
  commit: string
  subject: string
  unpacked: number | null
  compressed: number | null
  tags?: string[]
  /** What its step came from, as far as the records tell. */
  paths?: { path: string; change: number }[]
}
