import type { PlatformComparison, WasteFinding } from '../../compare/comparison.ts'
import { formatBytes } from '../../image/bytes.ts'
import { newBytes } from '../../waste/waste.ts'
import type { ImageReport, Report } from '../report.ts'
import { type Block, code, type Line, paragraph, prose, strong } from './document.ts'
import { platformInFocus } from './headline.ts'
import { lineReference } from './links.ts'
import { worthTelling } from './new-waste.ts'
import { label } from './words.ts'

/**
 * What to do about it, right below the answer: the cure that has the largest effect, when a budget broke or waste came
 * with the change.
 */
export function wayOutBlocks(image: ImageReport, report: Report): Block[] {
  const platform = platformInFocus(image)
  // What is of the FROM image is nothing that this Dockerfile can take away.
  const layers = platform?.candidate?.layers ?? []
  const found =
    platform?.waste &&
    worthTelling(platform.waste, report.minimumChange).filter(
      ({ layer }) => layers[layer]?.upstream !== true,
    )
  if (platform === undefined || found === undefined) return []
  const fresh = largest(found, newBytes)
  if (fresh !== null) return [cureLine(fresh, newBytes(fresh), platform, image, report)]
  const any = image.verdict === 'exceeded' ? largest(found, ({ bytes }) => bytes) : null
  return any === null ? [] : [cureLine(any, any.bytes, platform, image, report)]
}

// --- internal ---

function largest(
  findings: WasteFinding[],
  bytesOf: (finding: WasteFinding) => number,
): WasteFinding | null {
  const [first] = findings.toSorted((a, b) => bytesOf(b) - bytesOf(a))
  return first === undefined || bytesOf(first) === 0 ? null : first
}

function cureLine(
  finding: WasteFinding,
  bytes: number,
  platform: PlatformComparison,
  { comparison }: ImageReport,
  report: Report,
): Block {
  const layer = platform.candidate?.layers[finding.layer]
  const place =
    layer === undefined ? null : lineReference(layer, { report, comparison }, 'candidate')
  // Waste that came with the change is a part of what it grew.
  const isGrowth = newBytes(finding) > 0 && (platform.unpacked.change ?? 0) >= bytes
  const where: Line = place === null ? [] : [' by ', place]
  return paragraph(
    strong(`${formatBytes(bytes)}${isGrowth ? ' of this' : ''} can go`),
    ' (',
    code(label(finding.path, 60)),
    ...where,
    '): ',
    ...prose(label(finding.cure, 200)),
    '.',
  )
}
