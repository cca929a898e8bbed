import type { Layer } from '../image/measurement.ts'
import { compareSizes, movedBase } from './compare.ts'
import type { Comparison, PlatformComparison } from './comparison.ts'

/**
 * What a comparison of somebody else says that its own measurements do not bear out, in one sentence without its full
 * stop; null when all of it adds up. What is looked at is what budgets are judged by, and what the tables show.
 */
export function whatSizesBelie({ platforms, baseline }: Comparison): string | null {
  const seen = new Set<string>()
  for (const platform of platforms) {
    const { platform: name } = platform
    if (seen.has(name)) return `it has ${name} twice`
    seen.add(name)
    const wrong = ofPlatform(platform, baseline.state === 'compared')
    if (wrong !== null) return `${name}: ${wrong}`
  }
  return null
}

// --- internal ---

function ofPlatform(given: PlatformComparison, hasBaseline: boolean): string | null {
  const { baseline, candidate, state } = given
  const right =
    baseline !== null && candidate !== null
      ? 'compared'
      : candidate !== null
        ? 'only candidate'
        : 'only baseline'
  if (state !== right || (baseline !== null && !hasBaseline)) {
    return 'what it says was compared is not what it has'
  }
  if (candidate === null && baseline === null) return 'it has neither side'
  if ([baseline, candidate].some(side => side !== null && side.platform.length === 0)) {
    return 'a side has no platform'
  }
  const sizes = compareSizes(baseline, candidate)
  const parts = ['unpacked', 'compressed', 'download', 'blame'] as const
  const wrong = parts.find(part => !same(sizes[part], given[part]))
  if (wrong !== undefined) return `its ${wrong} sizes are not those of its layers`
  if (!same(movedBase(baseline, candidate), given.upstreamMove)) {
    return 'what it says of the FROM image is not what both sides have'
  }
  for (const side of ['baseline', 'candidate'] as const) {
    const rows = given.layers.flatMap(row => row[side] ?? [])
    const layers = given[side]?.layers ?? []
    if (!same(rows.map(withoutFiles).sort(), layers.map(withoutFiles).sort())) {
      return `its rows are not the layers of its ${side}`
    }
  }
  const { change } = given.unpacked
  const paths = given.paths?.reduce((sum, path) => sum + path.change, 0) ?? null
  return paths !== null && change !== null && paths !== change
    ? 'its paths do not add up to its change'
    : null
}

/** The lists of files are written once, with the candidate. */
function withoutFiles({ files: _files, paths: _paths, packages: _packages, ...layer }: Layer) {
  return canonical(layer)
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

/** Whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, held) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  )
}
