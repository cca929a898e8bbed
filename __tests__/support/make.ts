// Makers of domain data: sensible defaults, and the fields that a test is about.

import type { Budget, BudgetMetric, Limit } from '../../src/budget/budget.ts'
import type { Comparison, PlatformComparison, SizeChange } from '../../src/compare/comparison.ts'
import type { Layer, PlatformMeasurement } from '../../src/image/measurement.ts'
import type { Digest } from '../../src/oci/image-spec.ts'

/** A digest that a test can tell from others: `aDigest(7)` ends in 7. */
export function aDigest(seed: number): Digest {
  return `sha256:${seed.toString(16).padStart(64, '0')}`
}

export function aLayer(fields: Partial<Layer> = {}): Layer {
  return {
    diffId: aDigest(1),
    digest: aDigest(2),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    compressedSize: 400,
    size: 1000,
    instruction: 'COPY . .',
    lines: null,
    upstream: false,
    files: null,
    ...fields,
  }
}

export function aPlatform(fields: Partial<PlatformMeasurement> = {}): PlatformMeasurement {
  return {
    platform: 'linux/amd64',
    manifestDigest: aDigest(3),
    layers: [aLayer()],
    base: null,
    compressedUnmeasured: null,
    unpackedUnmeasured: null,
    ...fields,
  }
}

export function aSizeChange(baseline: number | null, candidate: number | null): SizeChange {
  const change = baseline === null || candidate === null ? null : candidate - baseline
  return { baseline, candidate, change }
}

/** Nothing changed, unless the fields say so. */
export function aPlatformComparison(fields: Partial<PlatformComparison> = {}): PlatformComparison {
  return {
    platform: 'linux/amd64',
    state: 'compared',
    baseline: aPlatform(),
    candidate: aPlatform(),
    layers: [{ change: 'unchanged', baseline: aLayer(), candidate: aLayer() }],
    unpacked: aSizeChange(1000, 1000),
    compressed: aSizeChange(400, 400),
    download: { bytes: 0, layers: 0, of: 1 },
    blame: { unpacked: { own: 0, upstream: 0 }, compressed: { own: 0, upstream: 0 } },
    upstreamMove: null,
    paths: null,
    ...fields,
  }
}

export function aComparison(fields: Partial<Comparison> = {}): Comparison {
  return {
    name: 'app',
    candidate: {
      source: 'build of Dockerfile',
      commit: null,
      digest: aDigest(3),
      feed: 'push',
      feedReason: 'the builder reaches the measuring registry',
    },
    baseline: {
      state: 'compared',
      source: 'build of Dockerfile at 1a2b3c4',
      commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
      digest: aDigest(3),
      feed: 'push',
    },
    dockerfile: 'Dockerfile',
    platforms: [aPlatformComparison()],
    ...fields,
  }
}

/** @param limit a number is bytes */
export function aBudget(
  metric: BudgetMetric,
  limit: number | Limit,
  fields: Partial<Budget> = {},
): Budget {
  return {
    metric,
    limit: typeof limit === 'number' ? { kind: 'bytes', bytes: limit } : limit,
    severity: 'error',
    upstream: 'exclude',
    ...fields,
  }
}
