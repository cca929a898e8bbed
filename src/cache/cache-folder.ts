import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { messageOf, quoted, UsageError } from '../common/errors.ts'

/** Where a cache is to be, and what it must keep clear of. */
export interface CachePlace {
  /** Absolute. */
  directory: string
  /** The checkout: absolute. */
  workspace: string
  /** The build contexts on this machine, named ones too: absolute. */
  contexts: string[]
  /** Files that git tracks in a folder; null: git cannot tell. */
  trackedIn: (directory: string) => Promise<string[] | null>
  /** Of this process; undefined where there is none (Windows). */
  uid?: number | undefined
}

/** Whether a file has the name of an entry, whole or half written. */
export function isEntry(name: string): boolean {
  return /^sha256-[0-9a-f]{64}\.json\.zst(?:\.\d+)?$/.test(name)
}

const TAG = 'CACHEDIR.TAG'
/** https://bford.info/cachedir/ */
const TAG_TEXT =
  'Signature: 8a477f597d28d172789f06886806bc55\n# What Image Size Gate found in layers.\n'
const IGNORE = '.gitignore'

/**
 * Makes the folder of a cache, or finds it as the gate left it. What a cache says is believed, so nothing that a pull
 * request can bring may be in it: a folder that git tracks, that lies behind a link, that others may write, or that
 * holds what the gate did not write is refused. So is one in a build context, where it would be measured.
 * @returns its path with all links resolved
 * @throws UsageError that names the folder, the reason and a better place
 */
export async function openCacheFolder(place: CachePlace): Promise<string> {
  const { directory, uid = process.getuid?.() } = place
  const refuse = (why: string): never => {
    throw new UsageError(`cache-dir: ${directory} ${why}; ${BETTER}`)
  }
  const real = refuseLinks(place, refuse)
  const context = place.contexts.map(realPath).find(one => isWithin(one, real))
  if (context !== undefined) {
    refuse(`is in the build context ${context}, so that it would be part of the image`)
  }
  const tracked = await place.trackedIn(real)
  if (tracked === null && isWithin(realPath(place.workspace), real)) {
    refuse('is in the checkout, and git cannot tell whether the repository tracks it')
  }
  if (tracked !== null && tracked.length > 0) {
    refuse(
      `is tracked by the repository (${quoted(tracked[0] ?? '')}), so that a pull request could say what layers weigh`,
    )
  }
  make(real, refuse)
  refuseStrangers(real, uid, refuse)
  return real
}

// --- internal ---

const BETTER = `use a folder where neither a checkout nor a build context can be, e.g. cache-dir: \${{ runner.temp }}/image-size-gate, or ~/.cache/image-size-gate on the command line`

type Refuse = (why: string) => never

/** Below the checkout no part of the path may be a link, elsewhere not its end, and none may lead into the checkout. */
function refuseLinks({ directory, workspace }: CachePlace, refuse: Refuse): string {
  const top = realPath(workspace)
  const real = realPath(directory)
  const inside = [workspace, top].find(one => isWithin(one, directory))
  const expected =
    inside === undefined
      ? join(realPath(dirname(directory)), basename(directory))
      : resolve(top, relative(inside, directory))
  if (real !== expected) refuse(`is a link, or lies behind one, to ${real}`)
  if (inside === undefined && isWithin(top, real)) {
    refuse(`lies behind a link into the checkout, to ${real}`)
  }
  return real
}

function make(directory: string, refuse: Refuse): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    if (readdirSync(directory).length > 0) return
    chmodSync(directory, 0o700)
    writeFileSync(join(directory, TAG), TAG_TEXT, { mode: 0o600 })
    // Nobody is to commit it by mistake.
    writeFileSync(join(directory, IGNORE), '*\n', { mode: 0o600 })
  } catch (error) {
    refuse(`cannot be made: ${messageOf(error)}`)
  }
}

function refuseStrangers(directory: string, uid: number | undefined, refuse: Refuse): void {
  const isOurs = (owner: number) => uid === undefined || owner === uid || owner === 0
  const folder = lstatSync(directory)
  if (!isOurs(folder.uid)) refuse('belongs to another user')
  // Where there are no users, modes say nothing.
  if (uid !== undefined && (folder.mode & 0o022) !== 0) {
    refuse('may be written by others (remove it, or take that away with `chmod go-w`)')
  }
  const names = readdirSync(directory)
  if (!names.includes(TAG)) {
    refuse(`holds what the gate did not write (${quoted(names[0] ?? '')})`)
  }
  for (const name of names) {
    const stats = lstatSync(join(directory, name))
    const isKnown = isEntry(name) || name === TAG || name === IGNORE
    if (!isKnown || !stats.isFile() || !isOurs(stats.uid)) {
      refuse(`holds what the gate did not write (${quoted(name)})`)
    }
  }
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** `realpath` of as much as there is. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(realPath(parent), basename(path))
  }
}
