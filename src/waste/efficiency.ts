import { parentPath } from '../compare/layer-tree.ts'
import type { LayerFile } from '../image/measurement.ts'
import { deletedDirectories } from './deleted-directories.ts'

/**
 * Efficiency as dive defines it, between 0 and 1:
 *
 *     Σ over paths (smallest size of the path in any layer) ÷ Σ over paths (its sizes in all layers)
 *
 * Paths are the leaves of each layer's own tree; of a path that a layer has twice, the last one. A whiteout counts
 * as its path with 0 bytes, so that a deleted file's smallest size is 0; that of a directory with the bytes that lie
 * below it by then (`deletedDirectories`). Those add to both sums, for the files in it are paths of their own, so
 * dive hardly minds a deleted directory; and opaque directories it ignores. We keep the definition as it is, so that
 * both tools show one number. They differ for a layer that deletes what no lower layer has: dive gives up on the
 * rest of that layer, here it counts 0 bytes.
 * https://github.com/wagoodman/dive/blob/d6c691947f8fda635c952a17ee3b7555379d58f0/dive/filetree/efficiency.go
 *
 * @param layers the paths of each layer, lowest first
 * @returns null when a layer was not read; 1 for an image without bytes
 */
export function efficiency(layers: (LayerFile[] | null)[]): number | null {
  const read = layers.filter(files => files !== null)
  if (read.length < layers.length) return null
  const sizes = new Map<string, Counted>()
  const deleted = deletedDirectories(read)
  read.forEach((files, layer) => {
    const parents = parentsOf(files)
    // A layer can delete a path and write it anew: these are two of dive's nodes.
    for (const { path, kind } of files)
      if (kind === 'whiteout') count(sizes, path, deleted[layer]?.get(path) ?? 0, ~layer)
    // The mark is none of dive's nodes, but its directory is; whatever else the path is comes behind it.
    for (const { path, kind } of files)
      if (kind === 'opaque' && !parents.has(path)) count(sizes, path, 0, layer)
    for (const { path, size, kind } of files) {
      if (kind === 'whiteout' || kind === 'opaque' || parents.has(path)) continue
      count(sizes, path, size, layer)
    }
  })
  let [least, sum] = [0, 0]
  for (const path of sizes.values()) {
    least += path.least
    sum += path.sum
  }
  return sum === 0 ? 1 : least / sum
}

// --- internal ---

/** What is known of a path, and what its last size replaced. */
interface Counted {
  least: number
  sum: number
  last: number
  leastBefore: number
  node: number
}

/** @param node differs between the nodes of a path whose sizes add up */
function count(sizes: Map<string, Counted>, path: string, bytes: number, node: number): void {
  const seen = sizes.get(path)
  if (seen === undefined) {
    sizes.set(path, { least: bytes, sum: bytes, last: bytes, leastBefore: Infinity, node })
    return
  }
  if (seen.node === node) seen.sum -= seen.last
  else seen.leastBefore = seen.least
  seen.least = Math.min(seen.leastBefore, bytes)
  seen.sum += bytes
  seen.last = bytes
  seen.node = node
}

/** Every directory that something of the layer lies in. */
function parentsOf(files: LayerFile[]): Set<string> {
  const parents = new Set<string>()
  let last = ''
  for (const { path } of files) {
    const parent = parentPath(path)
    if (parent === last) continue
    last = parent
    for (let above = parent; above !== '' && !parents.has(above); above = parentPath(above))
      parents.add(above)
  }
  return parents
}
