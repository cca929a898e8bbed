import { expect, test } from '@jest/globals'
import type { ElfFacts } from '../../src/image/measurement.ts'
import { createElfFinder, leastStripped } from '../../src/scan/elf-facts.ts'

/** Type, flags, bytes. */
type Section = [type: number, flags: number, bytes: number]
const [code, symbols, strings, noBits] = [1, 2, 3, 8]
const allocated = 2

interface Elf {
  type?: number
  wide?: boolean
  little?: boolean
  sections?: Section[]
  size?: number
}

/** An ELF file with its sections at the end, as linkers put them; the names of sections are the last. */
function elf({ type = 2, wide = true, little = true, sections = [], size = leastStripped }: Elf) {
  const bytes = Buffer.alloc(size)
  const entry = wide ? 64 : 40
  const all: Section[] = [[0, 0, 0], ...sections, [strings, 0, 300]]
  const table = size - entry * all.length
  const short = (at: number, value: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
  const word = (at: number, value: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
  const long = (at: number, value: number) => {
    if (!wide) return word(at, value)
    return little
      ? bytes.writeBigUInt64LE(BigInt(value), at)
      : bytes.writeBigUInt64BE(BigInt(value), at)
  }
  bytes.writeUInt32BE(0x7f454c46, 0)
  bytes[4] = wide ? 2 : 1
  bytes[5] = little ? 1 : 2
  short(16, type)
  long(wide ? 40 : 32, table)
  short(wide ? 58 : 46, entry)
  short(wide ? 60 : 48, all.length)
  short(wide ? 62 : 50, all.length - 1)
  all.forEach(([kind, flags, length], index) => {
    const at = table + index * entry
    word(at + 4, kind)
    long(at + 8, flags)
    long(at + (wide ? 32 : 20), length)
  })
  return bytes
}

function factsOf(bytes: Buffer, pieces = bytes.length): ElfFacts | null {
  let facts: ElfFacts | null = null
  const look = createElfFinder(bytes.length, found => {
    facts = found
  })
  for (let at = 0; at < bytes.length; at += pieces) {
    // Pieces are views of a chunk that is used again.
    const piece = Buffer.from(bytes.subarray(at, at + pieces))
    look(piece)
    piece.fill(0xff)
  }
  return facts
}

const debug: Section[] = [
  [code, allocated, 900_000],
  [code, 0, 700_000],
  [noBits, 0, 5_000_000],
  [symbols, 0, 200_000],
  [strings, 0, 100_000],
]

test.each<[string, Elf]>([
  ['64 bits, little end first', {}],
  ['64 bits, big end first', { little: false }],
  ['32 bits, little end first', { wide: false }],
  ['32 bits, big end first', { wide: false, little: false }],
])('what no process has in memory, with a symbol table: %s', (_, form) => {
  const bytes = elf({ ...form, sections: debug })
  for (const pieces of [bytes.length, 1_000_003, 65_536])
    expect(factsOf(bytes, pieces)).toEqual({ symbols: 1_000_000 })
  expect(factsOf(bytes.subarray(0, 64), 1)).toBeNull()
})

test.each<[string, Buffer, ElfFacts | null]>([
  ['a core dump of any size', elf({ type: 4, size: 70_000 }), { core: true }],
  ['a stripped program', elf({ sections: [[code, allocated, 900_000]] }), null],
  ['notes without a symbol table', elf({ sections: [[code, 0, 900_000]] }), null],
  ['a small program', elf({ sections: debug, size: 9_999_999 }), null],
  ['more symbols than bytes', elf({ sections: [[symbols, 0, 2 ** 31]] }), null],
  ['a table behind the end', elf({ sections: debug }).fill(0xff, 40, 46), null],
  ['no ELF file', Buffer.alloc(leastStripped, 7), null],
  ['less than a head', Buffer.from('\x7fELF'), null],
])('%s', (_, bytes, facts) => {
  expect(factsOf(bytes)).toEqual(facts)
})
