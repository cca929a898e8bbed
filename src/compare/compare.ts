import {
  type Layer,
  layerSize,
  type Measurement,
  type Metric,
  type PlatformMeasurement,
  totalSize,
} from '../image/measurement.ts'
import { samePlatform } from '../oci/image-spec.ts'
import { alignLayers } from './align.ts'
import type {
  BaselineState,
  Blame,
  Comparison,
  PlatformComparison,
  SizeChange,
} from './comparison.ts'
import type { DockerfileDiff } from './dockerfile-diff.ts'
import { packageChanges } from './packages.ts'
import { pathChanges } from './paths.ts'

/** What to compare a candidate with: a measurement, or the reason why there is none. */
export type Baseline =
  | { state: 'compared'; measurement: Measurement }
  | Exclude<BaselineState, { state: 'compared' }>

/**
 * Compares an image with its baseline, platform by platform. Sizes are bytes; what is unknown on
 * either side stays null. A baseline that has none of the platforms is none. What is wasted is added by `withWaste`.
 * @param diff of the two Dockerfiles, where the texts of both are at hand
 */
export function compare(
  name: string,
  given: Baseline,
  candidate: Measurement,
  diff: DockerfileDiff | null = null,
): Comparison {
  const baseline = withSharedPlatform(given, candidate)
  const known = baseline.state === 'compared' ? baseline.measurement : null
  const sides = pairPlatforms(known?.platforms ?? [], candidate.platforms)
  return {
    name,
    candidate: {
      source: candidate.source,
      commit: candidate.commit,
      digest: candidate.digest,
      feed: candidate.feed,
      feedReason: candidate.feedReason,
    },
    baseline:
      known === null
        ? withoutMeasurement(baseline)
        : {
            state: 'compared',
            source: known.source,
            commit: known.commit,
            digest: known.digest,
            feed: known.feed,
          },
    dockerfile: candidate.dockerfile,
    platforms: sides.map(([before, after]) => comparePlatform(before, after, diff)),
  }
}

/** What the sizes of both sides say; either side can be a part of its image, e.g. some of its layers. */
export function compareSizes(
  baseline: PlatformMeasurement | null,
  candidate: PlatformMeasurement | null,
): Pick<PlatformComparison, 'unpacked' | 'compressed' | 'download' | 'blame'> {
  return {
    unpacked: sizeChange(baseline, candidate, 'unpacked'),
    compressed: sizeChange(baseline, candidate, 'compressed'),
    download: download(baseline, candidate),
    blame: {
      unpacked: blame(baseline, candidate, 'unpacked'),
      compressed: blame(baseline, candidate, 'compressed'),
    },
  }
}

/** A FROM image that has another digest under the same name moved by itself; under another name the PR moved it. */
export function movedBase(baseline: Side, candidate: Side): PlatformComparison['upstreamMove'] {
  const before = baseline?.base ?? null
  const after = candidate?.base ?? null
  if (before === null || after === null || before.name !== after.name) return null
  if (before.digest === after.digest) return null
  return { name: after.name, from: before.digest, to: after.digest }
}

// --- internal ---

function withoutMeasurement(baseline: Baseline): BaselineState {
  if (baseline.state === 'compared') throw new TypeError('a compared baseline has a measurement')
  return baseline
}

type Side = PlatformMeasurement | null

function withSharedPlatform(baseline: Baseline, candidate: Measurement): Baseline {
  if (baseline.state !== 'compared') return baseline
  const { source, platforms } = baseline.measurement
  const shared = candidate.platforms.some(({ platform }) => find(platforms, platform) !== null)
  if (shared || candidate.platforms.length === 0) return baseline
  const [theirs, ours] = [platforms, candidate.platforms].map(all =>
    all.map(({ platform }) => platform).join(', '),
  )
  return {
    state: 'unavailable',
    why: `${source} has ${theirs === '' ? 'no platform' : `only ${theirs}`}, and the candidate only ${ours}; name a baseline of the same platform, or measure the candidate's image of that one`,
  }
}

function find(side: PlatformMeasurement[], platform: string): Side {
  return side.find(one => samePlatform(one.platform, platform)) ?? null
}

function pairPlatforms(
  baseline: PlatformMeasurement[],
  candidate: PlatformMeasurement[],
): [Side, Side][] {
  return [
    ...candidate.map((one): [Side, Side] => [find(baseline, one.platform), one]),
    ...baseline
      .filter(one => find(candidate, one.platform) === null)
      .map((one): [Side, Side] => [one, null]),
  ]
}

function comparePlatform(
  baseline: Side,
  candidate: Side,
  diff: DockerfileDiff | null,
): PlatformComparison {
  const layers = alignLayers(baseline?.layers ?? [], candidate?.layers ?? [], diff)
  const compared = baseline !== null && candidate !== null
  const packages = compared ? packageChanges(baseline.layers, candidate.layers) : null
  return {
    platform: (candidate ?? baseline)?.platform ?? '',
    state: compared ? 'compared' : candidate !== null ? 'only candidate' : 'only baseline',
    baseline,
    candidate,
    layers,
    ...compareSizes(baseline, candidate),
    upstreamMove: movedBase(baseline, candidate),
    paths: compared ? pathChanges(layers) : null,
    ...(packages === null || packages.length === 0 ? {} : { packages }),
  }
}

function sizeChange(baseline: Side, candidate: Side, metric: Metric): SizeChange {
  const before = baseline === null ? null : totalSize(baseline.layers, metric)
  const after = candidate === null ? null : totalSize(candidate.layers, metric)
  return {
    baseline: before,
    candidate: after,
    change: before === null || after === null ? null : after - before,
  }
}

/** A node that holds the baseline fetches every blob whose digest is new to it, once. */
function download(baseline: Side, candidate: Side): PlatformComparison['download'] {
  const layers = candidate?.layers ?? []
  const held = new Set(baseline?.layers.map(layer => layer.digest))
  const known = layers.every(layer => layer.digest !== null)
  const fresh = new Map<string | Layer, Layer>()
  for (const layer of layers) {
    const same = known ? held.has(layer.digest) : sharedDiffId(baseline, layer)
    if (!same) fresh.set(layer.digest ?? layer, layer)
  }
  return {
    bytes: known ? totalSize([...fresh.values()], 'compressed') : null,
    layers: fresh.size,
    of: layers.length,
  }
}

function sharedDiffId(baseline: Side, layer: Layer): boolean {
  return baseline?.layers.some(one => one.diffId !== null && one.diffId === layer.diffId) ?? false
}

function blame(baseline: Side, candidate: Side, metric: Metric): Blame | null {
  const { change } = sizeChange(baseline, candidate, metric)
  if (change === null) return null
  if (movedBase(baseline, candidate) === null) return { own: change, upstream: 0 }
  const upstream = upstreamSize(candidate, metric) - upstreamSize(baseline, metric)
  return { own: change - upstream, upstream }
}

function upstreamSize(side: Side, metric: Metric): number {
  const layers = side?.layers.filter(layer => layer.upstream) ?? []
  return layers.reduce((bytes, layer) => bytes + (layerSize(layer, metric) ?? 0), 0)
}
