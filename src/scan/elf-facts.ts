import type { ElfFacts } from '../image/measurement.ts'

/** Below this many bytes nobody gains much by stripping. */
export const leastStripped = 10_000_000

/**
 * Looks, as a file's bytes stream by, whether it is a core dump, and how much of it is symbols and debug information:
 * the sections that no process has in memory, where there is a symbol table among them.
 * https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.sheader.html
 *
 * @param size of the file, in bytes
 * @param found called once, when there is something to say
 */
export function createElfFinder(
  size: number,
  found: (facts: ElfFacts) => void,
): (piece: Buffer) => void {
  let offset = 0
  let head: Buffer = Buffer.alloc(0)
  let table: SectionTable | undefined
  const pieces: Buffer[] = []
  let done = false

  return piece => {
    if (done) return
    const at = offset
    offset += piece.length
    if (table === undefined) {
      head = Buffer.concat([head, piece.subarray(0, HEAD - head.length)])
      if (head.length < HEAD) return
      const facts = readHead(head, size)
      done = facts === null || 'core' in facts
      if (facts === null) return
      if ('core' in facts) return found({ core: true })
      table = facts
    }
    const { start, end } = table
    if (offset > start && at < end)
      // A copy, for the piece is a view of a chunk.
      pieces.push(Buffer.from(piece.subarray(Math.max(0, start - at), end - at)))
    if (offset < end) return
    done = true
    const symbols = symbolsIn(Buffer.concat(pieces), table)
    if (symbols > 0 && symbols <= size) found({ symbols })
  }
}

// --- internal ---

const HEAD = 64
/** `ET_CORE` */
const CORE = 4
/** `SHT_SYMTAB` and `SHT_NOBITS` */
const SYMBOL_TABLE = 2
const NO_BITS = 8
/** `SHF_ALLOC`: in memory at run time. */
const ALLOCATED = 2
/** Far more than any linker writes; the file is foreign. */
const MOST_TABLE = 1_048_576

interface SectionTable {
  start: number
  end: number
  entry: number
  /** Which section holds the names of sections, which stays. */
  names: number
  reader: Reader
}

type Reader = ReturnType<typeof readerOf>

/** null: no ELF file, or nothing in it is of interest. */
function readHead(head: Buffer, size: number): { core: true } | SectionTable | null {
  if (head.readUInt32BE(0) !== 0x7f454c46) return null
  const reader = readerOf(head)
  if (reader.short(head, 16) === CORE) return { core: true }
  if (size < leastStripped) return null
  const { wide } = reader
  const start = reader.long(head, wide ? 40 : 32)
  const entry = reader.short(head, wide ? 58 : 46)
  const count = reader.short(head, wide ? 60 : 48)
  const names = reader.short(head, wide ? 62 : 50)
  const end = start + entry * count
  if (start < HEAD || count === 0 || entry < (wide ? 64 : 40)) return null
  return end > size || end - start > MOST_TABLE ? null : { start, end, entry, names, reader }
}

function readerOf(head: Buffer) {
  const wide = head[4] === 2
  const little = head[5] === 1
  const word = (bytes: Buffer, at: number) =>
    little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
  return {
    wide,
    word,
    short: (bytes: Buffer, at: number) =>
      little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at),
    /** An address, offset or size. */
    long: (bytes: Buffer, at: number) =>
      wide
        ? Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
        : word(bytes, at),
  }
}

function symbolsIn(bytes: Buffer, { entry, names, reader }: SectionTable): number {
  const { wide, word, long } = reader
  let sum = 0
  let hasTable = false
  for (let at = 0, index = 0; at + entry <= bytes.length; at += entry, index++) {
    const type = word(bytes, at + 4)
    if (type === 0 || type === NO_BITS || index === names) continue
    if ((long(bytes, at + 8) & ALLOCATED) !== 0) continue
    if (type === SYMBOL_TABLE) hasTable = true
    sum += long(bytes, at + (wide ? 32 : 20))
  }
  return hasTable ? sum : 0
}
