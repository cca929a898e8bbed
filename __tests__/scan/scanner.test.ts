import { randomBytes } from 'node:crypto'
import { constants, crc32, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { newPathRoom } from '../../src/scan/path-room.ts'
import { openScanThreads } from '../../src/scan/scan-threads.ts'
import { openScanner, scanBlob, scanLayer } from '../../src/scan/scanner.ts'
import { aTar, chunks, digestOf, type Entry } from '../support/fixtures.ts'

const noise = randomBytes(200_000)
const entries: Entry[] = [
  { name: 'app/', type: 'directory' },
  { name: 'app/noise', content: noise },
  { name: 'app/zeros', content: Buffer.alloc(300_000) },
  { name: 'app/link', type: 'link', linkname: 'app/noise' },
  { name: 'var/lib/.wh.old', content: '' },
]
const tar = await aTar(entries)

const half = 512 * 300
const skippable = Buffer.concat([
  Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]),
  Buffer.from('abc'),
])
const forms: [string, Buffer][] = [
  ['a plain tar', tar],
  ['gzip', gzipSync(tar)],
  [
    'gzip members in a row',
    Buffer.concat([gzipSync(tar.subarray(0, half)), gzipSync(tar.subarray(half))]),
  ],
  ['gzip with zeros behind it', Buffer.concat([gzipSync(tar), Buffer.alloc(5000)])],
  ['zstd', zstdCompressSync(tar)],
  [
    'zstd frames in a row',
    Buffer.concat([zstdCompressSync(tar.subarray(0, half)), zstdCompressSync(tar.subarray(half))]),
  ],
  [
    'zstd with frames to skip',
    Buffer.concat([skippable, zstdCompressSync(tar), skippable, skippable]),
  ],
]

const threads = openScanThreads({ cores: 2, worth: 1 })
afterAll(() => threads?.close())

describe.each([
  ['this thread', null],
  ['another thread', threads],
])('in %s', (_where, threads) => {
  const files = { detail: 'files', threads } as const
  const layers = { detail: 'layers', threads } as const

  describe.each(forms)('%s', (_name, blob) => {
    test.each([1000, 65_536, 10_000_000])('in chunks of %i bytes', async size => {
      const { layer } = await scanLayer(chunks(blob, size), files)
      expect(layer).toEqual({
        digest: digestOf(blob),
        diffId: digestOf(tar),
        compressedSize: blob.length,
        size: 500_000,
        files: [
          { path: 'app', size: 0, kind: 'directory' },
          { path: 'app/noise', size: 200_000, kind: 'file', crc32: crc32(noise) },
          { path: 'app/zeros', size: 300_000, kind: 'file', crc32: crc32(Buffer.alloc(300_000)) },
          { path: 'app/link', size: 0, kind: 'link', hardLink: 'app/noise' },
          { path: 'var/lib/old', size: 0, kind: 'whiteout' },
        ],
      })
    })

    test('without paths', async () => {
      const { layer } = await scanLayer(chunks(blob), layers)
      expect(layer).toMatchObject({ size: 500_000, files: null })
    })
  })

  test('equal content has equal checksums, from 64 KiB on', async () => {
    const content = randomBytes(65_536)
    const layer = await aTar([
      { name: 'a', content },
      { name: 'b/c', content },
      { name: 'other', content: randomBytes(65_536) },
      { name: 'small', content: content.subarray(1) },
    ])
    const { files: found } = (await scanLayer(chunks(layer, 10_000), files)).layer
    const [a, b, other, small] = found?.map(file => file.crc32) ?? []
    expect(a).toBe(crc32(content))
    expect(b).toBe(a)
    expect(other).not.toBe(a)
    expect(small).toBeUndefined()
  })

  test('the files add up to the size of the layer, whatever is in it', async () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[ab](?:\/[ab]){0,2}$/),
      type: fc.constantFrom('file', 'file', 'directory', 'link', 'symlink', 'whiteout', 'opaque'),
      content: fc.uint8Array({ maxLength: 700 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(entry), async entries => {
        const tar = await aTar(
          entries.map(({ name, type, content }): Entry => {
            if (type === 'file') return { name, content: Buffer.from(content) }
            if (type === 'whiteout') return { name: name.replace(/[^/]*$/, '.wh.$&'), content: '' }
            if (type === 'opaque') return { name: `${name}/.wh..wh..opq`, content: '' }
            if (type === 'directory') return { name: `${name}/`, type: 'directory' }
            return { name, type: type === 'link' ? 'link' : 'symlink', linkname: 'a' }
          }),
        )
        const { layer } = await scanLayer(chunks(tar, 1000), files)
        const written = entries.filter(({ type }) => type === 'file')
        expect(layer.size).toBe(written.reduce((sum, { content }) => sum + content.length, 0))
        expect(layer.files?.reduce((sum, { size }) => sum + size, 0)).toBe(layer.size)
        expect(layer.files).toHaveLength(entries.length)
      }),
    )
  })

  test('frames and members cut anywhere, in chunks of any size', async () => {
    const pieces = fc.array(fc.integer({ min: 1, max: tar.length - 1 }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(
        pieces,
        fc.integer({ min: 50, max: 70_000 }),
        fc.boolean(),
        async (cuts, size, zstd) => {
          const ends = [...cuts.sort((a, b) => a - b), tar.length]
          const parts = ends.map((end, index) => tar.subarray(ends[index - 1] ?? 0, end))
          const blob = Buffer.concat(
            parts.map(part => (zstd ? zstdCompressSync(part) : gzipSync(part))),
          )
          const { layer } = await scanLayer(chunks(blob, size), files)
          expect(layer).toMatchObject({ diffId: digestOf(tar), size: 500_000 })
        },
      ),
      { numRuns: 30 },
    )
  })

  test.each<[string, Buffer, string]>([
    ['text', Buffer.from('hello'), 'the layer: is no layer, for it is neither gzip, zstd nor tar'],
    [
      'a cut gzip',
      gzipSync(tar).subarray(0, -20),
      'the layer: broken gzip data: unexpected end of file',
    ],
    [
      'a cut zstd',
      zstdCompressSync(tar).subarray(0, -20),
      'the layer: broken zstd data: unexpected end of file',
    ],
    ['a cut tar', tar.subarray(0, 100_000), 'the layer: the tar is cut off at byte 100000'],
    [
      'a cut tar in gzip',
      gzipSync(tar.subarray(0, 100_000)),
      'the layer: the tar is cut off at byte 100000',
    ],
    ['no tar in gzip', gzipSync(noise), 'the layer: a wrong checksum in a tar header, at byte 0'],
    [
      'garbage behind gzip',
      Buffer.concat([gzipSync(tar), Buffer.from('garbage')]),
      'the layer: broken gzip data',
    ],
    [
      'garbage behind zstd',
      Buffer.concat([zstdCompressSync(tar), Buffer.from('garbage')]),
      'the layer: broken zstd data',
    ],
  ])('refuses %s', async (_name, blob, message) => {
    await expect(scanLayer(chunks(blob), files, 'the layer')).rejects.toThrow(message)
  })

  test('a flipped bit is found', async () => {
    const blob = gzipSync(tar)
    blob[blob.length >> 1] = (blob[blob.length >> 1] ?? 0) ^ 1
    await expect(scanLayer(chunks(blob), files, 'L')).rejects.toThrow(/^L: /)
  })

  test('a bomb ends at the limit', async () => {
    const bomb = gzipSync(await aTar([{ name: 'zeros', content: Buffer.alloc(50_000_000) }]))
    const scanner = openScanner({ ...layers, limit: 1_000_000 })
    await scanner.write(bomb)
    await expect(scanner.end()).rejects.toThrow('unpacks to more than 1000000 bytes')
    expect(scanner.inflated).toBeLessThan(1_500_000)
  })

  test('empty layers', async () => {
    for (const blob of [Buffer.alloc(0), Buffer.alloc(1024), gzipSync(Buffer.alloc(1024))]) {
      const { layer } = await scanLayer(chunks(blob), files)
      expect(layer).toMatchObject({
        size: 0,
        files: [],
        diffId: digestOf(blob[0] === 31 ? gunzipSync(blob) : blob),
      })
    }
  })

  test.each<[string, Buffer, object]>([
    ['JSON', Buffer.from(' {"a":1}'), { kind: 'json', text: ' {"a":1}' }],
    [
      'long JSON',
      Buffer.from(`{"a":"${'x'.repeat(9_000_000)}"}`),
      { kind: 'opaque', size: 9_000_008 },
    ],
    ['JSON that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), { kind: 'opaque' }],
    ['anything', noise, { kind: 'opaque', digest: digestOf(noise), size: 200_000 }],
  ])('keeps of a blob of %s what it is', async (_name, blob, expected) => {
    expect(await scanBlob(chunks(blob, 100_000), files, 'blob')).toMatchObject(expected)
  })

  test('a tar whose first name begins with a brace is a layer', async () => {
    const { layer } = await scanLayer(chunks(await aTar([{ name: '{a}', content: 'b' }])), files)
    expect(layer.size).toBe(1)
  })

  test('many layers at once, with back-pressure', async () => {
    const blobs = await Promise.all(
      Array.from({ length: 8 }, async (_, index) =>
        gzipSync(await aTar([{ name: 'f', content: Buffer.alloc(5_000_000 + index, 'abc') }]), {
          level: constants.Z_BEST_SPEED,
        }),
      ),
    )
    const scans = await Promise.all(blobs.map(blob => scanLayer(chunks(blob, 100), files)))
    expect(scans.map(({ layer }) => layer.size)).toEqual(blobs.map((_, index) => 5_000_000 + index))
  })

  test('an abandoned source abandons the scan', async () => {
    async function* broken() {
      yield gzipSync(noise).subarray(0, 1000)
      throw new Error('connection lost')
    }
    await expect(scanLayer(broken(), files)).rejects.toThrow('connection lost')
  })

  test('all layers of a run share the memory for paths', async () => {
    const room = newPathRoom(2 * (entries.length * (64 + 20)))
    const scan = (options: typeof files | typeof layers) =>
      scanLayer(chunks(tar), { ...options, room })
    await scan(files)
    await scan(files)
    const crowded = (await scan(files)).layer
    expect(crowded).toMatchObject({ size: 500_000, files: null, packages: null, unlisted: 5 })
    expect(crowded.paths).toEqual([{ path: 'app', size: 500_000, files: 2 }])
    expect((await scan(layers)).layer.size).toBe(500_000)
  })

  describe('package databases', () => {
    const status = 'Package: bash\nStatus: install ok installed\nInstalled-Size: 7\nVersion: 5.2\n'
    const databases = aTar([
      { name: './var/lib/dpkg/status', content: status },
      { name: 'app/node_modules/a/package.json', content: '{"name":"a","version":"1.0.0"}' },
      { name: 'app/node_modules/a/index.js', content: 'x'.repeat(70) },
    ])

    test('are read from the layer that has them', async () => {
      const { layer } = await scanLayer(chunks(gzipSync(await databases), 100), files)
      expect(layer.packages).toEqual([
        { manager: 'dpkg', name: 'bash', version: '5.2', bytes: 7168, path: 'var/lib/dpkg/status' },
        {
          manager: 'npm',
          name: 'a',
          version: '1.0.0',
          bytes: 100,
          path: 'app/node_modules/a/package.json',
        },
      ])
    })

    test('are unknown when they are larger than what is read', async () => {
      const content = Buffer.alloc(33 * 1_048_576, 'Package: a\nVersion: 1\n\n')
      const large = await aTar([{ name: 'var/lib/dpkg/status', content }])
      const { layer } = await scanLayer(chunks(large, 1_048_576), files)
      expect(layer.packages).toBeNull()
    })

    test('are not read with `detail: layers`', async () => {
      const { layer } = await scanLayer(chunks(await databases), layers)
      expect(layer.packages).toBeUndefined()
    })
  })
})
