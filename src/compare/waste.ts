import type { Layer } from '../image/measurement.ts'
import type { Waste, WasteFinding } from './comparison.ts'
import { cureOf } from './cures.ts'
import { efficiency } from './efficiency.ts'
import { stack, type Written } from './hidden-files.ts'
import { isBookkeeping, type Leftover, leftoverOf } from './leftovers.ts'

/** A hostile image could have a finding for every file. */
const mostFindings = 100

/**
 * Bytes of the candidate that could go: hidden by a later layer, or left behind by a tool. What the baseline
 * did not waste comes first, then the biggest.
 *
 * @param baseline layers of the baseline; null when there is none
 * @returns null when no layer of the candidate was read. Layers that were not read are left out, so the bytes
 * are those that are known at least
 */
export function findWaste(candidate: Layer[], baseline: Layer[] | null): Waste | null {
  if (candidate.every(({ files }) => files === null)) return null
  const before = baseline === null || !wasRead(baseline, candidate) ? null : groups(baseline)
  const known = new Set(before?.map(placeOf))
  const findings = groups(candidate)
    .map((group): WasteFinding => {
      const { leftover, ...finding } = group
      const by = group.by === null ? undefined : candidate[group.by]
      return {
        ...finding,
        path: `/${finding.path}`,
        isNew: before === null ? null : !known.has(placeOf(group)),
        cure: cureOf(group.kind, candidate[group.layer], by, leftover),
      }
    })
    .sort(
      (a, b) =>
        Number(b.isNew === true) - Number(a.isNew === true) ||
        b.bytes - a.bytes ||
        (a.path < b.path ? -1 : 1),
    )
  return {
    findings: findings.slice(0, mostFindings),
    total: findings.reduce((bytes, finding) => bytes + finding.bytes, 0),
    efficiency: efficiency(candidate.map(({ files }) => files)),
  }
}

// --- internal ---

type Group = Omit<WasteFinding, 'isNew' | 'cure'> & { leftover: Leftover | null }

function placeOf({ kind, path }: Group): string {
  return `${kind} ${path}`
}

/** A layer of both sides that nobody read wastes the same on both. */
function wasRead(baseline: Layer[], candidate: Layer[]): boolean {
  const shared = new Set(candidate.map(({ diffId }) => diffId))
  return baseline.every(({ files, diffId }) => files !== null || shared.has(diffId))
}

interface Wasted extends Written {
  kind: WasteFinding['kind']
  by: number | null
  leftover: Leftover | null
}

function groups(layers: Layer[]): Group[] {
  const { hidden, visible } = stack(layers.map(({ files }) => files))
  const wasted: Wasted[] = hidden
    .filter(({ kind, path }) => kind === 'deleted' || !isBookkeeping(path))
    .map(file => ({ ...file, leftover: leftoverOf(file.path, file.size) }))
  for (const file of visible) {
    const leftover = file.size > 0 ? leftoverOf(file.path, file.size) : null
    if (leftover !== null) wasted.push({ ...file, kind: leftover.kind, by: null, leftover })
  }
  const together = new Map<string, Wasted[]>()
  for (const file of wasted) {
    const root = file.leftover?.root ?? ''
    const key = [file.kind, file.layer, file.by, root].join('\n')
    const files = together.get(key)
    if (files === undefined) together.set(key, [file])
    else files.push(file)
  }
  return [...together.values()].flatMap(byDirectory)
}

/** One row for the files of one cause, at the directory that holds them all; `/` would explain nothing. */
function byDirectory(files: Wasted[]): Group[] {
  const [first] = files
  if (first === undefined) return []
  if (first.leftover !== null) return [groupOf(files, first.leftover.root)]
  const tops = new Map<string, Wasted[]>()
  for (const file of files) {
    const top = file.path.split('/', 1)[0] ?? ''
    const some = tops.get(top)
    if (some === undefined) tops.set(top, [file])
    else some.push(file)
  }
  return [...tops.values()].map(some => groupOf(some, commonDirectory(some)))
}

function groupOf(files: Wasted[], path: string): Group {
  const { kind, layer, by, leftover } = files[0] as Wasted
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return { kind, path, files: files.length, bytes, layer, by, leftover }
}

/** The path itself when there is only one. */
function commonDirectory(files: Written[]): string {
  let common = files[0]?.path.split('/') ?? []
  for (const { path } of files) {
    const names = path.split('/')
    let same = 0
    while (same < common.length && common[same] === names[same]) same++
    common = common.slice(0, same)
  }
  return common.join('/')
}
