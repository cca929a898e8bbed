import { hierarchy, treemap } from 'd3-hierarchy'
import type { Tile } from '../report/page/model.ts'

/** What the tiles are as large as. */
export type TileMetric = 'size' | 'change'

/** A path and all that is in it. */
export interface Place {
  name: string
  parent: Place | null
  children: Place[]
  bytes: number
  /** null: unknown. */
  change: number | null
  /** What tiles by change are as large as: growth here and shrinkage there do not cancel out. */
  moved: number
  files: number
  row: number | null
  package: number | null
}

/** A tile to be drawn; in pixels. */
export interface Box {
  place: Place
  /** Places that are drawn as one, for each alone is too small. */
  merged: Place[]
  x: number
  y: number
  width: number
  height: number
  /** From the place that is zoomed into on. */
  depth: number
  /** Whether what is in it is drawn in it. */
  isOpen: boolean
}

/** The tree of tiles with its sums. */
export function placesOf(tile: Tile, parent: Place | null = null): Place {
  const place: Place = {
    name: tile.n,
    parent,
    children: [],
    bytes: tile.s ?? 0,
    change: tile.d === undefined ? 0 : tile.d,
    moved: Math.abs(tile.d ?? 0),
    files: tile.f ?? (tile.c === undefined ? 1 : 0),
    row: tile.l ?? null,
    package: tile.p ?? parent?.package ?? null,
  }
  let largest = -1
  for (const one of tile.c ?? []) {
    const child = placesOf(one, place)
    place.children.push(child)
    place.bytes += child.bytes
    place.change =
      place.change === null || child.change === null ? null : place.change + child.change
    place.moved += child.moved
    place.files += child.files
    if (child.bytes > largest) {
      largest = child.bytes
      place.row = child.row
    }
  }
  return place
}

/** Names from the root on; the root itself has none. */
export function pathOf(place: Place): string {
  if (place.parent === null) return '/'
  const parent = pathOf(place.parent)
  return `${parent === '/' ? '' : parent}/${place.name === '' ? '…' : place.name}`
}

/** What a tile is as large as, in bytes. */
export function weight(place: Place, metric: TileMetric): number {
  return metric === 'size' ? place.bytes : place.moved
}

/**
 * Tiles of a place in so many pixels. What would be smaller than a few of them is merged into one tile, so however many
 * paths there are, no more is drawn than can be seen.
 */
export function tileLayout(
  root: Place,
  { width, height, metric }: { width: number; height: number; metric: TileMetric },
): Box[] {
  const total = weight(root, metric)
  if (total === 0 || width <= 0 || height <= 0) return []
  const perByte = (width * height) / total
  const tree = hierarchy(shown(root, metric, perByte, 0), ({ children }) => children)
    .sum(({ children, bytes }) => (children === undefined ? bytes : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const laid = treemap<Shown>()
    .size([width, height])
    .paddingInner(1)
    .paddingOuter(here => (here.depth === 0 ? 0 : 1))
    .paddingTop(here => (here.depth === 0 ? 0 : HEAD))
    .round(true)(tree)
  return laid
    .descendants()
    .filter(here => here.depth > 0 && here.x1 > here.x0 && here.y1 > here.y0)
    .map(here => ({
      place: here.data.place,
      merged: here.data.merged,
      x: here.x0,
      y: here.y0,
      width: here.x1 - here.x0,
      height: here.y1 - here.y0,
      depth: here.depth,
      isOpen: here.children !== undefined,
    }))
}

/** How many paths below a place, itself included, have the text in their names; by place, none left out. */
export function search(root: Place, text: string): Map<Place, number> {
  const wanted = text.trim().toLowerCase()
  const hits = new Map<Place, number>()
  if (wanted === '') return hits
  const visit = (here: Place): number => {
    const own = here.parent !== null && pathEndsWith(here, wanted) ? 1 : 0
    const all = here.children.reduce((sum, child) => sum + visit(child), own)
    if (all > 0) hits.set(here, all)
    return all
  }
  visit(root)
  return hits
}

// --- internal ---

/** Square pixels of a tile that is worth being told alone, and of a directory that is worth being looked into. */
const LEAST_TILE = 14
const LEAST_DIRECTORY = 1500
/** Of the tile that says how many there are: it is seen, if larger than it would be. */
const LEAST_MERGED = 150
/** Pixels of a directory's head. */
const HEAD = 17
const DEEPEST = 8

interface Shown {
  place: Place
  merged: Place[]
  bytes: number
  children?: Shown[]
}

function shown(place: Place, metric: TileMetric, perByte: number, depth: number): Shown {
  const bytes = weight(place, metric)
  const alone = { place, merged: [], bytes }
  const isLarge = depth === 0 || (bytes * perByte >= LEAST_DIRECTORY && depth < DEEPEST)
  if (place.children.length === 0 || !isLarge) return alone
  const children: Shown[] = []
  const merged: Place[] = []
  for (const child of place.children) {
    const own = weight(child, metric)
    if (own === 0) continue
    if (own * perByte < LEAST_TILE || child.name === '') merged.push(child)
    else children.push(shown(child, metric, perByte, depth + 1))
  }
  const [first, second] = merged
  if (first !== undefined)
    children.push({
      place: first,
      merged: second === undefined ? [] : merged,
      bytes: Math.max(
        merged.reduce((sum, one) => sum + weight(one, metric), 0),
        LEAST_MERGED / perByte,
      ),
    })
  return children.length === 0 ? alone : { ...alone, children }
}

/** A text with a slash is looked for in the whole path. */
function pathEndsWith(place: Place, wanted: string): boolean {
  if (!wanted.includes('/')) return place.name.toLowerCase().includes(wanted)
  const path = pathOf(place).toLowerCase()
  const at = path.lastIndexOf(wanted)
  return at >= 0 && at + wanted.length > path.length - place.name.length
}
