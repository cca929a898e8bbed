import type { BaselineState, PlatformComparison } from '../../compare/comparison.ts'
import { formatBytes, formatChange } from '../../image/bytes.ts'
import type { Metric } from '../../image/measurement.ts'
import type { Report } from '../report.ts'
import {
  type Block,
  type Cell,
  cell,
  code,
  type Line,
  paragraph,
  prose,
  strong,
  table,
} from './document.ts'
import {
  baselineName,
  candidateWord,
  changeAndPercent,
  count,
  label,
  notMeasured,
  shortDigest,
  sizeOrWord,
} from './words.ts'

const metrics: Metric[] = ['unpacked', 'compressed']

/** Both sizes of one platform, on as many sides as there are, and what upstream did to them. */
export function sizeBlocks(
  platform: PlatformComparison,
  baseline: BaselineState,
  report: Report,
): Block[] {
  if (platform.state === 'compared') {
    return [
      table(
        [
          { head: [] },
          { head: ['change'], align: 'right' },
          { head: [candidateWord(report)], align: 'right' },
          { head: ['baseline ', baselineName(baseline, report)], align: 'right' },
        ],
        [
          metricRow(platform, 'unpacked'),
          ...blameRows(platform),
          metricRow(platform, 'compressed'),
          downloadRow(platform),
        ],
      ),
      ...upstreamMoved(platform),
      ...unmeasured(platform),
    ]
  }
  const side = platform.state === 'only candidate' ? 'candidate' : 'baseline'
  const head: Line =
    side === 'candidate' ? [candidateWord(report)] : ['baseline ', baselineName(baseline, report)]
  const rows = metrics.map(metric => [cell(metric), cell(sizeOrWord(platform[metric][side]))])
  return [table([{ head: [] }, { head, align: 'right' }], rows), ...unmeasured(platform)]
}

// --- internal ---

function metricRow(platform: PlatformComparison, metric: Metric): Cell[] {
  const { baseline, candidate, change } = platform[metric]
  const text = change === null ? 'unknown' : changeAndPercent(change, baseline)
  const main = metric === 'unpacked' && change !== null && change !== 0
  return [
    cell(metric),
    cell(main ? strong(text) : text),
    cell(sizeOrWord(candidate)),
    cell(sizeOrWord(baseline)),
  ]
}

/** How the change splits, when the FROM image moved. */
function blameRows({ blame, upstreamMove }: PlatformComparison): Cell[][] {
  const split = blame.unpacked ?? blame.compressed
  if (split === null || upstreamMove === null) return []
  const unit = blame.unpacked === null ? ' compressed' : ''
  const from: Line = ['– from ', code(label(upstreamMove.name, 40)), unit]
  return [
    [cell(`– own${unit}`), cell(formatChange(split.own)), cell(), cell()],
    [cell(...from), cell(formatChange(split.upstream)), cell(), cell()],
  ]
}

function downloadRow({ download }: PlatformComparison): Cell[] {
  const layers = `${download.layers} of ${count(download.of, 'layer')}`
  const verb = download.layers === 1 ? 'is' : 'are'
  return [
    cell('to download'),
    cell(download.layers === 0 ? 'no layer is new' : `${layers} ${verb} new`),
    cell(download.bytes === null ? notMeasured : formatBytes(download.bytes)),
    cell(),
  ]
}

function upstreamMoved({ upstreamMove }: PlatformComparison): Block[] {
  if (upstreamMove === null) return []
  const { name, from, to } = upstreamMove
  const digests: Line =
    from === null || to === null
      ? []
      : [': from ', code(shortDigest(from)), ' to ', code(shortDigest(to))]
  return [paragraph(code(label(name)), ' moved under an unchanged FROM line', ...digests, '.')]
}

function unmeasured({ candidate, baseline }: PlatformComparison): Block[] {
  return metrics.flatMap(metric => {
    const of = metric === 'unpacked' ? 'unpackedUnmeasured' : 'compressedUnmeasured'
    const why = candidate?.[of] ?? baseline?.[of] ?? null
    return why === null ? [] : [paragraph(`The ${metric} size is not measured: `, ...prose(why))]
  })
}
