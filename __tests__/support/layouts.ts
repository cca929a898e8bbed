import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mediaTypes } from '../../src/oci/image-spec.ts'
import {
  anImage,
  descriptor,
  digestOf,
  type ImageFixture,
  json,
  type LayerFixture,
} from './fixtures.ts'
import { rawTar } from './raw-tar.ts'

/** The files of an OCI layout or of an archive, by path. */
export type LayoutFiles = Record<string, Buffer>

/** A layer from the bytes of its tar, packed with gzip unless told. */
export function packedLayer(tar: Buffer, pack: (tar: Buffer) => Buffer = gzipSync): LayerFixture {
  return {
    bytes: pack(tar),
    diffId: digestOf(tar),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  }
}

/** Where a layout keeps a blob. */
export function blobPath(bytes: Buffer): string {
  return `blobs/${digestOf(bytes).replace(':', '/')}`
}

/** An OCI layout of one image. */
export function layoutOf(image: ImageFixture): LayoutFiles {
  return layoutWith(
    [descriptor(mediaTypes.ociManifest, image.manifest)],
    [image.config, image.manifest, ...image.layers.map(({ bytes }) => bytes)],
  )
}

/** An OCI layout of these blobs, whose index lists these descriptors. */
export function layoutWith(manifests: object[], blobs: Buffer[]): LayoutFiles {
  return {
    ...Object.fromEntries(blobs.map(bytes => [blobPath(bytes), bytes])),
    'index.json': json({ schemaVersion: 2, manifests }),
    'oci-layout': json({ imageLayoutVersion: '1.0.0' }),
  }
}

/** `docker save` before Docker 25: a config and unpacked layers, named by path. */
export function dockerArchiveOf(tars: Buffer[], tag = 'app:1'): LayoutFiles {
  const { config } = anImage(tars.map(tar => packedLayer(tar, bytes => bytes)))
  const name = `${digestOf(config).slice(7)}.json`
  const layers = tars.map((_, index) => `layer${index}/layer.tar`)
  return {
    [name]: config,
    ...Object.fromEntries(layers.map((path, index) => [path, tars[index] ?? Buffer.alloc(0)])),
    'manifest.json': json([{ Config: name, RepoTags: [tag], Layers: layers }]),
  }
}

export function writeLayout(folder: string, files: LayoutFiles): string {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

/** The same as one tar, as `oci-archive:` and `docker-archive:` read it. */
export function archiveBytes(files: LayoutFiles): Buffer {
  return rawTar(Object.entries(files).map(([name, content]) => ({ name, content })))
}
