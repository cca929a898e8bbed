import { expect, test } from '@jest/globals'
import { dataSegments } from '../../src/scan/elf.ts'
import { createGoFinder, type GoModule } from '../../src/scan/go-build-info.ts'
import { scanLayer } from '../../src/scan/scanner.ts'
import { aTar, chunks } from '../support/fixtures.ts'

interface Program {
  info?: string
  /** Where the information lies, and where the data segments begin. */
  at?: number
  /** Where it stands once more, well-formed. */
  again?: number
  version?: string
  /** The length of the information as it is written, where that is not the true one. */
  length?: number[]
  segments?: number[]
  flags?: number
  wide?: boolean
  little?: boolean
}

const info = 'path\texample.com/api/cmd/api\nmod\texample.com/api\tv1.4.0\th1:x=\ndep\tb\tv2\n'

/** A program as Go's linker lays it out, with nothing in it. */
function aProgram(program: Program = {}): Buffer {
  const { at = 8192, segments = [8192], flags = 2, wide = true, little = true } = program
  const file = Buffer.alloc(20_000, 0xff)
  const short = (value: number, to: number) =>
    little ? file.writeUInt16LE(value, to) : file.writeUInt16BE(value, to)
  const word = (value: number, to: number) =>
    little ? file.writeUInt32LE(value, to) : file.writeUInt32BE(value, to)
  const long = (value: number, to: number) =>
    little ? file.writeBigUInt64LE(BigInt(value), to) : file.writeBigUInt64BE(BigInt(value), to)
  file.write('\x7fELF', 'latin1')
  file[4] = wide ? 2 : 1
  file[5] = little ? 1 : 2
  if (wide) long(64, 32)
  else word(52, 28)
  const size = wide ? 56 : 32
  short(size, wide ? 54 : 42)
  short(segments.length + 1, wide ? 56 : 44)
  // The text of the program comes first: it can be run, and not written.
  for (const [index, start] of [0, ...segments].entries()) {
    const header = (wide ? 64 : 52) + index * size
    word(1, header)
    word(index === 0 ? 5 : 6, header + (wide ? 4 : 24))
    if (wide) long(start, header + 8)
    else word(start, header + 4)
    if (wide) long(4000, header + 32)
    else word(4000, header + 16)
  }
  const { version = 'go1.24.4', length, again } = program
  writeInfo(file, at, flags, version, program.info ?? info, length)
  if (again !== undefined) writeInfo(file, again, 2, 'go1.24.4', info)
  return file
}

function writeInfo(
  file: Buffer,
  at: number,
  flags: number,
  version: string,
  words: string,
  length?: number[],
): void {
  file.write('\xff Go buildinf:', at, 'latin1')
  file[at + 14] = 8
  file[at + 15] = flags
  const mark = Buffer.from('0w\xaf\x0c\x92t\x08\x02A\xe1\xc1\x07\xe6\xd6\x18\xe6', 'latin1')
  const text = Buffer.concat([mark, Buffer.from(words), mark])
  Buffer.concat([
    Buffer.from([version.length]),
    Buffer.from(version),
    Buffer.from(length ?? [(text.length & 0x7f) | 0x80, text.length >> 7]),
    text,
  ]).copy(file, at + 32)
}

function find(file: Buffer, size = 1000): GoModule | null {
  let module: GoModule | null = null
  const look = createGoFinder(found => {
    expect(module).toBeNull()
    module = found
  })
  for (let start = 0; start < file.length; start += size) look(file.subarray(start, start + size))
  return module
}

const api = { name: 'example.com/api', version: 'v1.4.0' }

test.each<[string, Program]>([
  ['64 bits', {}],
  ['32 bits', { wide: false }],
  ['big-endian', { little: false }],
  ['behind other data', { at: 8192 + 1616 }],
  ['in the second of two data segments', { segments: [8192, 12_288], at: 12_288 }],
  ['in the first, which the table names second', { segments: [12_288, 8192] }],
  ['within the file’s head', { segments: [1024], at: 1024 }],
  ['across the end of the head', { segments: [1024], at: 4080 }],
  ['a version in work', { version: 'devel go1.25-abc' }],
  ['twice', { again: 8192 + 1616 }],
  ['behind what only looks like it', { at: 8192 + 7, again: 8192 + 1616 }],
  ['behind the old format', { flags: 0, again: 8192 + 1616 }],
  ['behind another version', { version: 'xgo1.24', again: 8192 + 1616 }],
  ['behind a word that begins alike', { version: 'gopher', again: 8192 + 1616 }],
  ['behind one of more than 1 MiB', { length: [0x81, 0x80, 0x40], again: 8192 + 1616 }],
  ['behind a length without end', { length: [0xff, 0xff, 0xff, 0xff], again: 8192 + 1616 }],
  ['behind one without a module', { info: 'nothing', again: 8192 + 1616 }],
])('the main module of a program: %s, in pieces of any size', (_, program) => {
  for (const size of [1, 15, 4096, 9999, 100_000])
    expect(find(aProgram(program), size)).toEqual(api)
})

test('information that is the last of a file', () => {
  const file = aProgram().subarray(0, 8192 + 32 + 1 + 8 + 2 + 32 + info.length)
  expect(find(file)).toEqual(api)
  expect(find(file.subarray(0, -1))).toBeNull()
})

test('without modules, the package’s path', () => {
  expect(find(aProgram({ info: 'path\tgithub.com/docker/cli/cmd/docker\nbuild\t-x=y\n' }))).toEqual(
    {
      name: 'github.com/docker/cli/cmd/docker',
      version: '(devel)',
    },
  )
})

test.each<[string, Buffer]>([
  ['the old format, which points to its strings', aProgram({ flags: 0 })],
  ['a program that only reads such information', aProgram({ at: 8192 + 7 })],
  ['before the data', aProgram({ at: 4112 })],
  ['behind the data', aProgram({ at: 14_000 })],
  ['1 MiB that does not come', aProgram({ length: [0x80, 0x80, 0x40], again: 8192 + 1616 })],
  ['no information', aProgram({ info: 'nothing' })],
  ['another format', Buffer.concat([Buffer.from('MZ'), aProgram()])],
  ['cut off', aProgram().subarray(0, 8192 + 60)],
  ['nothing but the head', aProgram().subarray(0, 64)],
  ['empty', Buffer.alloc(0)],
])('no module: %s', (_, file) => {
  expect(find(file)).toBeNull()
})

test.each([
  ['path\tp\nmod\tm\t\n', { name: 'p', version: '(devel)' }],
  ['path\tp\nmod\tm\tv1', { name: 'm', version: 'v1' }],
  ['path\tp\nxmod\tm\tv1\n', { name: 'p', version: '(devel)' }],
])('the words %j', (words, expected) => {
  // The mark behind the words is none of them.
  expect(find(aProgram({ info: `${words}\n` }))).toEqual(expected)
})

test('a head that is too short, and headers that are', () => {
  const file = aProgram()
  expect(dataSegments(file.subarray(0, 63))).toBeNull()
  expect(dataSegments(file.subarray(0, 64 + 2 * 56 - 1))).toBeNull()
  expect(dataSegments(file.subarray(0, 64 + 2 * 56))).toEqual({ start: 8192, end: 12_192 })
  file.writeUInt16LE(55, 54)
  expect(dataSegments(file)).toBeNull()
  const narrow = aProgram({ wide: false })
  narrow.writeUInt16LE(31, 42)
  expect(dataSegments(narrow)).toBeNull()
})

test('a table of headers that lies outside of the head is not followed', () => {
  const file = aProgram().subarray(0, 4096)
  expect(dataSegments(file)).toEqual({ start: 8192, end: 12_192 })
  file.writeBigUInt64LE(1n << 60n, 32)
  expect(dataSegments(file)).toBeNull()
})

test('programs and jars of a layer are its packages', async () => {
  const program = Buffer.concat([aProgram(), Buffer.alloc(1_000_000)])
  const tar = await aTar([
    { name: 'usr/bin/api', content: program },
    { name: 'opt/small', content: aProgram() },
    { name: 'opt/web/WEB-INF/lib/guava-33.0.0-jre.jar', content: 'jar' },
  ])
  const { layer } = await scanLayer(chunks(tar, 5000), { detail: 'files' })
  expect(layer.packages).toEqual([
    { manager: 'go', ...api, bytes: program.length, path: 'usr/bin/api' },
    {
      manager: 'jar',
      name: 'guava',
      version: '33.0.0-jre',
      bytes: 3,
      path: 'opt/web/WEB-INF/lib/guava-33.0.0-jre.jar',
    },
  ])
})
