/** Bytes from the start of a file within which its program headers lie, as every linker puts them. */
export const elfHead = 4096

/**
 * Where in an ELF file the segments lie that can be written and not run; some linkers make two of them.
 * https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html
 *
 * @param head the file's first `elfHead` bytes
 * @returns from the first to behind the last, in bytes; null: no ELF file, or no such segment
 */
export function dataSegments(head: Buffer): { start: number; end: number } | null {
  if (head.length < 64 || head.readUInt32BE(0) !== 0x7f454c46) return null
  const wide = head[4] === 2
  const little = head[5] === 1
  const short = (at: number) => (little ? head.readUInt16LE(at) : head.readUInt16BE(at))
  const word = (at: number) => (little ? head.readUInt32LE(at) : head.readUInt32BE(at))
  const long = (at: number) => Number(little ? head.readBigUInt64LE(at) : head.readBigUInt64BE(at))
  const table = wide ? long(32) : word(28)
  const size = short(wide ? 54 : 42)
  const count = short(wide ? 56 : 44)
  if (size < (wide ? 56 : 32) || table + size * count > head.length) return null
  const starts: number[] = []
  const ends: number[] = []
  for (let at = table; at < table + size * count; at += size) {
    const flags = word(at + (wide ? 4 : 24))
    if (word(at) !== loaded || (flags & (executable | writable)) !== writable) continue
    const start = wide ? long(at + 8) : word(at + 4)
    starts.push(start)
    ends.push(start + (wide ? long(at + 32) : word(at + 16)))
  }
  return starts.length === 0 ? null : { start: Math.min(...starts), end: Math.max(...ends) }
}

// --- internal ---

const loaded = 1
const executable = 1
const writable = 2
