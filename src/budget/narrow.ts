import { compareSizes } from '../compare/compare.ts'
import type { PlatformComparison } from '../compare/comparison.ts'
import type { Layer, LayerFile, PlatformMeasurement } from '../image/measurement.ts'
import type { Budget } from './budget.ts'
import { matchesGlob } from './glob.ts'

/** A platform that the candidate has. */
export type CandidatePlatform = PlatformComparison & { candidate: PlatformMeasurement }

/**
 * A platform as a budget's `layer` and `path` see it: only the layers that match, and of these only
 * the bytes of regular files under the path. Bytes that a later layer overwrites or deletes still
 * count, as they do in the size of the image.
 * @returns why there is nothing to judge when neither side has such a layer or path
 */
export function narrow(
  platform: CandidatePlatform,
  { layer, path }: Pick<Budget, 'layer' | 'path'>,
): CandidatePlatform | { why: string } {
  if (layer === undefined && path === undefined) return platform
  let { candidate, baseline } = platform
  if (layer !== undefined) {
    candidate = matching(candidate, layer)
    baseline = baseline && matching(baseline, layer)
    if (layersOf(candidate, baseline).length === 0) {
      return { why: `no layer matches \`${withoutTicks(layer)}\`` }
    }
  }
  if (path !== undefined) {
    const files = layersOf(candidate, baseline).map(one => one.files)
    if (files.every(list => list !== null && !list.some(isUnder(path)))) {
      return { why: `there is nothing at \`${withoutTicks(path)}\`` }
    }
    candidate = under(candidate, path)
    baseline = baseline && under(baseline, path)
  }
  return {
    ...platform,
    candidate,
    baseline,
    ...compareSizes(baseline, candidate),
    // A node holds every layer of the baseline, whether it matches or not.
    download: compareSizes(platform.baseline, candidate).download,
  }
}

// --- internal ---

function layersOf(candidate: PlatformMeasurement, baseline: PlatformMeasurement | null): Layer[] {
  return [...candidate.layers, ...(baseline?.layers ?? [])]
}

function matching(side: PlatformMeasurement, glob: string): PlatformMeasurement {
  return { ...side, layers: side.layers.filter(layer => matchesGlob(glob, layer.instruction)) }
}

function under(side: PlatformMeasurement, path: string): PlatformMeasurement {
  const unread = side.layers.some(layer => layer.files === null)
  const unlisted = side.layers.some(layer => layer.unlisted !== undefined)
  return {
    ...side,
    layers: side.layers.map(layer => ({ ...layer, size: bytesUnder(layer, path) })),
    unpackedUnmeasured: unlisted
      ? 'a layer has more paths than are kept in memory'
      : unread
        ? 'a layer was not read path by path, which `detail: files` asks for'
        : side.unpackedUnmeasured,
  }
}

function bytesUnder({ files }: Layer, path: string): number | null {
  return files === null
    ? null
    : files.filter(isUnder(path)).reduce((bytes, { size }) => bytes + size, 0)
}

function isUnder(path: string): (file: LayerFile) => boolean {
  const place = path.replace(/^\/+|\/+$/g, '')
  return file => place === '' || file.path === place || file.path.startsWith(`${place}/`)
}

/** Reasons are prose with code in backticks. */
function withoutTicks(text: string): string {
  return text.replaceAll('`', "'")
}
