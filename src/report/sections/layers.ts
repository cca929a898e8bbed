import type { LayerChange, PlatformComparison } from '../../compare/comparison.ts'
import { formatBytes, formatChange, formatNumber } from '../../image/bytes.ts'
import { instructionKey } from '../../image/instruction.ts'
import { type Layer, layerSize, type Metric, totalSize } from '../../image/measurement.ts'
import {
  type Block,
  type Cell,
  cell,
  code,
  details,
  joined,
  type Line,
  paragraph,
  strong,
  type Table,
  table,
} from './document.ts'
import { biggest, bySize, type ChangedLayer, changedLayers, shownMetric } from './layer-rows.ts'
import { type LinkTarget, lineReference } from './links.ts'
import { newWasteOf } from './new-waste.ts'
import type { Room } from './room.ts'
import { candidateWord, count, label, notMeasured, shortDigest, sizeOrWord } from './words.ts'

/** The layers that changed by enough to be seen, in the image's order; the smallest go first. */
export function changedLayerBlocks(
  platform: PlatformComparison,
  target: LinkTarget,
  room: Room,
): Block[] {
  const context = contextOf(platform, target, room)
  const { seen } = groups(context)
  if (seen.length === 0) return []
  const { kept } = biggest(seen, room.layers)
  return [changeTable(seen, room.layers, context), ...(kept.some(isGuessed) ? [guessNote] : [])]
}

/** All the others, folded: what came with a moved FROM image, small changes, and what is as it was. */
export function foldedLayerBlocks(
  platform: PlatformComparison,
  target: LinkTarget,
  room: Room,
): Block[] {
  const context = contextOf(platform, target, room)
  if (platform.state !== 'compared') return [everyLayer(context)]
  const { moved, small, unchanged } = groups(context)
  return [
    ...(moved.length === 0 ? [] : [movedLayers(moved, context)]),
    ...(small.length === 0 ? [] : [smallChanges(small, context)]),
    ...(unchanged.length === 0 ? [] : [unchangedLayers(unchanged, context)]),
  ]
}

/** A layer's instruction, or whatever else tells it from the others. */
export function layerName(layer: Layer): Line {
  const instruction = label(instructionKey(layer.instruction), MOST_OF_INSTRUCTION)
  if (instruction !== '') return [code(instruction)]
  const digest = layer.diffId ?? layer.digest
  return digest === null ? ['no history'] : ['no history, ', code(shortDigest(digest))]
}

// --- internal ---

/** Characters of an instruction in a row, which a phone shows beside its change. */
const MOST_OF_INSTRUCTION = 60

/** Layers of a group that are named one by one. */
const MOST_MEMBERS = 10

interface Context {
  platform: PlatformComparison
  rows: ChangedLayer[]
  metric: Metric
  target: LinkTarget
  room: Room
}

function contextOf(platform: PlatformComparison, target: LinkTarget, room: Room): Context {
  const metric = shownMetric(platform)
  return { platform, rows: changedLayers(platform, metric), metric, target, room }
}

/** Why a line has its mark. */
const guessNote = paragraph(
  '≈: the builder told no provenance, so the line was found by the text of its instruction.',
)

function isGuessed({ row }: ChangedLayer): boolean {
  return (row.candidate ?? row.baseline)?.lines?.from === 'guess'
}

function groups({ platform, rows, target }: Context) {
  if (platform.state !== 'compared') return { moved: [], seen: [], small: [], unchanged: [] }
  const moved = platform.upstreamMove === null ? [] : rows.filter(isUpstreamChange)
  const others = rows.filter(row => !moved.includes(row))
  return {
    moved,
    ...bySize(others, target.report.minimumChange),
    unchanged: rows.filter(({ row }) => row.change === 'unchanged'),
  }
}

function changeTable(rows: ChangedLayer[], most: number, context: Context): Table {
  const { kept, left } = biggest(rows, most)
  const unit = context.metric === 'compressed' ? ' (compressed)' : ''
  const rest =
    left.length === 0
      ? []
      : [[cell(`… ${count(left.length, 'smaller change')}`), total(left), cell(), cell()]]
  const told = emphasis(rows)
  return table(
    [
      { head: ['layer'] },
      { head: [`change${unit}`], align: 'right' },
      { head: [candidateWord(context.target.report)], align: 'right' },
      { head: ['baseline'], align: 'right' },
    ],
    [...kept.flatMap(row => changeRows(row, context, told)), ...rest],
  )
}

/** How a row's change is told among the others. */
interface Emphasis {
  largest: ChangedLayer | null
  /** Bytes that all rows grew; null: too few rows for shares. */
  growth: number | null
}

/** Rows from which on each tells its share of the growth. */
const MANY_ROWS = 6

/** The largest of several stands out. */
function emphasis(rows: ChangedLayer[]): Emphasis {
  const known = rows.filter(({ bytes }) => bytes !== null && bytes !== 0)
  const [largest = null] = known.toSorted((a, b) => Math.abs(b.bytes ?? 0) - Math.abs(a.bytes ?? 0))
  const growth = known.reduce((sum, { bytes }) => sum + Math.max(0, bytes ?? 0), 0)
  return {
    largest: known.length > 1 ? largest : null,
    growth: rows.length < MANY_ROWS || growth === 0 ? null : growth,
  }
}

function changeRow(changed: ChangedLayer, context: Context, told: Emphasis): Cell[] {
  const { row } = changed
  const size = (layer: Layer | null) =>
    layer === null ? '' : sizeOrWord(layerSize(layer, context.metric))
  return [
    cell(`${row.change} `, ...layerLabel(row, context), ...canGo(row, context)),
    changeCell(changed, told),
    cell(size(row.candidate)),
    cell(size(row.baseline)),
  ]
}

function changeCell(changed: ChangedLayer, { largest, growth }: Emphasis): Cell {
  const { bytes } = changed
  if (bytes === null) return cell('unknown')
  const share = growth === null || bytes <= 0 ? '' : ` · ${Math.round((100 * bytes) / growth)} %`
  const text = `${formatChange(bytes)}${share}`
  return {
    ...cell(changed === largest ? strong(text) : text),
    bar: { bytes: Math.abs(bytes), status: bytes > 0 ? 'grown' : 'shrunk' },
  }
}

/** How much of a layer's growth is waste that came with it. */
function canGo(row: LayerChange, { platform, target }: Context): Line {
  // The candidate's layers stand in the rows in their own order.
  const index = platform.layers.filter(({ candidate }) => candidate !== null).indexOf(row)
  const bytes = newWasteOf(platform, index, target.report.minimumChange)
  return bytes === 0 ? [] : [', ', strong(`${formatBytes(bytes)} of it can go`)]
}

/** Of a group, what it comes to, and below that its layers with their sizes. */
function changeRows(changed: ChangedLayer, context: Context, told: Emphasis): Cell[][] {
  const { row, members } = changed
  if (members === undefined) return [changeRow(changed, context, told)]
  const sideTotal = (side: 'baseline' | 'candidate') =>
    sizeOrWord(
      totalSize(
        members.flatMap(member => member[side] ?? []),
        context.metric,
      ),
    )
  const others = members.filter(member => member !== row)
  const isJoined = row.baseline === null
  const layers = count(others.length, 'layer')
  const shown = others.slice(0, MOST_MEMBERS)
  const left = others.length - shown.length
  const size = (layer: Layer | null) =>
    cell(layer === null ? '' : sizeOrWord(layerSize(layer, context.metric)))
  const below = (label: Line, member: LayerChange | null): Cell[] => [
    cell('↳ ', ...label),
    cell(),
    size(member?.candidate ?? null),
    size(member?.baseline ?? null),
  ]
  return [
    [
      cell(
        isJoined ? `joined ${layers} into ` : 'split ',
        ...layerLabel(row, context),
        ...(isJoined ? [] : [` into ${layers}`]),
      ),
      changeCell(changed, told),
      cell(sideTotal('candidate')),
      cell(sideTotal('baseline')),
    ],
    ...shown.map(member => below(layerLabel(member, context), member)),
    ...(left === 0 ? [] : [below([`… ${formatNumber(left)} more`], null)]),
  ]
}

function layerLabel(row: LayerChange, { platform, target }: Context): Line {
  const layer = row.candidate ?? row.baseline
  if (layer === null) return []
  const side = row.candidate === null ? 'baseline' : 'candidate'
  const base = layer.upstream ? (platform[side]?.base ?? null) : null
  const reference = lineReference(layer, target, side)
  return [
    ...layerName(layer),
    ...(reference === null ? [] : [' ', reference]),
    ...(base === null ? [] : [' from ', code(label(base.name, 40))]),
  ]
}

/** What the FROM image brought when it moved: nothing that this change's author wrote. */
function isUpstreamChange({ row }: ChangedLayer): boolean {
  return row.change !== 'unchanged' && (row.candidate ?? row.baseline)?.upstream === true
}

function movedLayers(rows: ChangedLayer[], context: Context): Block {
  const name = context.platform.upstreamMove?.name ?? ''
  const summary: Line = [
    strong(count(rows.length, 'changed layer')),
    ' of ',
    code(label(name, 40)),
    ' (',
    ...total(rows).content,
    ')',
  ]
  return details(summary, [changeTable(rows, context.room.folded, context)], 'all')
}

function smallChanges(rows: ChangedLayer[], context: Context): Block {
  const rebuilt = rows.filter(({ row, bytes }) => row.change === 'rebuilt' && bytes === 0)
  const small = rows.filter(row => !rebuilt.includes(row))
  const parts: Line[] = []
  if (small.length > 0) {
    const under = formatBytes(context.target.report.minimumChange)
    parts.push([
      strong(count(small.length, 'change')),
      ` under ${under} (`,
      ...total(small).content,
      ')',
    ])
  }
  if (rebuilt.length > 0)
    parts.push([strong(count(rebuilt.length, 'rebuilt layer')), ' of the same size'])
  return details(joined(parts, ', '), [changeTable(rows, context.room.folded, context)], 'all')
}

function unchangedLayers(rows: ChangedLayer[], context: Context): Block {
  const layers = rows.flatMap(({ row }) => row.candidate ?? row.baseline ?? [])
  const base = context.platform.candidate?.base ?? null
  const upstream = layers.filter(layer => layer.upstream).length
  const bytes = totalSize(layers, context.metric)
  const inWords = [bytes === null ? notMeasured : formatBytes(bytes)]
  const summary: Line = [strong(count(layers.length, 'unchanged layer')), ` (${inWords}`]
  if (base !== null && upstream > 0) {
    const share = upstream === layers.length ? '' : `${formatNumber(upstream)} of them `
    summary.push(`, ${share}from `, code(label(base.name, 40)))
  }
  return details([...summary, ')'], [sizeTable(layers, context)], 'all')
}

function everyLayer(context: Context): Block {
  const layers = context.rows.flatMap(({ row }) => row.candidate ?? row.baseline ?? [])
  return details([strong(count(layers.length, 'layer'))], [sizeTable(layers, context)])
}

function sizeTable(layers: Layer[], context: Context): Table {
  const { metric, platform, room } = context
  const side = platform.candidate === null ? 'baseline' : 'candidate'
  const rows = layers.map(layer => {
    const bytes = layerSize(layer, metric)
    const row: LayerChange = { change: 'unchanged', baseline: layer, candidate: layer }
    const size = cell(sizeOrWord(bytes))
    if (bytes !== null) size.bar = { bytes, status: 'same' }
    return { bytes, cells: [cell(...layerLabel({ ...row, ...absent(side) }, context)), size] }
  })
  const { kept, left } = biggest(rows, room.folded)
  const more = `… ${count(left.length, 'smaller layer')}`
  return table(
    [{ head: ['layer'] }, { head: [metric], align: 'right' }],
    [
      ...kept.map(({ cells }) => cells),
      ...(left.length === 0 ? [] : [[cell(more), total(left, formatBytes)]]),
    ],
  )
}

function absent(side: 'baseline' | 'candidate'): Partial<LayerChange> {
  return side === 'baseline' ? { candidate: null } : {}
}

function total(rows: { bytes: number | null }[], format = formatChange): Cell {
  const bytes = rows.reduce<number | null>(
    (sum, row) => (sum === null || row.bytes === null ? null : sum + row.bytes),
    0,
  )
  return cell(bytes === null ? 'unknown' : format(bytes))
}
