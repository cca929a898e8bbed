import type { LayerFile } from '../image/measurement.ts'

/** A file of one layer. */
export interface Written {
  path: string
  /** Bytes. */
  size: number
  /** Index of the layer that wrote it. */
  layer: number
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
  const root: Node = { file: null, children: null }
  const hidden: Hidden[] = []
  layers.forEach((files, layer) => {
    // Whiteouts concern lower layers only, wherever they stand in the tar.
    for (const { path, kind } of files ?? []) {
      if (kind === 'whiteout') hideAll(take(root, path), layer, hidden)
      if (kind === 'opaque') hideChildren(find(root, path), layer, hidden)
    }
    for (const file of files ?? []) {
      if (file.kind !== 'whiteout' && file.kind !== 'opaque') write(root, file, layer, hidden)
    }
  })
  const visible: Written[] = []
  visit(root, file => visible.push(file))
  return { hidden, visible }
}

// --- internal ---

interface Node {
  file: Written | null
  children: Map<string, Node> | null
}

function write(root: Node, { path, size, kind }: LayerFile, layer: number, hidden: Hidden[]): void {
  let here = root
  for (const name of path.split('/')) {
    here.children ??= new Map()
    let child = here.children.get(name)
    if (child === undefined) {
      child = { file: null, children: null }
      here.children.set(name, child)
    }
    here = child
  }
  const before = here.file
  // A path twice in one tar is no layer's fault.
  if (before !== null && before.size > 0 && before.layer !== layer) {
    const same = kind === 'file' && before.size === size
    hidden.push({ ...before, kind: same ? 'copied' : 'overwritten', by: layer })
  }
  if (kind === 'directory') {
    here.file = null
    return
  }
  // A file in the place of a directory.
  hideChildren(here, layer, hidden)
  here.file = { path, size, layer }
}

function find(root: Node, path: string): Node | undefined {
  let here: Node | undefined = root
  if (path === '') return root
  for (const name of path.split('/')) here = here?.children?.get(name)
  return here
}

function take(root: Node, path: string): Node | undefined {
  const slash = path.lastIndexOf('/')
  const parent = find(root, path.slice(0, Math.max(0, slash)))
  const name = path.slice(slash + 1)
  const found = parent?.children?.get(name)
  parent?.children?.delete(name)
  return found
}

function hideAll(node: Node | undefined, by: number, hidden: Hidden[]): void {
  if (node === undefined) return
  visit(node, file => {
    if (file.size > 0 && file.layer !== by) hidden.push({ ...file, kind: 'deleted', by })
  })
}

function hideChildren(node: Node | undefined, by: number, hidden: Hidden[]): void {
  for (const child of node?.children?.values() ?? []) hideAll(child, by, hidden)
  if (node !== undefined) node.children = null
}

function visit(node: Node, see: (file: Written) => void): void {
  if (node.file !== null) see(node.file)
  for (const child of node.children?.values() ?? []) visit(child, see)
}
