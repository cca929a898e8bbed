import type { ImageContent } from '../image/content.ts'
import { platformText } from '../oci/image-spec.ts'
import type { Try } from './attempt.ts'
import type { Cures } from './cures.ts'

/** Edits that make nothing smaller are not worth anybody's time. */
export function worthIt(before: ImageContent, after: ImageContent): Try<ImageContent> {
  const saved = savedBy(before, after)
  const isLess = saved.every(({ unpacked }) => (unpacked.change ?? -1) < 0)
  return isLess ? { proved: after } : { why: 'it saves nothing' }
}

/** Both sizes of each platform of an image as it is, and of the patched one. */
export function savedBy(before: ImageContent, after: ImageContent): Cures['saved'] {
  return before.platforms.map(one => {
    const platform = platformText(one.config)
    const other = after.platforms.find(({ config }) => platformText(config) === platform)
    return {
      platform,
      unpacked: sizeChange(sizeOf(one, 'size'), other ? sizeOf(other, 'size') : null),
      compressed: sizeChange(
        sizeOf(one, 'compressedSize'),
        other ? sizeOf(other, 'compressedSize') : null,
      ),
    }
  })
}

// --- internal ---

function sizeOf(
  { layers }: ImageContent['platforms'][number],
  metric: 'size' | 'compressedSize',
): number | null {
  let sum = 0
  for (const layer of layers) {
    const bytes = layer[metric]
    if (bytes === null) return null
    sum += bytes
  }
  return sum
}

function sizeChange(baseline: number | null, candidate: number | null) {
  const change = baseline === null || candidate === null ? null : candidate - baseline
  return { baseline, candidate, change }
}
