import { createCipheriv, createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Layers of the base image. */
export const BASE_LAYERS = 9

/**
 * Writes the context of a base image of `BASE_LAYERS` layers of files, a bit over a third of whose bytes survive
 * gzip; the same numbers give the same bytes.
 */
export function writeBase(
  folder: string,
  { bytes, files }: { bytes: number; files: number },
): void {
  const perLayer = Math.ceil(files / BASE_LAYERS)
  const size = Math.floor(bytes / (perLayer * BASE_LAYERS))
  for (let layer = 0; layer < BASE_LAYERS; layer++) {
    for (let file = 0; file < perLayer; file++) {
      const directory = join(folder, `layer${layer}`, `d${Math.floor(file / 100)}`)
      if (file % 100 === 0) mkdirSync(directory, { recursive: true })
      writeFileSync(join(directory, `f${file}`), content(`${layer}/${file}`, size))
    }
  }
  const copies = Array.from({ length: BASE_LAYERS }, (_, n) => `COPY layer${n} /layer${n}/`)
  writeFileSync(join(folder, 'Dockerfile'), ['FROM scratch', ...copies, ''].join('\n'))
}

/** Writes the context of the image on top of `base`, whose last layer holds `bytes`. */
export function writeApplication(folder: string, base: string, bytes: number): void {
  mkdirSync(folder, { recursive: true })
  writeChanged(folder, bytes)
  const lines = [`FROM ${base}`, 'WORKDIR /srv', 'COPY Dockerfile /srv/', 'COPY changed /changed/']
  writeFileSync(join(folder, 'Dockerfile'), [...lines, ''].join('\n'))
}

/** Rewrites the last layer, in files of 100 kB. */
export function writeChanged(folder: string, bytes: number): void {
  rmSync(join(folder, 'changed'), { recursive: true, force: true })
  mkdirSync(join(folder, 'changed'), { recursive: true })
  for (let file = 0; file * 100_000 < bytes; file++) {
    writeFileSync(
      join(folder, 'changed', `c${file}`),
      content(`changed/${file}`, Math.min(100_000, bytes - file * 100_000)),
    )
  }
}

// --- internal ---

/** Deterministic bytes of which a bit over a third survives gzip, as in real images. */
function content(seed: string, size: number): Buffer {
  const key = createHash('sha256').update(seed).digest()
  const noise = createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(
    Buffer.alloc(Math.ceil(size * 0.37)),
  )
  const text = Buffer.alloc(size - noise.length, 'the same line again and again\n')
  return Buffer.concat([noise, text])
}
