import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { rememberLayers } from '../../src/cache/known-layers.ts'
import { openUsualCache } from '../../src/cache/run-cache.ts'
import type { ScannedLayer } from '../../src/image/content.ts'

let folder: string
let told: string[]

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'run-cache-')))
  told = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const digest = `sha256:${'a'.repeat(64)}` as const
const layer: ScannedLayer = {
  digest,
  diffId: `sha256:${'b'.repeat(64)}`,
  compressedSize: 10,
  size: 100,
  files: [],
}

function open(restore: (() => Promise<unknown>) | null) {
  const place = {
    directory: join(folder, 'cache'),
    workspace: join(folder, 'checkout'),
    contexts: [],
    trackedIn: async () => [],
  }
  const service = restore && { restore }
  return openUsualCache(place, { detail: 'files', warn: text => told.push(text) }, service, text =>
    told.push(text),
  )
}

test('what the service brings is there when it says so', async () => {
  const first = await open(null)
  first?.write(layer)
  expect(first?.hasLearnt()).toBe(true)
  await first?.close()
  const kept = join(folder, 'kept')
  renameSync(join(folder, 'cache'), kept)

  const cache = await open(async () => cpSync(kept, join(folder, 'cache'), { recursive: true }))
  const layers = rememberLayers(cache).lend()
  await layers.ready
  expect(layers.get(digest)).toMatchObject({ size: 100 })
  expect(cache?.hasLearnt()).toBe(false)
  await cache?.close()
  expect(told).toEqual([])
})

test('an earlier step of the job has left more than any service', async () => {
  const first = await open(null)
  first?.write(layer)
  await first?.close()
  const cache = await open(() => Promise.reject(new Error('is not asked')))
  expect(cache?.ready).toBeUndefined()
  expect(cache?.read(digest)).toMatchObject({ size: 100 })
  await cache?.close()
})

test('a folder that the service spoilt is gone, and nothing of it is believed or kept', async () => {
  const cache = await open(async () => writeFileSync(join(folder, 'cache', 'stranger'), ''))
  await cache?.ready
  cache?.write(layer)
  expect(cache?.read(digest)).toBeUndefined()
  expect(cache?.hasLearnt()).toBe(false)
  await cache?.close()
  expect(existsSync(join(folder, 'cache'))).toBe(false)
  expect(told).toEqual([expect.stringContaining('holds what the gate did not write ("stranger")')])
})

test('a place that may not be believed is no cache, and no mistake', async () => {
  const first = await open(null)
  await first?.close()
  chmodSync(join(folder, 'cache'), 0o777)
  expect(await open(null)).toBeNull()
  expect(told).toEqual([expect.stringContaining('may be written by others')])
})
