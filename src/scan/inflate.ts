import { createGunzip, createZstdDecompress } from 'node:zlib'
import { UserError } from '../common/errors.ts'
import { createFrameCutter } from './zstd-frames.ts'

export type Compression = 'gzip' | 'zstd'

/** Inflates on zlib's threads what is pushed into it, with back-pressure. */
export interface Inflater {
  /** Returns a promise when the writer should wait before it writes more. Never throws. */
  write(chunk: Buffer): Promise<void> | undefined
  /** Rejects with whatever went wrong: broken data, or what `onData` threw. */
  end(): Promise<void>
  abort(): void
}

/** Bytes of output at a time: fewer, larger trips between the threads. */
const OUTPUT_CHUNK = 131_072
/** Compressed bytes that may wait. */
const HIGH_WATER = 262_144

/**
 * @param onData takes the inflated bytes in order; may throw, which ends everything
 * @see https://www.rfc-editor.org/rfc/rfc1952 (several gzip members in a row are one stream)
 * @see https://www.rfc-editor.org/rfc/rfc8878 (several zstd frames in a row too, and frames to skip)
 */
export function createInflater(
  compression: Compression,
  onData: (chunk: Buffer) => void,
): Inflater {
  const queue: Buffer[] = []
  let waiting = 0
  let current: Buffer | undefined
  const frames = compression === 'zstd' ? createFrameCutter() : null
  const output: Buffer[] = []
  let ending = false
  let finished = false
  let failed = false
  let failure: unknown
  let wakeWriter: (() => void) | undefined
  const done = Promise.withResolvers<void>()
  done.promise.catch(() => {})
  const options = { chunkSize: OUTPUT_CHUNK }
  const stream = frames === null ? createGunzip(options) : createZstdDecompress(options)
  stream.on('data', (chunk: Buffer) => {
    // Once this event is over, the stream starts on the next chunk in another thread: so that both work
    // at once, this chunk is looked at only then.
    if (output.push(chunk) === 1) queueMicrotask(flush)
  })
  stream.on('error', error => {
    fail(new UserError(`broken ${compression} data: ${error.message}`, { cause: error }))
  })
  stream.on('end', () => {
    flush()
    if (failed) return
    if (current === undefined) return done.resolve()
    // Zeros behind the last gzip member are padding.
    finished = true
    queue.length = 0
    wake()
    if (ending) done.resolve()
  })

  function flush(): void {
    for (const chunk of output.splice(0)) {
      if (failed) return
      try {
        onData(chunk)
      } catch (error) {
        fail(error)
      }
    }
  }

  function pump(): void {
    if (failed || finished || current !== undefined) return
    const chunk = queue.shift()
    if (chunk === undefined) {
      if (ending) endStream()
      return
    }
    current = chunk
    stream.write(chunk, error => {
      if (error) return
      current = undefined
      waiting -= chunk.length
      if (waiting < HIGH_WATER) wake()
      pump()
    })
  }

  function endStream(): void {
    // Frames that say nothing are an empty layer, where a stream that got nothing is cut off.
    if (frames === null || stream.bytesWritten > 0) stream.end()
    else {
      stream.destroy()
      done.resolve()
    }
  }

  function fail(error: unknown): void {
    if (failed) return
    failed = true
    failure = error
    queue.length = 0
    stream.destroy()
    wake()
    done.reject(failure)
  }

  function piecesOf(chunk: Buffer): Buffer[] {
    return frames === null ? [chunk] : (attempt(() => frames.cut(chunk)) ?? [])
  }

  function attempt<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      fail(error)
      return undefined
    }
  }

  function wake(): void {
    wakeWriter?.()
    wakeWriter = undefined
  }

  return {
    write(chunk) {
      if (failed || finished || chunk.length === 0) return undefined
      for (const piece of piecesOf(chunk)) {
        queue.push(piece)
        waiting += piece.length
      }
      pump()
      if (waiting < HIGH_WATER) return undefined
      const { promise, resolve } = Promise.withResolvers<void>()
      const others = wakeWriter
      wakeWriter = () => {
        others?.()
        resolve()
      }
      return promise
    },
    end() {
      ending = true
      attempt(() => frames?.end())
      if (finished) done.resolve()
      else pump()
      return done.promise
    },
    abort: () => fail(new UserError('the transfer was broken off')),
  }
}
