import { expect, test } from '@jest/globals'
import { checkLayers, imageContent, isForeign } from '../../src/image/assemble.ts'
import type { ScannedLayer } from '../../src/image/content.ts'
import { type Descriptor, type Digest, mediaTypes } from '../../src/oci/image-spec.ts'
import { type BlobStore, createBlobStore } from '../../src/scan/blob-store.ts'
import { scanBlob } from '../../src/scan/scanner.ts'
import {
  aLayer,
  anAttestation,
  anImage,
  chunks,
  descriptor,
  digestOf,
  type ImageFixture,
  json,
} from '../support/fixtures.ts'

const one = await aLayer([{ name: 'a', content: 'aaa' }])
const two = await aLayer([{ name: 'b', content: 'bbbbb' }])

async function storeOf(...blobs: Buffer[]): Promise<BlobStore> {
  const store = createBlobStore(new Map())
  for (const blob of blobs) store.add(await scanBlob(chunks(blob), { detail: 'files' }, 'blob'))
  return store
}

function blobsOf({ layers, config, manifest }: ImageFixture): Buffer[] {
  return [...layers.map(({ bytes }) => bytes), config, manifest]
}

function rootOf(bytes: Buffer, mediaType: string = mediaTypes.ociManifest): Descriptor {
  return descriptor(mediaType, bytes)
}

const amd = anImage([one], 'amd64')
const arm = anImage([two], 'arm64')
const attested = anAttestation({ buildType: 'test' })

test('a single manifest', async () => {
  const image = anImage([one, two])
  const content = imageContent(await storeOf(...blobsOf(image)), rootOf(image.manifest))
  expect(content).toMatchObject({
    digest: digestOf(image.manifest),
    platforms: [
      {
        manifestDigest: digestOf(image.manifest),
        config: { os: 'linux', architecture: 'amd64' },
        layers: [
          { digest: digestOf(one.bytes), compressedSize: one.bytes.length, size: 3 },
          { digest: digestOf(two.bytes), size: 5, files: [{ path: 'b', size: 5, kind: 'file' }] },
        ],
        provenance: null,
        compressedUnmeasured: null,
        unpackedUnmeasured: null,
      },
    ],
  })
})

test('an index within an index, with provenance for one of two platforms', async () => {
  const amd = anImage([one], 'amd64')
  const arm = anImage([two], 'arm64')
  const attestation = anAttestation({ buildType: 'test' })
  const inner = json({
    schemaVersion: 2,
    manifests: [
      descriptor(mediaTypes.ociManifest, amd.manifest, {
        platform: { os: 'linux', architecture: 'amd64' },
      }),
      descriptor(mediaTypes.dockerManifest, arm.manifest),
      descriptor(mediaTypes.ociManifest, attestation.manifest, {
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: {
          'vnd.docker.reference.type': 'attestation-manifest',
          'vnd.docker.reference.digest': digestOf(arm.manifest),
        },
      }),
      descriptor('application/octet-stream', Buffer.from('?'), {
        platform: { os: 'unknown', architecture: 'unknown' },
      }),
    ],
  })
  const outer = json({ schemaVersion: 2, manifests: [descriptor(mediaTypes.dockerIndex, inner)] })
  const { statement, manifest } = attestation
  const store = await storeOf(...blobsOf(amd), ...blobsOf(arm), statement, manifest, inner, outer)
  const content = imageContent(store, rootOf(outer, mediaTypes.ociIndex))
  expect(
    content.platforms.map(({ config, provenance }) => [config.architecture, provenance]),
  ).toEqual([
    ['amd64', null],
    ['arm64', { buildType: 'test' }],
  ])
})

test('foreign layers need not be there', async () => {
  const foreign = { ...two, mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' }
  const image = anImage([one, foreign])
  const store = await storeOf(one.bytes, image.config, image.manifest)
  const [platform] = imageContent(store, rootOf(image.manifest)).platforms
  expect(platform?.layers[1]).toMatchObject({ size: null, compressedSize: two.bytes.length })
  expect(platform?.unpackedUnmeasured).toMatch('foreign')
})

const incomplete: [string, { absent?: Buffer[]; lacks?: boolean }, string[] | RegExp][] = [
  ['all of it', { lacks: true }, ['amd64', 'arm64']],
  ['no manifest of one', { absent: [arm.manifest, arm.config], lacks: true }, ['amd64']],
  ['nothing of one but its manifest', { absent: [arm.config], lacks: true }, ['amd64']],
  ['no attestation', { absent: [attested.manifest], lacks: true }, ['amd64', 'arm64']],
  [
    'no platform',
    { absent: [amd.manifest, arm.manifest], lacks: true },
    /manifest .*not delivered/,
  ],
  ['no layer', { absent: blobsOf(amd).slice(0, 1), lacks: true }, /layer 1 .*was not delivered/],
  ['less than it must', { absent: [arm.manifest] }, /manifest sha256:\w+ was not delivered/],
]

test.each(incomplete)(
  'an index of which there is %s',
  async (_, { absent = [], lacks }, expected) => {
    const index = json({
      schemaVersion: 2,
      manifests: [
        ...[amd, arm].map(({ manifest }) => descriptor(mediaTypes.ociManifest, manifest)),
        descriptor(mediaTypes.ociManifest, attested.manifest, {
          annotations: {
            'vnd.docker.reference.type': 'attestation-manifest',
            'vnd.docker.reference.digest': digestOf(amd.manifest),
          },
        }),
      ],
    })
    const all = [...blobsOf(amd), ...blobsOf(arm), attested.statement, attested.manifest, index]
    const store = await storeOf(...all.filter(blob => !absent.includes(blob)))
    const root = rootOf(index, mediaTypes.ociIndex)
    const read = () =>
      imageContent(store, root, { plainUnmeasured: null, mayLackPlatforms: lacks === true })
    if (expected instanceof RegExp) return void expect(read).toThrow(expected)
    const { platforms } = read()
    expect(platforms.map(({ config }) => config.architecture)).toEqual(expected)
    const provenance = absent.includes(attested.manifest) ? null : { buildType: 'test' }
    expect(platforms[0]?.provenance).toEqual(provenance)
  },
)

test('plain tars that the source unpacked have no compressed size', async () => {
  const tar = await aLayer([{ name: 'a', content: 'a' }])
  const { gunzipSync } = await import('node:zlib')
  const plain = {
    ...tar,
    bytes: gunzipSync(tar.bytes),
    mediaType: 'application/vnd.oci.image.layer.v1.tar',
  }
  const image = anImage([plain])
  const store = await storeOf(...blobsOf(image))
  const [stored] = imageContent(store, rootOf(image.manifest)).platforms
  expect(stored?.layers[0]?.compressedSize).toBe(plain.bytes.length)
  const [saved] = imageContent(store, rootOf(image.manifest), {
    plainUnmeasured: 'why',
    mayLackPlatforms: false,
  }).platforms
  expect(saved).toMatchObject({
    layers: [{ digest: null, mediaType: null, compressedSize: null, size: 1 }],
    compressedUnmeasured: 'why',
  })
})

test.each<[string, () => Promise<[BlobStore, Descriptor]>, RegExp]>([
  [
    'another diffID',
    async () => {
      const image = anImage([{ ...one, diffId: two.diffId }])
      return [await storeOf(...blobsOf(image)), rootOf(image.manifest)]
    },
    new RegExp(
      `manifest sha256:.*: layer 1 unpacks to ${one.diffId}, but its config promises ${two.diffId}`,
    ),
  ],
  [
    'more layers than diffIDs',
    async () => {
      const image = anImage([one, two])
      const config = anImage([one]).config
      const manifest = json({
        schemaVersion: 2,
        config: descriptor('application/vnd.oci.image.config.v1+json', config),
        layers: [one, two].map(({ mediaType, bytes }) => descriptor(mediaType, bytes)),
      })
      return [await storeOf(...blobsOf(image), config, manifest), rootOf(manifest)]
    },
    /has 2 layers, but its config lists 1 diffIDs/,
  ],
  [
    'a missing config',
    async () => {
      const image = anImage([one])
      return [await storeOf(one.bytes, image.manifest), rootOf(image.manifest)]
    },
    /config of manifest sha256:.* was not delivered/,
  ],
  [
    'a missing layer',
    async () => {
      const image = anImage([one])
      return [await storeOf(image.config, image.manifest), rootOf(image.manifest)]
    },
    /layer 1 \("application\/vnd\.oci\.image\.layer\.v1\.tar\+gzip", sha256:.*\) was not delivered/,
  ],
  [
    'a layer that is none',
    async () => {
      const helm = { ...one, bytes: Buffer.from('chart'), mediaType: 'application/vnd.cncf.helm' }
      const image = anImage([helm])
      return [await storeOf(...blobsOf(image)), rootOf(image.manifest)]
    },
    /application\/vnd\.cncf\.helm/,
  ],
  [
    'another size',
    async () => {
      const image = anImage([one])
      const manifest = Buffer.from(
        image.manifest.toString().replace(`"size":${one.bytes.length}`, '"size":7'),
      )
      return [await storeOf(...blobsOf(image), manifest), rootOf(manifest)]
    },
    /layer 1 has \d+ bytes, but the manifest says 7/,
  ],
  [
    'a bad config',
    async () => {
      const config = json({ rootfs: { type: 'layers', diff_ids: ['nonsense'] } })
      const manifest = json({
        schemaVersion: 2,
        config: descriptor('application/vnd.oci.image.config.v1+json', config),
        layers: [],
      })
      return [await storeOf(config, manifest), rootOf(manifest)]
    },
    /config sha256:.*: rootfs\.diff_ids\[0\]: must be a digest/,
  ],
  [
    'an index that holds itself, as it were',
    async () => {
      const image = anImage([])
      let index = image.manifest
      const all = [...blobsOf(image)]
      for (let depth = 0; depth < 6; depth++) {
        const type = depth === 0 ? mediaTypes.ociManifest : mediaTypes.ociIndex
        index = json({ schemaVersion: 2, manifests: [descriptor(type, index)] })
        all.push(index)
      }
      return [await storeOf(...all), rootOf(index, mediaTypes.ociIndex)]
    },
    /nests indexes more than 4 deep/,
  ],
  [
    'no image at all',
    async () => {
      const index = json({ schemaVersion: 2, manifests: [] })
      return [await storeOf(index), rootOf(index, mediaTypes.ociIndex)]
    },
    /holds no image/,
  ],
])('refuses %s', async (_name, make, message) => {
  const [store, root] = await make()
  expect(() => imageContent(store, root)).toThrow(message)
})

test.each([
  ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', true],
  ['application/vnd.oci.image.layer.nondistributable.v1.tar', true],
  ['application/vnd.oci.image.layer.v1.tar', false],
  ['application/x-foreign.tar', false],
])('%s is foreign: %s', (mediaType, is) => {
  expect(isForeign(mediaType)).toBe(is)
})

const scanned: ScannedLayer = {
  digest: null,
  diffId: `sha256:${'a'.repeat(64)}`,
  compressedSize: null,
  size: 1,
  files: null,
}

test.each<[string, Digest[] | null, (ScannedLayer | null)[], string | null]>([
  ['none', null, [], null],
  ['the same', [scanned.diffId], [scanned], null],
  ['not read', [`sha256:${'b'.repeat(64)}`], [null], null],
  ['of another kind of hash', [`sha512:${'b'.repeat(128)}`], [scanned], null],
  ['fewer', [], [scanned], 'it: has 1 layers, but its config lists 0 diffIDs'],
  [
    'another one behind such',
    [`sha512:${'b'.repeat(128)}`, `sha256:${'b'.repeat(64)}`],
    [scanned, scanned],
    `it: layer 2 unpacks to ${scanned.diffId}, but its config promises sha256:${'b'.repeat(64)}`,
  ],
])('layers of a config: %s', (_, diffIds, layers, error) => {
  const config = { os: 'x', architecture: 'y', rootfs: { type: 'layers', diff_ids: diffIds } }
  const check = () => checkLayers(config, layers, 'it')
  if (error === null) expect(check).not.toThrow()
  else expect(check).toThrow(error)
})

test('what was found in a layer goes with it, and what was not is absent', () => {
  const found = { packages: null, paths: [{ path: 'a', size: 1, files: 1 }], unlisted: 7 }
  const content = (more: object) => {
    const image = anImage([one])
    const layer = { ...scanned, diffId: one.diffId, ...more }
    const texts = new Map(
      [image.config, image.manifest].map(text => [digestOf(text), String(text)]),
    )
    const blobs = { text: (digest: Digest) => texts.get(digest), layer: () => layer }
    return imageContent(blobs, rootOf(image.manifest)).platforms[0]?.layers[0]
  }
  expect(content(found)).toMatchObject(found)
  expect(Object.keys(content({}) ?? {}).join()).toBe('digest,mediaType,compressedSize,size,files')
})

test('of an index that may lack platforms, an index within is there', async () => {
  const inner = json({
    schemaVersion: 2,
    manifests: [descriptor(mediaTypes.ociManifest, amd.manifest)],
  })
  const outer = json({
    schemaVersion: 2,
    manifests: [
      descriptor(mediaTypes.ociManifest, arm.manifest),
      descriptor(mediaTypes.ociIndex, inner),
      descriptor(mediaTypes.dockerIndex, Buffer.from('gone')),
    ],
  })
  const { platforms } = imageContent(
    await storeOf(...blobsOf(amd), ...blobsOf(arm), inner, outer),
    rootOf(outer, mediaTypes.ociIndex),
    { plainUnmeasured: null, mayLackPlatforms: true },
  )
  expect(platforms.map(({ config }) => config.architecture)).toEqual(['arm64', 'amd64'])
})

test.each([4, 5])('an image in %d indexes', async depth => {
  let index = amd.manifest
  const all = blobsOf(amd)
  for (let nested = 0; nested < depth; nested++) {
    const type = nested === 0 ? mediaTypes.ociManifest : mediaTypes.ociIndex
    index = json({ schemaVersion: 2, manifests: [descriptor(type, index)] })
    all.push(index)
  }
  const read = async () => imageContent(await storeOf(...all), rootOf(index, mediaTypes.ociIndex))
  if (depth === 5) await expect(read()).rejects.toThrow(/nests indexes more than 4 deep/)
  else expect((await read()).platforms).toHaveLength(1)
})

test('of several attestations the first with a provenance that is there', async () => {
  const about = (manifest: Buffer) =>
    descriptor(mediaTypes.ociManifest, manifest, {
      annotations: {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': digestOf(amd.manifest),
      },
    })
  const sbom = anAttestation({ sbom: true })
  const other = Buffer.from(sbom.manifest.toString().replace('slsa.dev/provenance', 'spdx.dev'))
  const bare = json({
    schemaVersion: 2,
    config: descriptor('application/vnd.oci.image.config.v1+json', Buffer.from('{}')),
    layers: [{}, { annotations: {} }].map(more => descriptor('x', sbom.statement, more)),
  })
  const absent = anAttestation({ absent: true })
  const gone = anAttestation({ gone: true })
  const index = json({
    schemaVersion: 2,
    manifests: [
      ...[bare, other, absent.manifest, gone.manifest, attested.manifest].map(about),
      descriptor(mediaTypes.ociManifest, amd.manifest),
    ],
  })
  const here = [bare, sbom.statement, other, gone.manifest, attested.statement, attested.manifest]
  const store = await storeOf(...blobsOf(amd), ...here, index)
  const { platforms } = imageContent(store, rootOf(index, mediaTypes.ociIndex))
  expect(platforms.map(({ provenance }) => provenance)).toEqual([{ buildType: 'test' }])
})

test('what has another config is no image', () => {
  const manifest = json({
    schemaVersion: 2,
    config: descriptor('application/vnd.cncf.helm.config.v1+json', Buffer.from('{}')),
    layers: [],
  })
  const blobs = { text: () => String(manifest), layer: () => undefined }
  expect(() => imageContent(blobs, rootOf(manifest))).toThrow(
    `manifest ${digestOf(manifest)}: is not a container image: its config is "application/vnd.cncf.helm.config.v1+json"`,
  )
  expect(() => imageContent(blobs, rootOf(manifest, 'text/x'))).toThrow(
    `${digestOf(manifest)}: is "text/x", not a container image`,
  )
})
