import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { newPathRoom } from '../../src/scan/path-room.ts'
import { openScanThreads, type ScanThreads } from '../../src/scan/scan-threads.ts'
import { openScanner, scanBlob } from '../../src/scan/scanner.ts'
import { aTar, chunks, digestOf } from '../support/fixtures.ts'
import { rawTar } from '../support/raw-tar.ts'

// Threads start slowly where all cores are busy.
jest.setTimeout(60_000)

const noise = randomBytes(700_000)
const layer = gzipSync(await aTar([{ name: 'noise', content: noise }]))
const files = { detail: 'files' } as const

const opened: ScanThreads[] = []
afterAll(() => Promise.all(opened.map(threads => threads.close())))

function open(worth?: number, heap?: number): ScanThreads {
  const threads = openScanThreads({ cores: 2, worth, heap })
  if (threads === null) throw new Error('two cores are worth a thread')
  opened.push(threads)
  return threads
}

test('one core has no second thread', () => {
  expect(openScanThreads({ cores: 1 })).toBeNull()
})

test.each([
  ['less than is worth the way', layer.length + 1, 0],
  ['as much as is worth the way', layer.length, 1],
  ['more', 1, 1],
])('a blob of %s', async (_name, worth, expected) => {
  const threads = open(worth)
  const away: object[] = []
  const counting: ScanThreads = {
    ...threads,
    scanner(options) {
      away.push(options)
      return threads.scanner(options)
    },
  }
  const blob = await scanBlob(chunks(layer, 10_000), { ...files, threads: counting }, 'layer')
  expect(blob).toEqual(await scanBlob(chunks(layer), files, 'layer'))
  expect(away).toHaveLength(expected)
})

test('bytes that need not be hashed are read here', async () => {
  const threads: ScanThreads = {
    worth: 1,
    scanner: () => {
      throw new Error('no thread is asked')
    },
    rest: async () => {},
    close: async () => {},
  }
  const digest = digestOf(layer)
  const scanner = openScanner({ ...files, threads, digest })
  await scanner.write(layer)
  expect(await scanner.end()).toMatchObject({ digest, kind: 'layer' })
})

test('whoever writes waits while the thread is busy, and may use the memory again', async () => {
  const scanner = open(1).scanner(files)
  const memory = Buffer.alloc(100_000)
  let waits = 0
  for (let start = 0; start < layer.length; start += memory.length) {
    const length = layer.copy(memory, 0, start)
    const wait = scanner.write(memory.subarray(0, length))
    if (wait !== undefined) waits += 1
    await wait
    memory.fill('gone')
  }
  expect(scanner.size).toBe(layer.length)
  expect(await scanner.end()).toEqual(await scanBlob(chunks(layer), files, 'layer'))
  expect(waits).toBeGreaterThan(0)
  expect(scanner.inflated).toBeGreaterThan(noise.length)
})

test('whoever does not wait loses nothing', async () => {
  const scanner = open(1).scanner(files)
  for (let start = 0; start < layer.length; start += 90_001) {
    void scanner.write(layer.subarray(start, start + 90_001))
  }
  expect(await scanner.end()).toMatchObject({ digest: digestOf(layer), size: layer.length })
})

test('threads share the memory for paths', async () => {
  const room = newPathRoom(100)
  const threads = open(1)
  const paths = await aTar([{ name: 'a', content: 'b' }])
  const read = async () => scanBlob(chunks(paths), { ...files, threads, room }, 'layer')
  expect(await read()).toMatchObject({ layer: { files: [{ path: 'a' }] } })
  expect(await read()).toMatchObject({ layer: { files: null, unlisted: 1 } })
})

/** Its paths alone take more than the heap of the thread, and it weighs enough to be allowed them. */
const paths = Array.from({ length: 250_000 }, (_, index) => ({ name: Buffer.from(`f${index}`) }))
const weight = { name: Buffer.from('noise'), content: randomBytes(8_000_000) }
const hungry = gzipSync(rawTar([weight, ...paths]), { level: 1 })

describe('a thread that ends', () => {
  test('for it takes too much memory is what is wrong with its blobs, and the next ones have another', async () => {
    const threads = open(1, 20)
    const read = (blob: Buffer) => scanBlob(chunks(blob), { ...files, threads }, 'layer')
    await expect(read(hungry)).rejects.toThrow(
      'layer: the thread that reads it ended: Worker terminated due to reaching memory limit',
    )
    expect(await read(layer)).toMatchObject({ kind: 'layer' })
  })

  test('with its run is what is wrong with its blobs', async () => {
    const threads = open(1)
    const scanner = threads.scanner(files)
    const wait = scanner.write(layer)
    const end = scanner.end()
    await threads.close()
    await expect(end).rejects.toThrow(/^the thread that reads it ended: exit code \d$/)
    await wait
    expect(scanner.write(layer)).toBeUndefined()
  })
})

test('a database of rpm has a thread of its own there, too', async () => {
  const content = gunzipSync(readFileSync(new URL('data/rpmdb-before.sqlite.gz', import.meta.url)))
  const blob = await aTar([{ name: 'var/lib/rpm/rpmdb.sqlite', content }])
  const here = await scanBlob(chunks(blob), files, 'layer')
  expect(here).toMatchObject({ layer: { packages: [{ manager: 'rpm' }, {}, {}] } })
  expect(await scanBlob(chunks(blob), { ...files, threads: open(1) }, 'layer')).toEqual(here)
})

test('threads that rest leave the others alone, and start again', async () => {
  const threads = open(1)
  const scanner = threads.scanner(files)
  void scanner.write(layer.subarray(0, 300_000))
  await threads.rest()
  await scanner.write(layer.subarray(300_000))
  expect(await scanner.end()).toMatchObject({ digest: digestOf(layer) })
  await threads.rest()
  const again = await scanBlob(chunks(layer), { ...files, threads }, 'layer')
  expect(again).toMatchObject({ digest: digestOf(layer) })
})

test('a blob that is broken off leaves the others alone', async () => {
  const threads = open(1)
  const broken = threads.scanner(files)
  void broken.write(layer.subarray(0, 300_000))
  const whole = scanBlob(chunks(layer), { ...files, threads }, 'layer')
  broken.abort()
  await expect(broken.end()).rejects.toThrow('the transfer was broken off')
  expect(await whole).toMatchObject({ digest: digestOf(layer) })
})
