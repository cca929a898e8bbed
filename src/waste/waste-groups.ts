import type { WasteFinding } from '../compare/comparison.ts'
import type { Layer } from '../image/measurement.ts'
import { unpackedArchives } from './archives.ts'
import { isBookkeeping } from './bookkeeping.ts'
import { duplicates } from './duplicates.ts'
import { stack, type Written } from './hidden-files.ts'
import type { Leftover } from './leftover.ts'
import { createLeftoverFinder, isWorthTelling } from './leftovers.ts'

/** Wasted files of one cause and one place. */
export type WasteGroup = Omit<WasteFinding, 'isNew' | 'grown' | 'cure'> & {
  leftover: Leftover | null
}

/** What the layers waste, by cause, layers and place; in no order that means anything. */
export function wasteGroups(layers: Layer[]): WasteGroup[] {
  const { hidden, visible } = stack(layers)
  const archives = unpackedArchives(visible, layers)
  const bundles = createBundles()
  const leftoverOf = createLeftoverFinder()
  const stays = goesByAnotherName(visible.filter(file => leftoverOf(file) === null))
  const upstream = (layer: number) => layers[layer]?.upstream === true
  /** Who first wrote leftovers that a later layer, e.g. a `chown`, ships again. */
  const writers = new Map<string, number>()
  for (const file of hidden) {
    if (stays(file)) continue
    if (file.kind !== 'deleted' && isBookkeeping(file.path, file.size)) continue
    const leftover = leftoverOf(file)
    if (file.kind !== 'copied') writers.delete(file.path)
    else if (leftover !== null && !upstream(file.layer) && !writers.has(file.path))
      writers.set(file.path, file.layer)
    // What a package brings for itself is hidden with the package.
    bundles.add(file, file.kind, file.by, leftover?.tree ? null : leftover)
  }
  const large: Written[] = []
  for (const file of visible) {
    if (file.size === 0) continue
    const leftover = stays(file) ? null : (leftoverOf(file) ?? archives.get(file.path) ?? null)
    const layer = writers.get(file.path) ?? file.layer
    if (leftover !== null) bundles.add({ ...file, layer }, leftover.kind, null, leftover)
    else if (file.crc32 !== undefined) large.push(file)
  }
  const twice = duplicates(large, upstream)
  const copies = new Set(twice.flatMap(pairs => pairs.map(({ file }) => file)))
  for (const file of large) {
    const size = file.elf?.symbols ?? 0
    if (size === 0 || copies.has(file)) continue
    const leftover = { kind: 'unstripped', root: file.path, cure: stripCure, tree: true } as const
    bundles.add({ ...file, size }, 'unstripped', null, leftover)
  }
  const left = bundles
    .all()
    .flatMap(byDirectory)
    .filter(({ kind, bytes, layer }) => isWorthTelling(kind, bytes, upstream(layer)))
  return [...left, ...twice.flatMap(duplicateGroups)]
}

// --- internal ---

const stripCure = 'strip it where it is built: the linker can leave symbols out'

/**
 * Whether the bytes of a file are those of a hard link too that the image keeps: whoever deletes one name of them saves
 * nothing. pnpm and Bun install like that out of their stores.
 */
function goesByAnotherName(kept: Written[]): (file: Written) => boolean {
  const names = new Set(
    kept.flatMap(({ layer, hardLink }) =>
      hardLink === undefined ? [] : JSON.stringify([layer, hardLink]),
    ),
  )
  return ({ layer, path }) => names.size > 0 && names.has(JSON.stringify([layer, path]))
}

type Cause = Pick<WasteGroup, 'kind' | 'by' | 'leftover'>

interface Bundle extends Cause {
  layer: number
  files: Written[]
}

interface Bundles {
  add(file: Written, kind: Cause['kind'], by: Cause['by'], leftover: Cause['leftover']): void
  all(): Bundle[]
}

/** Files by cause, layer, and the place that goes as a whole. They come in long runs of one bundle. */
function createBundles(): Bundles {
  const bundles = new Map<string, Bundle>()
  let last: Bundle | undefined
  return {
    add(file, kind, by, leftover) {
      if (
        last === undefined ||
        last.kind !== kind ||
        last.by !== by ||
        last.layer !== file.layer ||
        last.leftover?.root !== leftover?.root
      ) {
        const key = [kind, file.layer, by, leftover?.root ?? ''].join('\n')
        last = bundles.get(key) ?? { kind, by, leftover, layer: file.layer, files: [] }
        bundles.set(key, last)
      }
      last.files.push(file)
    },
    all: () => [...bundles.values()],
  }
}

/** One row for the files of one cause, at the directory that holds them all; `/` would explain nothing. */
function byDirectory({ files, ...cause }: Bundle): WasteGroup[] {
  if (cause.leftover !== null) return [{ ...cause, ...placeOf(files), path: cause.leftover.root }]
  return byTop(files).map(some => ({ ...cause, ...placeOf(some) }))
}

function duplicateGroups(pairs: { file: Written; original: Written }[]): WasteGroup[] {
  const originals = new Map(pairs.map(({ file, original }) => [file, original]))
  return byTop([...originals.keys()]).flatMap(files => {
    const same = files.flatMap(file => originals.get(file) ?? [])
    const [first] = same
    if (first === undefined) return []
    const original = { path: `/${commonDirectory(same)}`, layer: first.layer }
    const layer = files[0]?.layer ?? 0
    return [
      { kind: 'duplicate', by: null, leftover: null, layer, original, ...placeOf(files) },
    ] satisfies WasteGroup[]
  })
}

function byTop(files: Written[]): Written[][] {
  const tops = new Map<string, Written[]>()
  let last: { top: string; files: Written[] } | undefined
  for (const file of files) {
    if (last === undefined || !isIn(file.path, last.top)) {
      const [top = ''] = file.path.split('/', 1)
      last = { top, files: tops.get(top) ?? [] }
      tops.set(top, last.files)
    }
    last.files.push(file)
  }
  return [...tops.values()]
}

function placeOf(files: Written[]): { path: string; files: number; bytes: number } {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const count = files.reduce((sum, one) => sum + one.files, 0)
  return { path: commonDirectory(files).replace(/\/$/, ''), files: count, bytes }
}

/** The path itself when there is only one. */
function commonDirectory(files: Written[]): string {
  let common = files[0]?.path ?? ''
  for (const { path } of files) {
    while (common !== '' && !isIn(path, common))
      common = common.slice(0, Math.max(0, common.lastIndexOf('/')))
  }
  return common
}

function isIn(path: string, directory: string): boolean {
  return (
    path.startsWith(directory) &&
    (path.length === directory.length || path[directory.length] === '/')
  )
}
