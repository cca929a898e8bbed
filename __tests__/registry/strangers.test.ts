import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { ScannedLayer } from '../../src/image/content.ts'
import { type Digest, mediaTypes } from '../../src/oci/image-spec.ts'
import { type MeasuringRegistry, startRegistry } from '../../src/registry/measuring-registry.ts'
import {
  aLayer,
  anImage,
  descriptor,
  digestOf,
  type ImageFixture,
  json,
} from '../support/fixtures.ts'

const layer = await aLayer([{ name: 'a', content: 'the candidate' }])
const image = anImage([layer])
const small = anImage([await aLayer([{ name: 'a', content: '' }])])
const known = new Map<Digest, ScannedLayer>()

let registry: MeasuringRegistry
beforeEach(async () => {
  known.clear()
  registry = await startRegistry({ detail: 'layers', known })
})
afterEach(() => registry.close())

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
const login = () => basic(`gate:${registry.credentials?.password}`)

async function call(
  method: string,
  path: string,
  body: Buffer | null = null,
  headers: Record<string, string> = { Authorization: login() },
) {
  const answer = await fetch(`http://${registry.address}/v2/${path}`, {
    method,
    headers,
    ...(body === null ? {} : { body: new Uint8Array(body) }),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const pathOf = (path: string) => `${registry.repository}/candidate/${path}`
const content = (told: { digest?: Digest; configDigest?: Digest }) =>
  registry.content(
    { digest: null, configDigest: null, ...told },
    `${registry.repository}/candidate`,
  )

async function push({ layers, config, manifest }: ImageFixture, reference = 'image') {
  for (const bytes of [...layers.map(one => one.bytes), config]) {
    const path = pathOf(`blobs/uploads/?digest=${digestOf(bytes)}`)
    expect((await call('POST', path, bytes)).status).toBe(201)
  }
  return putManifest(manifest, reference)
}

function putManifest(bytes: Buffer, reference = 'image', type: string = mediaTypes.ociManifest) {
  const headers = { 'Content-Type': type, Authorization: login() }
  return call('PUT', pathOf(`manifests/${reference}`), bytes, headers)
}

describe('whoever has no credentials', () => {
  test.each<[string, string, Buffer | null]>([
    ['GET', '', null],
    ['GET', 'NAME/tags/list', null],
    ['GET', 'NAME/manifests/image', null],
    ['HEAD', 'NAME/manifests/image', null],
    ['GET', 'no-such-name/manifests/image', null],
    ['PUT', 'NAME/manifests/image', small.manifest],
    ['POST', 'NAME/blobs/uploads/', null],
    ['POST', `NAME/blobs/uploads/?digest=${digestOf(small.config)}`, small.config],
    ['HEAD', `NAME/blobs/${digestOf(layer.bytes)}`, null],
    ['GET', `NAME/blobs/${digestOf(image.config)}`, null],
    ['DELETE', 'NAME/manifests/image', null],
  ])('%s /v2/%s is told nothing, and changes nothing', async (method, path, body) => {
    await push(image)
    const before = { ...registry.stats }
    const name = `${registry.repository}/candidate`
    for (const headers of [
      {},
      { Authorization: basic('gate:') },
      { Authorization: basic(`gate:${registry.repository}`) },
      { Authorization: 'Bearer x' },
    ]) {
      const answer = await call(method, path.replace('NAME', name), body, headers)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Basic realm="image-size-gate"')
      expect(answer.text).not.toMatch(/sha256|gate-/)
    }
    expect(registry.stats).toEqual({ ...before, refused: before.refused + 4 })
    expect(content({ digest: digestOf(image.manifest) }).digest).toBe(digestOf(image.manifest))
  })

  test('cannot keep the registry reading', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536
        // Whoever is not hung up on comes to 1 GiB.
        if (sent > 1_073_741_824) controller.close()
        else controller.enqueue(new Uint8Array(65_536))
      },
    })
    const url = `http://${registry.address}/v2/${pathOf('blobs/uploads/')}`
    const request: RequestInit = { method: 'POST', body: endless, duplex: 'half' }
    await fetch(url, request).then(
      answer => answer.text(),
      () => undefined,
    )
    expect(sent).toBeLessThan(104_857_600)
    expect(registry.stats.bytes).toBe(0)
  })

  test('guesses in vain: no two registries have the same password', async () => {
    const other = await startRegistry({ detail: 'layers' })
    try {
      expect(other.credentials?.password).toMatch(/^[\w-]{43}$/)
      expect(other.credentials?.password).not.toBe(registry.credentials?.password)
    } finally {
      await other.close()
    }
  })
})

describe('an image is the one that was told', () => {
  test('by the digest of its manifest or of its config', async () => {
    await push(image)
    const digest = digestOf(image.manifest)
    const configDigest = digestOf(image.config)
    for (const told of [{ digest }, { configDigest }, { digest, configDigest }]) {
      expect(content(told).digest).toBe(digest)
    }
  })

  test('not what came in its place', async () => {
    await push(small)
    const came = `came; run the job again`
    const name = `${registry.repository}/candidate:image@${digestOf(small.manifest)}`
    expect(() => content({ digest: digestOf(image.manifest) })).toThrow(
      `what was pushed should be ${digestOf(image.manifest)}, and ${name} ${came}`,
    )
    expect(() => content({ configDigest: digestOf(image.config) })).toThrow(`${name} ${came}`)
    // The digest of the registry's tag, which is what buildx tells of the classic store, does not outweigh the ID.
    const mixed = { digest: digestOf(small.manifest), configDigest: digestOf(image.config) }
    expect(() => content(mixed)).toThrow(`${name} ${came}`)
    expect(() => content({})).toThrow('what was pushed should be told by its digest')
  })

  test.each([
    ['before', [small, image]],
    ['after', [image, small]],
  ])('another one under its tag %s it is an error that names both', async (_, images) => {
    for (const one of images) expect((await push(one)).status).toBe(201)
    const name = `${registry.repository}/candidate:image`
    expect(() => content({ digest: digestOf(image.manifest) })).toThrow(
      `what was pushed should be ${digestOf(image.manifest)}, and ${name}@${digestOf(small.manifest)} came`,
    )
  })

  test('the manifests of an index may come under its tag, as containerd pushes them', async () => {
    const index = json({
      schemaVersion: 2,
      mediaType: mediaTypes.ociIndex,
      manifests: [descriptor(mediaTypes.ociManifest, image.manifest)],
    })
    await push(image)
    await putManifest(index, 'image', mediaTypes.ociIndex)
    expect(content({ digest: digestOf(index) }).platforms).toHaveLength(1)
    await push(small)
    expect(() => content({ digest: digestOf(index) })).toThrow(digestOf(small.manifest))
  })
})

describe('a layer that is known', () => {
  const found = { digest: digestOf(layer.bytes), diffId: layer.diffId, size: 13, files: null }

  test('has the size that was seen, whatever a manifest says', async () => {
    known.set(found.digest, { ...found, compressedSize: layer.bytes.length })
    await push({ ...image, layers: [] })
    expect(content({ digest: digestOf(image.manifest) }).platforms[0]?.layers).toMatchObject([
      { size: 13, compressedSize: layer.bytes.length },
    ])
    const manifest = JSON.parse(image.manifest.toString())
    const [layerDescriptor] = manifest.layers
    const lying = json({
      ...manifest,
      layers: [{ ...layerDescriptor, size: 1 }],
    })
    const answer = await putManifest(lying, 'other')
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('bytes, not 1') })
  })

  test('is sent again when its compressed size was never seen', async () => {
    known.set(found.digest, { ...found, compressedSize: null })
    expect((await call('HEAD', pathOf(`blobs/${found.digest}`))).status).toBe(404)
    await push(image)
    expect(known.get(found.digest)?.compressedSize).toBe(layer.bytes.length)
  })
})
