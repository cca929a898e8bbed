import type { SizeChange, WasteKind } from '../compare/comparison.ts'
import type { LineRange } from '../image/measurement.ts'
import type { EditKind } from './edit.ts'

/** What came of the mechanical cures of an image: what is offered was built, proved and measured. */
export interface Cures {
  /** The patch of all that is offered, as `git apply` takes it; empty: there is none. */
  patch: string
  edits: CureEdit[]
  /** The patch, by place: what stands in some lines afterwards. */
  hunks: Hunk[]
  /** Both sizes of each platform, of the image as it is (`baseline`) and as patched (`candidate`); empty without a patch. */
  saved: { platform: string; unpacked: SizeChange; compressed: SizeChange }[]
  /** Files whose content differs whenever the image is built, so that it proves nothing. */
  restless: string[]
  /** Builds that it took. */
  builds: number
  /** Findings without an edit, and why. */
  without: { kind: WasteKind; path: string; bytes: number; why: string }[]
  /** Why nothing was tried, or nothing could be proved; null: it was. */
  why: string | null
}

/** One mechanical cure. */
export interface CureEdit {
  kind: EditKind
  /** `…` marks code. */
  what: string
  /** Lines of the Dockerfile that it changes; null: only the ignore file. */
  lines: LineRange | null
  /** Bytes of the findings that it cures; what is saved in all was measured. */
  found: number
  /** Why it is not offered, in words; null: it is. */
  refused: string | null
}

/** Lines of a file and what stands there afterwards. */
export interface Hunk {
  /** Relative to the repository. */
  path: string
  /** 1-based first line that is replaced; of lines that are only added, the one that they stand behind, or 0. */
  line: number
  /** How many lines are replaced. */
  lines: number
  /** Lines without their ends. */
  text: string[]
}

export const nothingTried = (why: string | null): Cures => ({
  patch: '',
  edits: [],
  hunks: [],
  saved: [],
  restless: [],
  builds: 0,
  without: [],
  why,
})
