import { Gunzip, ZstdDecompress } from 'minizlib'
import { messageOf, UserError } from '../common/errors.ts'
import { giveBack } from './give-back.ts'
import { createFrameCutter } from './zstd-frames.ts'

export type Compression = 'gzip' | 'zstd'

/** Inflates what is written to it at once, in this thread. */
export interface Inflater {
  /** @throws UserError for broken data; what `onData` throws */
  write(chunk: Buffer): void
  /** @throws UserError where it breaks off */
  end(): void
  /** Gives its memory back. */
  close(): void
}

/** Compressed bytes at a time: what they become is in memory at once, and that may be a thousand times as much. */
const INPUT = 32_768
/** Bytes of what they become are in memory that is used again, unless there are more. */
const OPTIONS = { async: false, chunkSize: 262_144 }

/**
 * @param onData takes the inflated bytes in order, which are gone afterwards; may throw
 * @see https://www.rfc-editor.org/rfc/rfc1952 (several gzip members in a row are one stream)
 * @see https://www.rfc-editor.org/rfc/rfc8878 (several zstd frames in a row too, and frames to skip)
 */
export function createInflater(
  compression: Compression,
  onData: (chunk: Buffer) => void,
): Inflater {
  return compression === 'gzip' ? createGunzip(onData) : createUnzstd(onData)
}

// --- internal ---

function createGunzip(onData: (chunk: Buffer) => void): Inflater {
  const stream = open(new Gunzip({ ...OPTIONS }), 'gzip', onData)
  /** Zeros behind the last member are padding, and whatever is behind them. */
  let isPadding = false
  return {
    write(chunk) {
      for (let start = 0; start < chunk.length && !isPadding; start += INPUT) {
        const piece = chunk.subarray(start, start + INPUT)
        isPadding = stream.write(piece) < piece.length
      }
    },
    end() {
      if (!isPadding) stream.end()
      stream.close()
    },
    close: stream.close,
  }
}

function createUnzstd(onData: (chunk: Buffer) => void): Inflater {
  const frames = createFrameCutter()
  const stream = open(new ZstdDecompress({ ...OPTIONS }), 'zstd', onData)
  return {
    write(chunk) {
      for (const piece of frames.cut(chunk)) stream.write(piece)
    },
    end() {
      frames.end()
      stream.close()
    },
    close: stream.close,
  }
}

interface Stream {
  /** @returns bytes of the piece that were wanted */
  write(piece: Buffer): number
  end(): void
  close(): void
}

function open(
  stream: Gunzip | ZstdDecompress,
  compression: Compression,
  onData: (chunk: Buffer) => void,
): Stream {
  let broken: unknown
  stream.on('error', error => {
    broken = error
  })
  stream.on('data', chunk => {
    onData(chunk)
    giveBack(chunk)
  })
  const check = () => {
    if (broken === undefined) return
    const why = messageOf(broken).replace(/^zlib: /, '')
    throw new UserError(`broken ${compression} data: ${why}`, { cause: broken })
  }
  return {
    write(piece) {
      stream.write(piece)
      check()
      return Number((stream.handle as { bytesWritten?: number } | undefined)?.bytesWritten)
    },
    end() {
      stream.end()
      check()
    },
    close: () => stream.close(),
  }
}
