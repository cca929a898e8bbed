import {
  baseName,
  createLayerTree,
  type Directory,
  type LayerTree,
  visit,
} from '../compare/layer-tree.ts'
import type { ElfFacts, Layer, LayerFile, PathSum } from '../image/measurement.ts'

/** A file of one layer. */
export interface Written {
  path: string
  /** Bytes. */
  size: number
  /** Index of the layer that wrote it. */
  layer: number
  /** Of its content, when it was large enough to be read. */
  crc32: number | undefined
  elf: ElfFacts | undefined
  /** Of a hard link: the path of its layer that has its bytes. */
  hardLink: string | undefined
  /** More than one where only a sum of a directory is known; the path then ends with a slash. */
  files: number
}

/** What is known of a layer's paths: all, or what a record keeps. */
export type StackedLayer = Pick<Layer, 'files' | 'paths'>

/** A file whose bytes ship though a later layer hides it. */
export interface Hidden extends Written {
  kind: 'deleted' | 'overwritten' | 'copied'
  /** Index of the layer that hides it. */
  by: number
}

/**
 * Stacks layers as an engine does: whiteouts and opaque directories hide what lower layers wrote, a path
 * written again replaces it. Of a layer that only a record tells of, the sums of its largest paths count: what deletes
 * such a path hides them. Layers of which nothing is known are left out, so the answer is what is known at least.
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts
 *
 * @param layers lowest first
 */
export function stack(layers: StackedLayer[]): { hidden: Hidden[]; visible: Written[] } {
  const tree = createLayerTree<Written>()
  const hidden: Hidden[] = []
  layers.forEach(({ files, paths }, layer) => {
    if (files === null) addSums(tree, paths ?? [], layer)
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

/** A sum is in the directory of its path, or of what may be one: a file is as good as a directory that holds it. */
function addSums(tree: LayerTree<Written>, sums: PathSum[], layer: number): void {
  for (const { path, size, files } of sums) {
    const within = `${path}/`
    // No file has such a name, and the sums of two layers stand beside each other.
    const name = `/${layer}`
    tree.parentOf(within).files.set(name, {
      path: within,
      size,
      layer,
      crc32: undefined,
      elf: undefined,
      hardLink: undefined,
      files,
    })
  }
}

/** What a record tells of a path that is one file, as a file of each layer that wrote it. */
function sumsOf(directory: Directory<Written> | undefined): Written[] {
  if (directory === undefined || directory.directories.size > 0) return []
  const all = [...directory.files.values()]
  return all.every(({ path, files }) => files === 1 && path.endsWith('/')) ? all : []
}

function write(
  tree: LayerTree<Written>,
  { path, size, kind, crc32, elf, hardLink }: LayerFile,
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
  if (directories.has(name)) {
    const { directory } = tree.take(path)
    const known = sumsOf(directory)
    for (const sum of known) {
      const same = kind === 'file' && sum.size === size
      hidden.push(hiddenFile(sum, same ? 'copied' : 'overwritten', layer))
    }
    // A file in the place of a directory.
    if (known.length === 0) hideAll(directory, layer, hidden)
  }
  files.set(name, { path, size, layer, crc32, elf, hardLink, files: 1 })
}

function hideAll(directory: Directory<Written> | undefined, by: number, hidden: Hidden[]): void {
  if (directory !== undefined) visit(directory, file => hide(file, by, hidden))
}

function hide(file: Written, by: number, hidden: Hidden[]): void {
  if (file.size > 0 && file.layer !== by) hidden.push(hiddenFile(file, 'deleted', by))
}

// Spelled out: a spread is several times slower, and there may be many.
function hiddenFile(
  { path, size, layer, crc32, elf, hardLink, files }: Written,
  kind: Hidden['kind'],
  by: number,
): Hidden {
  return { path, size, layer, crc32, elf, hardLink, files, kind, by }
}
