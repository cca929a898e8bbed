import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { UserError } from '../common/errors.ts'
import type { Blob, BlobScanner } from './blob-scanner.ts'
import type { ScanOptions } from './layer-reader.ts'
import type { FromThread, ToThread } from './scan-messages.ts'

/** Threads that read blobs, so that all cores do. None is started before a blob needs it. */
export interface ScanThreads {
  /** Bytes of a blob from which on it is worth the way. */
  readonly worth: number
  /** What `createBlobScanner` is, in the thread that has the fewest blobs. */
  scanner(options: ScanOptions): BlobScanner
  /** Ends those that read nothing, for each takes some twenty megabytes; others start when they are needed. */
  rest(): Promise<void>
  /** Ends them, and whatever they read. */
  close(): Promise<void>
}

/** Each takes some twenty megabytes, and an engine sends four layers at a time. */
const MOST_THREADS = 4
/** Bytes of a blob that may be on their way to its thread, and how many are worth a message while it is busy. */
const RING = 262_144
const PIECE = RING / 4

export interface ThreadOptions {
  /** That this process may use. */
  cores?: number | undefined
  /** Bytes of a blob from which on it is worth the way: a few milliseconds of inflating unless told. */
  worth?: number | undefined
  /** Megabytes of heap of a thread; far above what any layer may take unless told (path-room.ts, layer-reader.ts). */
  heap?: number | undefined
}

/** @returns null where a second thread would only take turns with this one */
export function openScanThreads({
  cores = availableParallelism(),
  worth = 262_144,
  heap = 512,
}: ThreadOptions = {}): ScanThreads | null {
  if (cores < 2) return null
  const most = Math.min(cores, MOST_THREADS)
  const threads = new Set<Thread>()
  let ids = 0

  function thread(): Thread {
    const idlest = [...threads].sort((a, b) => a.scans.size - b.scans.size)[0]
    if (idlest !== undefined && (idlest.scans.size === 0 || threads.size >= most)) return idlest
    const started = startThread(heap, () => threads.delete(started))
    threads.add(started)
    return started
  }

  return {
    worth,
    scanner(options) {
      ids += 1
      return createRemoteScanner(thread(), ids, options)
    },
    async rest() {
      const idle = [...threads].filter(({ scans }) => scans.size === 0)
      for (const one of idle) threads.delete(one)
      await Promise.all(idle.map(({ worker }) => worker.terminate()))
    },
    async close() {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()))
    },
  }
}

// --- internal ---

interface Thread {
  worker: Worker
  /** By the number of the scan: who hears what the thread says of it, or why it says nothing any more. */
  scans: Map<number, (message: FromThread | UserError) => void>
}

const sent: Record<keyof ScanOptions, true> = {
  detail: true,
  limit: true,
  identify: true,
  room: true,
}

/** Those alone: callers have more in the same object, and what is no data cannot be sent. */
function sendable(options: ScanOptions): ScanOptions {
  const own = Object.entries(options).filter(([name]) => name in sent)
  return { detail: options.detail, ...Object.fromEntries(own) }
}

/** The bundle has it beside itself, as its sources do. */
const workerFile = import.meta.url.endsWith('.ts') ? './scan-worker.ts' : './scan-worker.js'

function startThread(heap: number, onEnd: () => void): Thread {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heap },
    stdout: true,
    stderr: true,
  })
  const scans: Thread['scans'] = new Map()
  const end = (why: string) => {
    onEnd()
    const error = new UserError(`the thread that reads it ended: ${why}`)
    for (const hear of [...scans.values()]) hear(error)
  }
  // One that reads nothing keeps nobody up.
  worker.unref()
  worker.on('message', (message: FromThread) => scans.get(message.id)?.(message))
  worker.on('error', ({ message }: Error) => end(message))
  worker.on('exit', code => end(`exit code ${code}`))
  return { worker, scans }
}

function createRemoteScanner(
  { worker, scans }: Thread,
  id: number,
  options: ScanOptions,
): BlobScanner {
  const memory = new SharedArrayBuffer(RING)
  const ring = Buffer.from(memory)
  /** Of the blob: what is in the ring, what of it the thread was told, what of that it is done with. */
  let written = 0
  let told = 0
  let taken = 0
  let size = 0
  let inflated = 0
  let isEnding = false
  let isOver = false
  const queue: { rest: Buffer; done: () => void }[] = []
  const outcome = Promise.withResolvers<Blob>()
  outcome.promise.catch(() => {})

  function post(message: ToThread): void {
    worker.postMessage(message)
  }

  /** @returns what does not fit yet */
  function put(bytes: Buffer): Buffer {
    let rest = bytes
    while (rest.length > 0 && written - taken < RING) {
      const start = written % RING
      const length = rest.copy(ring, start, 0, Math.min(RING - start, RING - (written - taken)))
      written += length
      rest = rest.subarray(length)
    }
    return rest
  }

  function tell(): void {
    while (told < written && (isEnding || told === taken || written - told >= PIECE)) {
      const start = told % RING
      const length = Math.min(written - told, RING - start, PIECE)
      post({ id, kind: 'bytes', start, length })
      told += length
    }
  }

  function goOn(): void {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      first.rest = put(first.rest)
      if (first.rest.length > 0) break
      queue.shift()
      first.done()
    }
    tell()
    if (!isEnding || queue.length > 0 || told < written) return
    isEnding = false
    post({ id, kind: 'end' })
  }

  function finish(): void {
    if (isOver) return
    isOver = true
    scans.delete(id)
    if (scans.size === 0) worker.unref()
    for (const { done } of queue.splice(0)) done()
  }

  function hear(message: FromThread | UserError): void {
    if (message instanceof Error) {
      outcome.reject(message)
      finish()
      return
    }
    if (message.kind === 'taken') {
      taken += message.bytes
      inflated = message.inflated
      goOn()
      return
    }
    if (message.kind === 'blob') {
      inflated = message.inflated
      outcome.resolve(message.blob)
    } else {
      const { message: why, isUserError } = message
      outcome.reject(isUserError ? new UserError(why) : new Error(why))
    }
    finish()
  }

  if (scans.size === 0) worker.ref()
  scans.set(id, hear)
  post({ id, kind: 'open', options: sendable(options), memory })

  return {
    get size() {
      return size
    },
    get inflated() {
      return inflated
    },
    write(chunk) {
      size += chunk.length
      if (isOver) return undefined
      const rest = queue.length > 0 ? chunk : put(chunk)
      tell()
      if (rest.length === 0) return undefined
      const { promise, resolve } = Promise.withResolvers<void>()
      queue.push({ rest, done: resolve })
      return promise
    },
    end() {
      isEnding = !isOver
      goOn()
      return outcome.promise
    },
    abort() {
      if (isOver) return
      post({ id, kind: 'abort' })
      outcome.reject(new UserError('the transfer was broken off'))
      finish()
    },
  }
}
