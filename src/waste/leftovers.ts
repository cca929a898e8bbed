import type { WasteKind } from '../compare/comparison.ts'
import { parentPath } from '../compare/layer-tree.ts'
import type { Leftover } from './leftover.ts'
import { treeOf } from './package-trees.ts'

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

type Cure = (root: string) => string

const clean = (command: string) => () => `end the same \`RUN\` with \`${command}\``
const flag = (command: string) => () => `install with \`${command}\``
const apt: Cure = root =>
  `end the same \`RUN\` with \`rm -rf /${root}/*\`, or mount it: \`${mountOf(root)}\``
const mounted: Cure = root => `mount the cache: \`${mountOf(root)}\``

/** Where package managers keep what they could fetch or make again. */
const caches: [string | RegExp, Cure][] = [
  ['var/lib/apt/lists', apt],
  ['var/cache/apt', clean('apt-get clean')],
  ['var/cache/apk', flag('apk add --no-cache')],
  ['etc/apk/cache', flag('apk add --no-cache')],
  [/^var\/cache\/(?:lib)?dnf5?(?=\/)/, clean('dnf clean all')],
  ['var/cache/yum', clean('yum clean all')],
  ['var/cache/zypp', clean('zypper clean --all')],
  [home('\\.cache/pip'), flag('pip install --no-cache-dir')],
  [home('\\.npm'), mounted],
  ['usr/local/share/.cache/yarn', clean('yarn cache clean')],
  [home('\\.cache/yarn'), clean('yarn cache clean')],
  [home('\\.cache/go-build'), root => `${mounted(root)}, or build in a stage of its own`],
]

const bookkeeping = [
  'var/lib/dpkg/',
  'var/cache/debconf/',
  'var/cache/ldconfig/',
  'var/log/',
  'lib/apk/db/',
  'usr/lib/apk/db/',
  'var/lib/rpm/',
  'usr/lib/sysimage/rpm/',
  'var/lib/dnf/',
  'usr/lib/sysimage/libdnf5/',
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
    if (found) return { kind: 'cache', root: found, cure: cure(found), tree: false }
  }
  return null
}

function coreDump(path: string, size: number): Leftover | null {
  if (size < leastCoreDump || !/(?:^|\/)core(?:\.\d+)?$/.test(path)) return null
  return { kind: 'core dump', root: path, cure: dumpCure, tree: false }
}

/** Without `uid`, the mount is root's, and another user cannot write into it. */
function mountOf(root: string): string {
  const owner = root.startsWith('home/') ? ',uid=…' : ''
  return `RUN --mount=type=cache,target=/${root}${owner}`
}

function home(below: string): RegExp {
  return new RegExp(`^(?:root|home/[^/]+)/${below}(?=/)`)
}
