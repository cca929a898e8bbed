import type { Blob } from './blob-scanner.ts'
import type { ScanOptions } from './layer-reader.ts'

/** What a thread is told of a blob that it is to read; `id` names it from its first message to its last. */
export type ToThread = { id: number } & (
  | { kind: 'open'; options: ScanOptions; memory: SharedArrayBuffer }
  /** The blob goes on with these bytes of its memory, which stay as they are until they are `taken`. */
  | { kind: 'bytes'; start: number; length: number }
  | { kind: 'end' }
  | { kind: 'abort' }
)

/** @property inflated unpacked bytes so far */
export type FromThread = { id: number } & (
  | { kind: 'taken'; bytes: number; inflated: number }
  | { kind: 'blob'; blob: Blob; inflated: number }
  /** @property isUserError whether it is the blob that is broken */
  | { kind: 'failed'; message: string; isUserError: boolean }
)
