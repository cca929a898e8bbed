import { installed } from '../compare/packages.ts'
import type { Layer, Package, PlatformMeasurement } from '../image/measurement.ts'
import { summarizePaths } from '../image/path-summary.ts'

/** Entries of one layer's summary, and of all summaries of a platform. */
const MOST_PATHS = 100
const MOST_PATHS_OF_PLATFORM = 1000
/** UTF-16 units of all packages of a platform as JSON. */
const MOST_PACKAGES = 150_000

/**
 * A platform as a record keeps it: instead of every file, the paths that explain each layer, and of the packages
 * those that the finished image has. However many files an image has, it comes to 250 kB at most for its paths.
 */
export function compactPlatform(platform: PlatformMeasurement): PlatformMeasurement {
  const { layers } = platform
  const read = layers.filter(({ files }) => files !== null).length
  const most = Math.min(MOST_PATHS, Math.floor(MOST_PATHS_OF_PLATFORM / Math.max(1, read)))
  const kept = new Set(installed(layers))
  const fits = JSON.stringify([...kept]).length <= MOST_PACKAGES
  return { ...platform, layers: layers.map(layer => compactLayer(layer, most, fits ? kept : null)) }
}

/** The same without paths and packages: what a record keeps that is no likely baseline any more. */
export function withoutPaths(platform: PlatformMeasurement): PlatformMeasurement {
  const layers = platform.layers.map(
    ({ paths: _paths, packages: _packages, ...layer }: Layer): Layer => layer,
  )
  return { ...platform, layers }
}

// --- internal ---

/** @param kept packages of the finished image; null: they are too many */
function compactLayer(
  { packages, ...layer }: Layer,
  most: number,
  kept: Set<Package> | null,
): Layer {
  const left = kept === null ? null : packages?.filter(one => kept.has(one))
  return {
    ...layer,
    files: null,
    ...(layer.files === null ? {} : { paths: summarizePaths(layer.files, most) }),
    ...packagesOf(packages, left),
  }
}

function packagesOf(
  given: Layer['packages'],
  left: Package[] | null | undefined,
): Pick<Layer, 'packages'> {
  if (given === undefined) return {}
  if (left == null) return { packages: null }
  return left.length === 0 ? {} : { packages: left }
}
