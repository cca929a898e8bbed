import type { Comparison } from '../../compare/comparison.ts'
import type { Layer, SourceLines } from '../../image/measurement.ts'
import type { Report } from '../report.ts'
import { code, type Inline, link } from './document.ts'
import { urlPath } from './text.ts'
import { label, shortCommit } from './words.ts'

/** What a link to a Dockerfile's line is made from. */
export interface LinkTarget {
  report: Report
  comparison: Comparison
}

/** `Dockerfile:12` as a link to the commit that has the line; `≈` where the line is a guess. */
export function lineReference(
  { lines }: Layer,
  { report, comparison }: LinkTarget,
  side: 'baseline' | 'candidate',
): Inline | null {
  const [range] = lines?.ranges ?? []
  if (lines === null || range === undefined || comparison.dockerfile === null) return null
  const commit = commitOf(side, { report, comparison })
  const place = { path: comparison.dockerfile, range, commit, mark: guessMark(lines) }
  return placeReference(place, report)
}

/** Lines of a Dockerfile: a link where there is a place to link to. */
export function placeReference(
  { path, range, commit, mark = '' }: Place,
  { repository }: Report,
): Inline {
  if (repository === null || commit === null)
    return code(`${mark}${label(path, 60)}:${range.start}`)
  const text = `${mark}${label(baseName(path), 40)}:${range.start}`
  const { serverUrl, name } = repository
  const anchor = range.end > range.start ? `L${range.start}-L${range.end}` : `L${range.start}`
  return link(text, `${serverUrl}/${name}/blob/${commit}/${urlPath(path)}#${anchor}`)
}

/** A commit of this repository, as a link where there is a place to link to. */
export function commitReference(commit: string, { repository }: Report): Inline {
  const text = shortCommit(commit)
  if (repository === null) return code(text)
  return link(text, `${repository.serverUrl}/${repository.name}/commit/${commit}`)
}

// --- internal ---

interface Place {
  /** Relative to the repository. */
  path: string
  range: { start: number; end: number }
  /** That has these lines; null when it is unknown. */
  commit: string | null
  mark?: string
}

/** A removed layer's line is in the baseline's Dockerfile; the candidate's may have something else there. */
function commitOf(
  side: 'baseline' | 'candidate',
  { report, comparison }: LinkTarget,
): string | null {
  const { baseline } = comparison
  if (side === 'candidate') return report.repository?.headSha ?? null
  return baseline.state === 'compared' ? baseline.commit : null
}

function guessMark({ from }: SourceLines): string {
  return from === 'guess' ? '≈ ' : ''
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path
}
