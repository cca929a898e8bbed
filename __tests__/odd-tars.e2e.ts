import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { UserError } from '../src/common/errors.ts'
import { normalise } from '../src/scan/layer-file.ts'
import { scanLayer } from '../src/scan/scanner.ts'
import { createTarReader } from '../src/scan/tar.ts'
import { chunks } from './support/fixtures.ts'
import { archiveBytes, dockerArchiveOf } from './support/layouts.ts'
import { type Answer, endlessHole, oddEnds, oddTars } from './support/odd-cases.ts'
import { oddEntry } from './support/odd-tars.ts'
import { type RawEntry, rawTar } from './support/raw-tar.ts'

// Tars that no tool writes, judged by a real engine: it unpacks each as an image of one layer, and says its size.

jest.setTimeout(240_000)

let engine: Engine
beforeAll(start)
afterAll(() => engine.stop())

async function start(): Promise<void> {
  engine = await startEngine({ store: 'classic' })
}

class NoEnd extends Error {}

let count = 0
/** Milliseconds; a tar of some kB is loaded in less than one of a hundred of them. */
const PATIENCE = 20_000

/**
 * What the engine says. It reads each zero of a hole: of 2^62 bytes for years, whoever asked it and went away, so it is
 * ended then, and another one started.
 */
async function unpacked(tar: Buffer): Promise<Answer | 'never ends'> {
  const tag = `gate-test/odd:${count++}`
  try {
    const archive = archiveBytes(dockerArchiveOf([tar], tag))
    const load = await api('POST', '/images/load?quiet=1', archive)
    if (load.includes('"error"')) return 'refused'
    return JSON.parse(await api('GET', `/images/${tag}/json`)).Size
  } catch (error) {
    if (!(error instanceof NoEnd)) throw error
    await engine.stop()
    await start()
    return 'never ends'
  }
}

/** @throws NoEnd */
function api(method: string, path: string, body?: Buffer): Promise<string> {
  const socketPath = engine.host.replace('unix://', '')
  return new Promise((done, fail) => {
    const headers = { 'Content-Type': 'application/x-tar' }
    const sent = request({ socketPath, method, path, headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      response.on('end', () => done(text)).on('error', fail)
    })
    const impatience = setTimeout(() => sent.destroy(new NoEnd()), PATIENCE)
    sent.on('error', fail).on('close', () => clearTimeout(impatience))
    sent.end(body)
  })
}

/** What the gate counts. */
async function scanned(tar: Buffer): Promise<Answer> {
  try {
    const { layer } = await scanLayer(chunks(tar, 700), { detail: 'files' })
    const { layer: sum } = await scanLayer(chunks(tar, 1e6), { detail: 'layers' })
    expect(sum.size).toBe(layer.size)
    return layer.size
  } catch (error) {
    if (error instanceof UserError) return 'refused'
    throw error
  }
}

/** What the engine has more than the gate, and less: the text of symbolic links, and the content of whiteouts. */
function differences(tar: Buffer): number {
  let bytes = 0
  const reader = createTarReader(({ path, type, size, linkPath }) => {
    const isWhiteout = normalise(path).split('/').at(-1)?.startsWith('.wh.')
    if (isWhiteout) bytes -= size
    else if (type === '2') bytes += Buffer.byteLength(linkPath)
    return undefined
  })
  reader.write(tar)
  return bytes
}

function carried(entry: RawEntry[]): number {
  const { type = '0', content = '' } = entry.at(-1) ?? { name: '' }
  return '\x00123456'.includes(type) ? 0 : content.length
}

/** The same tars in every run; `FUZZ_SEED=7,8 FUZZ_RUNS=1000` are others, and more. */
const seeds = (process.env.FUZZ_SEED ?? '1,2,3').split(',').map(Number)

describe('an odd tar has the size that the engine says', () => {
  test.each(oddTars)('%s', async (_name, entries, engineSays, gateSays = engineSays) => {
    const tar = rawTar(entries)
    expect(await unpacked(tar)).toBe(engineSays)
    expect(await scanned(tar)).toBe(gateSays)
  })

  test.each(oddEnds)('its end: %s', async (_name, tar, says) => {
    expect(await unpacked(tar)).toBe(says)
    expect(await scanned(tar)).toBe(says)
  })

  test('a hole without end, which the engine never comes to the end of', async () => {
    const tar = rawTar(endlessHole)
    expect(await unpacked(tar)).toBe('never ends')
    expect(await scanned(tar)).toBe('refused')
  })

  test.each(seeds)(
    'whatever the tar of seed %s: the same, or refused by both, or no byte less',
    async seed => {
      const around = (entry: RawEntry[]): RawEntry[] => [
        { name: 'base', content: 'b' },
        ...entry,
        { name: 'last', content: 'x'.repeat(100) },
      ]
      await fc.assert(
        fc.asyncProperty(oddEntry(1), async entry => {
          const tar = rawTar(around(entry))
          const engineSays = await unpacked(tar)
          const gateSays = await scanned(tar)
          if (engineSays === 'never ends') expect(gateSays).toBe('refused')
          else if (engineSays !== 'refused') expect(gateSays).toBe(engineSays - differences(tar))
          // What is refused for its date or its type counts at least with what it carries.
          else if (gateSays !== 'refused') expect(gateSays).toBeGreaterThanOrEqual(carried(entry))
        }),
        { numRuns: Number(process.env.FUZZ_RUNS ?? 60), seed },
      )
    },
  )
})
