import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { scanOciDir } from '../../src/archive/oci-dir.ts'
import { scanArchive, scanOciTar } from '../../src/archive/oci-tar.ts'
import type { ScannedLayer } from '../../src/image/content.ts'
import { type Digest, mediaTypes } from '../../src/oci/image-spec.ts'
import {
  aLayer,
  anAttestation,
  anImage,
  aTar,
  chunks,
  descriptor,
  digestOf,
  type Entry,
  type ImageFixture,
  json,
  type LayerFixture,
} from '../support/fixtures.ts'

const base = await aLayer([{ name: 'base', content: Buffer.alloc(400_000, 'base') }])
const top = await aLayer([{ name: 'top', content: 'top' }])
const image = anImage([base, top])
const other = anImage([base])
const files = { detail: 'files' } as const

function blob(bytes: Buffer): Entry {
  return { name: `blobs/${digestOf(bytes).replace(':', '/')}`, content: bytes }
}

function blobs(...images: ImageFixture[]): Entry[] {
  const all = images.flatMap(({ layers, config, manifest }) => [
    ...layers.map(({ bytes }) => bytes),
    config,
    manifest,
  ])
  const unique = new Map(all.map(bytes => [digestOf(bytes), bytes]))
  return [...unique.values()].map(blob)
}

function indexJson(...manifests: object[]): Entry {
  return { name: 'index.json', content: json({ schemaVersion: 2, manifests }) }
}

const layoutFile: Entry = { name: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' }

function entry(bytes: Buffer, name?: string) {
  return descriptor(mediaTypes.ociManifest, bytes, {
    annotations: name === undefined ? {} : { 'io.containerd.image.name': name },
  })
}

async function stream(entries: Entry[], size = 10_000): Promise<Readable> {
  return Readable.from(chunks(await aTar(entries), size))
}

/** As from an engine: every chunk is in the same memory. */
async function* borrowed(entries: Entry[], size: number): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(size)
  for await (const chunk of chunks(await aTar(entries), size)) {
    chunk.copy(memory)
    yield memory.subarray(0, chunk.length)
    memory.fill('gone')
  }
}

const layout = [
  { name: 'blobs/', type: 'directory' as const },
  ...blobs(image),
  indexJson(entry(image.manifest)),
  layoutFile,
]

describe('type=oci on a stream', () => {
  test.each([100, 10_000, 10_000_000])('in chunks of %i bytes', async size => {
    const content = await scanOciTar(await stream(layout, size), files)
    expect(content).toMatchObject({
      digest: digestOf(image.manifest),
      platforms: [
        {
          layers: [
            { digest: digestOf(base.bytes), compressedSize: base.bytes.length, size: 400_000 },
            { digest: digestOf(top.bytes), size: 3 },
          ],
          compressedUnmeasured: null,
        },
      ],
    })
  })

  test('of an engine that has hashed its blobs, they are not hashed again', async () => {
    // Whoever hashes them finds out.
    const other = { ...blob(top.bytes), content: base.bytes }
    const entries = [...blobs(anImage([])), other]
    const known = new Map<Digest, ScannedLayer>()
    const scan = async (isVerified: boolean) =>
      scanArchive(await stream(entries), { ...files, known, isVerified })
    await expect(scan(false)).rejects.toThrow('its bytes have the digest')
    await expect(scan(true)).rejects.toThrow('neither index.json nor manifest.json')
    expect(known.get(digestOf(top.bytes))?.size).toBe(400_000)
  })

  test.each([100, 513, 10_000, 10_000_000])(
    'in chunks of %i bytes that are overwritten by the next',
    async size => {
      const long = { name: `${'deep/'.repeat(60)}file`, content: Buffer.alloc(100_000, 'deep') }
      const plain = await aTar([long, { name: 'plain', content: Buffer.alloc(70_000, 'plain') }])
      const noise = await aLayer([{ name: 'noise', content: randomBytes(1_000_000) }])
      const mixed = anImage([base, { ...base, bytes: plain, diffId: digestOf(plain) }, noise])
      const entries = [...blobs(mixed), indexJson(entry(mixed.manifest)), layoutFile]
      const content = await scanArchive(borrowed(entries, size), files)
      expect(content).toEqual(await scanArchive(await stream(entries), files))
      expect(content[0]?.content.platforms[0]?.layers.map(layer => layer.size)).toEqual([
        400_000, 170_000, 1_000_000,
      ])
    },
  )

  test('with a nested index and provenance', async () => {
    const { statement, config, manifest } = anAttestation({ buildType: 'test' })
    const index = json({
      schemaVersion: 2,
      mediaType: mediaTypes.ociIndex,
      manifests: [
        entry(image.manifest),
        descriptor(mediaTypes.ociManifest, manifest, {
          annotations: {
            'vnd.docker.reference.type': 'attestation-manifest',
            'vnd.docker.reference.digest': digestOf(image.manifest),
          },
        }),
      ],
    })
    const entries = [
      ...blobs(image),
      ...[statement, config, manifest, index].map(blob),
      indexJson(descriptor(mediaTypes.ociIndex, index)),
    ]
    const content = await scanOciTar(await stream(entries), files)
    expect(content.digest).toBe(digestOf(index))
    expect(content.platforms.map(({ provenance }) => provenance)).toEqual([{ buildType: 'test' }])
  })

  test('known layers are skipped', async () => {
    const known = new Map<Digest, ScannedLayer>()
    const read: Digest[] = []
    const onLayer = ({ diffId }: ScannedLayer) => void read.push(diffId)
    await scanOciTar(await stream(layout), { ...files, known, onLayer })
    expect(read.sort()).toEqual([base.diffId, top.diffId].sort())
    const content = await scanOciTar(await stream(layout), { ...files, known, onLayer })
    expect(read).toHaveLength(2)
    expect(content.platforms[0]?.layers[0]?.size).toBe(400_000)
  })

  test('several platforms without names are one image', async () => {
    const arm = anImage([top], 'arm64')
    const entries = [...blobs(image, arm), indexJson(entry(image.manifest), entry(arm.manifest))]
    const { digest, platforms } = await scanOciTar(await stream(entries), files)
    expect([digest, platforms.length]).toEqual([null, 2])
  })

  test.each<[string, Entry[], RegExp]>([
    [
      'another blob than its name says',
      [{ ...blob(top.bytes), content: base.bytes }],
      /blobs\/sha256\/.*: its bytes have the digest/,
    ],
    ['a broken layer', [blob(base.bytes.subarray(0, -9))], /blobs\/sha256\/.*: broken gzip data/],
    ['no image', [{ name: 'a.txt', content: 'a' }], /neither index\.json nor manifest\.json/],
    [
      'a missing manifest',
      [indexJson(entry(image.manifest))],
      /manifest sha256:.* was not delivered/,
    ],
    [
      'two images',
      [...blobs(image, other), indexJson(entry(image.manifest, 'a'), entry(other.manifest, 'b'))],
      /holds 2 images \("a", "b"\), not one/,
    ],
    [
      'an index of another shape',
      [{ name: 'index.json', content: '{"schemaVersion":2}' }],
      /index\.json: manifests/,
    ],
  ])('refuses %s', async (_name, entries, message) => {
    await expect(scanOciTar(await stream(entries), files)).rejects.toThrow(message)
  })

  test('a stream that ends early', async () => {
    const tar = await aTar(layout)
    const half = Readable.from(chunks(tar.subarray(0, base.bytes.length >> 1)))
    await expect(scanOciTar(half, files)).rejects.toThrow('the tar is cut off')
  })
})

function plain(layer: LayerFixture): LayerFixture {
  return {
    ...layer,
    bytes: gunzipSync(layer.bytes),
    mediaType: 'application/vnd.oci.image.layer.v1.tar',
  }
}

describe('docker save', () => {
  const a = anImage([plain(base), plain(top)])
  const b = anImage([plain(base)])
  const path = (bytes: Buffer) => `blobs/${digestOf(bytes).replace(':', '/')}`

  test('since Docker 25, classic store, two images of three names', async () => {
    const archive = await stream([
      ...blobs(a, b),
      indexJson(
        entry(a.manifest, 'docker.io/library/a:1'),
        entry(a.manifest, 'docker.io/library/a:2'),
        entry(b.manifest),
      ),
      {
        name: 'manifest.json',
        content: json([
          {
            Config: path(a.config),
            RepoTags: ['a:1', 'a:2'],
            Layers: a.layers.map(({ bytes }) => path(bytes)),
          },
          {
            Config: path(b.config),
            RepoTags: null,
            Layers: b.layers.map(({ bytes }) => path(bytes)),
          },
        ]),
      },
    ])
    const images = await scanArchive(archive, files)
    expect(images.map(({ names }) => names)).toEqual([
      [
        'docker.io/library/a:1',
        'docker.io/library/a:2',
        'a:1',
        'a:2',
        digestOf(a.manifest),
        digestOf(a.config),
      ],
      [digestOf(b.manifest), digestOf(b.config)],
    ])
    const [platform] = images[0]?.content.platforms ?? []
    expect(platform?.layers).toMatchObject([
      { digest: null, mediaType: null, compressedSize: null, size: 400_000 },
      { digest: null, compressedSize: null, size: 3 },
    ])
    expect(platform?.compressedUnmeasured).toMatch('keeps no compressed layers')
  })

  test('since Docker 25, containerd store: compressed layers are measured', async () => {
    const archive = await stream([
      ...layout,
      {
        name: 'manifest.json',
        content: json([{ Config: path(image.config), RepoTags: ['x:1'], Layers: [] }]),
      },
    ])
    const [saved] = await scanArchive(archive, files)
    expect(saved?.names).toContain('x:1')
    expect(saved?.content.platforms[0]?.compressedUnmeasured).toBeNull()
  })

  const hex = digestOf(a.config).slice(7)
  const before25: Entry[] = [
    { name: `${hex}.json`, content: a.config },
    { name: 'id1/', type: 'directory' },
    { name: 'id1/VERSION', content: '1.0' },
    { name: 'id1/json', content: '{}' },
    { name: 'id1/layer.tar', content: a.layers[0]?.bytes ?? '' },
    { name: 'id2/layer.tar', type: 'symlink', linkname: '../id3/layer.tar' },
    { name: 'id3/layer.tar', content: a.layers[1]?.bytes ?? '' },
  ]
  const manifestJson = (Layers: string[]): Entry => ({
    name: 'manifest.json',
    content: json([{ Config: `${hex}.json`, RepoTags: ['a:1'], Layers }]),
  })

  test('before Docker 25, with a layer behind a link', async () => {
    const archive = await stream([...before25, manifestJson(['id1/layer.tar', 'id2/layer.tar'])])
    expect(await scanArchive(archive, files)).toMatchObject([
      {
        names: ['a:1', digestOf(a.config)],
        content: {
          digest: null,
          platforms: [
            {
              manifestDigest: null,
              layers: [
                { digest: null, compressedSize: null, size: 400_000 },
                { digest: null, size: 3, files: [{ path: 'top' }] },
              ],
            },
          ],
        },
      },
    ])
  })

  test.each<[string, string[], RegExp]>([
    [
      'a missing layer',
      ['id1/layer.tar', 'id9/layer.tar'],
      /"id9\/layer\.tar": is missing in the archive/,
    ],
    ['something else', ['id1/layer.tar', 'id1/json'], /"id1\/json": is no layer/],
    ['layers in another order', ['id3/layer.tar', 'id1/layer.tar'], /layer 1 unpacks to/],
    ['a loop of links', ['id1/layer.tar', 'loop'], /"loop": is missing/],
  ])('before Docker 25: refuses %s', async (_name, layers, message) => {
    const loop: Entry = { name: 'loop', type: 'symlink', linkname: 'loop' }
    const archive = await stream([...before25, loop, manifestJson(layers)])
    await expect(scanArchive(archive, files)).rejects.toThrow(message)
  })
})

describe('a layout on disk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'layout-'))
  afterAll(() => rmSync(directory, { recursive: true }))

  function write(entries: Entry[]): string {
    const root = mkdtempSync(join(directory, 'l-'))
    mkdirSync(join(root, 'blobs/sha256'), { recursive: true })
    for (const { name, content } of entries) {
      if (content !== undefined) writeFileSync(join(root, name), content)
    }
    return root
  }

  test('is read in place', async () => {
    const [found, ...more] = await scanOciDir(write(layout), files)
    expect(more).toEqual([])
    expect(found?.content.platforms[0]?.layers.map(({ size }) => size)).toEqual([400_000, 3])
  })

  test('blobs that nobody names, and known ones, are not read', async () => {
    const root = write([...layout, { name: `blobs/sha256/${'0'.repeat(64)}`, content: 'broken' }])
    const known = new Map<Digest, ScannedLayer>()
    await scanOciDir(root, { ...files, known })
    unlinkSync(join(root, blob(base.bytes).name))
    const [found] = await scanOciDir(root, { ...files, known })
    expect(found?.content.platforms[0]?.layers[0]?.size).toBe(400_000)
  })

  test.each<[string, (root: string) => void, RegExp]>([
    ['no index', root => unlinkSync(join(root, 'index.json')), /is no OCI layout/],
    [
      'a missing layer',
      root => unlinkSync(join(root, blob(base.bytes).name)),
      /layer 1 .* was not delivered/,
    ],
    [
      'a changed blob',
      root => writeFileSync(join(root, blob(base.bytes).name), top.bytes),
      /its bytes have/,
    ],
    [
      'a blob that is a link',
      root => {
        unlinkSync(join(root, blob(top.bytes).name))
        symlinkSync('/etc/hostname', join(root, blob(top.bytes).name))
      },
      /is not a regular file/,
    ],
  ])('refuses %s', async (_name, spoil, message) => {
    const root = write(layout)
    spoil(root)
    await expect(scanOciDir(root, files)).rejects.toThrow(message)
  })
})
