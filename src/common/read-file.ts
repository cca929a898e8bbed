import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { formatBytes } from '../image/bytes.ts'
import { messageOf, quoted, UserError } from './errors.ts'

/** A file of the checkout, which whoever wrote the pull request may have made anything. */
export interface Place {
  /** What it is called in errors, the input first: `config: .github/image-size-gate.yml`. */
  name: string
  /** Absolute, or relative to `cwd`. */
  path: string
  /** Where relative paths start; the end of the way up to a `.git`, where there is none. */
  cwd: string
}

/** Files that people write by hand: Dockerfiles, ignore files, configuration. */
export const mostOfText = 1_048_576

/** A report of Image Size Gate: below what fits into one text of V8, 512 MiB. */
export const mostOfReport = 268_435_456

/**
 * The text of a regular file.
 * @param most bytes that are read
 * @returns null when there is no such file
 * @throws UserError that begins with its name: when it is no regular file, is larger, cannot be read, or when a link
 * of a repository leads out of it, for then a pull request could have the gate read (and show) any file of the machine
 */
export function readTextFile(place: Place, most: number): string | null {
  const file = openRegularFile(place)
  if (file === null) return null
  try {
    return readAtMost(file, most, place.name)
  } finally {
    closeSync(file)
  }
}

/**
 * Opens a regular file to read it, with the same care as `readTextFile`; the caller closes it.
 * @returns its descriptor; null when there is no such file
 */
export function openRegularFile(place: Place): number | null {
  const { name, path, cwd } = place
  // Named by the user, it is the user's pipe: `report <(unzip -p reports.zip)`.
  if (isStream.test(path)) return metBy(name, () => openSync(path, 'r'))
  const file = resolve(cwd, path)
  const target = metBy(name, () => targetOf(file))
  if (target === null) return null
  refuseOutside(place, file, target)
  refuseUnlessRegular(
    place,
    target,
    metBy(name, () => lstatSync(target)),
  )
  // Nothing waits for the other end of a FIFO that has come to its place since.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const opened = metBy(name, () => openSync(target, flags))
  try {
    refuseUnlessRegular(place, target, fstatSync(opened))
    return opened
  } catch (error) {
    closeSync(opened)
    throw error
  }
}

/**
 * Where a folder is, with all links resolved.
 * @throws UserError when there is none, or when a link of a repository leads out of it
 */
export function realFolder(place: Place): string {
  const file = resolve(place.cwd, place.path)
  const target = metBy(place.name, () => realpathSync(file))
  refuseOutside(place, file, target)
  return target
}

// --- internal ---

const isStream = /^\/dev\/(?:stdin|fd\/\d+)$/

/** Files of /proc say that they have no bytes, and others grow: what counts is what comes. */
function readAtMost(file: number, most: number, name: string): string {
  const pieces: Buffer[] = []
  let length = 0
  for (;;) {
    const piece = Buffer.allocUnsafe(Math.min(most + 1 - length, 1_048_576))
    const read = metBy(name, () => readSync(file, piece))
    if (read === 0) return Buffer.concat(pieces).toString('utf8')
    length += read
    if (length > most) {
      throw new UserError(
        `${name} has more than ${formatBytes(most)}, which is more than is read of such a file`,
      )
    }
    pieces.push(piece.subarray(0, read))
  }
}

/** Where a path leads with all links resolved; null: there is nothing. */
function targetOf(file: string): string | null {
  try {
    return realpathSync(file)
  } catch (error) {
    if (!isAbsent(error)) throw error
    if (isLink(file)) throw new Error('it is a link to nothing')
    return null
  }
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink()
  } catch {
    return false
  }
}

function refuseOutside({ name, cwd }: Place, file: string, target: string): void {
  if (rootsAround(file, cwd).every(root => isWithin(root, target))) return
  throw new UserError(
    `${name} leads out of the repository, to ${quoted(target)}; put it there itself, or a link within the repository`,
  )
}

/**
 * The folders that a link may not lead out of: the repositories that a path is in (a submodule and its superproject
 * are one), else where the user's paths start; none for a path elsewhere, which is the user's own.
 */
function rootsAround(file: string, cwd: string): string[] {
  const folders: string[] = []
  for (let here = file; here !== dirname(here); here = dirname(here)) folders.push(dirname(here))
  const marked = folders.filter(folder => existsSync(join(folder, '.git')))
  const whole = marked.filter(folder => lstatSync(join(folder, '.git')).isDirectory())
  if (marked.length > 0) return (whole.length > 0 ? whole : marked).map(one => realpathSync(one))
  const start = realpathSync(cwd)
  return folders.some(folder => isReally(start, folder)) ? [start] : []
}

function isReally(start: string, folder: string): boolean {
  try {
    return realpathSync(folder) === start
  } catch {
    return false
  }
}

function isWithin(root: string, target: string): boolean {
  return target.startsWith(root.endsWith(sep) ? root : root + sep)
}

function refuseUnlessRegular({ name, path, cwd }: Place, target: string, stats: Stats): void {
  if (stats.isFile()) return
  const led = target === resolve(cwd, path) ? '' : `leads to ${quoted(target)}, which `
  throw new UserError(`${name} ${led}is ${kindOf(stats)}; put a regular file there`)
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a FIFO'
  return stats.isSocket() ? 'a socket' : 'a device'
}

function metBy<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new UserError(`${name} cannot be read: ${messageOf(error)}`, { cause: error })
  }
}

function isAbsent(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return code === 'ENOENT' || code === 'ENOTDIR'
}
