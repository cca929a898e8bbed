import { detailsTo, type Log } from '../common/log.ts'
import { formatBytes } from '../image/bytes.ts'
import type { ScannedLayer } from '../image/content.ts'

/** Told by whoever reads bytes, so that a long wait says what it is for. */
export interface Progress {
  /** More bytes came in. */
  onBytes: (bytes: number) => void
  /** A layer was read to its end. */
  onLayer: (layer: ScannedLayer) => void
  /** So many bytes will come, where that is known. */
  onTotal: (bytes: number) => void
  /**
   * What was read in the end, in a sentence.
   * @param layers of the images, each counted once
   */
  summary: (layers: number) => string
}

const WIDTH = 24
/** Milliseconds between two sights of the status line, and between two lines of a log. */
const STATUS_MS = 100
const LINE_MS = 15_000

/** One line a layer, one in a while within a large layer, and a status line with a bar where there is a terminal. */
export function createProgress(log: Log, now: () => number = Date.now): Progress {
  /** Two streams at once can bring the same layer. */
  const layers = new Set<string>()
  let bytes = 0
  let unpacked = 0
  let total = 0
  let shown = now()
  let told = now()

  const soFar = () =>
    `${layers.size} ${layers.size === 1 ? 'layer' : 'layers'}, ${formatBytes(bytes)}${total > 0 ? ` of ${formatBytes(total)}` : ''} read`

  return {
    onTotal(more) {
      total += more
    },
    onBytes(more) {
      bytes += more
      const time = now()
      if (log.status !== undefined && time - shown >= STATUS_MS) {
        shown = time
        log.status(`${total > 0 ? `${bar(bytes / total)} ` : ''}${soFar()}`)
      }
      if (time - told < LINE_MS) return
      told = time
      log.info(`Measuring: ${soFar()} so far.`)
    },
    onLayer({ diffId, size }) {
      unpacked += size
      told = now()
      if (layers.has(diffId)) return
      layers.add(diffId)
      detailsTo(log)(`Measured layer ${layers.size}: ${formatBytes(size)} unpacked.`)
    },
    summary(all) {
      const known = all > layers.size ? '; the others were known' : ''
      return `Read ${layers.size} of ${all} layers: ${formatBytes(bytes)}, ${formatBytes(unpacked)} unpacked${known}.`
    },
  }
}

// --- internal ---

function bar(part: number): string {
  const full = Math.min(WIDTH, Math.round(part * WIDTH))
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
}
