import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { layerFile, normalise } from '../../src/scan/layer-file.ts'
import { createTarReader, type TarEntry } from '../../src/scan/tar.ts'
import { decodePax } from '../../src/scan/tar-pax.ts'
import { aTar } from '../support/fixtures.ts'

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
    ['a v7 directory', { 0: 'a/', 124: '0' }, { path: 'a/', type: '5' }],
    ['ustar prefix', { 0: 'b', 124: '0', 156: '0', 257: USTAR, 345: 'p/q' }, { path: 'p/q/b' }],
    ['no prefix in GNU tars', { 0: 'b', 156: '0', 257: 'ustar  \0', 345: 'p' }, { path: 'b' }],
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

test.each<[string, object]>([
  ['13 path=ab/c\n', { path: 'ab/c' }],
  ['16 path=a=b\ncde\n', { path: 'a=b\ncde' }],
  ['11 size=42\n', { size: 42 }],
  ['22 GNU.sparse.size=42\n', {}],
  ['22 GNU.sparse.map=0,1\n22 GNU.sparse.size=42\n', { realSize: 42 }],
  [
    '22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n25 GNU.sparse.realsize=9\n21 GNU.sparse.name=n\n',
    { realSize: 9, path: 'n' },
  ],
  ['22 GNU.sparse.major=2\n22 GNU.sparse.minor=0\n25 GNU.sparse.realsize=9\n', {}],
])('PAX %j', (body, expected) => {
  expect(decodePax(Buffer.from(body))).toEqual(expected)
})

test.each(['9 a=\n', '999 path=a\n', '11 path=abcd', 'x path=a\n', '12 size=-1\n\n'])(
  'no PAX: %j',
  body => {
    expect(() => decodePax(Buffer.from(body))).toThrow('PAX record')
  },
)

test.each<[string, string, object | null]>([
  ['a/.wh.b', '0', { path: 'a/b', kind: 'whiteout' }],
  ['.wh.b', '0', { path: 'b', kind: 'whiteout' }],
  ['a/.wh..wh..opq', '0', { path: 'a', kind: 'opaque' }],
  ['.wh..wh..opq', '0', { path: '', kind: 'opaque' }],
  ['.wh..wh.aufs', '0', null],
  ['.wh..wh.plnk/1.2', '0', null],
  ['./a//b/./c/', '5', { path: 'a/b/c', kind: 'directory', size: 0 }],
  ['../../etc/passwd', '0', { path: '../../etc/passwd', kind: 'file', size: 5 }],
  ['/abs', '0', { path: 'abs', kind: 'file' }],
  ['./', '5', { path: '', kind: 'directory' }],
  ['a', '1', { kind: 'link', size: 0 }],
  ['a', '2', { kind: 'link' }],
  ['a', '3', { kind: 'special' }],
  ['a', '7', { kind: 'file' }],
])('%s (%s) in a layer', (path, type, expected) => {
  const file = layerFile({ path, type, size: 5, linkPath: '' })
  if (expected === null) expect(file).toBeNull()
  else expect(file).toMatchObject(expected)
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
        linkPath: 'g'.repeat(150),
      })
      expect(entries).toContainEqual({ path: './zlink', type: '1', size: 0, linkPath: './plain' })
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
