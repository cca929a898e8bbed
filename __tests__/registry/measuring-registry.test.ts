import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { ScannedLayer } from '../../src/image/content.ts'
import { type Digest, mediaTypes } from '../../src/oci/image-spec.ts'
import { createManifests } from '../../src/registry/manifests.ts'
import {
  type MeasuringRegistry,
  type RegistryOptions,
  startRegistry,
} from '../../src/registry/measuring-registry.ts'
import { createBlobStore } from '../../src/scan/blob-store.ts'
import {
  aLayer,
  anImage,
  descriptor,
  digestOf,
  type ImageFixture,
  json,
} from '../support/fixtures.ts'

const layer = await aLayer([{ name: 'a', content: Buffer.alloc(100_000, 'abcdef') }])
const digest = digestOf(layer.bytes)
const image = anImage([layer])
const told = toldOf(image)

let registry: MeasuringRegistry
afterEach(() => registry.close())

async function start(options: Partial<RegistryOptions> = {}): Promise<void> {
  registry = await startRegistry({ detail: 'files', ...options })
}

function url(path: string, name = registry.repository): string {
  return new URL(path, `http://${registry.address}/v2/${name}/`).href
}

async function call(
  method: string,
  path: string,
  body?: Buffer,
  headers: Record<string, string> = {},
) {
  const address = path.startsWith('/') ? `http://${registry.address}${path}` : url(path)
  const response = await fetch(address, {
    method,
    headers: { ...login(), ...headers },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, code: codeOf(text) }
}

function toldOf({ manifest }: ImageFixture) {
  return { digest: digestOf(manifest), configDigest: null }
}

function login(): Record<string, string> {
  const { username, password } = registry.credentials ?? { username: '', password: '' }
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
}

function codeOf(text: string): unknown {
  if (!text.includes('"errors"')) return undefined
  return JSON.parse(text).errors[0].code
}

async function startUpload(): Promise<string> {
  const { status, headers } = await call('POST', 'blobs/uploads/')
  expect(status).toBe(202)
  return headers.get('location') ?? ''
}

async function pushBlob(bytes: Buffer) {
  return call('PUT', `${await startUpload()}?digest=${digestOf(bytes)}`, bytes)
}

function putManifest(bytes: Buffer, reference = 'v1', type: string = mediaTypes.ociManifest) {
  return call('PUT', `manifests/${reference}`, bytes, { 'Content-Type': type })
}

async function push({ layers, config, manifest }: ImageFixture): Promise<void> {
  for (const { bytes } of layers) expect((await pushBlob(bytes)).status).toBe(201)
  expect((await pushBlob(config)).status).toBe(201)
  expect((await putManifest(manifest)).status).toBe(201)
}

describe('a push', () => {
  test('is measured', async () => {
    const seen: ScannedLayer[] = []
    await start({ onLayer: found => seen.push(found) })
    await push(image)
    expect(registry.content(told)).toMatchObject({
      digest: digestOf(image.manifest),
      platforms: [{ layers: [{ digest, size: 100_000, compressedSize: layer.bytes.length }] }],
    })
    expect(
      registry.content({ digest: null, configDigest: digestOf(image.config) }).platforms,
    ).toHaveLength(1)
    expect(seen).toMatchObject([{ digest, diffId: layer.diffId }])
    expect(registry.stats).toMatchObject({
      uploads: 2,
      bytes: layer.bytes.length + image.config.length,
    })
    expect(registry.stats.inflated).toBeGreaterThan(100_000)
  })

  test('in one POST', async () => {
    await start()
    const answer = await call('POST', `blobs/uploads/?digest=${digest}`, layer.bytes)
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBe(`/v2/${registry.repository}/blobs/${digest}`)
    expect(answer.headers.get('docker-content-digest')).toBe(digest)
  })

  test('in chunks, the last one with the PUT', async () => {
    await start()
    const location = await startUpload()
    const half = layer.bytes.length >> 1
    const first = await call('PATCH', location, layer.bytes.subarray(0, half), {
      'Content-Range': `0-${half - 1}`,
    })
    expect(first.status).toBe(202)
    expect(first.headers.get('range')).toBe(`0-${half - 1}`)
    const status = await call('GET', location)
    expect([status.status, status.headers.get('range')]).toEqual([204, `0-${half - 1}`])
    const last = await call('PUT', `${location}?digest=${digest}`, layer.bytes.subarray(half), {
      'Content-Range': `${half}-${layer.bytes.length - 1}`,
    })
    expect(last.status).toBe(201)
    expect((await call('HEAD', `blobs/${digest}`)).status).toBe(200)
  })

  test('streamed without ranges', async () => {
    await start()
    const location = await startUpload()
    expect((await call('PATCH', location, layer.bytes)).status).toBe(202)
    expect((await call('PUT', `${location}?digest=${digest}`)).status).toBe(201)
  })

  test('of chunks out of order is 416, and goes on where it was', async () => {
    await start()
    const location = await startUpload()
    const wrong = await call('PATCH', location, layer.bytes.subarray(10, 20), {
      'Content-Range': '10-19',
    })
    expect(wrong).toMatchObject({ status: 416, code: 'BLOB_UPLOAD_INVALID' })
    expect(wrong.headers.get('location')).toBe(location)
    const lying = await call('PATCH', location, layer.bytes, { 'Content-Range': '0-5' })
    expect(lying.status).toBe(416)
    expect((await call('PUT', `${location}?digest=${digest}`, layer.bytes)).status).toBe(201)
  })
})

test.each<[string, string, string, number, string]>([
  ['GET', '/v2/x/y/z', '', 404, 'UNSUPPORTED'],
  ['GET', '/v3/', '', 404, 'UNSUPPORTED'],
  ['DELETE', '/v2/', '', 405, 'UNSUPPORTED'],
  ['GET', '/v2/Upper/tags/list', '', 400, 'NAME_INVALID'],
  ['GET', '/v2/other/tags/list', '', 404, 'NAME_UNKNOWN'],
  ['POST', '/v2/other/blobs/uploads/', '', 404, 'NAME_UNKNOWN'],
  ['PUT', '/v2/gate/manifests/v1', '', 404, 'NAME_UNKNOWN'],
  ['GET', 'tags/list', '', 404, 'NAME_UNKNOWN'],
  ['GET', 'blobs/nonsense', '', 400, 'DIGEST_INVALID'],
  ['GET', `blobs/${digest}`, '', 404, 'BLOB_UNKNOWN'],
  ['DELETE', `blobs/${digest}`, '', 405, 'UNSUPPORTED'],
  ['GET', 'manifests/v1', '', 404, 'MANIFEST_UNKNOWN'],
  ['DELETE', 'manifests/v1', '', 405, 'UNSUPPORTED'],
  ['GET', 'blobs/uploads/', '', 405, 'UNSUPPORTED'],
  ['PATCH', 'blobs/uploads/nope', 'x', 404, 'BLOB_UPLOAD_UNKNOWN'],
  ['POST', 'blobs/uploads/?digest=nope', 'x', 400, 'DIGEST_INVALID'],
  ['POST', `blobs/uploads/?digest=sha512:${'0'.repeat(128)}`, 'x', 400, 'DIGEST_INVALID'],
  ['POST', `blobs/uploads/?digest=${digest}`, 'x', 400, 'DIGEST_INVALID'],
  ['PUT', 'manifests/v1', '{}', 400, 'MANIFEST_INVALID'],
  ['PUT', 'manifests/-bad', '{}', 400, 'MANIFEST_INVALID'],
  ['PUT', `manifests/${digest}`, '{}', 400, 'DIGEST_INVALID'],
  ['GET', 'blobs/%zz', '', 400, 'NAME_INVALID'],
])('%s %s is an error of the specification', async (method, path, body, status, code) => {
  await start()
  const answer = await call(method, path, body === '' ? undefined : Buffer.from(body), {
    'Content-Type': mediaTypes.ociManifest,
  })
  expect(answer).toMatchObject({ status, code })
  expect(answer.headers.get('docker-distribution-api-version')).toBe('registry/2.0')
})

test('GET /v2/ says that it is a registry', async () => {
  await start()
  expect((await call('GET', '/v2/')).status).toBe(200)
  expect(registry.repository).toMatch(/^gate-[0-9a-f]{32}$/)
  expect(registry.address).toMatch(/^127\.0\.0\.1:\d+$/)
})

test('layers that are known are not asked for', async () => {
  const known = new Map<Digest, ScannedLayer>([
    [
      digest,
      {
        digest,
        diffId: layer.diffId,
        compressedSize: layer.bytes.length,
        size: 100_000,
        files: null,
      },
    ],
  ])
  await start({ known })
  const head = await call('HEAD', `blobs/${digest}`)
  expect([head.status, head.headers.get('content-length')]).toEqual([
    200,
    String(layer.bytes.length),
  ])
  const mount = await call('POST', `blobs/uploads/?mount=${digest}&from=elsewhere`)
  expect(mount.status).toBe(201)
  await pushBlob(image.config)
  expect((await putManifest(image.manifest)).status).toBe(201)
  expect(registry.content(told).platforms[0]?.layers[0]?.size).toBe(100_000)
  expect(registry.stats).toMatchObject({ uploads: 1, inflated: 0 })
})

test('what one registry measures, the next one knows', async () => {
  const known = new Map<Digest, ScannedLayer>()
  await start({ known })
  await push(image)
  await registry.close()
  await start({ known })
  expect((await call('HEAD', `blobs/${digest}`)).status).toBe(200)
  expect((await call('HEAD', `blobs/${digestOf(image.config)}`)).status).toBe(404)
})

test('nobody is answered before what earlier runs kept is here', async () => {
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  const kept = new Map<Digest, ScannedLayer>()
  const known = {
    ready,
    get: (one: Digest) => kept.get(one),
    set: (one: Digest, layer: ScannedLayer) => kept.set(one, layer),
  }
  await start({ known })
  const asked = call('HEAD', `blobs/${digest}`)
  // Any other request of this process comes back in between.
  const guest = await fetch(url(`blobs/${digest}`), { method: 'HEAD' })
  expect(guest.status).toBe(401)
  kept.set(digest, { digest, diffId: layer.diffId, compressedSize: 1, size: 1, files: [] })
  resolve()
  expect((await asked).status).toBe(200)
})

test('a mount of an unknown blob starts an upload', async () => {
  await start()
  const answer = await call('POST', `blobs/uploads/?mount=${digest}&from=elsewhere`)
  expect(answer.status).toBe(202)
  expect((await call('DELETE', answer.headers.get('location') ?? '')).status).toBe(204)
  expect((await call('GET', answer.headers.get('location') ?? '')).status).toBe(404)
})

test('JSON can be read again, layers cannot', async () => {
  await start()
  await push(image)
  const config = await call('GET', `blobs/${digestOf(image.config)}`)
  expect(config.text).toBe(image.config.toString())
  expect(await call('GET', `blobs/${digest}`)).toMatchObject({ status: 404, code: 'BLOB_UNKNOWN' })
  const manifest = await call('GET', 'manifests/v1')
  expect(manifest.text).toBe(image.manifest.toString())
  expect(manifest.headers.get('content-type')).toBe(mediaTypes.ociManifest)
  const head = await call('HEAD', `manifests/${digestOf(image.manifest)}`)
  expect(head.headers.get('content-length')).toBe(String(image.manifest.length))
})

test('tags are listed in pages', async () => {
  await start()
  await push(image)
  for (const tag of ['b', 'a', 'c']) await putManifest(image.manifest, tag)
  const list = async (query: string) =>
    JSON.parse((await call('GET', `tags/list${query}`)).text).tags
  expect(await list('')).toEqual(['a', 'b', 'c', 'v1'])
  expect(await list('?n=2')).toEqual(['a', 'b'])
  expect(await list('?n=2&last=b')).toEqual(['c', 'v1'])
})

test('a manifest about another one is listed as its referrer', async () => {
  await start()
  await push(image)
  const subject = digestOf(image.manifest)
  const signature = json({
    schemaVersion: 2,
    artifactType: 'test/signature',
    config: descriptor('application/vnd.oci.empty.v1+json', image.config),
    layers: [],
    subject: descriptor(mediaTypes.ociManifest, image.manifest),
  })
  const answer = await putManifest(signature, digestOf(signature))
  expect(answer.headers.get('oci-subject')).toBe(subject)
  const referrers = async (query: string) =>
    JSON.parse((await call('GET', `referrers/${subject}${query}`)).text).manifests
  expect(await referrers('')).toMatchObject([
    { digest: digestOf(signature), artifactType: 'test/signature' },
  ])
  expect(await referrers('?artifactType=other')).toEqual([])
})

test.each<[string, Buffer, string, number, string]>([
  ['missing blobs', image.manifest, mediaTypes.ociManifest, 404, 'MANIFEST_BLOB_UNKNOWN'],
  ['another media type', image.manifest, mediaTypes.dockerManifest, 400, 'MANIFEST_INVALID'],
  [
    'schema 1',
    json({ schemaVersion: 1 }),
    'application/vnd.docker.distribution.manifest.v1+json',
    400,
    'MANIFEST_INVALID',
  ],
  ['text', Buffer.from('x'), mediaTypes.ociIndex, 400, 'MANIFEST_INVALID'],
  ['no UTF-8', Buffer.from('{"a":"\xe9"}', 'latin1'), mediaTypes.ociIndex, 400, 'MANIFEST_INVALID'],
  ['5 MB', Buffer.alloc(5_000_000, ' '), mediaTypes.ociManifest, 413, 'SIZE_INVALID'],
])('a manifest of %s is refused', async (_name, bytes, type, status, code) => {
  await start()
  expect(await putManifest(bytes, 'v1', type)).toMatchObject({ status, code })
})

test('a blob with another size than its manifest says', async () => {
  await start()
  await pushBlob(layer.bytes)
  await pushBlob(image.config)
  const lying = Buffer.from(
    image.manifest.toString().replace(`"size":${layer.bytes.length}`, '"size":7'),
  )
  expect(await putManifest(lying)).toMatchObject({ status: 400, code: 'MANIFEST_INVALID' })
  expect(() => registry.content(told)).toThrow(/has \d+ bytes, not 7/)
})

describe('what cannot be measured', () => {
  test.each<[string, Buffer, string]>([
    ['a cut layer', layer.bytes.subarray(0, -10), 'broken gzip data: unexpected end of file'],
    ['no tar', gzipSync(Buffer.alloc(2000, 'x')), 'a wrong checksum in a tar header, at byte 0'],
  ])('%s fails its upload, and content() says why', async (_name, bytes, why) => {
    await start()
    const answer = await pushBlob(bytes)
    expect(answer).toMatchObject({ status: 400, code: 'BLOB_UPLOAD_INVALID' })
    expect(answer.text).toMatch(why)
    expect(() => registry.content(told)).toThrow(`layer ${digestOf(bytes)}: ${why}`)
    expect((await call('HEAD', `blobs/${digestOf(bytes)}`)).status).toBe(404)
  })

  test('a bomb', async () => {
    await start({ limit: 50_000 })
    expect((await pushBlob(layer.bytes)).status).toBe(400)
    expect(() => registry.content(told)).toThrow('unpacks to more than 50000 bytes')
  })

  test('a blob that is too large', async () => {
    await start({ maxBlobBytes: 100 })
    expect(await pushBlob(layer.bytes)).toMatchObject({ status: 413, code: 'SIZE_INVALID' })
    expect(() => registry.content(told)).toThrow('more than 100 bytes')
  })

  test('a diffID that does not match', async () => {
    await start()
    const other = await aLayer([{ name: 'b', content: 'b' }])
    const wrong = anImage([{ ...layer, diffId: other.diffId }])
    await push(wrong)
    expect(() => registry.content(toldOf(wrong))).toThrow(`layer 1 unpacks to ${layer.diffId}`)
  })

  test('nothing was pushed', async () => {
    await start()
    expect(() => registry.content(told)).toThrow('nothing was pushed')
  })
})

test('a HEAD waits for the upload of the same blob', async () => {
  await start()
  const location = await startUpload()
  const upload = request(url(`${location}?digest=${digest}`), { method: 'PUT', headers: login() })
  const uploaded = new Promise<number | undefined>((resolve, reject) => {
    upload.on('response', response => resolve(response.resume().statusCode)).on('error', reject)
  })
  upload.write(layer.bytes.subarray(0, 50))
  await new Promise(resolve => setTimeout(resolve, 50))
  let answered = false
  const head = call('HEAD', `blobs/${digest}`).then(({ status }) => {
    answered = true
    return status
  })
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(answered).toBe(false)
  upload.end(layer.bytes.subarray(50))
  expect(await uploaded).toBe(201)
  expect(await head).toBe(200)
})

test('an upload that broke off goes on where it was', async () => {
  await start()
  const location = await startUpload()
  const upload = request(url(location), { method: 'PATCH', headers: login() })
  upload.on('error', () => {})
  upload.write(layer.bytes.subarray(0, 60))
  await new Promise(resolve => setTimeout(resolve, 50))
  expect((await call('GET', location)).status).toBe(409)
  upload.destroy()
  await new Promise(resolve => setTimeout(resolve, 50))
  const status = await call('GET', location)
  expect(status.headers.get('range')).toBe('0-59')
  expect((await call('PUT', `${location}?digest=${digest}`, layer.bytes.subarray(60))).status).toBe(
    201,
  )
})

test('many layers at once', async () => {
  await start()
  const layers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      aLayer([{ name: 'f', content: Buffer.alloc(300_000 + index, 'xyz') }]),
    ),
  )
  const many = anImage(layers)
  await Promise.all([...layers, ...layers].map(({ bytes }) => pushBlob(bytes)))
  await pushBlob(many.config)
  await putManifest(many.manifest)
  const sizes = registry.content(toldOf(many)).platforms[0]?.layers.map(({ size }) => size)
  expect(sizes).toEqual(layers.map((_, index) => 300_000 + index))
})

test('open uploads are bounded', async () => {
  await start()
  await Promise.all(Array.from({ length: 256 }, startUpload))
  expect(await call('POST', 'blobs/uploads/')).toMatchObject({
    status: 429,
    code: 'TOOMANYREQUESTS',
  })
})

test('blobs in all are bounded', async () => {
  await start({ maxBlobs: 2 })
  await pushBlob(layer.bytes)
  expect((await pushBlob(image.config)).status).toBe(201)
  expect(await call('POST', 'blobs/uploads/')).toMatchObject({
    status: 429,
    code: 'TOOMANYREQUESTS',
  })
  expect((await putManifest(image.manifest)).status).toBe(201)
})

test('tags and manifests are bounded, and those that are there stay', () => {
  const blobs = createBlobStore(new Map())
  const manifests = createManifests(blobs, 3)
  const index = json({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: [] })
  const put = (tag: string) => manifests.put('app', tag, mediaTypes.ociIndex, index)
  for (const tag of ['v1', 'v2', 'v1']) put(tag)
  expect(() => put('v3')).toThrow('more than 3 tags and manifests')
  expect(() => manifests.put('other', 'v1', mediaTypes.ociIndex, index)).toThrow(/more than 3/)
  expect(manifests.tags('app')).toEqual(['v1', 'v2'])
  expect(put('v2').descriptor.digest).toBe(digestOf(index))
})

test('headers and connections are bounded', async () => {
  await start()
  const huge = await call('GET', 'tags/list', undefined, { 'X-Long': 'x'.repeat(100_000) })
  expect(huge.status).toBe(431)
  const [host = '', port] = registry.address.split(':')
  const sockets = Array.from({ length: 520 }, () => connect(Number(port), host))
  await Promise.all(sockets.map(socket => once(socket, 'connect')))
  const ended = sockets.map(socket => once(socket.resume(), 'close'))
  expect(await Promise.race(ended)).toEqual([false])
  for (const socket of sockets) socket.destroy()
})

test('any repository, when it is told so', async () => {
  await start({ repository: 'any' })
  const path = `/v2/some/app/blobs/uploads/?digest=${digestOf(image.config)}`
  expect((await call('POST', path, image.config)).status).toBe(201)
  expect(
    (await call('POST', `/v2/some/app/blobs/uploads/?digest=${digest}`, layer.bytes)).status,
  ).toBe(201)
  const type = { 'Content-Type': mediaTypes.ociManifest }
  expect((await call('PUT', '/v2/some/app/manifests/v1', image.manifest, type)).status).toBe(201)
  expect(registry.content(told, 'some/app').platforms).toHaveLength(1)
})

test('close ends open connections', async () => {
  await start()
  const location = await startUpload()
  const upload = request(url(location), { method: 'PATCH', headers: login() })
  const ended = new Promise(resolve => upload.on('error', resolve))
  upload.write(layer.bytes.subarray(0, 50))
  await new Promise(resolve => setTimeout(resolve, 50))
  await registry.close()
  await ended
  await expect(fetch(url('tags/list'))).rejects.toThrow()
})
