import type { LayerChange, PlatformComparison, WasteFinding } from '../../compare/comparison.ts'
import { formatBytes, formatChange, formatNumber } from '../../image/bytes.ts'
import type { Layer, Package } from '../../image/measurement.ts'
import { summarizePaths } from '../../image/path-summary.ts'
import { layerName } from '../sections/layers.ts'
import { type LinkTarget, lineReference } from '../sections/links.ts'
import { htmlText, truncate } from '../sections/text.ts'
import { candidateWord, count, label, notMeasured } from '../sections/words.ts'
import { lineHtml, scrolling } from './blocks.ts'
import { cureHtml } from './waste-list.ts'
import { wholeRows } from './whole-rows.ts'

/**
 * Every layer of both sides with what is in it: its whole instruction, paths, packages, and waste with its cure. Each is a
 * `tbody` of two rows, so that a script can sort and filter them.
 * @param place id and level of the platform's element, and how many paths, packages and findings of each layer
 */
export function layerTable(
  platform: PlatformComparison,
  target: LinkTarget,
  { id, level, most }: { id: string; level: number; most: number },
): string {
  const rows = wholeRows(platform)
  if (rows.length === 0) return ''
  const waste = Map.groupBy(platform.waste?.findings ?? [], ({ layer }) => layer)
  const bodies = rows.map((row, index) =>
    body(row, {
      id: `${id}-layer-${index}`,
      reference: referenceOf(row, target),
      base: platform.candidate?.base?.name ?? platform.baseline?.base?.name ?? null,
      waste: waste.get(row.place ?? -1) ?? [],
      index,
      most,
    }),
  )
  const heads: [string, string, string][] = [
    ['layer', '', 'order'],
    ['change', ' class="number"', 'change'],
    ['baseline', ' class="number"', 'baseline'],
    [candidateWord(target.report), ' class="number"', 'candidate'],
    ['compressed', ' class="number"', 'compressed'],
  ]
  const head = heads
    .map(([text, side, key]) => `<th scope="col"${side} data-sort="${key}">${htmlText(text)}</th>`)
    .join('')
  return `<section><h${level}>Layers</h${level}>\n${scrolling(
    `<table class="layers" data-layers="${id}">\n<thead><tr>${head}</tr></thead>\n${bodies.join('\n')}\n</table>`,
    `Layers of ${platform.platform}`,
  )}</section>`
}

// --- internal ---

interface Parts {
  id: string
  reference: string
  /** Of the FROM image. */
  base: string | null
  waste: WasteFinding[]
  index: number
  most: number
}

/** UTF-16 units; a heredoc can be a whole script. */
const LONGEST_INSTRUCTION = 4000

const marks: Record<LayerChange['change'], string> = {
  added: '+',
  removed: '−',
  modified: '±',
  rebuilt: '↻',
  unchanged: '=',
}

function referenceOf({ baseline, candidate }: LayerChange, target: LinkTarget): string {
  const layer = candidate ?? baseline
  if (layer === null) return ''
  const reference = lineReference(layer, target, candidate === null ? 'baseline' : 'candidate')
  return reference === null ? '' : ` ${lineHtml([reference])}`
}

function body(row: LayerChange, parts: Parts): string {
  const { change, baseline, candidate } = row
  const layer = candidate ?? baseline
  if (layer === null) return ''
  const bytes = changeOf(row)
  const status = bytes === null || bytes === 0 ? 'same' : bytes > 0 ? 'grown' : 'shrunk'
  const from = layer.upstream
    ? ` <span class="from">FROM ${htmlText(label(parts.base ?? 'image', 40))}</span>`
    : ''
  const sort = `data-order="${parts.index}" data-change="${bytes ?? 0}" data-baseline="${baseline?.size ?? -1}" data-candidate="${candidate?.size ?? -1}" data-compressed="${candidate?.compressedSize ?? -1}"`
  const cells = [
    `<td class="name"><span class="mark ${change}">${marks[change]} ${change}</span> ${lineHtml(layerName(layer))}${parts.reference}${from}</td>`,
    `<td class="number ${status}">${bytes === null ? 'unknown' : bytes === 0 ? '' : formatChange(bytes)}</td>`,
    `<td class="number">${sizeOf(baseline, 'size')}</td>`,
    `<td class="number">${sizeOf(candidate, 'size')}</td>`,
    `<td class="number">${sizeOf(candidate, 'compressedSize')}</td>`,
  ]
  return `<tbody id="${parts.id}" class="${layer.upstream ? 'upstream' : 'own'}" ${sort}>\n<tr>${cells.join('')}</tr>\n<tr class="more"><td colspan="5"><details><summary>${inShort(layer, parts)}</summary><div class="inside">${inside(layer, parts)}</div></details></td></tr>\n</tbody>`
}

function changeOf({ change, baseline, candidate }: LayerChange): number | null {
  if (change === 'unchanged') return 0
  const before = baseline === null ? 0 : baseline.size
  const after = candidate === null ? 0 : candidate.size
  return before === null || after === null ? null : after - before
}

function sizeOf(layer: Layer | null, of: 'size' | 'compressedSize'): string {
  if (layer === null) return ''
  const bytes = layer[of]
  return bytes === null ? notMeasured : formatBytes(bytes)
}

function inShort({ files, paths, packages, unlisted }: Layer, { waste }: Parts): string {
  const told = unlisted ?? files?.length ?? paths?.length
  const parts = [
    'whole instruction',
    ...(told === undefined ? ['paths not read'] : [count(told, 'path')]),
    ...(packages?.length ? [count(packages.length, 'package')] : []),
    ...(waste.length > 0 ? [`${formatBytes(sum(waste))} can go`] : []),
  ]
  return htmlText(parts.join(' · '))
}

const sum = (findings: WasteFinding[]) => findings.reduce((bytes, one) => bytes + one.bytes, 0)

function inside(layer: Layer, { waste, most }: Parts): string {
  const instruction = truncate(printableLines(layer.instruction), LONGEST_INSTRUCTION)
  return [
    `<pre><code>${lines(instruction) || 'no history'}</code></pre>`,
    pathTable(layer, most),
    packageList(layer.packages ?? [], most),
    waste.length === 0
      ? ''
      : `<p><strong>Can go</strong></p><ul>${waste
          .slice(0, most)
          .map(
            ({ bytes, path, cure }) =>
              `<li>${formatBytes(bytes)} <code>${htmlText(label(path))}</code>: ${cureHtml(cure)}</li>`,
          )
          .join('')}</ul>`,
  ].join('\n')
}

/** Of several lines each is made printable for itself. */
function printableLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function lines(text: string): string {
  return text.split('\n').map(htmlText).join('\n').trim()
}

function pathTable({ files, paths }: Layer, most: number): string {
  const all = files === null ? (paths ?? []) : summarizePaths(files, 200)
  if (all.length === 0) return ''
  const bySize = all.toSorted((a, b) => b.size - a.size)
  const shown = bySize.slice(0, most)
  const rest = bySize.slice(most)
  const row = (name: string, number: number, bytes: number) =>
    `<tr><td>${name}</td><td class="number">${formatNumber(number)}</td><td class="number">${formatBytes(bytes)}</td></tr>`
  const rows = shown.map(({ path, files: number, size }) =>
    row(`<code>/${htmlText(label(path, 200))}</code>`, number, size),
  )
  if (rest.length > 0)
    rows.push(
      row(
        'everything else',
        rest.reduce((total, one) => total + one.files, 0),
        rest.reduce((total, one) => total + one.size, 0),
      ),
    )
  return `<table><thead><tr><th scope="col">path</th><th scope="col" class="number">files</th><th scope="col" class="number">bytes</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function packageList(packages: Package[], most: number): string {
  if (packages.length === 0) return ''
  const bySize = packages.toSorted((a, b) => b.bytes - a.bytes)
  const more = packages.length - most
  const items = bySize.slice(0, most).map(({ name, version, bytes }) => {
    const text = `${label(name, 60)} ${label(version, 60)}`
    return `<li><code>${htmlText(text)}</code> ${formatBytes(bytes)}</li>`
  })
  return `<p><strong>Packages that its databases list</strong></p><ul class="packages">${items.join('')}${more > 0 ? `<li>${formatNumber(more)} more</li>` : ''}</ul>`
}
