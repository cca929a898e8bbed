import type { Verdict } from '../../budget/budget.ts'
import type { SizeChange } from '../../compare/comparison.ts'
import type { Report } from '../report.ts'
import { imagesIn } from '../sections/words.ts'

/** The figures among the action's outputs, in bytes; null when unknown, or when there are several images or platforms. */
export interface ReportOutputs {
  verdict: Verdict
  /** What was compared with, in words. */
  baseline: string
  size: number | null
  'compressed-size': number | null
  'size-change': number | null
  'compressed-size-change': number | null
}

export function outputsOf(report: Report): ReportOutputs {
  const platforms = report.images.flatMap(({ comparison }) => comparison.platforms)
  const only = platforms.length === 1 && imagesIn(report) === 1 ? platforms[0] : undefined
  const unknown: SizeChange = { baseline: null, candidate: null, change: null }
  const { unpacked, compressed } = only ?? { unpacked: unknown, compressed: unknown }
  return {
    verdict: report.verdict,
    baseline: [...new Set(report.images.map(baselineWords))].join('; '),
    size: unpacked.candidate,
    'compressed-size': compressed.candidate,
    'size-change': unpacked.change,
    'compressed-size-change': compressed.change,
  }
}

// --- internal ---

function baselineWords({ comparison: { baseline } }: Report['images'][number]): string {
  switch (baseline.state) {
    case 'compared':
      return baseline.source
    case 'new image':
      return `new image: ${baseline.why}`
    case 'unavailable':
      return `baseline unavailable: ${baseline.why}`
    case 'none':
      return 'none'
  }
}
