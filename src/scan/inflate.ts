import { createGunzip, createZstdDecompress } from 'node:zlib'
import { UserError } from '../common/errors.ts'

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
  /** What the stream had taken when `current` was given to it. */
  let taken = 0
  const output: Buffer[] = []
  let ending = false
  let finished = false
  let failed = false
  let failure: unknown
  let wakeWriter: (() => void) | undefined
  const done = Promise.withResolvers<void>()
  done.promise.catch(() => {})
  let stream = open()

  // Node ends the stream with the first zstd frame and drops the rest, so each frame gets a stream of its own.
  function open() {
    const options = { chunkSize: OUTPUT_CHUNK }
    const opened = compression === 'gzip' ? createGunzip(options) : createZstdDecompress(options)
    taken = 0
    opened.on('data', (chunk: Buffer) => {
      // Once this event is over, the stream starts on the next chunk in another thread: so that both work
      // at once, this chunk is looked at only then.
      if (output.push(chunk) === 1) queueMicrotask(flush)
    })
    opened.on('error', error => {
      fail(new UserError(`broken ${compression} data: ${error.message}`, { cause: error }))
    })
    opened.on('end', () => {
      flush()
      if (failed) return
      if (current === undefined) return done.resolve()
      if (compression === 'zstd') return nextFrame(current)
      // Zeros behind the last gzip member are padding.
      finished = true
      queue.length = 0
      wake()
      if (ending) done.resolve()
    })
    return opened
  }

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

  function nextFrame(chunk: Buffer): void {
    const used = stream.bytesWritten - taken
    queue.unshift(chunk.subarray(used))
    waiting -= used
    current = undefined
    stream.destroy()
    stream = open()
    pump()
  }

  function pump(): void {
    if (failed || finished || current !== undefined) return
    const chunk = queue.shift()
    if (chunk === undefined) {
      if (ending) stream.end()
      return
    }
    current = chunk
    taken = stream.bytesWritten
    const target = stream
    target.write(chunk, error => {
      if (error || target !== stream) return
      current = undefined
      waiting -= chunk.length
      if (waiting < HIGH_WATER) wake()
      pump()
    })
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

  function wake(): void {
    wakeWriter?.()
    wakeWriter = undefined
  }

  return {
    write(chunk) {
      if (failed || finished || chunk.length === 0) return undefined
      queue.push(chunk)
      waiting += chunk.length
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
      if (finished) done.resolve()
      else pump()
      return done.promise
    },
    abort: () => fail(new UserError('the transfer was broken off')),
  }
}
