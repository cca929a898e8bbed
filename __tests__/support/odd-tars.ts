import fc from 'fast-check'
import { gnuLong, pax, type RawEntry } from './raw-tar.ts'

/**
 * An entry with what stands before it, as no tool writes it: every dialect, wrong sizes, extensions that contradict.
 * @param index is part of its names, so that no two are the same
 */
export function oddEntry(index: number): fc.Arbitrary<RawEntry[]> {
  return fc
    .record({
      name: fc.constantFrom(...names),
      type: fc.constantFrom(...('0000000000\0\0\0\0' + '1235677SAZ')),
      length: fc.constantFrom(0, 1, 511, 512, 513, 1536, 3000),
      size: fc.constantFrom(...sizes),
      dialect: fc.constantFrom(...dialects),
      before: fc.array(extension(), { maxLength: 2 }),
      signedChecksum: fc.boolean(),
      body: fc.constantFrom('x', '\0', '0\n', '1\n0\n512\n', '2\n0\n1\n600\n512\n'),
    })
    .map(({ name, type, length, size, dialect, before, signedChecksum, body }) => {
      const content = Buffer.from(body.padEnd(Math.min(length, 512), '\0').padEnd(length, 'x'))
      const own = name(index)
      const link = { '1': 'base', '2': own }[type]
      const entry: RawEntry = {
        name: own,
        type,
        content: content.subarray(0, length),
        mode: type === '5' ? 0o755 : 0o644,
        patch: [...dialect, ...size(length)],
        signedChecksum,
        ...(link === undefined ? {} : { linkName: link }),
      }
      return [...before.flatMap(make => make(index, length)), entry]
    })
}

type Patch = NonNullable<RawEntry['patch']>

const names: ((index: number) => string)[] = [
  index => `e${index}`,
  index => `e${index}`,
  index => `d${index}/e`,
  index => `e${index}/`,
  index => `./x//../e${index}`,
  index => `.wh.e${index}`,
  index => `.wh.e${index}/f`,
  index => `.wh..wh.e${index}`,
  index => `d${index}/.wh..wh.e/f`,
  index => `d${index}/.wh..wh..opq`,
  index => `\u00e9${index}`,
]

const field = (bytes: Buffer | string): Patch => [{ at: 124, bytes: Buffer.from(bytes) }]

function base256(value: bigint): Buffer {
  const bytes = Buffer.alloc(12, value < 0n ? 0xff : 0)
  bytes.writeBigInt64BE(value, 4)
  bytes[0] = (bytes[0] ?? 0) | 0x80
  return bytes
}

const octal = (value: number) => value.toString(8).padStart(11, '0')

/** The size in the header: right in several ways, and wrong. */
const sizes: ((length: number) => Patch)[] = [
  ...Array.from({ length: 16 }, () => () => []),
  length => field(`${octal(length)} `),
  length => field(`${length.toString(8).padStart(7)} \0\0\0\0`),
  length => field(`${length.toString(8)}\0junk`.padEnd(12, '\0')),
  length => field(base256(BigInt(length))),
  length => field(`${octal(length + 512)}\0`),
  () => field(`${octal(0)}\0`),
  () => field('\0'.repeat(12)),
  () => field(base256(-1n)),
  () => field(base256(2n ** 62n)),
  () => field(Buffer.concat([Buffer.from([0x80]), Buffer.alloc(11, 0xff)])),
  length => field(`${octal(length).slice(1)}9\0`),
]

const at = (offset: number, bytes: string | Buffer) => ({ at: offset, bytes })
const gnu = at(257, 'ustar  \0')
const sparse = (real: number, entries: [number, number][], isExtended = false) => [
  gnu,
  ...entries.map(([offset, length], index) =>
    at(386 + 24 * index, `${octal(offset)}\0${octal(length)}\0`),
  ),
  at(482, isExtended ? '\u0001' : '\0'),
  at(483, `${octal(real)}\0`),
]

const dialects: Patch[] = [
  ...Array.from({ length: 8 }, () => []),
  [gnu],
  [gnu, at(345, 'prefix')],
  [gnu, at(345, `${octal(1)}\0`), at(357, `${octal(1)}\0`)],
  [at(257, '\0'.repeat(8)), at(345, 'ignored')],
  [at(257, 'ustar\0xx'), at(345, 'other/version')],
  [at(345, 'prefix')],
  [at(345, '.wh.prefix')],
  [at(345, 'p'.repeat(130)), at(476, octal(1)), at(508, 'tar\0')],
  sparse(8192, [[0, 512]]),
  sparse(8192, [
    [512, 1],
    [4096, 512],
  ]),
  sparse(100, [[0, 512]]),
  sparse(512, [[0, 512]], true),
]

/** A header before the header, given the entry's number and the length of its body. */
function extension(): fc.Arbitrary<(index: number, length: number) => RawEntry[]> {
  const text = fc.constantFrom<(index: number) => string>(
    index => `p${index}`,
    index => `p${index}/`,
    index => `q${index}/.wh.p`,
    index => `.wh..wh.p${index}/f`,
    () => '',
  )
  const number = fc.constantFrom<(length: number) => string>(
    length => String(length),
    length => `+${length}`,
    length => `00${length}`,
    length => String(length + 512),
    length => String(Math.max(0, length - 512)),
    () => '0',
    () => '-5',
    () => '',
    () => '1e3',
    () => '9999999999999999999',
    () => '100000',
  )
  const record = fc.oneof(
    fc.tuple(fc.constantFrom('path', 'GNU.sparse.name', 'linkpath', 'comment'), text).map(
      ([key, make]) =>
        (index: number) =>
          [key, make(index)] as const,
    ),
    fc
      .tuple(fc.constantFrom('size', 'GNU.sparse.size', 'GNU.sparse.realsize', 'mtime'), number)
      .map(
        ([key, make]) =>
          (_index: number, length: number) =>
            [key, make(length)] as const,
      ),
    fc
      .constantFrom(
        ['GNU.sparse.major', '1'],
        ['GNU.sparse.major', '0'],
        ['GNU.sparse.minor', '0'],
        ['GNU.sparse.minor', '1'],
        ['GNU.sparse.major', ''],
        ['GNU.sparse.numblocks', '0'],
        ['GNU.sparse.numblocks', '1'],
        ['GNU.sparse.map', ''],
        ['GNU.sparse.map', '0,512'],
        ['GNU.sparse.map', '0,1,512,512'],
        ['GNU.sparse.offset', '0'],
        ['GNU.sparse.numbytes', '512'],
        ['', 'x'],
        ['path', 'a\0b'],
        ['a\0b', 'c'],
      )
      .map(
        ([key = '', value = '']) =>
          () =>
            [key, value] as const,
      ),
  )
  const known = fc.constantFrom(
    { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0' },
    { 'GNU.sparse.numblocks': '1', 'GNU.sparse.map': '0,512' },
    { 'GNU.sparse.numblocks': '1', 'GNU.sparse.offset': '0', 'GNU.sparse.numbytes': '512' },
    {},
  )
  const records = fc.tuple(known, fc.array(record, { maxLength: 4 }))
  const type = fc.constantFrom('x', 'x', 'x', 'g')
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(() => []) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(type, records)
        .map(([type, [known, records]]) => (index: number, length: number) => {
          const list = records.map(make => make(index, length))
          return [{ ...pax([...Object.entries(known), ...list]), type }]
        }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(text, fc.constantFrom('L' as const, 'K' as const))
        .map(([make, type]) => (index: number) => [gnuLong(make(index), type)]),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('7 a=b\n', '6 a=b\n', '99 a=b\n', '6 a=b\n\0\0', '+6 a=b\n', 'a=b', '4 =\n')
        .map(content => () => [{ name: 'x', type: 'x', content }]),
    },
  )
}
