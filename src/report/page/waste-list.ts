import type { PlatformComparison, WasteFinding } from '../../compare/comparison.ts'
import { formatBytes, formatNumber } from '../../image/bytes.ts'
import { newBytes } from '../../waste/waste.ts'
import { prose } from '../sections/document.ts'
import type { LinkTarget } from '../sections/links.ts'
import { htmlText } from '../sections/text.ts'
import { layerWords, reason, wasteBlocks } from '../sections/waste.ts'
import { label } from '../sections/words.ts'
import { bar, blocksHtml, lineHtml } from './blocks.ts'

/** What of the image can go, as a list with cures that can be copied. */
export function wasteList(platform: PlatformComparison, target: LinkTarget, level: number): string {
  const { waste } = platform
  const seen = (waste?.findings ?? []).filter(({ bytes }) => bytes >= target.report.minimumChange)
  // What is not known is said in the words of the comment.
  if (waste === undefined || seen.length === 0) return blocksHtml(wasteBlocks(platform, target, 1))
  const total = seen.reduce((bytes, one) => bytes + one.bytes, 0)
  const least = waste.efficiency === null ? 'at least ' : ''
  const largest = Math.max(...seen.map(({ bytes }) => bytes))
  const items = seen.slice(0, MOST).map(one => item(one, platform, target, largest))
  const left = seen.slice(MOST)
  const more =
    left.length === 0
      ? ''
      : `<li>${formatNumber(left.length)} more, ${formatBytes(left.reduce((bytes, one) => bytes + one.bytes, 0))}</li>`
  return `<section class="waste"><h${level}>What can go: ${least}${formatBytes(total)}</h${level}>\n<ul>${items.join('\n')}${more}</ul></section>`
}

/** A cure with its commands told apart, for a script to offer them to be copied. */
export function cureHtml(cure: string): string {
  const line = prose(cure)
  const commands = line.flatMap(part =>
    typeof part !== 'string' && part.kind === 'code' ? part.text : [],
  )
  const text = commands.length === 0 ? cure : commands.join('\n')
  return `<span class="cure" data-copy="${htmlText(text)}">${lineHtml(line)}</span>`
}

// --- internal ---

const MOST = 100

function item(
  finding: WasteFinding,
  platform: PlatformComparison,
  target: LinkTarget,
  largest: number,
): string {
  const { bytes, path, files, cure, layer } = finding
  const fresh = newBytes(finding)
  const news =
    fresh === 0
      ? ''
      : `<span class="mark added">+ ${fresh === bytes ? 'new' : `${formatBytes(fresh)} new`}</span> `
  const many = files === 1 ? '' : `, ${formatNumber(files)} files`
  return `<li><strong>${formatBytes(bytes)}</strong> ${bar(bytes / largest, 'wasted')} ${news}<code>${htmlText(label(path, 200))}</code>${many}${lineHtml(reason(finding, platform, target))} <span class="quiet">written by ${lineHtml(layerWords(layer, platform, target))}</span><br>${cureHtml(cure)}</li>`
}
