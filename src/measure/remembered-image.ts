import { PLAIN_UNMEASURED } from '../archive/layout.ts'
import { historyContent } from '../docker/history.ts'
import type { ContentLayer, ImageContent, KnownLayers } from '../image/content.ts'
import type { FeedTools } from './feed-tools.ts'

/**
 * An image of the classic store, all of whose layers were measured before, so that no byte of it is needed.
 * @returns null when a layer has to be read
 */
export async function rememberedImage(
  { run, engine, engineApi }: Pick<FeedTools, 'run' | 'engine' | 'engineApi'>,
  image: string,
  known: KnownLayers,
): Promise<ImageContent | null> {
  if ((await engine()).store !== 'classic') return null
  await known.ready
  const { digest, platforms } = await historyContent(run, image, null, engineApi)
  const remembered = platforms.map(platform => {
    const layers = (platform.config.rootfs.diff_ids ?? []).flatMap((diffId): ContentLayer[] => {
      const layer = known.get(diffId)
      if (layer === undefined) return []
      const { diffId: _, ...found } = layer
      return [{ ...found, digest: null, mediaType: null, compressedSize: null }]
    })
    return { ...platform, layers, compressedUnmeasured: PLAIN_UNMEASURED, unpackedUnmeasured: null }
  })
  const isWhole = remembered.every(
    ({ layers, config }) => layers.length === (config.rootfs.diff_ids ?? []).length,
  )
  return isWhole ? { digest, platforms: remembered } : null
}
