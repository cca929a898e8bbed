import type { Layer } from '../image/measurement.ts'
import { baseName, parentPath } from './layer-tree.ts'

/** Bytes at a path and in all that lies below it. */
export interface PathNode {
  path: string
  /** Bytes; with what is below, once `settle` has been there. */
  change: number
  /** Of the change, what is not in a child. */
  own: number
  /** Files behind `own`, on each side. */
  before: number
  after: number
  files: number
  /** null: most nodes are files, and a map for each would be most of the work. */
  children: Map<string, PathNode> | null
}

export function pathNode(path: string): PathNode {
  return { path, change: 0, own: 0, before: 0, after: 0, files: 0, children: null }
}

/**
 * The bytes that layers add and take away, by path.
 * @param placeOf where a file's bytes are told, which is the file itself or a directory around it
 */
export function pathTree(
  before: Layer[],
  after: Layer[],
  placeOf: (path: string) => string,
): PathNode {
  const root = pathNode('')
  const add = adderTo(root)
  for (const [side, sign, layers] of [
    ['before', -1, before],
    ['after', 1, after],
  ] as const) {
    for (const { files, paths = [] } of layers) {
      for (const { path, size } of files ?? []) {
        if (size === 0) continue
        const place = placeOf(path)
        const here = add(place, sign * size)
        // A file that several layers write is one file.
        here[side] = place === path ? 1 : here[side] + 1
      }
      if (files !== null) continue
      for (const sum of paths) add(placeOf(sum.path), sign * sum.size)[side] += sum.files
    }
  }
  settle(root)
  return root
}

export function childrenOf({ children }: PathNode): PathNode[] {
  return [...(children?.values() ?? [])]
}

// --- internal ---

function adderTo(root: PathNode): (path: string, bytes: number) => PathNode {
  let last = { path: '', directory: root }
  return (path, bytes) => {
    const parent = parentPath(path)
    // Tars list a directory's entries in a row.
    if (parent !== last.path) {
      const names = parent === '' ? [] : parent.split('/')
      last = { path: parent, directory: names.reduce(child, root) }
    }
    const here = child(last.directory, baseName(path))
    here.own += bytes
    return here
  }
}

function child(here: PathNode, name: string): PathNode {
  const known = here.children?.get(name)
  if (known !== undefined) return known
  const isTop = here.path === ''
  const added = pathNode(isTop ? name : `${here.path}/${name}`)
  here.children ??= new Map()
  here.children.set(name, added)
  return added
}

/** Sums files into their directories and drops what came out even. */
function settle(here: PathNode): void {
  here.change = here.own
  here.files = here.own === 0 ? 0 : Math.max(1, here.before, here.after)
  for (const [name, child] of here.children ?? []) {
    settle(child)
    here.change += child.change
    here.files += child.files
    if (child.files === 0) here.children?.delete(name)
  }
}
