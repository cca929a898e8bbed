import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { aLayer, anImage, descriptor, digestOf, json } from './fixtures.ts'

/** Writes an OCI layout whose one layer has that many bytes, and returns its folder's name, `image-SIZE`. */
export async function writeLayout(folder: string, size: number): Promise<string> {
  const name = `image-${size}`
  const image = anImage([await aLayer([{ name: 'app', content: Buffer.alloc(size, 'x') }])])
  const blobs = [image.config, image.manifest, ...image.layers.map(({ bytes }) => bytes)]
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const files: Record<string, Buffer> = {
    'oci-layout': json({ imageLayoutVersion: '1.0.0' }),
    'index.json': json({ schemaVersion: 2, manifests: [descriptor(mediaType, image.manifest)] }),
    ...Object.fromEntries(
      blobs.map(bytes => [`blobs/${digestOf(bytes).replace(':', '/')}`, bytes] as const),
    ),
  }
  for (const [path, bytes] of Object.entries(files)) {
    const file = join(folder, name, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  return name
}
