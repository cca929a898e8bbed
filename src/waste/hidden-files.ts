import {
  baseName,
  createLayerTree,
  type Directory,
  type LayerTree,
  visit,
} from '../compare/layer-tree.ts'
import type { LayerFile } from '../image/measurement.ts'

/** A file of one layer. */
export interface Written {
  path: string
  /** Bytes. */
  size: number
  /** Index of the layer that wrote it. */
  layer: number
  /** Of its content, when it was large enough to be read. */
  crc32: number | undefined
}

/** A file whose bytes ship though a later layer hides it. */
export interface Hidden extends Written {
  kind: 'deleted' | 'overwritten' | 'copied'
  /** Index of the layer that hides it. */
  by: number
}

/**
 * Stacks layers as an engine does: whiteouts and opaque directories hide what lower layers wrote, a path
 * written again replaces it. Layers that were not read are left out, so the answer is what is known at least.
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts
 *
 * @param layers the paths of each layer, lowest first; null: not read
 */
export function stack(layers: (LayerFile[] | null)[]): { hidden: Hidden[]; visible: Written[] } {
  const tree = createLayerTree<Written>()
  const hidden: Hidden[] = []
  layers.forEach((files, layer) => {
    // Whiteouts concern lower layers only, wherever they stand in the tar.
    for (const { path, kind } of files ?? []) {
      if (kind === 'whiteout') {
        const { file, directory } = tree.take(path)
        if (file !== undefined) hide(file, layer, hidden)
        hideAll(directory, layer, hidden)
      }
      if (kind === 'opaque') hideAll(tree.empty(path), layer, hidden)
    }
    for (const file of files ?? []) {
      if (file.kind !== 'whiteout' && file.kind !== 'opaque') write(tree, file, layer, hidden)
    }
  })
  const visible: Written[] = []
  visit(tree.root, file => visible.push(file))
  return { hidden, visible }
}

// --- internal ---

function write(
  tree: LayerTree<Written>,
  { path, size, kind, crc32 }: LayerFile,
  layer: number,
  hidden: Hidden[],
): void {
  const { files, directories } = tree.parentOf(path)
  const name = baseName(path)
  const before = files.get(name)
  // A path twice in one tar is no layer's fault.
  if (before !== undefined && before.size > 0 && before.layer !== layer) {
    const same = kind === 'file' && before.size === size
    hidden.push(hiddenFile(before, same ? 'copied' : 'overwritten', layer))
  }
  if (kind === 'directory') {
    if (before !== undefined) files.delete(name)
    return
  }
  // A file in the place of a directory.
  if (directories.has(name)) hideAll(tree.take(path).directory, layer, hidden)
  files.set(name, { path, size, layer, crc32 })
}

function hideAll(directory: Directory<Written> | undefined, by: number, hidden: Hidden[]): void {
  if (directory !== undefined) visit(directory, file => hide(file, by, hidden))
}

function hide(file: Written, by: number, hidden: Hidden[]): void {
  if (file.size > 0 && file.layer !== by) hidden.push(hiddenFile(file, 'deleted', by))
}

// Spelled out: a spread is several times slower, and there may be many.
function hiddenFile(
  { path, size, layer, crc32 }: Written,
  kind: Hidden['kind'],
  by: number,
): Hidden {
  return { path, size, layer, crc32, kind, by }
}
