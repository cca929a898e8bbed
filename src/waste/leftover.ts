import type { WasteKind } from '../compare/comparison.ts'

/** A place whose files no image needs at run time. */
export interface Leftover {
  kind: Exclude<WasteKind, 'deleted' | 'overwritten' | 'copied' | 'duplicate'>
  /** The directory (or file) that goes as a whole, without a leading slash. */
  root: string
  /** What to do about it, for a `RUN` that wrote it; null: it depends on the package manager. */
  cure: string | null
  /** Whether it belongs to packages that are needed otherwise. */
  tree: boolean
}
