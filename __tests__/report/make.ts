import { createHash } from 'node:crypto'
import type { Approval } from '../../src/budget/approvals.ts'
import type { Budget } from '../../src/budget/budget.ts'
import { judge, worstVerdict } from '../../src/budget/judge.ts'
import type { History } from '../../src/budget/window.ts'
import { type Baseline, compare } from '../../src/compare/compare.ts'
import type {
  BaseImage,
  Layer,
  Measurement,
  PlatformMeasurement,
} from '../../src/image/measurement.ts'
import type { ImageReport, Report } from '../../src/report/report.ts'
import { withWaste } from '../../src/waste/waste.ts'

// Makers of small, complete data: a test states what matters to it, and these fill in the rest.

/** The digest of a text. */
export function aDigest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** A layer whose content is told by its instruction, size and `version`. */
export function aLayer(
  instruction: string,
  size: number | null,
  more: Partial<Layer> & { version?: string; line?: number; to?: number } = {},
): Layer {
  const { version = '', line, to, ...rest } = more
  const content = `${instruction} ${size} ${version}`
  return {
    diffId: aDigest(content),
    digest: aDigest(`gzip ${content}`),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    compressedSize: size === null ? null : Math.round(size * 0.37),
    size,
    instruction,
    lines:
      line === undefined
        ? null
        : { ranges: [{ start: line, end: to ?? line }], from: 'provenance' },
    upstream: false,
    files: null,
    ...rest,
  }
}

/** The layers of a FROM image. */
export function upstream(name: string, sizes: number[], version = ''): Layer[] {
  return sizes.map((size, index) =>
    aLayer(
      index === 0 ? '# debian.sh --arch amd64 out/ bookworm' : `RUN upstream step ${index}`,
      size,
      {
        upstream: true,
        version: `${name}${version}`,
      },
    ),
  )
}

export function aPlatform(
  layers: Layer[],
  more: Partial<PlatformMeasurement> = {},
): PlatformMeasurement {
  return {
    platform: 'linux/amd64',
    manifestDigest: aDigest(JSON.stringify(layers)),
    layers,
    base: aBase('debian:12'),
    compressedUnmeasured: null,
    unpackedUnmeasured: null,
    ...more,
  }
}

export function aBase(name: string, version = ''): BaseImage {
  return { name, digest: aDigest(`${name}${version}`) }
}

export function aMeasurement(
  platforms: PlatformMeasurement[],
  more: Partial<Measurement> = {},
): Measurement {
  return {
    source: 'build of `Dockerfile` at `9f8e7d6`',
    commit: '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432',
    digest: aDigest(JSON.stringify(platforms)),
    feed: 'push',
    feedReason: 'the builder reaches the measuring registry',
    dockerfile: 'Dockerfile',
    platforms,
    ...more,
  }
}

/** The same for the other side. */
export function aBaseline(
  platforms: PlatformMeasurement[],
  more: Partial<Measurement> = {},
): Baseline {
  return {
    state: 'compared',
    measurement: aMeasurement(platforms, {
      source: 'build of `Dockerfile` at `1a2b3c4`',
      commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
      ...more,
    }),
  }
}

export function aBudget(
  metric: Budget['metric'],
  limit: number | string,
  more: Partial<Budget> = {},
): Budget {
  const kind: Budget['limit'] =
    typeof limit === 'string'
      ? { kind: 'percent', percent: Number.parseFloat(limit) }
      : metric === 'max-layers'
        ? { kind: 'count', count: limit }
        : { kind: 'bytes', bytes: limit }
  return { metric, limit: kind, severity: 'error', upstream: 'exclude', ...more }
}

/** Compared and judged as in a real run. */
export function anImage(
  name: string,
  baseline: Baseline,
  candidate: Measurement,
  budgets: Budget[] = [],
  approvals: Approval[] = [],
  history?: History,
): ImageReport {
  const comparison = withWaste(compare(name, baseline, candidate))
  return { comparison, ...judge(comparison, budgets, approvals, history) }
}

export function aReport(images: ImageReport[], more: Partial<Report> = {}): Report {
  return {
    schema: 1,
    verdict: worstVerdict(images.map(({ verdict }) => verdict)),
    images,
    notes: [],
    repository: {
      serverUrl: 'https://github.com',
      name: 'octo/shop',
      headSha: '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432',
      baseRef: 'main',
    },
    minimumChange: 1000,
    ...more,
  }
}
