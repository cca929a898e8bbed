import type { WasteKind } from '../compare/comparison.ts'
import { parentPath } from '../compare/layer-tree.ts'
import type { ElfFacts } from '../image/measurement.ts'
import type { Leftover } from './leftover.ts'
import { treeOf } from './package-trees.ts'
import { placeOf } from './places.ts'

/**
 * What a file is a leftover of; null: it may well be needed. The finder remembers the last directory, for files of
 * one directory come in a row.
 */
export function createLeftoverFinder(): (file: Seen) => Leftover | null {
  let last: { directory: string; leftover: Leftover | null } | undefined
  return file => {
    const { path } = file
    const directory = parentPath(path)
    if (last?.directory !== directory) last = { directory, leftover: ofDirectory(`${directory}/`) }
    // Licences ask to be kept.
    if (last.leftover?.kind === 'documentation' && path.endsWith('/copyright')) return null
    return last.leftover ?? byItself(path, file)
  }
}

/** What is seen of a file. */
export interface Seen {
  path: string
  elf: ElfFacts | undefined
}

/**
 * Whether there is enough of it to be advice and not noise. What packages bring for themselves is much work for few
 * bytes; in the FROM image only what its slim variant leaves out can be helped.
 *
 * @param bytes of all its files
 * @param upstream whether it came with the FROM image
 */
export function isWorthTelling(kind: WasteKind, bytes: number, upstream: boolean): boolean {
  switch (kind) {
    case 'documentation':
    case 'translations':
      return bytes >= (upstream ? 5_000_000 : 1_000_000)
    case 'tests':
    case 'bytecode':
    case 'temporary':
    case 'archive':
    case 'debug symbols':
    case 'unstripped':
      return !upstream && bytes >= 1_000_000
    default:
      return true
  }
}

// --- internal ---

function ofDirectory(directory: string): Leftover | null {
  return placeOf(directory) ?? treeOf(directory) ?? debugTree(directory)
}

const dumpCure =
  'delete the core dump in the same `RUN`, or keep it from being written: `ulimit -c 0`'
const debugCure =
  'leave out packages of debug symbols, or end the same `RUN` with `rm -rf …` of them'

/** What a file is by itself, wherever it lies. */
function byItself(path: string, { elf }: Seen): Leftover | null {
  if (elf?.core === true) return { kind: 'core dump', root: path, cure: dumpCure, tree: false }
  if (/\.(?:debug|dwo|dwp)$/.test(path))
    return { kind: 'debug symbols', root: path, cure: debugCure, tree: true }
  return null
}

/** @param directory with a slash at its end */
function debugTree(directory: string): Leftover | null {
  const root = /^usr\/lib\/debug(?=\/)/.exec(directory)?.[0]
  return root === undefined ? null : { kind: 'debug symbols', root, cure: debugCure, tree: true }
}
