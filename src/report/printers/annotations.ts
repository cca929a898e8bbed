import type { LayerChange } from '../../compare/comparison.ts'
import { formatBytes, formatChange } from '../../image/bytes.ts'
import { instructionKey } from '../../image/instruction.ts'
import { layerSize, type Metric } from '../../image/measurement.ts'

import type { FailedImage, ImageReport, Report } from '../report.ts'
import { type ChangedLayer, changedLayers, shownMetric } from '../sections/layer-rows.ts'

import { wasteClause } from '../sections/waste.ts'
import { imageStatus, label } from '../sections/words.ts'

/** A remark on lines of a Dockerfile. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  title: string
  message: string
  /** Relative to the repository. */
  file: string
  startLine: number
  endLine: number
}

/**
 * The Dockerfile lines that failed, and those that grew by at least the report's minimum change, over all images, biggest first, with cause
 * and cure in one sentence. Only what was compared is annotated: every line of a new image would be "growth".
 */
export function annotations(report: Report): Annotation[] {
  const grown = report.images
    .flatMap(image => growths(image, report))
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ annotation }) => annotation)
  return [...(report.failed ?? []).flatMap(failure), ...grown]
}

// --- internal ---

function failure({ name, state, why, dockerfile, lines }: FailedImage): Annotation[] {
  if (dockerfile === null || lines === null) return []
  return [
    {
      level: 'error',
      title: `${label(name, 60)}: ${state}`,
      message: `${label(why, 400).replaceAll('`', '')}.`,
      file: dockerfile,
      startLine: lines.start,
      endLine: lines.end,
    },
  ]
}

interface Growth {
  bytes: number
  annotation: Annotation
}

/** The platforms of an image share their lines, so each line is told once, for the worst of them. */
function growths(
  image: ImageReport,
  { minimumChange, warnOnly }: Pick<Report, 'minimumChange' | 'warnOnly'>,
): Growth[] {
  const { comparison } = image
  const { dockerfile, platforms } = comparison
  if (dockerfile === null) return []
  const worst = new Map<string, Growth>()
  for (const platform of platforms.filter(({ state }) => state === 'compared')) {
    const metric = shownMetric(platform)
    // The candidate's layers stand in the rows in their own order.
    const inOrder = platform.layers.filter(({ candidate }) => candidate !== null)
    for (const changed of changedLayers(platform, metric)) {
      const { bytes } = changed
      const row = largestOf(changed, metric)
      const index = inOrder.indexOf(row)
      const range = row.candidate?.lines?.ranges[0]
      if (range === undefined || bytes === null || bytes <= 0 || bytes < minimumChange) continue
      const key = `${range.start}-${range.end}`
      if ((worst.get(key)?.bytes ?? 0) >= bytes) continue
      const where = platforms.length > 1 ? ` on ${label(platform.platform, 40)}` : ''
      worst.set(key, {
        bytes,
        annotation: {
          level: levelOf(image, warnOnly === true),
          title: `${label(comparison.name, 60)}: ${formatChange(bytes)}${where}`,
          message: `${[
            cause({ ...changed, row }, bytes, metric),
            wasteClause(platform, index, minimumChange),
          ]
            .filter(text => text !== '')
            .join('; ')}.`,
          file: dockerfile,
          startLine: range.start,
          endLine: range.end,
        },
      })
    }
  }
  return [...worst.values()]
}

function levelOf(image: ImageReport, warnOnly: boolean): Annotation['level'] {
  const status = imageStatus(image)
  if (status === 'exceeded') return warnOnly ? 'warning' : 'error'
  return status === 'approved' || status === 'warning' ? 'warning' : 'notice'
}

/** Of a group, the line to look at is that of its largest layer in the candidate. */
function largestOf({ row, members = [] }: ChangedLayer, metric: Metric): LayerChange {
  const sizeOf = ({ candidate }: LayerChange) =>
    candidate === null ? -1 : (layerSize(candidate, metric) ?? 0)
  return members.reduce((largest, one) => (sizeOf(one) > sizeOf(largest) ? one : largest), row)
}

/** One sentence with the cure, so without its full stop. */
function cause({ row, members }: ChangedLayer, bytes: number, metric: Metric): string {
  const { baseline, candidate } = row
  const instruction = label(instructionKey(candidate?.instruction ?? '')) || 'This layer'
  const guessed =
    candidate?.lines?.from === 'guess'
      ? ' (the line is a guess: the builder told no provenance)'
      : ''
  const unit = metric === 'compressed' ? ' compressed' : ''
  if (members !== undefined) {
    const count = (side: 'baseline' | 'candidate') =>
      members.filter(member => member[side] !== null).length
    return count('candidate') === 1
      ? `${instruction} is what ${count('baseline')} layers of the baseline were, and grew by ${formatBytes(bytes)}${unit}${guessed}`
      : `${instruction} is one of the ${count('candidate')} layers that one of the baseline was split into; they grew by ${formatBytes(bytes)}${unit}${guessed}`
  }
  if (baseline === null || candidate === null)
    return `${instruction} added ${formatBytes(bytes)}${unit} in a new layer${guessed}`
  const before = formatBytes(layerSize(baseline, metric) ?? 0)
  const after = formatBytes(layerSize(candidate, metric) ?? 0)
  return `${instruction} grew by ${formatBytes(bytes)}${unit}, from ${before} in the baseline to ${after}${guessed}`
}
