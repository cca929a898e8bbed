import type { Layer } from '../image/measurement.ts'
import type { LayerChange, PathChange } from './comparison.ts'
import { frontierOf } from './frontier.ts'

/**
 * Bytes by path over the layers that the two images do not share, rolled up to the directories that
 * explain the most. The rows add up exactly to the change of the unpacked size. Where a layer has but a record's
 * summary, both sides are told as finely as that.
 *
 * @param most how many rows at most; the last one, with an empty path, is whatever the others leave
 * @returns null when one of those layers was not read path by path
 */
export function pathChanges(layers: LayerChange[], most = 12): PathChange[] | null {
  const changed = layers.filter(({ change }) => change !== 'unchanged')
  const before = changed.flatMap(({ baseline }) => baseline ?? [])
  const after = changed.flatMap(({ candidate }) => candidate ?? [])
  const all = [...before, ...after]
  if (all.some(({ files, paths }) => files === null && paths === undefined)) return null
  const summaries = all.flatMap(({ files, paths }) => (files === null && paths ? [paths] : []))
  const placeOf = summaries.length === 0 ? (path: string) => path : frontierOf(summaries)
  const root = node('')
  for (const [side, sides] of [
    ['before', before],
    ['after', after],
  ] as const) {
    for (const layer of sides) addLayer(root, layer, side, placeOf)
  }
  settle(root)
  return rollUp(root, most)
}

// --- internal ---

interface Node {
  path: string
  change: number
  /** Of the change, what is not in a child. */
  own: number
  /** Files behind `own`, on each side. */
  before: number
  after: number
  files: number
  children: Map<string, Node>
}

function node(path: string): Node {
  return { path, change: 0, own: 0, before: 0, after: 0, files: 0, children: new Map() }
}

type Side = 'before' | 'after'

function addLayer(
  root: Node,
  { files, paths = [] }: Layer,
  side: Side,
  placeOf: (path: string) => string,
): void {
  const sign = side === 'before' ? -1 : 1
  for (const { path, size } of files ?? []) {
    if (size === 0) continue
    const place = placeOf(path)
    const here = add(root, place, sign * size)
    // A file that several layers write is one file.
    here[side] = place === path ? 1 : here[side] + 1
  }
  if (files !== null) return
  for (const sum of paths) add(root, placeOf(sum.path), sign * sum.size)[side] += sum.files
}

function add(root: Node, path: string, bytes: number): Node {
  let here = root
  for (const name of path.split('/')) {
    let child = here.children.get(name)
    if (child === undefined) {
      child = node(here.path === '' ? name : `${here.path}/${name}`)
      here.children.set(name, child)
    }
    here = child
  }
  here.own += bytes
  return here
}

/** Sums files into their directories and drops what came out even. */
function settle(here: Node): void {
  here.change = here.own
  here.files = here.own === 0 ? 0 : Math.max(1, here.before, here.after)
  for (const [name, child] of here.children) {
    settle(child)
    here.change += child.change
    here.files += child.files
    if (child.files === 0) here.children.delete(name)
  }
}

/**
 * Opens, again and again, the row with the most bytes to explain, as long as its parts say more than
 * the whole: a directory of many equal files stays one row, a single large file is named.
 */
function rollUp(root: Node, most: number): PathChange[] {
  const closed: Node[] = []
  let open = root.files === 0 ? [] : [root]
  while (open.length > 0) {
    open.sort(byBytes)
    const here = open.shift() as Node
    const children = [...here.children.values()].sort(byBytes)
    const parts = weighty(here, children)
    const room = most - 1 - closed.length - open.length
    if (parts.length === 0 || parts.length + 1 > room) closed.push(here)
    else {
      open = open.concat(parts)
      const rest = children.filter(child => !parts.includes(child))
      const [only] = rest
      if (here.own === 0 && rest.length === 1 && only !== undefined) closed.push(only)
      else if (here.own !== 0 || rest.length > 0) closed.push(remainder(here, rest, parts))
    }
  }
  return closed
    .filter(({ files }) => files > 0)
    .sort(byBytes)
    .map(({ path, files, change }) => ({
      path: path.startsWith('/') ? path : `/${path}`,
      files,
      change,
    }))
}

/** What is left of a directory when its heavy parts have rows of their own. */
function remainder(here: Node, rest: Node[], parts: Node[]): Node {
  const change = here.own + sum(rest)
  return { ...node(`${here.path}/…`), change, files: here.files - count(parts) }
}

/** The children worth a row of their own: together they explain most of the directory. */
function weighty(here: Node, children: Node[]): Node[] {
  const inChildren = children.reduce((bytes, child) => bytes + Math.abs(child.change), 0)
  const total = inChildren + Math.abs(here.own)
  if (total === 0) return here.path === '' ? children : []
  const parts = children.filter(child => Math.abs(child.change) >= total * 0.2)
  const explained = parts.reduce((bytes, child) => bytes + Math.abs(child.change), 0)
  return explained >= total * 0.6 || here.path === '' ? (parts.length > 0 ? parts : children) : []
}

function byBytes(a: Node, b: Node): number {
  return Math.abs(b.change) - Math.abs(a.change) || (a.path < b.path ? -1 : 1)
}

function sum(nodes: Node[]): number {
  return nodes.reduce((bytes, { change }) => bytes + change, 0)
}

function count(nodes: Node[]): number {
  return nodes.reduce((files, node) => files + node.files, 0)
}
