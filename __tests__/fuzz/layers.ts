import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { extract } from 'tar-stream'
import { layerFiles } from '../../src/scan/layer-file.ts'
import { openScanThreads } from '../../src/scan/scan-threads.ts'
import { scanBlob } from '../../src/scan/scanner.ts'
import { createTarReader, type TarEntry } from '../../src/scan/tar.ts'
import { oddEntry } from '../support/odd-tars.ts'
import { gnuLong, pax, type RawEntry, rawTar } from '../support/raw-tar.ts'
import { type FuzzTarget, inPieces, outcomeOf, pieces, same, spoilt, target } from './target.ts'

export const oddTar: fc.Arbitrary<Buffer> = fc
  .tuple(oddEntry(0), oddEntry(1), oddEntry(2), fc.nat(3), fc.boolean())
  .map(([a, b, c, count, end]) => rawTar([a, b, c].slice(0, count).flat(), { end }))

/** A spoilt tar, half of them with the right checksums. */
export function spoiltTar(tars: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc.tuple(spoilt(tars), fc.boolean()).map(([tar, isSealed]) => {
    if (!isSealed) return tar
    const sealed = Buffer.from(tar)
    for (let start = 0; start + 512 <= sealed.length; start += 512) {
      const block = sealed.subarray(start, start + 512)
      if (block.toString('latin1', 257, 262) !== 'ustar') continue
      block.fill(' ', 148, 156)
      const sum = block.reduce((total, byte) => total + byte, 0)
      block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    }
    return sealed
  })
}

interface Seen {
  entries: TarEntry[]
  bodies: number
}

async function readTar(tar: Buffer, lengths: number[]): Promise<Seen> {
  const seen: Seen = { entries: [], bodies: 0 }
  const reader = createTarReader(entry => {
    seen.entries.push(entry)
    return {
      write(piece) {
        seen.bodies += piece.length
      },
      end() {},
    }
  })
  for await (const piece of inPieces(tar, lengths)) reader.write(piece)
  reader.end()
  return seen
}

/** What any tool writes: types, lengths and long names that are as they should be. */
const plainEntry: fc.Arbitrary<RawEntry[]> = fc
  .record({
    name: fc.stringMatching(/^[a-zé]{1,20}(?:\/[a-zé]{1,60}){0,3}$/),
    length: fc.integer({ min: 0, max: 1500 }),
    long: fc.constantFrom('none', 'gnu', 'pax', 'size'),
  })
  .map(({ name, length, long }) => {
    const entry: RawEntry = { name: Buffer.from(name), content: Buffer.alloc(length, 'x') }
    if (long === 'size') {
      const path = Buffer.byteLength(name) > 100 ? { path: name } : {}
      return [pax({ size: String(length), ...path }), { ...entry, size: 0 }]
    }
    if (long === 'gnu' || Buffer.byteLength(name) > 100) return [gnuLong(name), entry]
    return long === 'pax' ? [pax({ path: name }), entry] : [entry]
  })

async function byTarStream(tar: Buffer): Promise<[string, number][]> {
  const found: [string, number][] = []
  const reader = extract()
  reader.on('entry', ({ name, size }, body, next) => {
    found.push([name, size ?? 0])
    body.on('end', next).resume()
  })
  reader.end(tar)
  await new Promise<void>((done, fail) => reader.on('finish', () => done()).on('error', fail))
  return found
}

const packings: ((tar: Buffer) => Buffer)[] = [
  tar => tar,
  tar => gzipSync(tar),
  tar => zstdCompressSync(tar),
  tar => Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))]),
  tar =>
    Buffer.concat([zstdCompressSync(tar.subarray(0, 700)), zstdCompressSync(tar.subarray(700))]),
  tar =>
    Buffer.concat([
      Buffer.from('502a4d180300000061626300', 'hex').subarray(0, 11),
      zstdCompressSync(tar),
    ]),
  tar => Buffer.concat([gzipSync(tar), Buffer.alloc(40)]),
]

const layer = fc
  .tuple(spoiltTar(oddTar), fc.constantFrom(...packings))
  .map(([tar, pack]) => pack(tar))

const limit = 1_048_576

/** They end with the process. */
const threads = openScanThreads({ cores: 2, worth: 1 })

export const layerTargets: FuzzTarget[] = [
  target('tar', fc.tuple(spoiltTar(oddTar), pieces), async ([tar, lengths]) => {
    const whole = await outcomeOf(() => readTar(tar, [tar.length]))
    same(await outcomeOf(() => readTar(tar, lengths)), whole, 'the pieces make a difference')
    if ('refused' in whole) return
    // No byte of a body counts for nothing, and none that is not there counts, but for holes.
    const counted = whole.value.entries.flatMap(layerFiles).reduce((sum, { size }) => sum + size, 0)
    const dense = whole.value.entries.filter(({ isSparse }) => !isSparse)
    if (counted < whole.value.bodies && dense.length === whole.value.entries.length) {
      throw new Error(`${counted} bytes of ${whole.value.bodies}`)
    }
    for (const { size } of whole.value.entries) {
      if (!Number.isSafeInteger(size) || size < 0) throw new Error(`a size of ${size}`)
    }
  }),

  target('tar-stream', fc.array(plainEntry, { maxLength: 6 }), async entries => {
    const tar = rawTar(entries.flat())
    const { entries: ours } = await readTar(tar, [700])
    same(
      ours.map(({ path, size }) => [path, size]),
      await byTarStream(tar),
      'tar-stream reads another list',
    )
  }),

  target('layer', fc.tuple(fc.oneof(layer, spoilt(layer)), pieces), async ([bytes, lengths]) => {
    const scan = (detail: 'layers' | 'files', by: number[], where: typeof threads = null) =>
      outcomeOf(() => scanBlob(inPieces(bytes, by), { detail, limit, threads: where }, 'layer'))
    const whole = await scan('files', [bytes.length || 1])
    const cut = await scan('files', lengths)
    same(await scan('files', lengths, threads), cut, 'another thread makes a difference')
    // What is broken twice may be told either way, for inflating runs ahead of reading.
    if ('refused' in whole) return same('refused' in cut, true, 'only in one piece it is refused')
    same(cut, whole, 'the pieces make a difference')
    const sum = await scan('layers', lengths)
    if (whole.value.kind !== 'layer') return
    const { size, files } = whole.value.layer
    same(
      files?.reduce((total, file) => total + file.size, 0),
      size,
      'the files do not add up',
    )
    if (!('value' in sum) || sum.value.kind !== 'layer') throw new Error('not with `layers`')
    same(sum.value.layer.size, size, '`layers` counts otherwise')
  }),
]
