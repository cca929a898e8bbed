import type { LayerFile, PathSum } from './measurement.ts'

/** A path longer than this is told by its directory, so that no image makes a summary as long as it likes. */
const LONGEST = 200

/**
 * The directories and files that explain the bytes of a layer: what has at least 0.5 % of them or 100 kB. What is
 * smaller counts in the directory that holds it, so that the sizes add up exactly to those of the files.
 * @param most entries at most
 * @returns by path; none for a layer without bytes
 */
export function summarizePaths(files: LayerFile[], most: number): PathSum[] {
  const own = new Map<string, PathSum>()
  for (const { path, size } of files) if (size > 0) add(own, path, size, 1)
  return summarize(own, most)
}

/** The directory that a path is in; `''` is the root, which is in itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** Bytes by directory, for more files than can be kept. */
export interface DirectorySums {
  add(file: LayerFile): void
  /** As `summarizePaths` tells them. */
  all(): PathSum[]
}

/** Memory: some thousand directories. What is deeper, or comes when these are full, counts in the nearest that is there. */
export function createDirectorySums(): DirectorySums {
  const own = new Map<string, PathSum>([['', { path: '', size: 0, files: 0 }]])
  let last = { parent: '', place: '' }
  const placeOf = (parent: string): string => {
    let here = parent.split('/', DEEPEST).join('/')
    if (own.size < MOST_DIRECTORIES && here.length <= LONGEST) return here
    while (!own.has(here)) here = parentOf(here)
    return here
  }
  return {
    add({ path, size }) {
      if (size === 0) return
      const parent = parentOf(path)
      if (parent !== last.parent) last = { parent, place: placeOf(parent) }
      add(own, last.place, size, 1)
    },
    all: () => summarize(own, MOST_DIRECTORIES),
  }
}

// --- internal ---

const MOST_DIRECTORIES = 2000
const DEEPEST = 5

/** @param own what is in each path itself */
function summarize(own: Map<string, PathSum>, most: number): PathSum[] {
  const sums = withParents(own)
  const total = sums.get('')?.size ?? 0
  const kept = [...sums.values()]
    .filter(({ path, size }) => size >= Math.min(total * 0.005, 100_000) && path.length <= LONGEST)
    // A directory weighs no less than what is in it, so it is never cut off before that.
    .sort((a, b) => b.size - a.size || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
    .slice(0, most)
  const left = new Map(kept.map(sum => [sum.path, { ...sum }]))
  for (const { path, size, files: count } of kept) {
    const parent = path === '' ? undefined : left.get(parentOf(path))
    if (parent === undefined) continue
    parent.size -= size
    parent.files -= count
  }
  return [...left.values()]
    .filter(({ size }) => size > 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Each path with all that lies in it, each directory added once to the one that it is in. */
function withParents(own: Map<string, PathSum>): Map<string, PathSum> {
  const sums = new Map([...own].map(([path, sum]) => [path, { ...sum }]))
  for (const path of own.keys())
    for (let here = parentOf(path); !sums.has(here); here = parentOf(here)) add(sums, here, 0, 0)
  // What lies in another path has a longer one.
  for (const { path, size, files } of [...sums.values()].sort(
    (a, b) => b.path.length - a.path.length,
  ))
    if (path !== '') add(sums, parentOf(path), size, files)
  return sums
}

function add(sums: Map<string, PathSum>, path: string, size: number, files: number): void {
  const sum = sums.get(path)
  if (sum === undefined) sums.set(path, { path, size, files })
  else {
    sum.size += size
    sum.files += files
  }
}
