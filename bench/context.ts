import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes the context of a base image with `layers` layers of files, a bit over a third of whose bytes survive
 * gzip; the same numbers give the same bytes.
 */
export function writeBase(
  folder: string,
  { bytes, files, layers }: { bytes: number; files: number; layers: number },
): void {
  const perLayer = Math.ceil(files / layers)
  const size = Math.floor(bytes / (perLayer * layers))
  for (let layer = 0; layer < layers; layer++) {
    for (let file = 0; file < perLayer; file++) {
      const directory = join(folder, `layer${layer}`, `d${Math.floor(file / 100)}`)
      if (file % 100 === 0) mkdirSync(directory, { recursive: true })
      writeFileSync(join(directory, `f${file}`), content(`${layer}/${file}`, size))
    }
  }
  const copies = Array.from({ length: layers }, (_, layer) => `COPY layer${layer} /layer${layer}/`)
  writeFileSync(join(folder, 'Dockerfile'), ['FROM scratch', ...copies, ''].join('\n'))
}

/** Writes the context of the image on top, whose last layer holds `bytes`. */
export function writeApplication(folder: string, bytes: number): void {
  mkdirSync(folder, { recursive: true })
  writeChanged(folder, bytes)
  const lines = [
    'FROM bench/base:1',
    'WORKDIR /srv',
    'COPY Dockerfile /srv/',
    'COPY changed /changed/',
  ]
  writeFileSync(join(folder, 'Dockerfile'), [...lines, ''].join('\n'))
}

/** Rewrites the last layer, in files of 100 kB. */
export function writeChanged(folder: string, bytes: number): void {
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
  const noise: Buffer[] = []
  let hash = createHash('sha256').update(seed).digest()
  for (let length = 0; length < size * 0.37; length += hash.length) {
    noise.push(hash)
    hash = createHash('sha256').update(hash).digest()
  }
  return Buffer.concat([...noise, Buffer.alloc(size, 'the same line again and again\n')]).subarray(
    0,
    size,
  )
}
