import type { LayerFile } from '../image/measurement.ts'

/**
 * Efficiency as dive defines it, between 0 and 1:
 *
 *     Σ over paths (smallest size of the path in any layer) ÷ Σ over paths (its sizes in all layers)
 *
 * Paths are the leaves of each layer's own tree. A whiteout counts as its path with 0 bytes, so that a deleted
 * file's smallest size is 0; a whiteout of a directory that has an entry of its own in a tar counts with the bytes
 * that lie below it by then. That adds to both sums (the files in it are paths of their own), so dive hardly minds a deleted directory; and
 * opaque directories it ignores. We keep the definition as it is, so that both tools show one number.
 * https://github.com/wagoodman/dive/blob/main/dive/filetree/efficiency.go
 *
 * @param layers the paths of each layer, lowest first
 * @returns null when a layer was not read; 1 for an image without bytes
 */
export function efficiency(layers: (LayerFile[] | null)[]): number | null {
  const sizes = new Map<string, { least: number; sum: number }>()
  const stacked = node()
  for (const files of layers) {
    if (files === null) return null
    const leaf = leavesOf(files)
    for (const { path, size, kind } of files) {
      if (kind === 'opaque' || (kind !== 'whiteout' && !leaf(path))) continue
      const bytes = kind === 'whiteout' ? bytesBelow(stacked, path) : size
      const seen = sizes.get(path)
      if (seen === undefined) sizes.set(path, { least: bytes, sum: bytes })
      else {
        seen.least = Math.min(seen.least, bytes)
        seen.sum += bytes
      }
    }
    for (const file of files) put(stacked, file)
  }
  let [least, sum] = [0, 0]
  for (const path of sizes.values()) {
    least += path.least
    sum += path.sum
  }
  return sum === 0 ? 1 : least / sum
}

// --- internal ---

interface Node {
  /** Bytes of a file. */
  size: number
  /** Has an entry of its own as a directory; those that only follow from a path count nothing in dive. */
  directory: boolean
  children: Map<string, Node>
}

function node(): Node {
  return { size: 0, directory: false, children: new Map() }
}

/** Whether nothing of the layer lies below a path; a whiteout is something, an opaque mark is not. */
function leavesOf(files: LayerFile[]): (path: string) => boolean {
  const parents = new Set<string>()
  for (const { path, kind } of files) {
    if (kind === 'opaque') continue
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end)
      if (parents.has(parent)) break
      parents.add(parent)
    }
  }
  return path => !parents.has(path)
}

/** The bytes in a directory; a whiteout of a file counts nothing. */
function bytesBelow(root: Node, path: string): number {
  let here: Node | undefined = root
  for (const name of path.split('/')) here = here?.children.get(name)
  return here?.directory ? total(here) : 0
}

function total({ size, children }: Node): number {
  let bytes = size
  for (const child of children.values()) bytes += total(child)
  return bytes
}

function put(root: Node, { path, size, kind }: LayerFile): void {
  if (kind === 'opaque') return
  const names = path.split('/')
  const last = names.pop() as string
  let here = root
  for (const name of names) {
    let child = here.children.get(name)
    if (child === undefined) {
      child = node()
      here.children.set(name, child)
    }
    here = child
  }
  if (kind === 'whiteout') {
    here.children.delete(last)
    return
  }
  const children = here.children.get(last)?.children ?? new Map<string, Node>()
  here.children.set(last, { size, directory: kind === 'directory', children })
}
