import type { LayerChange, PathChange } from './comparison.ts'
import { frontierOf } from './frontier.ts'
import { childrenOf, type PathNode, pathNode, pathTree } from './path-tree.ts'

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
  return rollUp(pathTree(before, after, placeOf), most)
}

// --- internal ---

/**
 * Opens, again and again, the row with the most bytes to explain, as long as its parts say more than
 * the whole: a directory of many equal files stays one row, a single large file is named. What the parts
 * leave over is opened in turn while it is much.
 */
function rollUp(root: PathNode, most: number): PathChange[] {
  const closed: PathNode[] = []
  const much = magnitude(root, childrenOf(root)) * 0.1
  let open = root.files === 0 ? [] : [root]
  while (open.length > 0) {
    open.sort(byBytes)
    const here = open.shift() as PathNode
    const children = childrenOf(here).sort(byBytes)
    const parts = weighty(here, children)
    const room = most - 1 - closed.length - open.length
    if (parts.length === 0 || parts.length + 1 > room) closed.push(here)
    else {
      open = open.concat(parts)
      const rest = children.filter(child => !parts.includes(child))
      const [only, ...others] = rest
      if (only === undefined && here.own === 0) continue
      const isOne = only !== undefined && others.length === 0 && here.own === 0
      const left = isOne ? only : remainder(here, rest)
      if (magnitude(here, rest) >= much) open.push(left)
      else closed.push(left)
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
function narrowest(here: PathNode): PathNode {
  const [only, ...others] = childrenOf(here)
  const isAll = only !== undefined && others.length === 0 && only.change === here.change
  return isAll && here.own === 0 ? narrowest(only) : here
}

/** What is left of a directory when its heavy parts have rows of their own. */
function remainder({ path, own, before, after }: PathNode, rest: PathNode[]): PathNode {
  const files = own === 0 ? 0 : Math.max(1, before, after)
  return {
    ...pathNode(path.endsWith('/…') ? path : `${path}/…`),
    own,
    before,
    after,
    change: own + rest.reduce((bytes, { change }) => bytes + change, 0),
    files: rest.reduce((sum, node) => sum + node.files, files),
    children: new Map(rest.map(child => [child.path, child])),
  }
}

/** The children worth a row of their own: together they explain most of the directory. */
function weighty(here: PathNode, children: PathNode[]): PathNode[] {
  const total = magnitude(here, children)
  if (total === 0) return here.path === '' ? children : []
  const parts = children.filter(child => Math.abs(child.change) >= total * 0.2)
  const explained = parts.reduce((bytes, { change }) => bytes + Math.abs(change), 0)
  return explained >= total * 0.6 || here.path === '' ? (parts.length > 0 ? parts : children) : []
}

function byBytes(a: PathNode, b: PathNode): number {
  return Math.abs(b.change) - Math.abs(a.change) || (a.path < b.path ? -1 : 1)
}

/** Bytes to explain: those of the directory itself and of some of its children. */
function magnitude({ own }: PathNode, children: PathNode[]): number {
  return children.reduce((bytes, { change }) => bytes + Math.abs(change), Math.abs(own))
}
