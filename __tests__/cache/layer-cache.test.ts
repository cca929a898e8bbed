import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type RememberedLayers, rememberLayers } from '../../src/cache/known-layers.ts'
import { type LayerCacheOptions, openLayerCache } from '../../src/cache/layer-cache.ts'
import { decodeLayer, encodeLayer } from '../../src/cache/layer-entry.ts'
import { UsageError } from '../../src/common/errors.ts'
import type { KnownLayers, ScannedLayer } from '../../src/image/content.ts'
import type { LayerFile } from '../../src/image/measurement.ts'
import type { Digest } from '../../src/oci/image-spec.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layer-cache-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const warnings: string[] = []
afterEach(() => void warnings.splice(0))

function open(options: Partial<LayerCacheOptions> = {}) {
  return openLayerCache(folder, { detail: 'files', warn: text => warnings.push(text), ...options })
}

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const fileOf = (letter: string) => join(folder, `sha256-${letter.repeat(64)}.json.zst`)

function layer(letter: string, more: Partial<ScannedLayer> = {}): ScannedLayer {
  return {
    digest: digest(letter),
    diffId: digest('f'),
    compressedSize: 40,
    size: 100,
    files: [{ path: 'usr/bin/tool', size: 100, kind: 'file' }],
    ...more,
  }
}

async function fill(...layers: ScannedLayer[]): Promise<void> {
  const cache = open()
  for (const one of layers) cache.write(one)
  await cache.close()
}

test('what was written is there for the next run', async () => {
  const packages = [
    { manager: 'dpkg' as const, name: 'curl', version: '8', bytes: 9, path: 'var/lib/dpkg/status' },
  ]
  await fill(layer('a', { packages }), layer('b', { packages: null }))
  const cache = open()
  expect(cache.read(digest('a'))).toEqual(layer('a', { packages }))
  expect(cache.read(digest('b'))).toEqual(layer('b', { packages: null }))
  expect(cache.read(digest('c'))).toBeUndefined()
  await cache.close()
  expect(warnings).toEqual([])
})

test('any paths survive', () => {
  const file: fc.Arbitrary<LayerFile> = fc.record(
    {
      path: fc.string({ unit: 'binary' }),
      size: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      kind: fc.constantFrom<LayerFile['kind'][]>(
        'file',
        'directory',
        'link',
        'special',
        'whiteout',
        'opaque',
      ),
      crc32: fc.nat({ max: 0xffffffff }),
      hardLink: fc.string({ unit: 'binary' }),
    },
    { requiredKeys: ['path', 'size', 'kind'] },
  )
  fc.assert(
    fc.property(fc.array(file), files => {
      expect(decodeLayer(encodeLayer(layer('a', { files })))).toEqual(layer('a', { files }))
    }),
  )
})

test.each<[string, () => Promise<unknown>]>([
  ['cut off', () => truncate(fileOf('a'), 30)],
  ['empty', () => truncate(fileOf('a'), 0)],
  ['no zstd', () => writeFile(fileOf('a'), '{}')],
  ['no JSON', () => writeFile(fileOf('a'), zstdCompressSync('{'))],
  ['of another layer', async () => writeFile(fileOf('a'), await readFile(fileOf('b')))],
  ['of a later version', () => rewrite(entry => ({ ...entry, version: 99 }))],
  ['with a size that is none', () => rewrite(entry => ({ ...entry, size: -1 }))],
  ['with columns of two lengths', () => rewrite(entry => ({ ...entry, files: twoLengths }))],
  ['without its paths', () => rewrite(entry => ({ ...entry, files: null }))],
])('an entry that is %s counts as none', async (_, damage) => {
  await fill(layer('a'), layer('b'))
  await damage()
  const cache = open()
  expect(cache.read(digest('a'))).toBeUndefined()
  expect(cache.read(digest('b'))).toEqual(layer('b'))
  // The layer is read again, and its entry is whole again.
  cache.write(layer('a'))
  await cache.close()
  expect(open().read(digest('a'))).toEqual(layer('a'))
})

const twoLengths = { paths: ['a', 'b'], sizes: [1], kinds: '00', contents: [], elves: [] }

async function rewrite(change: (entry: object) => object): Promise<void> {
  const entry: object = JSON.parse(encodeLayer(layer('a')))
  await writeFile(fileOf('a'), zstdCompressSync(JSON.stringify(change(entry))))
}

test('without paths an entry serves a run that wants none', async () => {
  const cache = open({ detail: 'layers' })
  cache.write(layer('a', { files: null }))
  await cache.close()
  expect(open({ detail: 'layers' }).read(digest('a'))).toEqual(layer('a', { files: null }))
  expect(open().read(digest('a'))).toBeUndefined()
})

test('layers that are only half known, or have no digest, are not kept', async () => {
  await fill(layer('a', { files: null }), layer('b', { digest: null }))
  expect(await readdir(folder)).toEqual([])
})

test('it is bounded: what was not used for longest goes', async () => {
  await fill(layer('a'), layer('b'), layer('c'))
  const { size } = await stat(fileOf('a'))
  for (const [age, letter] of ['b', 'c', 'a'].entries()) {
    const time = new Date(Date.now() - (age + 1) * 60_000)
    await utimes(fileOf(letter), time, time)
  }
  const cache = open({ limit: size * 2.5 })
  // The oldest is used, so it is the youngest now.
  cache.read(digest('a'))
  await cache.close()
  expect(['a', 'b', 'c'].map(letter => existsSync(fileOf(letter)))).toEqual([true, true, false])
})

test('a folder that cannot be made is a wrong input', () => {
  const make = () => openLayerCache('/dev/null/cache', { detail: 'files', warn: () => undefined })
  expect(make).toThrow(UsageError)
  expect(make).toThrow(/^cache-dir: \/dev\/null\/cache cannot be made: .*; give a folder/)
})

test('a folder that cannot be written is one warning', async () => {
  const cache = open()
  await rm(folder, { recursive: true })
  cache.write(layer('a'))
  cache.write(layer('b'))
  await cache.close()
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/^cache-dir: .* cannot be written: .*ENOENT/)
})

test('a run asks the cache once for a layer, and tells it what it read', () => {
  const asked: Digest[] = []
  const written: ScannedLayer[] = []
  const cached = new Map([[digest('a'), layer('a')]])
  const known = rememberLayers({
    read: one => {
      asked.push(one)
      return cached.get(one)
    },
    write: one => void written.push(one),
  }).lend()
  for (const letter of ['a', 'b', 'a', 'b']) known.get(digest(letter))
  expect(asked).toEqual([digest('a'), digest('b')])
  known.set(digest('b'), layer('b'))
  expect(written).toEqual([layer('b')])
  expect(known.get(digest('b'))).toEqual(layer('b'))
})

const known = (layers: KnownLayers) =>
  ['a', 'b', 'c'].filter(letter => layers.get(digest(letter)) !== undefined)

function left(remembered: RememberedLayers): string[] {
  const looking = remembered.lend()
  const found = known(looking)
  looking.done()
  return found
}

test('between images the layers met first are forgotten when there are too many paths', () => {
  const remembered = rememberLayers(null, 2)
  const image = remembered.lend()
  for (const letter of ['a', 'b', 'c']) image.set(digest(letter), layer(letter))
  expect(known(image)).toEqual(['a', 'b', 'c'])
  image.done()
  expect(left(remembered)).toEqual(['b', 'c'])
})

test('what an image was told of stays until it is done, whatever others do meanwhile', () => {
  const remembered = rememberLayers(null, 0)
  const [one, other] = [remembered.lend(), remembered.lend()]
  for (const letter of ['a', 'b']) one.set(digest(letter), layer(letter))
  expect(other.get(digest('a'))).toBeDefined()
  expect(other.get(digest('c'))).toBeUndefined()
  one.done()
  expect(left(remembered)).toEqual(['a'])
  other.done()
  expect(left(remembered)).toEqual([])
})
