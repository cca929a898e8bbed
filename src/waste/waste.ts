import type { Comparison, Waste, WasteFinding } from '../compare/comparison.ts'
import type { Layer } from '../image/measurement.ts'
import { cureOf } from './cures.ts'
import { efficiency } from './efficiency.ts'
import { type WasteGroup, wasteGroups } from './waste-groups.ts'

/** A hostile image could have a finding for every file. */
const mostFindings = 100

/** A comparison that also tells, for each platform, which bytes of the candidate could go. */
export function withWaste(comparison: Comparison): Comparison {
  const platforms = comparison.platforms.map(platform => {
    const { baseline, candidate } = platform
    const waste = candidate && findWaste(candidate.layers, baseline?.layers ?? null)
    return waste === null ? platform : { ...platform, waste }
  })
  return { ...comparison, platforms }
}

/**
 * Bytes of the candidate that could go: hidden by a later layer, there twice, or left behind by a tool. What the
 * baseline did not waste comes first, then the biggest. No byte is in two findings, and what one cure saves is one.
 *
 * @param baseline layers of the baseline; null when there is none
 * @returns null when nothing is known of the candidate's paths. Layers that were not read are left out, so the bytes
 * are those that are known at least
 */
export function findWaste(candidate: Layer[], baseline: Layer[] | null): Waste | null {
  if (!candidate.some(isKnown)) return null
  const before = baseline === null ? () => ({ isNew: null }) : newness(baseline, candidate)
  const findings = mergeByCure(
    wasteGroups(candidate).map(({ leftover, ...group }) => ({
      ...group,
      cure: cureOf(group, candidate, leftover),
    })),
  )
    .sort(byPlace)
    .map(finding => ({ ...finding, path: `/${finding.path}`, ...before(finding) }))
    .sort(
      (a, b) =>
        Number(b.isNew === true) - Number(a.isNew === true) ||
        newBytes(b) - newBytes(a) ||
        b.bytes - a.bytes ||
        byPlace(a, b),
    )
  return {
    findings: findings.slice(0, mostFindings),
    total: findings.reduce((bytes, finding) => bytes + finding.bytes, 0),
    efficiency: efficiency(candidate.map(({ files }) => files)),
  }
}

/** Bytes of a finding that the baseline certainly does not waste; 0 when that is unknown. */
export function newBytes({
  isNew,
  grown,
  bytes,
}: Pick<WasteFinding, 'isNew' | 'grown' | 'bytes'>): number {
  return isNew === true ? bytes : (grown ?? 0)
}

// --- internal ---

type Cured = Omit<WasteGroup, 'leftover'> & { cure: string }

function isKnown({ files, paths }: Layer): boolean {
  return files !== null || paths !== undefined
}

function placeOf({ kind, path }: Pick<WasteFinding, 'kind' | 'path'>): string {
  return `${kind} ${path}`
}

/** In the order of layers; nothing depends on the order in which foreign content was met. */
function byPlace(a: Cured, b: Cured): number {
  const keyOf = ({ kind, path, by, cure }: Cured) =>
    JSON.stringify([kind, path, String(by ?? -1).padStart(9), cure])
  const [one, other] = [keyOf(a), keyOf(b)]
  return a.layer - b.layer || (one < other ? -1 : one > other ? 1 : 0)
}

/** A leftover that a later layer ships again goes with the first: the same place, line and cure. */
function mergeByCure(groups: Cured[]): Cured[] {
  const merged = new Map<string, Cured>()
  for (const group of groups) {
    const key = JSON.stringify([group.layer, group.path, group.cure])
    const other = merged.get(key)
    if (other === undefined) {
      merged.set(key, group)
      continue
    }
    const [told, rest] = group.by === null ? [group, other] : [other, group]
    merged.set(key, {
      ...told,
      bytes: told.bytes + rest.bytes,
      files: Math.max(told.files, rest.files),
    })
  }
  return [...merged.values()]
}

type Newness = (finding: Cured) => Pick<WasteFinding, 'isNew' | 'grown'>

/**
 * What of each finding the baseline did not waste. Findings of one place share what the baseline wasted there.
 * Of a layer that only a record tells of, what is small is in the sum of a directory around it, so that there is a
 * least and a most. A layer of both sides that nobody read wastes the same on both.
 */
function newness(baseline: Layer[], candidate: Layer[]): Newness {
  const shared = new Set(candidate.map(({ diffId }) => diffId))
  if (!baseline.every(layer => isKnown(layer) || shared.has(layer.diffId))) {
    return () => ({ isNew: null })
  }
  const known = new Map<string, number>()
  for (const group of wasteGroups(baseline)) {
    const place = placeOf(group)
    known.set(place, (known.get(place) ?? 0) + group.bytes)
  }
  const sums = baseline
    .filter(({ files, diffId }) => files === null && !shared.has(diffId))
    .flatMap(({ paths }) => paths ?? [])
  const left = new Map<string, { least: number; most: number }>()

  function wasted(finding: Cured): { least: number; most: number } {
    const least = known.get(placeOf(finding)) ?? 0
    const around = sums.filter(({ path }) => path === '' || finding.path.startsWith(`${path}/`))
    return { least, most: around.reduce((bytes, { size }) => bytes + size, least) }
  }

  return finding => {
    const { bytes } = finding
    const place = placeOf(finding)
    const { least, most } = left.get(place) ?? wasted(finding)
    left.set(place, { least: Math.max(0, least - bytes), most: Math.max(0, most - bytes) })
    if (most === 0) return { isNew: true }
    if (bytes > most) return { isNew: false, grown: bytes - most }
    return { isNew: least >= bytes || most === least ? false : null }
  }
}
