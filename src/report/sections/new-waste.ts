import type { PlatformComparison, Waste, WasteFinding } from '../../compare/comparison.ts'
import { newBytes } from '../../waste/waste.ts'

/** Findings that are worth a line. */
export function worthTelling({ findings }: Waste, minimumChange: number): WasteFinding[] {
  return findings.filter(({ bytes }) => bytes >= minimumChange)
}

/** Bytes of waste that came with the change, of a layer by its index in the candidate. */
export function newWasteOf(
  { waste }: Pick<PlatformComparison, 'waste'>,
  layer: number,
  minimumChange: number,
): number {
  if (waste === undefined) return 0
  return worthTelling(waste, minimumChange)
    .filter(finding => finding.layer === layer)
    .reduce((bytes, finding) => bytes + newBytes(finding), 0)
}
