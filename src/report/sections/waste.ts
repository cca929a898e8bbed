import type { PlatformComparison, Waste, WasteFinding } from '../../compare/comparison.ts'
import { formatBytes, formatNumber } from '../../image/bytes.ts'
import type { Layer } from '../../image/measurement.ts'
import { newBytes } from '../../waste/waste.ts'
import { type Block, code, details, type Line, paragraph, prose, strong } from './document.ts'
import { layerName } from './layers.ts'
import { type LinkTarget, lineReference } from './links.ts'
import { worthTelling } from './new-waste.ts'
import { count, label } from './words.ts'

/** What of the image can go, who wrote it, and what to do about it. */
export function wasteBlocks(
  platform: PlatformComparison,
  target: LinkTarget,
  most: number,
): Block[] {
  const { waste } = platform
  if (most === 0) return []
  const layers = platform.candidate?.layers ?? []
  if (waste === undefined) return unknownWaste(layers)
  const seen = worthTelling(waste, target.report.minimumChange)
  if (seen.length === 0) return waste.efficiency === null ? unknownWaste(layers) : []
  const items = seen.slice(0, most).map(finding => wasteItem(finding, platform, target))
  const left = seen.slice(most)
  if (left.length > 0)
    items.push([`${formatBytes(total(left))} in ${count(left.length, 'smaller finding')}`])
  return [
    details(summary(waste, seen, layers), [{ kind: 'list', items }, ...efficiencyBlocks(waste)]),
  ]
}

/**
 * What a layer (by its index in the candidate) wastes, as the end of a sentence: new waste first, then the most;
 * empty when it wastes little.
 */
export function wasteClause(
  { waste }: PlatformComparison,
  layer: number,
  minimumChange: number,
): string {
  if (waste === undefined) return ''
  const worst = worthTelling(waste, minimumChange).find(
    finding => finding.layer === layer || finding.by === layer,
  )
  if (worst === undefined) return ''
  const cure = label(worst.cure, 200).replaceAll('`', '')
  return `${formatBytes(worst.bytes)} can go (${label(worst.path)}): ${cure}`
}

// --- internal ---

/** Nothing found is not nothing there: what was not read is said. Without `detail: files` nobody asked. */
function unknownWaste(layers: Layer[]): Block[] {
  const asked = layers.some(({ files, paths }) => files !== null || paths !== undefined)
  const unread = unreadWords(layers)
  if (!asked || unread.length === 0) return []
  return [paragraph(strong('Wasted'), `: nothing in what was read; ${unread.join(', ')}.`)]
}

/** A layer of a record or of a shared baseline is not sent again, so its files are not seen in this run. */
function unreadWords(layers: Layer[]): string[] {
  const summed = layers.filter(({ files, paths }) => files === null && paths !== undefined).length
  const unread = layers.filter(({ files, paths }) => files === null && paths === undefined).length
  const of = `of ${count(layers.length, 'layer')}`
  return [
    ...(summed === 0 ? [] : [`${summed} ${of} known by their largest paths only`]),
    ...(unread === 0 ? [] : [`${unread} ${of} not read`]),
  ]
}

function summary({ efficiency }: Waste, seen: WasteFinding[], layers: Layer[]): Line {
  const fresh = seen.reduce((bytes, finding) => bytes + newBytes(finding), 0)
  // Layers that were not read may hold more.
  const least = efficiency === null ? 'at least ' : ''
  const parts = [`: ${least}${formatBytes(total(seen))} that can go`]
  if (fresh > 0) parts.push(fresh === total(seen) ? 'all of it new' : `${formatBytes(fresh)} new`)
  return [strong('Wasted'), [...parts, ...unreadWords(layers)].join(', ')]
}

/** Of all bytes of files in all layers, the share that the image shows once; another measure than what can go. */
function efficiencyBlocks({ efficiency }: Waste): Block[] {
  if (efficiency === null) return []
  // Rounded down: only an image that holds no file twice is at 100 %.
  const percent = Math.floor(efficiency * 1000) / 10
  return [
    paragraph(
      `Efficiency as dive counts it: ${percent} %, the share of all bytes that no later layer replaces or deletes.`,
    ),
  ]
}

function wasteItem(finding: WasteFinding, platform: PlatformComparison, target: LinkTarget): Line {
  const { path, bytes, files, cure } = finding
  const fresh = newBytes(finding)
  const news = fresh === 0 ? '' : fresh === bytes ? ' new' : ` (${formatBytes(fresh)} new)`
  const many = files === 1 ? '' : `, ${formatNumber(files)} files`
  return [
    strong(`${formatBytes(bytes)}${news}`),
    ' ',
    code(label(path)),
    many,
    ...reason(finding, platform, target),
    ', by ',
    ...layerWords(finding.layer, platform, target),
    ': ',
    ...prose(label(cure, 300)),
  ].filter(part => part !== '')
}

const hiding: Partial<Record<WasteFinding['kind'], string>> = {
  deleted: 'deleted by',
  overwritten: 'replaced by',
  copied: 'written again by',
}

/** What the path alone does not say. */
const natures: Partial<Record<WasteFinding['kind'], string>> = {
  temporary: 'temporary',
  archive: 'an archive of what is beside it',
  'core dump': 'a core dump',
  'debug symbols': 'debug symbols',
  unstripped: 'symbols in a program',
  documentation: 'documentation',
  translations: 'translations',
  tests: 'tests and docs of packages',
  bytecode: 'compiled Python',
}

/** Why it is waste. */
export function reason(
  { kind, by, original }: WasteFinding,
  platform: PlatformComparison,
  target: LinkTarget,
): Line {
  const nature = natures[kind]
  if (nature !== undefined) return [`, ${nature}`]
  if (original !== undefined)
    return [
      ', the same as ',
      code(label(original.path)),
      ' by ',
      ...layerWords(original.layer, platform, target),
    ]
  const words = hiding[kind]
  if (words === undefined || by === null) return []
  return [`, ${words} `, ...layerWords(by, platform, target)]
}

/** A report of another job may name a layer that it does not have. */
export function layerWords(index: number, platform: PlatformComparison, target: LinkTarget): Line {
  const layer = platform.candidate?.layers[index]
  if (layer === undefined) return ['an unknown layer']
  const reference = lineReference(layer, target, 'candidate')
  const base = layer.upstream ? (platform.candidate?.base ?? null) : null
  return [
    ...layerName(layer),
    ...(reference === null ? [] : [' ', reference]),
    ...(base === null ? [] : [' from ', code(label(base.name, 40))]),
  ]
}

function total(findings: WasteFinding[]): number {
  return findings.reduce((bytes, finding) => bytes + finding.bytes, 0)
}
