import type { LayerFile, PathSum } from '../image/measurement.ts'
import { createDirectorySums, parentOf } from '../image/path-summary.ts'

/** Memory for paths, which the threads that read layers share. */
export interface PathRoom {
  /** One number: about the bytes that are left. */
  readonly memory: Int32Array<SharedArrayBuffer>
}

/** For all layers of the images that are compared: some million paths. */
export function newPathRoom(bytes = 134_217_728): PathRoom {
  return { memory: new Int32Array(new SharedArrayBuffer(4)).fill(bytes) }
}

/** What is kept of a layer's paths. */
export interface KeptPaths {
  /** null: there are more than fit into memory. */
  files: LayerFile[] | null
  /** Instead of `files`: bytes by directory. */
  paths?: PathSum[]
  /** Instead of `files`: how many there are. */
  unlisted?: number
}

export interface PathKeeper {
  add(file: LayerFile): void
  kept(): KeptPaths
}

/**
 * Keeps the paths of a layer one by one as long as there is room for them, and from then on the bytes of directories
 * only, so that their sum is exact whatever comes. What a layer may take grows with what it weighs: nobody makes
 * some kilobytes cost gigabytes, and a layer of many real files always fits.
 * @param room shared with other layers
 * @param weight bytes that came of the layer so far, as it is sent
 */
export function createPathKeeper(room: PathRoom, weight: () => number): PathKeeper {
  const costOf = createPricing()
  let files: LayerFile[] | null = []
  let taken = 0
  let count = 0
  let sums: ReturnType<typeof createDirectorySums> | undefined

  function fits(file: LayerFile): boolean {
    const cost =
      costOf(file.path) +
      (file.identity === undefined ? 0 : IDENTITY) +
      (file.hardLink === undefined ? 0 : ENTRY + file.hardLink.length)
    taken += cost
    const left = Atomics.sub(room.memory, 0, cost) - cost
    return left >= 0 && taken <= FREE + PER_BYTE * weight()
  }

  return {
    add(file) {
      count += 1
      if (file.path.length > MAX_PATH) file.path = cut(file.path)
      if ((file.hardLink ?? '').length > MAX_PATH) delete file.hardLink
      if (files !== null && fits(file)) {
        files.push(file)
        return
      }
      sums ??= createDirectorySums()
      for (const one of files ?? []) sums.add(one)
      if (files !== null) Atomics.add(room.memory, 0, taken)
      files = null
      sums.add(file)
    },
    kept: () =>
      sums === undefined ? { files } : { files: null, paths: sums.all(), unlisted: count },
  }
}

// --- internal ---

/** Bytes for the paths of any layer, and for each byte that it weighs. Real files weigh more than their paths. */
const FREE = 8_388_608
const PER_BYTE = 2
/** No Linux opens a longer path (PATH_MAX). */
const MAX_PATH = 4096
/** What a path takes beside its text, what a directory takes in the trees that are made of paths, and how deep is usual. */
const ENTRY = 64
/** About the bytes of what tells a file from another one. */
const IDENTITY = 256
const DIRECTORY = 400
const USUAL_DEPTH = 32

/**
 * About the bytes that a path costs, and the time: tars list what is in a directory in a row, so directories are new
 * that the path before did not have, and every directory is walked whenever the way to it is.
 */
function createPricing(): (path: string) => number {
  let last = ''
  let depth = 0
  return path => {
    const parent = parentOf(path)
    let cost = ENTRY + path.length
    if (parent !== last) {
      const fresh = directoriesIn(parent, sharedStart(parent, last))
      depth = directoriesIn(parent, 0)
      last = parent
      cost += DIRECTORY * fresh
    }
    return cost + ENTRY * Math.max(0, depth - USUAL_DEPTH)
  }
}

function sharedStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let slash = 0
  for (let index = 0; index < most; index++) {
    const unit = one.charCodeAt(index)
    if (unit !== other.charCodeAt(index)) return slash
    if (unit === SLASH) slash = index + 1
  }
  const ends = (path: string) => path.length === most || path.charCodeAt(most) === SLASH
  return ends(one) && ends(other) ? most + 1 : slash
}

function directoriesIn(path: string, from: number): number {
  if (from >= path.length) return 0
  let count = 1
  for (let at = path.indexOf('/', from); at !== -1; at = path.indexOf('/', at + 1)) count += 1
  return count
}

const SLASH = 0x2f

/** A copy: a slice would keep the whole text in memory. */
function cut(path: string): string {
  return Buffer.from(path.slice(0, MAX_PATH)).toString('utf8')
}
