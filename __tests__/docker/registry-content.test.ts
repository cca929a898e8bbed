import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { registryContent } from '../../src/docker/registry-content.ts'
import { lineOf, recording } from './fake.ts'

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const layer = (size: number) => ({
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  digest: sha256(String(size)),
  size,
})
const config = (architecture: string, count = 1) =>
  JSON.stringify({
    os: 'linux',
    architecture,
    rootfs: { type: 'layers', diff_ids: Array.from({ length: count }, () => sha256('tar')) },
    history: [{ created_by: 'COPY a /a # buildkit' }],
  })
const manifest = (...sizes: number[]) =>
  JSON.stringify({
    schemaVersion: 2,
    config: { ...layer(1), mediaType: 'x' },
    layers: sizes.map(layer),
  })

test('one platform, by two processes', async () => {
  const raw = manifest(10, 20)
  const { run, lines } = recording(command =>
    command.args.includes('--raw') ? raw : config('amd64', 2),
  )
  const { digest, platforms } = await registryContent(run, 'ghcr.io/o/a:1')
  expect(digest).toBe(sha256(raw))
  expect(lines()).toEqual([
    'docker buildx imagetools inspect --raw -- ghcr.io/o/a:1',
    `docker buildx imagetools inspect --format {{json .Image}} -- ghcr.io/o/a@${digest}`,
  ])
  expect(platforms).toHaveLength(1)
  expect(platforms[0]?.layers.map(({ compressedSize, size }) => [compressedSize, size])).toEqual([
    [10, null],
    [20, null],
  ])
  expect(platforms[0]).toMatchObject({
    manifestDigest: digest,
    provenance: null,
    compressedUnmeasured: null,
    unpackedUnmeasured: expect.stringContaining('only the manifest was read'),
  })
})

test('several platforms without their attestations', async () => {
  const manifests = { amd64: manifest(10), arm64: manifest(30) }
  const child = (text: string, more: object) => ({
    mediaType: 'm',
    digest: sha256(text),
    size: 9,
    ...more,
  })
  const index = JSON.stringify({
    schemaVersion: 2,
    manifests: [
      child(manifests.amd64, { platform: { os: 'linux', architecture: 'amd64' } }),
      child(manifests.arm64, { platform: { os: 'linux', architecture: 'arm64' } }),
      child('attestation', {
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      }),
      child('signature', { platform: { os: 'unknown', architecture: 'unknown' } }),
    ],
  })
  const { run } = recording(command => {
    const line = lineOf(command)
    if (!line.includes('@')) return index
    const architecture = line.includes(sha256(manifests.amd64)) ? 'amd64' : 'arm64'
    return line.includes('--raw') ? manifests[architecture] : config(architecture)
  })
  const { digest, platforms } = await registryContent(run, 'a')
  expect(digest).toBe(sha256(index))
  expect(
    platforms.map(platform => [platform.config.architecture, platform.layers[0]?.compressedSize]),
  ).toEqual([
    ['amd64', 10],
    ['arm64', 30],
  ])
})

test.each([
  ['{"schemaVersion":2,"manifests":[]}', /^docker:\/\/a: its index lists no platform/],
  ['{"schemaVersion":1}', /^manifest of docker:\/\/a: /],
  ['<html>', /^manifest of docker:\/\/a: is not JSON/],
])('%s is refused', async (raw, message) => {
  await expect(registryContent(recording(() => raw).run, 'a')).rejects.toThrow(message)
})
