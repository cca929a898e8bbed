import type { Package } from '../image/measurement.ts'
import { dataSegments, elfHead } from './elf.ts'

/** Go's linker makes no program smaller than this many bytes. */
export const leastGoBinary = 1_000_000

/** The main module of a program. */
export type GoModule = Pick<Package, 'name' | 'version'>

/**
 * Looks for the build information of a Go program as a file's bytes stream by: only in the data segments of ELF
 * files, so that all else costs nothing. Go ≥ 1.18 writes it inline; older ones point to it, and are left out.
 * https://cs.opensource.google/go/go/+/refs/tags/go1.24.0:src/debug/buildinfo/buildinfo.go
 */
export function createGoFinder(found: (module: GoModule) => void): (piece: Buffer) => void {
  let offset = 0
  /** The file's head, then what may be the beginning of the information. */
  let kept: Buffer = Buffer.alloc(0)
  let segment: ReturnType<typeof dataSegments> | undefined
  let done = false

  function search(piece: Buffer, at: number): void {
    const bytes = kept.length === 0 ? piece : Buffer.concat([kept, piece])
    const start = at - kept.length
    const result = findModule(bytes, start)
    if (typeof result === 'number') {
      // A copy, for the piece is a view of a chunk.
      kept = Buffer.from(bytes.subarray(result))
      return
    }
    done = true
    found(result)
  }

  return piece => {
    if (done) return
    const at = offset
    offset += piece.length
    if (segment === undefined) {
      kept = Buffer.concat([kept, piece])
      if (kept.length < elfHead) return
      segment = dataSegments(kept)
      const head = kept
      kept = Buffer.alloc(0)
      if (segment !== null && segment.start < head.length)
        search(head.subarray(segment.start), segment.start)
    } else if (segment !== null && offset > segment.start && at < segment.end) {
      const from = Math.max(0, segment.start - at)
      search(piece.subarray(from), at + from)
    }
    if (segment === null || offset >= segment.end) done = true
  }
}

// --- internal ---

const magic = Buffer.from('\xff Go buildinf:', 'latin1')
const headerSize = 32
/** Kubernetes has some 30 kB. */
const mostInfo = 1_048_576

/** @returns the module, or from where on the bytes are needed again, with those that follow */
function findModule(bytes: Buffer, offset: number): GoModule | number {
  for (let from = 0; ; ) {
    const at = bytes.indexOf(magic, from)
    if (at === -1) return Math.max(0, bytes.length - magic.length)
    const module = readInfo(bytes.subarray(at), offset + at)
    if (module === 'more') return at
    if (module !== null) return module
    from = at + magic.length
  }
}

/** null: only looks like it, as in programs that read such information; `more`: it goes on behind these bytes. */
function readInfo(bytes: Buffer, offset: number): GoModule | null | 'more' {
  if (offset % 16 !== 0) return null
  if (bytes.length < headerSize) return 'more'
  const inline = ((bytes[15] ?? 0) & 2) !== 0
  if (!inline) return null
  const version = readString(bytes, headerSize)
  if (version === null || version === 'more') return version
  if (!/^(?:go\d|devel)/.test(version.text)) return null
  const info = readString(bytes, version.end)
  return info === null || info === 'more' ? info : moduleOf(info.text)
}

/** A length as a varint, and that many bytes. */
function readString(bytes: Buffer, at: number): { text: string; end: number } | null | 'more' {
  let length = 0
  for (let index = 0; index < 4; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return 'more'
    length |= (byte & 0x7f) << (7 * index)
    if (byte >= 0x80) continue
    const start = at + index + 1
    const end = start + length
    if (length > mostInfo) return null
    return end > bytes.length ? 'more' : { text: bytes.toString('utf8', start, end), end }
  }
  return null
}

/** Lines of `path PATH`, `mod PATH VERSION SUM` and others, parted by tabs; without modules there is no `mod`. */
function moduleOf(info: string): GoModule | null {
  const [, name, version] = /^mod\t([^\t\n]+)\t([^\t\n]+)/m.exec(info) ?? []
  if (name !== undefined && version !== undefined) return { name, version }
  const path = /path\t([^\t\n]+)/.exec(info)?.[1]
  return path === undefined ? null : { name: path, version: '(devel)' }
}
