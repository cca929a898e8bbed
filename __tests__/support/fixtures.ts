import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import type { Digest } from '../../src/oci/image-spec.ts'
import { mediaTypes } from '../../src/oci/image-spec.ts'

export type Entry = Pick<Header, 'name'> &
  Partial<Omit<Header, 'size'>> & { content?: string | Buffer }

/** A tar by tar-stream, which is not the code under test. */
export async function aTar(entries: Entry[]): Promise<Buffer> {
  const archive = pack()
  for (const { content, ...header } of entries) {
    if (content === undefined) archive.entry(header, '')
    else archive.entry(header, content)
  }
  archive.finalize()
  const pieces: Buffer[] = []
  for await (const piece of archive) {
    if (!Buffer.isBuffer(piece)) throw new Error('not a buffer')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

export function digestOf(bytes: Buffer | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export interface ImageFixture {
  layers: { bytes: Buffer; digest: Digest; mediaType: string }[]
  config: Buffer
  manifest: Buffer
}

export interface LayerFixture {
  bytes: Buffer
  diffId: Digest
  mediaType: string
}

export async function aLayer(entries: Entry[]): Promise<LayerFixture> {
  const tar = await aTar(entries)
  return {
    bytes: gzipSync(tar),
    diffId: digestOf(tar),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  }
}

export function anImage(layers: LayerFixture[], platform = 'amd64'): ImageFixture {
  const config = json({
    os: 'linux',
    architecture: platform,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config: descriptor('application/vnd.oci.image.config.v1+json', config),
    layers: layers.map(({ bytes, mediaType }) => descriptor(mediaType, bytes)),
  })
  return {
    layers: layers.map(layer => ({ ...layer, digest: digestOf(layer.bytes) })),
    config,
    manifest,
  }
}

export function descriptor(mediaType: string, bytes: Buffer, more: object = {}) {
  return { mediaType, digest: digestOf(bytes), size: bytes.length, ...more }
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}

/** An attestation manifest about `subject`, and its statement. */
export function anAttestation(predicate: unknown) {
  const statement = json({ predicateType: 'https://slsa.dev/provenance/v0.2', predicate })
  const config = json({
    os: 'unknown',
    architecture: 'unknown',
    rootfs: { type: 'layers', diff_ids: [] },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config: descriptor('application/vnd.oci.image.config.v1+json', config),
    layers: [
      descriptor('application/vnd.in-toto+json', statement, {
        annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v0.2' },
      }),
    ],
  })
  return { statement, config, manifest }
}

/** Pieces of a buffer, as a stream would bring them. */
export async function* chunks(bytes: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}
