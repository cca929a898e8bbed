import type { WasteKind } from './comparison.ts'

/** A place whose files no image needs at run time. */
export interface Leftover {
  kind: Extract<WasteKind, 'cache' | 'git' | 'core dump'>
  /** The directory (or file) that goes as a whole, without a leading slash. */
  root: string
  /** What to do about it, for a `RUN` that wrote it. */
  cure: string
}

/** Core dumps below this many bytes are more likely a file that is merely called `core`. */
const leastCoreDump = 1_000_000

/** What a file is a leftover of; null: it may well be needed. @param size in bytes */
export function leftoverOf(path: string, size: number): Leftover | null {
  const git = /^(?:.*\/)?\.git(?=\/)/.exec(path)?.[0]
  if (git !== undefined) return { kind: 'git', root: git, cure: gitCure }
  for (const [root, cure] of caches) {
    const found = typeof root === 'string' ? inside(path, root) : root.exec(path)?.[0]
    if (found != null) return { kind: 'cache', root: found, cure }
  }
  const dump = size >= leastCoreDump && /(?:^|\/)core(?:\.\d+)?$/.test(path)
  return dump ? { kind: 'core dump', root: path, cure: dumpCure } : null
}

/** Files that every run of a package manager writes anew: nobody can write them only once. */
export function isBookkeeping(path: string): boolean {
  return bookkeeping.some(root => inside(path, root) !== null)
}

// --- internal ---

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
  'var/lib/dpkg',
  'var/cache/debconf',
  'var/cache/ldconfig',
  'var/log',
  'lib/apk/db',
  'usr/lib/apk/db',
  'etc',
]

function home(below: string): RegExp {
  return new RegExp(`^(?:root|home/[^/]+)/${below}(?=/)`)
}

function inside(path: string, root: string): string | null {
  return path.startsWith(`${root}/`) ? root : null
}
