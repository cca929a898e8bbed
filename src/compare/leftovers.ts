import type { WasteKind } from './comparison.ts'
import { parentPath } from './layer-tree.ts'
import { treeOf } from './package-trees.ts'

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

/**
 * What a file is a leftover of; null: it may well be needed. The finder remembers the last directory, for files of
 * one directory come in a row.
 */
export function createLeftoverFinder(): (path: string, size: number) => Leftover | null {
  let last: { directory: string; leftover: Leftover | null } | undefined
  return (path, size) => {
    const directory = parentPath(path)
    if (last?.directory !== directory)
      last = { directory, leftover: placeOf(`${directory}/`) ?? treeOf(`${directory}/`) }
    // Licences ask to be kept.
    if (last.leftover?.kind === 'documentation' && path.endsWith('/copyright')) return null
    return last.leftover ?? coreDump(path, size)
  }
}

/** Files that every run of a package manager writes anew: nobody can write them only once. */
export function isBookkeeping(path: string): boolean {
  return bookkeeping.some(root => path.startsWith(root))
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
      return !upstream && bytes >= 1_000_000
    default:
      return true
  }
}

// --- internal ---

/** Core dumps below this many bytes are more likely a file that is merely called `core`. */
const leastCoreDump = 1_000_000

const gitCure = 'delete `.git` in the same `RUN` that clones'
const dumpCure =
  'delete the core dump in the same `RUN`, or keep it from being written: `ulimit -c 0`'

const apt =
  'end the same `RUN` with `rm -rf /var/lib/apt/lists/*`, or mount it: `RUN --mount=type=cache`'
const yarn = 'end the same `RUN` with `yarn cache clean`'
const rpm = 'end the same `RUN` with `dnf clean all`'

/** Where package managers keep what they could fetch or make again. */
const caches: [string | RegExp, string][] = [
  ['var/lib/apt/lists', apt],
  ['var/cache/apt', 'end the same `RUN` with `apt-get clean`'],
  ['var/cache/apk', 'install with `apk add --no-cache`'],
  ['etc/apk/cache', 'install with `apk add --no-cache`'],
  ['var/cache/dnf', rpm],
  ['var/cache/yum', rpm],
  [home('\\.cache/pip'), 'install with `pip install --no-cache-dir`'],
  [home('\\.npm'), 'mount the cache: `RUN --mount=type=cache,target=/root/.npm`'],
  ['usr/local/share/.cache/yarn', yarn],
  [home('\\.cache/yarn'), yarn],
  [
    home('\\.cache/go-build'),
    'mount the cache: `RUN --mount=type=cache,target=/root/.cache/go-build`, or build in a stage of its own',
  ],
]

const bookkeeping = [
  'var/lib/dpkg/',
  'var/cache/debconf/',
  'var/cache/ldconfig/',
  'var/log/',
  'lib/apk/db/',
  'usr/lib/apk/db/',
  'etc/',
]

/** @param directory with a slash at its end */
function placeOf(directory: string): Leftover | null {
  const git = directory.includes('.git/') ? /^(?:.*\/)?\.git(?=\/)/.exec(directory)?.[0] : undefined
  if (git !== undefined) return { kind: 'git', root: git, cure: gitCure, tree: false }
  for (const [root, cure] of caches) {
    const found =
      typeof root === 'string'
        ? directory.startsWith(`${root}/`) && root
        : root.exec(directory)?.[0]
    if (found) return { kind: 'cache', root: found, cure, tree: false }
  }
  return null
}

function coreDump(path: string, size: number): Leftover | null {
  if (size < leastCoreDump || !/(?:^|\/)core(?:\.\d+)?$/.test(path)) return null
  return { kind: 'core dump', root: path, cure: dumpCure, tree: false }
}

function home(below: string): RegExp {
  return new RegExp(`^(?:root|home/[^/]+)/${below}(?=/)`)
}
