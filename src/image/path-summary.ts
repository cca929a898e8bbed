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
  const sums = new Map<string, PathSum>()
  for (const { path, size } of files) if (size > 0) addUpwards(sums, path, size)
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

/** The directory that a path is in; `''` is the root, which is in itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

// --- internal ---

function addUpwards(sums: Map<string, PathSum>, path: string, size: number): void {
  for (let here = path; ; here = parentOf(here)) {
    const sum = sums.get(here)
    if (sum === undefined) sums.set(here, { path: here, size, files: 1 })
    else {
      sum.size += size
      sum.files += 1
    }
    if (here === '') return
  }
}
