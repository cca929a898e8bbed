import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { UserError } from '../../src/common/errors.ts'
import { layerFiles, normalise } from '../../src/scan/layer-file.ts'
import { createTarReader, type TarEntry } from '../../src/scan/tar.ts'
import { decodePax, paxHeader } from '../../src/scan/tar-pax.ts'
import { aTar } from '../support/fixtures.ts'
import { oddEnds, oddTars } from '../support/odd-cases.ts'
import { pax, rawTar } from '../support/raw-tar.ts'

function read(tar: Buffer, chunk = tar.length): TarEntry[] {
  const entries: TarEntry[] = []
  const reader = createTarReader(entry => {
    entries.push(entry)
    return undefined
  })
  for (let start = 0; start < tar.length; start += chunk) {
    reader.write(tar.subarray(start, start + chunk))
  }
  reader.end()
  return entries
}

/** A header block by hand, with its checksum. */
function header(fields: Record<number, string | Buffer>, checksum?: string): Buffer {
  const block = Buffer.alloc(512)
  for (const [offset, value] of Object.entries(fields))
    Buffer.from(value).copy(block, Number(offset))
  block.fill(' ', 148, 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(checksum ?? `${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

const END = Buffer.alloc(1024)
const USTAR = 'ustar\x0000'

describe('headers', () => {
  test.each<[string, Record<number, string | Buffer>, Partial<TarEntry>]>([
    ['v7', { 0: 'a', 124: '00000000000\0' }, { path: 'a', type: '0', size: 0 }],
    ['a v7 directory', { 0: 'a/', 124: '777' }, { path: 'a/', type: '5', size: 0 }],
    ['a file with a slash', { 0: 'a/', 156: '0' }, { path: 'a/', type: '0' }],
    ['a prefix, whatever the version', { 0: 'b', 257: 'ustar\0xx', 345: 'p' }, { path: 'p/b' }],
    ['ustar prefix', { 0: 'b', 124: '0', 156: '0', 257: USTAR, 345: 'p/q' }, { path: 'p/q/b' }],
    [
      'times, not a prefix, in GNU tars',
      { 0: 'b', 156: '0', 257: 'ustar  \0', 345: '00000000001\0', 357: '00000000002\0' },
      { path: 'b' },
    ],
    [
      'a prefix in GNU tars, as Go wrote it',
      { 0: 'b', 156: '0', 257: 'ustar  \0', 345: 'p/q' },
      { path: 'p/q/b' },
    ],
    [
      'no prefix beyond ASCII there',
      { 0: 'b', 156: '0', 257: 'ustar  \0', 345: 'é' },
      { path: 'b' },
    ],
    [
      'a star prefix of 131 bytes',
      { 0: 'b', 156: '0', 257: USTAR, 345: 'p', 480: '1', 508: 'tar\0' },
      { path: 'p/b' },
    ],
    ['a name of 100 bytes', { 0: 'n'.repeat(100), 156: '0' }, { path: 'n'.repeat(100) }],
    ['UTF-8', { 0: 'ä', 156: '0' }, { path: 'ä' }],
    ['spaces around a number', { 0: 'a', 124: '  0 \0', 156: '0' }, { size: 0 }],
    [
      'a hard link with a size',
      { 0: 'a', 124: '777', 156: '1', 157: 'b' },
      { size: 0, linkPath: 'b' },
    ],
    ['a device', { 0: 'a', 124: '0', 156: '3' }, { type: '3', size: 0 }],
    ['a fifo', { 0: 'a', 124: '0', 156: '6' }, { type: '6', size: 0 }],
    ['control characters', { 0: 'a\n\x1b[31m', 156: '0' }, { path: 'a\n\x1b[31m' }],
  ])('%s', (_name, fields, expected) => {
    expect(read(Buffer.concat([header(fields), END]))).toMatchObject([expected])
  })

  test('base-256 sizes and ids', () => {
    const size = Buffer.alloc(12)
    size[0] = 0x80
    size.writeUInt32BE(3, 8)
    const uid = Buffer.from([0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff])
    const tar = Buffer.concat([
      header({ 0: 'a', 108: uid, 124: size, 156: '0' }),
      Buffer.alloc(512),
      END,
    ])
    expect(read(tar)).toMatchObject([{ path: 'a', size: 3 }])
  })

  test('signed checksums of old tars', () => {
    const fields = { 0: 'ÿ', 156: '0' }
    const unsigned = Number.parseInt(header(fields).toString('latin1', 148, 154), 8)
    const tar = header(fields, `${(unsigned - 512).toString(8).padStart(6, '0')}\0 `)
    expect(read(tar)).toMatchObject([{ path: 'ÿ' }])
  })
})

describe('broken tars', () => {
  const good = header({ 0: 'a', 124: '1000', 156: '0' })
  test.each<[string, Buffer, string]>([
    ['checksum', header({ 0: 'a' }, '000000\0 '), 'a wrong checksum in a tar header, at byte 0'],
    ['second checksum', Buffer.concat([header({ 0: 'a' }), Buffer.alloc(512, 'x')]), 'at byte 512'],
    [
      'size in letters',
      header({ 0: 'a', 124: 'zzz' }),
      'an impossible size in a tar header, at byte 0',
    ],
    ['negative size', header({ 124: Buffer.alloc(12, 0xff) }), 'an impossible size'],
    [
      'a PAX header of a negative size',
      header({ 124: Buffer.alloc(12, 0xff), 156: 'x' }),
      'an extended tar header of -1 bytes, at byte 0',
    ],
    ['a blank within a checksum', header({ 0: 'a' }, '004 500\0'), 'a wrong checksum'],
    [
      'size beyond 2^53',
      header({ 124: Buffer.concat([Buffer.from([0x80]), Buffer.alloc(11, 0xff)]) }),
      'an impossible size',
    ],
    [
      'cut off in a body',
      Buffer.concat([good, Buffer.alloc(100)]),
      'cut off at byte 612, 412 bytes short',
    ],
    ['cut off in a header', good.subarray(0, 300), 'cut off at byte 300, within a header'],
    [
      'header behind an end block',
      Buffer.concat([Buffer.alloc(512), good]),
      'behind an end-of-archive block, at byte 512',
    ],
    [
      'a long name of 2 MB',
      header({ 124: '10000000', 156: 'L' }),
      'an extended tar header of 2097152 bytes, at byte 0',
    ],
    [
      'a PAX header of 2 MB',
      header({ 124: '10000000', 156: 'x' }),
      'an extended tar header of 2097152 bytes',
    ],
    [
      'PAX garbage',
      Buffer.concat([header({ 124: '3', 156: 'x' }), Buffer.alloc(512, 'z')]),
      'PAX record that is not `LENGTH KEY=VALUE`, at byte 0',
    ],
  ])('%s', (_name, tar, message) => {
    expect(() => read(tar)).toThrow(message)
    expect(() => read(tar, 7)).toThrow(message)
  })

  test.each<[string, Buffer]>([
    ['no end blocks', header({ 0: 'a', 156: '0' })],
    ['one end block', Buffer.concat([header({ 0: 'a', 156: '0' }), Buffer.alloc(512)])],
    [
      'garbage behind the end',
      Buffer.concat([header({ 0: 'a', 156: '0' }), END, Buffer.from('garbage')]),
    ],
    ['no padding', Buffer.concat([header({ 0: 'a', 124: '3', 156: '0' }), Buffer.from('abc')])],
  ])('tolerates %s', (_name, tar) => {
    expect(read(tar)).toMatchObject([{ path: 'a' }])
  })
})

// What an engine says of them: odd-tars.e2e.ts.
describe('an odd tar', () => {
  const sizeOf = (tar: Buffer, chunk: number) => {
    try {
      return read(tar, chunk)
        .flatMap(layerFiles)
        .reduce((sum, { size }) => sum + size, 0)
    } catch (error) {
      if (error instanceof UserError) return 'refused'
      throw error
    }
  }
  const ofEntries = oddTars.map(
    ([name, entries, engine, gate = engine]) => [name, rawTar(entries), gate] as const,
  )
  test.each([...ofEntries, ...oddEnds])('%s', (_name, tar, expected) => {
    for (const chunk of [tar.length, 1, 511, 700]) expect(sizeOf(tar, chunk)).toBe(expected)
  })
})

/** A record for each. */
const records = (...pairs: [string, string][]) => pax(pairs).content as Buffer
const nothing = { path: undefined, linkPath: undefined, size: undefined, sparse: undefined }
const sparse = { path: undefined, size: undefined, map: undefined }
const oldMap = { count: '1', list: '0,1' }
const numblocks: [string, string] = ['GNU.sparse.numblocks', '1']
const version = (major: string, minor: string): [string, string][] => [
  ['GNU.sparse.major', major],
  ['GNU.sparse.minor', minor],
]

test.each<[string, [string, string][], object]>([
  ['a path', [['path', 'ab/c']], { path: 'ab/c' }],
  ['anything in a value', [['path', 'a=b\ncde ']], { path: 'a=b\ncde ' }],
  ['a NUL in the value of another key', [['comment', 'a\0b']], {}],
  ['the last of a key', [['path', 'a'], ['path', 'b']], { path: 'b' }], // biome-ignore format: a pair a line is long
  ['a link', [['linkpath', 'l']], { linkPath: 'l' }],
  ['a size', [['size', '42']], { size: 42 }],
  ['a size with a sign', [['size', '-42']], { size: -42 }],
  ['a size that is none', [['size', '4e2']], { size: Number.NaN }],
  ['a size beyond 64 bits', [['size', '9223372036854775808']], { size: Number.NaN }],
  ['empty values', [['path', ''], ['linkpath', ''], ['size', '']], {}], // biome-ignore format: so
  ['a sparse size alone', [['GNU.sparse.size', '42']], {}],
  ['an empty map', [['GNU.sparse.map', ''], ['GNU.sparse.size', '42']], {}], // biome-ignore format: so
  [
    'format 0.1, not told',
    [['GNU.sparse.map', '0,1'], numblocks, ['GNU.sparse.size', '42']],
    { sparse: { ...sparse, size: 42, map: oldMap } },
  ],
  [
    'format 0.0',
    [...version('0', '0'), numblocks, ['GNU.sparse.offset', '0'], ['GNU.sparse.numbytes', '1']],
    { sparse: { ...sparse, map: oldMap } },
  ],
  ['format 0.1', version('0', '1'), { sparse: { ...sparse, map: { count: '', list: '' } } }],
  [
    'format 1.0',
    [...version('1', '0'), ['GNU.sparse.realsize', '9'], ['GNU.sparse.name', 'n']],
    { sparse: { ...sparse, size: 9, path: 'n' } },
  ],
  [
    'two sizes of a sparse file',
    [...version('1', '0'), ['GNU.sparse.realsize', '9'], ['GNU.sparse.size', '8']],
    { sparse: { ...sparse, size: 8 } },
  ],
  ['format 2.0', [...version('2', '0'), ['GNU.sparse.map', '0,1']], {}],
  ['format 1.1', version('1', '1'), {}],
  ['half a version', [['GNU.sparse.major', '1'], ['GNU.sparse.map', '0,1']], {}], // biome-ignore format: so
])('PAX: %s', (_name, pairs, expected) => {
  expect(paxHeader(decodePax(records(...pairs)))).toEqual({ ...nothing, ...expected })
})

test.each([
  '9 a=\n',
  '999 path=a\n',
  '11 path=abcd',
  'x path=a\n',
  '4 =\n',
  '5 =b\n',
  '10 path=a\0\n',
  '7 a\0=b\n',
  '6 a=b\n\0\0',
  '6 a=b\n0 ',
  '22 GNU.sparse.offset=1\n22 GNU.sparse.offset=1\n',
  '25 GNU.sparse.numbytes=1\n',
  '25 GNU.sparse.offset=1,10\n',
])('no PAX: %j', body => {
  expect(() => decodePax(Buffer.from(body))).toThrow('PAX record')
})

test.each<[string, string, object[]]>([
  ['a/.wh.b', '1', [{ path: 'a/b', kind: 'whiteout', size: 0 }]],
  ['.wh.b', '2', [{ path: 'b', kind: 'whiteout', size: 0 }]],
  ['.wh.b/', '5', [{ path: 'b', kind: 'whiteout', size: 0 }]],
  ['a/.wh..wh..opq', '1', [{ path: 'a', kind: 'opaque', size: 0 }]],
  ['.wh..wh..opq', '1', [{ path: '', kind: 'opaque', size: 0 }]],
  ['.wh..wh.aufs', '1', [{ path: '.wh.aufs', kind: 'whiteout', size: 0 }]],
  [
    'a/.wh.b',
    '0',
    [
      { path: 'a/b', kind: 'whiteout', size: 0 },
      { path: 'a/.wh.b', kind: 'file', size: 5 },
    ],
  ],
  [
    '.wh..wh..opq',
    'Z',
    [
      { path: '', kind: 'opaque', size: 0 },
      { path: '.wh..wh..opq', kind: 'file', size: 5 },
    ],
  ],
  ['.wh..wh.plnk/1.2', '0', [{ path: '.wh..wh.plnk/1.2', kind: 'file', size: 5 }]],
  ['.wh.a/b', '0', [{ path: '.wh.a/b', kind: 'file', size: 5 }]],
  ['.wha', '0', [{ path: '.wha', kind: 'file', size: 5 }]],
  ['./a//b/./c/', '5', [{ path: 'a/b/c', kind: 'directory', size: 0 }]],
  ['a/../b/c/../d', '0', [{ path: 'b/d', kind: 'file', size: 5 }]],
  ['a/.wh.b/..', '5', [{ path: 'a', kind: 'directory', size: 0 }]],
  ['../../etc/passwd', '0', [{ path: '../../etc/passwd', kind: 'file', size: 5 }]],
  ['/abs', '0', [{ path: 'abs', kind: 'file', size: 5 }]],
  ['/../abs/', '0', [{ path: 'abs', kind: 'file', size: 5 }]],
  ['./', '5', [{ path: '', kind: 'directory', size: 0 }]],
  ['a', '1', [{ path: 'a', kind: 'link', size: 0, hardLink: 'b/c' }]],
  ['a', '2', [{ path: 'a', kind: 'link', size: 0 }]],
  ['a', '3', [{ path: 'a', kind: 'special', size: 0 }]],
  ['a', '4', [{ path: 'a', kind: 'special', size: 0 }]],
  ['a', '6', [{ path: 'a', kind: 'special', size: 0 }]],
  ['a', '7', [{ path: 'a', kind: 'file', size: 5 }]],
  ['a', 'S', [{ path: 'a', kind: 'file', size: 5 }]],
  ['a', 'Z', [{ path: 'a', kind: 'file', size: 5 }]],
])('%s (%s) in a layer', (path, type, expected) => {
  expect(layerFiles({ path, type, size: 5, isSparse: false, linkPath: './b//c' })).toEqual(expected)
})

describe('GNU tar', () => {
  let directory = ''
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'tar-'))
    const root = join(directory, 'root')
    const deep = join(root, 'd'.repeat(90), 'e'.repeat(90), 'f'.repeat(90))
    mkdirSync(deep, { recursive: true })
    writeFileSync(join(root, 'plain'), 'x'.repeat(1234))
    writeFileSync(join(deep, 'long'), 'y'.repeat(99))
    symlinkSync('g'.repeat(150), join(root, 'symlink'))
    execFileSync('ln', [join(root, 'plain'), join(root, 'zlink')])
    const holes = join(root, 'holes')
    writeFileSync(holes, '')
    for (let index = 0; index < 40; index++) {
      execFileSync('dd', [
        'if=/dev/urandom',
        `of=${holes}`,
        'bs=4096',
        'count=1',
        `seek=${index * 3}`,
        'conv=notrunc',
        'status=none',
      ])
    }
    truncateSync(holes, 2_000_000)
  })
  afterAll(() => rmSync(directory, { recursive: true }))

  test.each([
    ['--format=gnu'],
    ['--format=pax'],
    ['--format=gnu', '--sparse'],
    ['--format=pax', '--sparse', '--sparse-version=0.0'],
    ['--format=pax', '--sparse', '--sparse-version=0.1'],
    ['--format=pax', '--sparse', '--sparse-version=1.0'],
  ])('%s %s %s', (...options) => {
    const args = [...options, '--sort=name', '-cf', '-', '-C', join(directory, 'root'), '.']
    const tar = execFileSync('tar', args, { maxBuffer: 1e8 })
    for (const chunk of [tar.length, 511, 4096]) {
      const entries = read(tar, chunk)
      const long = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'f'.repeat(90)}/long`
      const sizes = entries.filter(({ size }) => size > 0)
      expect(sizes.map(({ path, size }) => [normalise(path), size])).toEqual([
        [long, 99],
        ['holes', 2_000_000],
        ['plain', 1234],
      ])
      expect(entries).toContainEqual({
        path: './symlink',
        type: '2',
        size: 0,
        isSparse: false,
        linkPath: 'g'.repeat(150),
      })
      expect(entries).toContainEqual({
        path: './zlink',
        type: '1',
        size: 0,
        isSparse: false,
        linkPath: './plain',
      })
    }
  })

  test('--format=ustar splits long names', () => {
    const deep = join('d'.repeat(90), 'e'.repeat(60))
    mkdirSync(join(directory, 'ustar', deep), { recursive: true })
    writeFileSync(join(directory, 'ustar', deep, 'f'), 'x')
    const tar = execFileSync('tar', [
      '--format=ustar',
      '-cf',
      '-',
      '-C',
      join(directory, 'ustar'),
      '.',
    ])
    expect(read(tar).map(({ path }) => path)).toContain(`./${deep}/f`)
  })
})

test('any entries in any chunks: the same list, the same bodies', async () => {
  const entry = fc.record({
    name: fc.oneof(
      fc.stringMatching(/^[a-zäé漢 ._-]{1,40}$/),
      fc.stringMatching(/^[a-z]{30,90}\/[a-zü]{80,200}$/),
    ),
    content: fc.uint8Array({ maxLength: 3000 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1 }),
      async (entries, lengths) => {
        const tar = await aTar(
          entries.map(({ name, content }) => ({ name, content: Buffer.from(content) })),
        )
        const seen: { name: string; size: number; content: Buffer }[] = []
        const reader = createTarReader(({ path, size }) => {
          const pieces: Buffer[] = []
          return {
            write: piece => pieces.push(piece),
            end: () => seen.push({ name: path, size, content: Buffer.concat(pieces) }),
          }
        })
        for (let start = 0, turn = 0; start < tar.length; turn++) {
          const length = lengths[turn % lengths.length] ?? 1
          reader.write(tar.subarray(start, start + length))
          start += length
        }
        reader.end()
        expect(seen).toEqual(
          entries.map(({ name, content }) => ({
            name,
            size: content.length,
            content: Buffer.from(content),
          })),
        )
      },
    ),
    { numRuns: 60 },
  )
})
