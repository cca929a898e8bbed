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
 * baseline did not waste comes first, then the biggest. No byte is in two findings.
 *
 * @param baseline layers of the baseline; null when there is none
 * @returns null when no layer of the candidate was read. Layers that were not read are left out, so the bytes
 * are those that are known at least
 */
export function findWaste(candidate: Layer[], baseline: Layer[] | null): Waste | null {
  if (candidate.every(({ files }) => files === null)) return null
  const before = baseline === null || !wasRead(baseline, candidate) ? null : wasteGroups(baseline)
  const known = new Set(before?.map(placeOf))
  const findings = wasteGroups(candidate)
    .map((group): WasteFinding => {
      const { leftover, ...finding } = group
      return {
        ...finding,
        path: `/${finding.path}`,
        isNew: before === null ? null : !known.has(placeOf(group)),
        cure: cureOf(group, candidate, leftover),
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

function placeOf({ kind, path }: WasteGroup): string {
  return `${kind} ${path}`
}

/** A layer of both sides that nobody read wastes the same on both. */
function wasRead(baseline: Layer[], candidate: Layer[]): boolean {
  const shared = new Set(candidate.map(({ diffId }) => diffId))
  return baseline.every(({ files, diffId }) => files !== null || shared.has(diffId))
}
