// Runs in threads of its own (scan-threads.ts): reads blobs, several at a time, as `createBlobScanner` does.

import { parentPort } from 'node:worker_threads'
import { messageOf, UserError } from '../common/errors.ts'
import { type BlobScanner, createBlobScanner } from './blob-scanner.ts'
import type { FromThread, ToThread } from './scan-messages.ts'

interface Scan {
  scanner: BlobScanner
  memory: SharedArrayBuffer
}

const scans = new Map<number, Scan>()
const tell = (message: FromThread) => parentPort?.postMessage(message)

parentPort?.on('message', (message: ToThread) => {
  const { id } = message
  if (message.kind === 'open') {
    const { options, memory } = message
    scans.set(id, { scanner: createBlobScanner(options), memory })
    return
  }
  const scan = scans.get(id)
  if (scan === undefined) return
  const { scanner, memory } = scan
  if (message.kind === 'bytes') {
    const { start, length: bytes } = message
    // It is done with them when it returns.
    void scanner.write(Buffer.from(memory, start, bytes))
    tell({ id, kind: 'taken', bytes, inflated: scanner.inflated })
    return
  }
  scans.delete(id)
  if (message.kind === 'abort') scanner.abort()
  else void finish(id, scanner)
})

async function finish(id: number, scanner: BlobScanner): Promise<void> {
  try {
    const blob = await scanner.end()
    tell({ id, kind: 'blob', blob, inflated: scanner.inflated })
  } catch (error) {
    const isUserError = error instanceof UserError
    tell({ id, kind: 'failed', message: messageOf(error), isUserError })
  }
}
