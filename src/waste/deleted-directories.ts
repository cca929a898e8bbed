import {
  baseName,
  createLayerTree,
  type LayerTree,
  parentPath,
  visit,
} from '../compare/layer-tree.ts'
import type { LayerFile } from '../image/measurement.ts'

/**
 * The bytes that lie, in dive's tree of the layers below, in each directory that a layer deletes. That tree knows a
 * directory as one only while the topmost layer that has anything of it has an entry for it, keeps what lay in a
 * directory that a file replaces, and has no opaque marks.
 *
 * @returns per layer, by the path of the whiteout
 */
export function deletedDirectories(layers: LayerFile[][]): Map<string, number>[] {
  const whiteouts = layers.map(files => files.filter(({ kind }) => kind === 'whiteout'))
  const asked = new Set(whiteouts.flatMap(files => files.map(({ path }) => path)))
  // Most whiteouts are of files, and say so without a tree.
  const directories = asked.size === 0 ? new Set<string>() : directoriesAmong(asked, layers)
  const stacked = createLayerTree<Entry>()
  return layers.map((files, layer) => {
    const bytes = new Map<string, number>()
    const deleted = whiteouts[layer] ?? []
    for (const { path } of deleted)
      if (directories.has(path)) bytes.set(path, bytesBelow(stacked, path))
    for (const { path } of directories.size === 0 ? [] : deleted) stacked.take(path)
    if (directories.size > 0) stack(stacked, files.filter(isWithin(directories)))
    return bytes
  })
}

// --- internal ---

/** Directories that only follow from a path are none to dive. */
type Entry = Pick<LayerFile, 'size'> & { kind: LayerFile['kind'] | 'implied' }

const implied: Entry = { size: 0, kind: 'implied' }

function directoriesAmong(paths: Set<string>, layers: LayerFile[][]): Set<string> {
  const found = new Set<string>()
  for (const files of layers)
    for (const { path, kind } of files) if (kind === 'directory' && paths.has(path)) found.add(path)
  return found
}

/** Whether a path is one of some directories, or lies in one. */
function isWithin(directories: Set<string>): (file: LayerFile) => boolean {
  let last = ''
  let within = false
  return ({ path }) => {
    const parent = parentPath(path)
    if (parent !== last) {
      last = parent
      within = false
      for (let above = parent; above !== '' && !within; above = parentPath(above))
        within = directories.has(above)
    }
    return within || directories.has(path)
  }
}

function bytesBelow(stacked: LayerTree<Entry>, path: string): number {
  const entry = stacked.directoryAt(parentPath(path))?.files.get(baseName(path))
  const below = entry?.kind === 'directory' ? stacked.directoryAt(path) : undefined
  let bytes = 0
  if (below !== undefined)
    visit(below, ({ size }) => {
      bytes += size
    })
  return bytes
}

function stack(stacked: LayerTree<Entry>, files: LayerFile[]): void {
  const entries = new Map<string, Entry>()
  for (const file of files) {
    if (file.kind === 'whiteout') continue
    if (file.kind !== 'opaque') entries.set(file.path, file)
    else if (!entries.has(file.path)) entries.set(file.path, implied)
  }
  for (const { path } of files)
    for (
      let above = parentPath(path);
      above !== '' && !entries.has(above);
      above = parentPath(above)
    )
      entries.set(above, implied)
  for (const [path, entry] of entries) stacked.parentOf(path).files.set(baseName(path), entry)
}
