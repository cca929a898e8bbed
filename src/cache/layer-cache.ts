import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib'
import { messageOf, UsageError } from '../common/errors.ts'
import type { ScannedLayer } from '../image/content.ts'
import type { Digest } from '../oci/image-spec.ts'
import { decodeLayer, encodeLayer } from './layer-entry.ts'

/** A folder that keeps for later runs what was found in layers. */
export interface LayerCache {
  /** Settles when it may be read; absent: at once. */
  ready?: Promise<unknown>
  /** The registry answers at once, so this reads at once; an entry has some ten kB. */
  read(digest: Digest): ScannedLayer | undefined
  /** Starts to write; layers without a digest, or with less than was asked for, are not kept. */
  write(layer: ScannedLayer): void
  /** Whether something was written that was not there. */
  hasLearnt(): boolean
  /** Waits for what is still written, and drops what was not used for longest until the rest fits. */
  close(): Promise<void>
}

export interface LayerCacheOptions {
  /** With `files`, an entry without the paths of its layer is as good as none. */
  detail: 'layers' | 'files'
  /** Bytes of all entries: 64 MiB unless told, some thousand layers. */
  limit?: number
  warn: (text: string) => void
}

const LIMIT = 64 * 1_048_576
const SUFFIX = '.json.zst'
/** Bytes of one entry, unpacked; what claims more is broken. */
const MAX_ENTRY = 512 * 1_048_576
const compress = promisify(zstdCompress)

/**
 * Opens a cache of measured layers, in a folder that may be believed (`openCacheFolder`). A layer's digest names its bytes, so what was found in them stays true.
 * Broken entries count as none, and what cannot be written is warned of once.
 * @throws UsageError when the folder cannot be made
 */
export function openLayerCache(directory: string, options: LayerCacheOptions): LayerCache {
  const { detail, limit = LIMIT, warn } = options
  const pending = new Set<Promise<void>>()
  let warned = false
  let learnt = false
  try {
    mkdirSync(directory, { recursive: true })
  } catch (error) {
    throw new UsageError(
      `cache-dir: ${directory} cannot be made: ${messageOf(error)}; give a folder that can be written, e.g. cache-dir: \${{ runner.temp }}/image-size-gate`,
      { cause: error },
    )
  }

  const pathOf = (digest: Digest) => join(directory, `${digest.replace(':', '-')}${SUFFIX}`)
  const isWhole = ({ files }: ScannedLayer) => detail === 'layers' || files !== null

  function later(work: Promise<void>): void {
    const task = work.catch((error: unknown) => {
      if (!warned) warn(`cache-dir: ${directory} cannot be written: ${messageOf(error)}`)
      warned = true
    })
    pending.add(task)
    void task.then(() => pending.delete(task))
  }

  return {
    read(digest) {
      const path = pathOf(digest)
      const layer = readEntry(path)
      if (layer?.digest !== digest || !isWhole(layer)) return undefined
      const now = new Date()
      later(utimes(path, now, now))
      return layer
    },
    write(layer) {
      if (layer.digest === null || !isWhole(layer)) return
      learnt = true
      later(writeEntry(pathOf(layer.digest), layer))
    },
    hasLearnt: () => learnt,
    async close() {
      await Promise.all(pending)
      later(prune(directory, limit))
      await Promise.all(pending)
    },
  }
}

// --- internal ---

function readEntry(path: string): ScannedLayer | undefined {
  try {
    if (statSync(path).size > LIMIT) return undefined
    const text = zstdDecompressSync(readFileSync(path), { maxOutputLength: MAX_ENTRY })
    return decodeLayer(text.toString('utf8'))
  } catch {
    return undefined
  }
}

async function writeEntry(path: string, layer: ScannedLayer): Promise<void> {
  const params = { [constants.ZSTD_c_checksumFlag]: 1 }
  const bytes = await compress(encodeLayer(layer), { params })
  // Whoever reads at the same time gets the whole entry or none.
  const temporary = `${path}.${process.pid}`
  await writeFile(temporary, bytes, { mode: 0o600 })
  await rename(temporary, path)
}

async function prune(directory: string, limit: number): Promise<void> {
  const names = (await readdir(directory)).filter(name => name.includes(SUFFIX))
  const entries = await Promise.all(
    names.map(async name => {
      const path = join(directory, name)
      const { size, mtimeMs } = await stat(path)
      return { path, size, mtimeMs }
    }),
  )
  let bytes = 0
  for (const { path, size } of entries.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    bytes += size
    if (bytes > limit) await rm(path, { force: true })
  }
}
