import type { LayerChange, PlatformComparison } from '../../compare/comparison.ts'
import type { Layer, Package } from '../../image/measurement.ts'
import { oneLine } from '../sections/text.ts'
import type { Tile } from './model.ts'
import { wholeRows } from './whole-rows.ts'

/**
 * The bytes of an image by path, as a tree for the treemap: the sizes add up to the unpacked size of the layers that were
 * read, and the changes to what changed in them. However many paths there are, no more than `most` tiles are told;
 * what is too small for that is one tile in each directory.
 * @returns null when no layer of the candidate was read path by path
 */
export function pathTiles(
  platform: PlatformComparison,
  most: number,
): { tiles: Tile; packages: string[] } | null {
  const { candidate } = platform
  if (candidate === null || !candidate.layers.some(isRead)) return null
  const root = node('/')
  for (const [row, change] of wholeRows(platform).entries()) addRow(root, change, row)
  const packages = namePackages(root, candidate.layers)
  weigh(root)
  return { tiles: tileOf(root, leastWeight(root, most)), packages }
}

// --- internal ---

interface Node {
  name: string
  size: number
  /** null: unknown. */
  change: number | null
  files: number
  /** Row that wrote the most of it, and how much that is. */
  row: number
  most: number
  package: number | null
  /** With all that is in it: what decides whether it is told. */
  weight: number
  children: Map<string, Node> | null
}

/** A name in a path is seldom longer; each costs its length in the page. */
const LONGEST_NAME = 120
/** More directories in one another than a treemap can show. */
const DEEPEST = 40

function node(name: string): Node {
  return {
    name,
    size: 0,
    change: 0,
    files: 0,
    row: -1,
    most: 0,
    package: null,
    weight: 0,
    children: null,
  }
}

function isRead({ files, paths }: Layer): boolean {
  return files !== null || paths !== undefined
}

/** Of a changed layer the baseline's paths are taken away; a report that was read from JSON has none of them. */
function addRow(root: Node, { change, baseline, candidate }: LayerChange, row: number): void {
  const known = change === 'unchanged' || baseline === null || isRead(baseline)
  const add = adderTo(root, row)
  if (candidate !== null) {
    for (const [path, size, files] of pathsOf(candidate)) {
      const here = add(path, size, files)
      if (change !== 'unchanged') here.change = known ? plus(here.change, size) : null
    }
  }
  if (change === 'unchanged' || baseline === null || !known) return
  // A layer that was not read on the other side says nothing about its paths.
  if (candidate !== null && !isRead(candidate)) return
  for (const [path, size, files] of pathsOf(baseline)) {
    const here = add(path, 0, files)
    here.change = plus(here.change, -size)
  }
}

const plus = (sum: number | null, bytes: number) => (sum === null ? null : sum + bytes)

/** A layer that was not read is one tile with the text of its instruction. */
function* pathsOf(layer: Layer): Iterable<[path: string[], size: number, files: number]> {
  const { files, paths = [], instruction, size } = layer
  if (!isRead(layer)) {
    if ((size ?? 0) > 0) yield [[`(not read) ${instruction}`], size ?? 0, 0]
    return
  }
  if (files === null) {
    for (const sum of paths) yield [partsOf(sum.path), sum.size, sum.files]
    return
  }
  for (const file of files) if (file.size > 0) yield [partsOf(file.path), file.size, 1]
}

function partsOf(path: string): string[] {
  return path
    .split('/')
    .filter(part => part !== '')
    .slice(0, DEEPEST)
}

function adderTo(root: Node, row: number) {
  return (path: string[], size: number, files: number): Node => {
    let here = root
    for (const name of path) here = childOf(here, name)
    here.size += size
    here.files = Math.max(here.files, files)
    if (size >= here.most) {
      here.most = size
      here.row = row
    }
    return here
  }
}

function childOf(here: Node, name: string): Node {
  here.children ??= new Map()
  let child = here.children.get(name)
  if (child === undefined) {
    child = node(name)
    here.children.set(name, child)
  }
  return child
}

/** Packages whose place is known: those of npm and pip are directories, modules of Go and jars are files. */
function namePackages(root: Node, layers: Layer[]): string[] {
  const names = new Map<string, number>()
  for (const one of layers.flatMap(({ packages }) => packages ?? [])) {
    for (const place of placesOf(one)) {
      const here = find(root, place)
      if (here === null) continue
      const name = oneLine(`${one.name} ${one.version}`)
      const index = names.get(name) ?? names.size
      names.set(name, index)
      here.package = index
    }
  }
  return [...names.keys()]
}

function placesOf({ manager, name, path }: Package): string[] {
  const directory = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  switch (manager) {
    case 'npm':
      return [directory]
    case 'pip': {
      const site = directory.slice(0, Math.max(0, directory.lastIndexOf('/')))
      return [directory, `${site}/${name.replace(/[-.]/g, '_')}`, `${site}/${name.toLowerCase()}`]
    }
    case 'go':
    case 'jar':
      return [path]
    default:
      return []
  }
}

function find(root: Node, path: string): Node | null {
  let here: Node | undefined = root
  for (const name of partsOf(path)) here = here?.children?.get(name)
  return here ?? null
}

function weigh(here: Node): void {
  here.weight = Math.max(here.size, Math.abs(here.change ?? 0))
  for (const child of here.children?.values() ?? []) {
    weigh(child)
    here.weight += child.weight
  }
}

/** A directory weighs no less than what is in it, so whoever is heavy enough has its parents with it. */
function leastWeight(root: Node, most: number): number {
  const weights: number[] = []
  const visit = (here: Node) => {
    weights.push(here.weight)
    for (const child of here.children?.values() ?? []) visit(child)
  }
  visit(root)
  if (weights.length <= most) return 1
  return Math.max(1, weights.sort((a, b) => b - a)[most - 1] ?? 1) + 1
}

function tileOf(here: Node, least: number): Tile {
  const name = Array.from(oneLine(here.name)).slice(0, LONGEST_NAME).join('')
  const tile: Tile = { n: name === '' ? '?' : name }
  if (here.package !== null) tile.p = here.package
  const kept: Tile[] = []
  const left = node('')
  let hasLeft = false
  for (const child of here.children?.values() ?? []) {
    if (child.weight >= least) kept.push(tileOf(child, least))
    else if (child.weight > 0) {
      merge(left, child)
      hasLeft = true
    }
  }
  if (kept.length === 0 && !hasLeft) return { ...tile, ...numbersOf(here) }
  if (here.size > 0 || here.change !== 0) {
    merge(left, { ...here, children: null })
    hasLeft = true
  }
  if (hasLeft) kept.push({ n: '', ...numbersOf(left) })
  return { ...tile, c: kept }
}

function merge(left: Node, one: Node): void {
  left.size += one.size
  left.change = left.change === null || one.change === null ? null : left.change + one.change
  left.files += one.files
  if (one.most > left.most) {
    left.most = one.most
    left.row = one.row
  }
  for (const child of one.children?.values() ?? []) merge(left, child)
}

function numbersOf({ size, change, files, row }: Node): Omit<Tile, 'n'> {
  return {
    ...(size === 0 ? {} : { s: size }),
    ...(change === 0 ? {} : { d: change }),
    ...(files === 1 ? {} : { f: files }),
    ...(row < 0 ? {} : { l: row }),
  }
}
