import type { KnownLayers, ScannedLayer } from '../image/content.ts'
import type { ReadOptions } from './scanner.ts'

/** How the layers of an image are read, wherever its bytes come from, and who hears of it. */
export interface FeedOptions extends ReadOptions {
  /** Layers that are not read again. Layers that are read are added. */
  known?: KnownLayers
  /** Called once for every layer that was read. */
  onLayer?: (layer: ScannedLayer) => void
  /** Called with the bytes of every piece that was read. */
  onBytes?: (bytes: number) => void
  /** Called when it is known that so many bytes are to be read. */
  onTotal?: (bytes: number) => void
}
