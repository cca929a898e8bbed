import type { Budget } from '../../src/budget/budget.ts'
import { judge, worstVerdict } from '../../src/budget/judge.ts'
import { compare } from '../../src/compare/compare.ts'
import type { Measurement } from '../../src/image/measurement.ts'
import type { Report } from '../../src/report/report.ts'
import { aDigest, aLayer, aPlatform } from './make.ts'

/** One image of a report as a run of the gate would have it. */
export interface MeasuredImage {
  name: string
  /** Unpacked bytes on both sides. */
  from?: number
  to: number
  budgets?: Budget[]
}

/** The report that a run of the gate would have written about these images. */
export function measuredReport(headSha: string, ...images: MeasuredImage[]): Report {
  const reports = images.map(({ name, from = 1000, to, budgets = [] }) => {
    const baseline = { state: 'compared', measurement: measurement(from) } as const
    const comparison = compare(name, baseline, measurement(to))
    return { comparison, ...judge(comparison, budgets, []) }
  })
  return {
    schema: 1,
    verdict: worstVerdict(reports.map(({ verdict }) => verdict)),
    images: reports,
    notes: [],
    repository: {
      serverUrl: 'https://github.com',
      name: 'octocat/hello-world',
      headSha,
      baseRef: 'main',
    },
    minimumChange: 1000,
  }
}

// --- internal ---

function measurement(size: number): Measurement {
  const files = [{ path: 'app/main', size, kind: 'file' as const }]
  const digest = aDigest(size)
  const layer = aLayer({ size, compressedSize: size, digest, diffId: digest, files })
  return {
    source: 'oci:image',
    commit: null,
    digest,
    feed: 'archive',
    feedReason: 'it is read in place',
    dockerfile: null,
    platforms: [aPlatform({ manifestDigest: digest, layers: [layer] })],
  }
}
