import type { LayerChange, PathChange } from './comparison.ts'
import { baseName, parentPath } from './layer-tree.ts'

/**
 * Bytes by path over the layers that the two images do not share, rolled up to the directories that
 * explain the most. The rows add up exactly to the change of the unpacked size.
 *
 * @param most how many rows at most; the last one, with an empty path, is whatever the others leave
 * @returns null when one of those layers was not read path by path
 */
export function pathChanges(layers: LayerChange[], most = 12): PathChange[] | null {
  const root = node('')
  const add = adderTo(root)
  for (const { change, baseline, candidate } of layers) {
    if (change === 'unchanged') continue
    for (const [layer, sign] of [
      [baseline, -1],
      [candidate, 1],
    ] as const) {
      if (layer === null) continue
      if (layer.files === null) return null
      for (const { path, size } of layer.files) if (size > 0) add(path, sign * size)
    }
  }
  settle(root)
  return rollUp(root, most)
}

// --- internal ---

interface Node {
  path: string
  change: number
  files: number
  /** null: most nodes are files, and a map for each would be most of the work. */
  children: Map<string, Node> | null
}

function node(path: string): Node {
  return { path, change: 0, files: 0, children: null }
}

function adderTo(root: Node): (path: string, bytes: number) => void {
  let last = { path: '', directory: root }
  return (path, bytes) => {
    const parent = parentPath(path)
    // Tars list a directory's entries in a row.
    if (parent !== last.path)
      last = { path: parent, directory: parent.split('/').reduce(child, root) }
    child(last.directory, baseName(path)).change += bytes
  }
}

function child(here: Node, name: string): Node {
  const known = here.children?.get(name)
  if (known !== undefined) return known
  const added = node(here.path === '' ? name : `${here.path}/${name}`)
  here.children ??= new Map()
  here.children.set(name, added)
  return added
}

/** Sums files into their directories and drops what came out even. */
function settle(here: Node): void {
  here.files = here.change === 0 ? 0 : 1
  for (const [name, child] of here.children ?? []) {
    settle(child)
    here.change += child.change
    here.files += child.files
    if (child.files === 0) here.children?.delete(name)
  }
}

/**
 * Opens, again and again, the row with the most bytes to explain, as long as its parts say more than
 * the whole: a directory of many equal files stays one row, a single large file is named. What the parts
 * leave over is opened in turn while it is much.
 */
function rollUp(root: Node, most: number): PathChange[] {
  const closed: Node[] = []
  const much = magnitude(childrenOf(root)) * 0.1
  let open = root.files === 0 ? [] : [root]
  while (open.length > 0) {
    open.sort(byBytes)
    const here = open.shift() as Node
    const children = childrenOf(here).sort(byBytes)
    const parts = weighty(here, children)
    const own = here.change - sum(children)
    const room = most - 1 - closed.length - open.length
    if (parts.length === 0 || own !== 0 || parts.length + 1 > room) closed.push(here)
    else {
      open = open.concat(parts)
      const rest = children.filter(child => !parts.includes(child))
      const [only, ...others] = rest
      if (only !== undefined) {
        const left = others.length === 0 ? only : remainder(here, rest)
        if (magnitude(rest) >= much) open.push(left)
        else closed.push(left)
      }
    }
  }
  return closed
    .map(narrowest)
    .filter(({ files }) => files > 0)
    .sort(byBytes)
    .map(({ path, files, change }) => ({
      path: path.startsWith('/') ? path : `/${path}`,
      files,
      change,
    }))
}

/** Where all of it lies. */
function narrowest(here: Node): Node {
  const [only, ...others] = childrenOf(here)
  return only === undefined || others.length > 0 || only.change !== here.change
    ? here
    : narrowest(only)
}

/** What is left of a directory when its heavy parts have rows of their own. */
function remainder({ path }: Node, rest: Node[]): Node {
  return {
    path: path.endsWith('/…') ? path : `${path}/…`,
    change: sum(rest),
    files: count(rest),
    children: new Map(rest.map(child => [child.path, child])),
  }
}

/** The children worth a row of their own: together they explain most of the directory. */
function weighty(here: Node, children: Node[]): Node[] {
  const total = magnitude(children)
  if (total === 0) return here.path === '' ? children : []
  const parts = children.filter(child => Math.abs(child.change) >= total * 0.2)
  const explained = magnitude(parts)
  return explained >= total * 0.6 || here.path === '' ? (parts.length > 0 ? parts : children) : []
}

function byBytes(a: Node, b: Node): number {
  return Math.abs(b.change) - Math.abs(a.change) || (a.path < b.path ? -1 : 1)
}

function childrenOf({ children }: Node): Node[] {
  return [...(children?.values() ?? [])]
}

function magnitude(nodes: Node[]): number {
  return nodes.reduce((bytes, { change }) => bytes + Math.abs(change), 0)
}

function sum(nodes: Node[]): number {
  return nodes.reduce((bytes, { change }) => bytes + change, 0)
}

function count(nodes: Node[]): number {
  return nodes.reduce((files, node) => files + node.files, 0)
}
