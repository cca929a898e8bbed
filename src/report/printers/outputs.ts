import type { Verdict } from '../../budget/budget.ts'
import { verdictOf } from '../../budget/judge.ts'
import type { SizeChange } from '../../compare/comparison.ts'
import type { Report } from '../report.ts'
import { type Entry, nameOf, ranked } from '../sections/ranking.ts'
import { imagesIn, shortCommit } from '../sections/words.ts'

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

/** One image on one platform, for later steps; sizes in bytes, null when unknown. */
export interface ImageOutput {
  name: string
  /** null: unknown, since it was not measured. */
  platform: string | null
  verdict: Verdict
  /** `compared` where there are two sides, else why not. */
  state: string
  size: number | null
  'compressed-size': number | null
  'size-change': number | null
  'compressed-size-change': number | null
}

/**
 * The output `images`: all images as a JSON array, what broke first, then what changed.
 * @param limit in UTF-16 units. A job's outputs may have 1 MB together, two bytes a unit:
 * https://docs.github.com/actions/writing-workflows/workflow-syntax-for-github-actions#jobsjob_idoutputs
 * @returns how many images were left out, because they are too many, beside the text
 */
export function imagesOutput(report: Report, limit = 262_144): { text: string; left: number } {
  const rows = ranked(report).flatMap(({ entry }) => imageOutputs(entry))
  const texts: string[] = []
  let length = 2
  for (const row of rows) {
    const text = JSON.stringify(row)
    length += text.length + 1
    if (length > limit) break
    texts.push(text)
  }
  return { text: `[${texts.join(',')}]`, left: rows.length - texts.length }
}

export function outputsOf(report: Report): ReportOutputs {
  const platforms = report.images.flatMap(({ comparison }) => comparison.platforms)
  const only = platforms.length === 1 && imagesIn(report) === 1 ? platforms[0] : undefined
  const unknown: SizeChange = { baseline: null, candidate: null, change: null }
  const { unpacked, compressed } = only ?? { unpacked: unknown, compressed: unknown }
  return {
    verdict: report.verdict,
    baseline: baselinesOf(report).join('; '),
    size: unpacked.candidate,
    'compressed-size': compressed.candidate,
    'size-change': unpacked.change,
    'compressed-size-change': compressed.change,
  }
}

// --- internal ---

const unmeasured = {
  platform: null,
  size: null,
  'compressed-size': null,
  'size-change': null,
  'compressed-size-change': null,
}

function imageOutputs(entry: Entry): ImageOutput[] {
  const name = nameOf(entry)
  switch (entry.kind) {
    case 'failed':
      return [{ name, ...unmeasured, verdict: 'exceeded', state: entry.image.state }]
    case 'missing':
      return [{ name, ...unmeasured, verdict: 'exceeded', state: 'missing' }]
    case 'removed':
      return [{ name, ...unmeasured, verdict: 'passed', state: 'removed' }]
    case 'unchanged':
      return [{ name, ...unmeasured, verdict: 'passed', state: 'unchanged, not built' }]
    case 'measured': {
      const { comparison, judgements } = entry.image
      return comparison.platforms.map(({ platform, unpacked, compressed, state }) => ({
        name,
        platform,
        verdict: verdictOf(judgements.filter(one => one.platform === platform)),
        state: comparison.baseline.state === 'compared' ? state : comparison.baseline.state,
        size: unpacked.candidate,
        'compressed-size': compressed.candidate,
        'size-change': unpacked.change,
        'compressed-size-change': compressed.change,
      }))
    }
  }
}

function baselinesOf({ images, unchanged = [] }: Report): string[] {
  const same = unchanged.map(({ since }) => `unchanged since ${shortCommit(since)}`)
  return [...new Set([...images.map(baselineWords), ...same])]
}

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
