import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { mediaTypes } from '../../src/oci/image-spec.ts'
import {
  entry,
  header,
  padding,
  repeated,
  tarOf,
  type WrittenLayer,
  writeBlob,
  writeLayer,
} from './bad-layers.ts'
import { descriptor, digestOf, json } from './fixtures.ts'

/** An image that costs much and says little, and what is to come of it. */
export interface BoundsCase {
  name: string
  /** Writes an OCI layout into a folder. */
  write: (folder: string) => Promise<void>
  /** What is to come of it, in the words of the report or of the error. */
  says: RegExp
  /** It is refused, and not measured. */
  refused?: true
  /** It takes so long to write or to read that only `npm run bounds` does it. */
  slow?: true
}

export interface Measured {
  exitCode: number
  /** Standard output and error. */
  said: string
  /** Milliseconds of the whole program. */
  time: number
  /** Bytes of memory at most (VmHWM). */
  peak: number
  /** Bytes of the layout. */
  size: number
}

/** What a run may take, in bytes and milliseconds. */
export const bounds = { memory: 300_000_000, time: 30_000 }

/**
 * Compares the image of a case with one of another layer, in a process of its own, and writes every form of the report.
 * @param program `src/cli.ts` or `dist/cli.js`
 */
export async function measureCase(
  { write }: Pick<BoundsCase, 'write'>,
  folder: string,
  program: string,
): Promise<Measured> {
  await writeImage(join(folder, 'baseline'), [])
  await write(join(folder, 'candidate'))
  const images = ['--image', 'oci:candidate', '--baseline', 'oci:baseline', '--max-increase', '8TB']
  const files = ['--json', 'report.json', '--html', 'report.html', '--markdown', 'report.md']
  const command = ['--import', tellPeak, resolve(program), 'compare', ...images, ...files]
  const start = performance.now()
  const child = spawn(process.execPath, command, { cwd: folder })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const exitCode = await new Promise<number>((done, fail) =>
    child.on('error', fail).on('close', code => done(code ?? 128)),
  )
  const time = performance.now() - start
  const peak = Number(/VmHWM:\s*(\d+) kB/.exec(said)?.[1] ?? Number.NaN) * 1024
  return { exitCode, said, time, peak, size: bytesIn(join(folder, 'candidate')) }
}

const gzipType = 'application/vnd.oci.image.layer.v1.tar+gzip'
const emptyLayer = gzipSync(Buffer.alloc(1024))
const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0])
const configType = 'application/vnd.oci.image.config.v1+json'

const unlisted = (count: string) => new RegExp(`has ${count} paths, more than are kept in memory`)
const name = (index: number) => `some/folder/${index >> 7}/file-${index}`
const dpkg = 'var/lib/dpkg/status'

/** Every way that was found to make a layer, or what tells of it, cost more than it says. */
export const cases: BoundsCase[] = [
  layerCase('600 paths, 2,000 folders deep', unlisted('600'), () =>
    many(600, index => entry(`${index}/${'d/'.repeat(2000)}f`, { content: 'x' })),
  ),
  slow(
    layerCase('100,000 files in one folder, 2,000 deep', unlisted('100,000'), () =>
      many(100_000, index => entry(`${'d/'.repeat(2000)}${index}`, { content: 'x' })),
    ),
  ),
  layerCase('150,000 files', unlisted('150,000'), () =>
    many(150_000, index => entry(name(index), { content: 'x' })),
  ),
  layerCase('200,000 folders', unlisted('200,001'), () =>
    joined(
      many(200_000, index => entry(`${index}/`, { type: '5' })),
      entry('f', { content: 'x' }),
    ),
  ),
  slow(
    layerCase('300,000 hard links', unlisted('300,001'), () =>
      joined(
        entry('f', { content: 'x' }),
        many(300_000, index => entry(name(index), { type: '1', linkName: 'f' })),
      ),
    ),
  ),
  slow(
    layerCase('300,000 whiteouts', unlisted('300,001'), () =>
      joined(
        entry('f', { content: 'x' }),
        many(300_000, index => entry(`some/.wh.${index}`)),
      ),
    ),
  ),
  layerCase('20,000 names of 4 kB', unlisted('20,000'), () =>
    many(20_000, index => entry(`${'n'.repeat(4000)}-${index}`, { content: 'x' })),
  ),
  slow(
    layerCase('300 PAX headers of 1 MB', /to download/, () =>
      many(300, index => joined(paxOf(1_000_000, 60), entry(`${index}`, { content: 'x' }))),
    ),
  ),
  refusedLayer('PAX headers of 160,000 records', /a PAX header of more than 20000 records/, () =>
    joined(paxOf(1_000_000, 6), entry('f', { content: 'x' })),
  ),
  slow(
    layerCase('a dpkg database of 1 GB', /1\.07 GB/, () =>
      file(dpkg, 2 ** 30, 'Package: a\nVersion: 1\n\n'),
    ),
  ),
  layerCase('a dpkg database of 30 MB', /31\.5 MB/, () =>
    file(dpkg, 30 * 2 ** 20, 'Package: a\nVersion: 1\n\n'),
  ),
  slow(
    layerCase('a dpkg database of empty lines', /31\.5 MB/, () =>
      file(dpkg, 30 * 2 ** 20, 'a\n\n'),
    ),
  ),
  slow(
    layerCase('an apk database of 30 MB', /31\.5 MB/, () =>
      file('lib/apk/db/installed', 30 * 2 ** 20, 'P:a\nV:1\n\n'),
    ),
  ),
  slow(
    layerCase('a list of Python files of 30 MB', /31\.5 MB/, () =>
      joined(
        entry('s/a.dist-info/METADATA', { content: 'Name: a\nVersion: 1\n' }),
        file('s/a.dist-info/RECORD', 30 * 2 ** 20, 'a,,\n'),
      ),
    ),
  ),
  layerCase('60,000 Python packages', /to download/, () =>
    many(60_000, index =>
      entry(`s/p${index}.dist-info/METADATA`, { content: 'Name: a\nVersion: 1\n' }),
    ),
  ),
  slow(
    layerCase('60,000 npm packages', /to download/, () =>
      many(60_000, index =>
        entry(`node_modules/p${index}/package.json`, { content: '{"name":"a","version":"1"}' }),
      ),
    ),
  ),
  slow(
    layerCase('60,000 jars', /to download/, () =>
      many(60_000, index => entry(`a-${index}.jar`, { content: 'x' })),
    ),
  ),
  slow(layerCase('4 GB of zeros', /4\.29 GB/, () => file('zeros', 2 ** 32, '\0'.repeat(2 ** 20)))),
  blobCase('2,000,000 empty zstd frames', /to download/, () => repeatedly(2_000_000, skippable)),
  slow(
    blobCase('a zstd window of 128 MiB', /to download/, () => [zstdWithWindow(27)], {
      zeros: 300_000_000,
    }),
  ),
  blobCase(
    'a zstd window of 2 GiB',
    /a window of 2048 MiB, and at most 128 MiB are read/,
    () => [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3, 1, 0, 0])],
    { refused: true },
  ),
  blobCase('2,000,000 empty gzip members', /to download/, () =>
    repeatedly(2_000_000, gzipSync('')),
  ),
  jsonCase('a history of 2,000,000 entries', /has more than 250000 values/, config => ({
    config: withMember(config, 'history', list(2_000_000, '{}')),
  })),
  jsonCase(
    'a history of one entry of 7 MB',
    /to download/,
    config => ({
      config: withMember(
        config,
        'history',
        JSON.stringify([{ created_by: `RUN ${'a b '.repeat(1_800_000)}` }]),
      ),
    }),
    false,
  ),
  slow(
    jsonCase('500,000 labels', /has more than 250000 values/, config => ({
      config: withMember(
        config,
        'config',
        `{"Labels":{${Array.from({ length: 500_000 }, (_, index) => `"${index}":"x"`).join(',')}}}`,
      ),
    })),
  ),
  jsonCase('JSON that is 4,000,000 lists deep', /has more than 250000 values/, config => ({
    config: withMember(config, 'x', '['.repeat(4_000_000) + ']'.repeat(4_000_000)),
  })),
  jsonCase('a manifest of 2,000,000 empty layers', /has more than 250000 values/, config => ({
    config,
    layers: list(2_000_000, '{}'),
  })),
  jsonCase('a manifest of 10,000 layers', /has 10000 layers/, config => ({
    config,
    layers: list(
      10_000,
      JSON.stringify(descriptor('application/vnd.oci.image.layer.v1.tar+gzip', emptyLayer)),
    ),
  })),
  jsonCase('a manifest that is not UTF-8', /manifest sha256:\w+ is not UTF-8/, config => ({
    config,
    layers: '["\xff"]',
  })),
]

// --- internal ---

const tellPeak = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => process.stderr.write(process.getBuiltinModule('node:fs').readFileSync('/proc/self/status', 'utf8').match(/VmHWM.*/)[0] + '\\n'))`,
)}`

function layerCase(name: string, says: RegExp, entries: () => Iterable<Buffer>): BoundsCase {
  return {
    name,
    says,
    write: async folder => {
      await writeImage(folder, [await writeLayer(blobsIn(folder), tarOf(entries()))])
    },
  }
}

function slow(one: BoundsCase): BoundsCase {
  return { ...one, slow: true }
}

/** A frame of 300 MB of zeros that asks for a window of so many bits. */
function zstdWithWindow(log: number): Buffer {
  const params = { [constants.ZSTD_c_windowLog]: log, [constants.ZSTD_c_contentSizeFlag]: 0 }
  return zstdCompressSync(Buffer.alloc(300_000_000), { params })
}

function refusedLayer(...given: Parameters<typeof layerCase>): BoundsCase {
  return { ...layerCase(...given), refused: true }
}

/** A layer of these bytes and then an empty tar, packed in the way that they begin; they unpack to zeros. */
function blobCase(
  name: string,
  says: RegExp,
  before: () => Buffer[],
  { refused = false, zeros = 0 } = {},
): BoundsCase {
  const tar = Buffer.alloc(1024)
  const write = async (folder: string) => {
    const pieces = before()
    const end = pieces[0]?.[0] === 0x1f ? gzipSync(tar) : zstdCompressSync(tar)
    const blob = await writeBlob(blobsIn(folder), [...pieces, end])
    const diffId = digestOf(Buffer.alloc(zeros + tar.length))
    await writeImage(folder, [{ ...blob, diffId }])
  }
  return { name, says, write, ...(refused ? { refused } : {}) }
}

/** @param change members of the config, and the layers of the manifest, as JSON text */
function jsonCase(
  name: string,
  says: RegExp,
  change: (config: string) => { config: string; layers?: string },
  refused = true,
): BoundsCase {
  const write = async (folder: string) => {
    const diffId = digestOf(Buffer.alloc(1024))
    const plain = JSON.stringify({ rootfs: { type: 'layers', diff_ids: [diffId] } })
    const { config, layers = list(1, JSON.stringify(descriptor(gzipType, emptyLayer))) } =
      change(plain)
    const bytes = Buffer.from(config)
    const manifest = JSON.stringify({ schemaVersion: 2, config: descriptor(configType, bytes) })
    const root = Buffer.from(withMember(manifest, 'layers', layers), 'latin1')
    writeLayout(folder, [bytes, emptyLayer, root], root)
  }
  return { name, says, write, ...(refused ? { refused } : {}) }
}

async function writeImage(folder: string, layers: WrittenLayer[]): Promise<void> {
  const config = json({ rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) } })
  const manifest = json({
    schemaVersion: 2,
    config: descriptor(configType, config),
    layers: layers.map(({ digest, size }) => ({ mediaType: gzipType, digest, size })),
  })
  writeLayout(folder, [config, manifest], manifest)
}

function writeLayout(folder: string, blobs: Buffer[], root: Buffer): void {
  for (const blob of blobs) writeFileSync(join(blobsIn(folder), digestOf(blob).slice(7)), blob)
  const manifests = [descriptor(mediaTypes.ociManifest, root)]
  writeFileSync(join(folder, 'index.json'), json({ schemaVersion: 2, manifests }))
}

function blobsIn(folder: string): string {
  const blobs = join(folder, 'blobs/sha256')
  mkdirSync(blobs, { recursive: true })
  return blobs
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(one => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0)
}

function* many(count: number, make: (index: number) => Iterable<Buffer>): Iterable<Buffer> {
  for (let index = 0; index < count; index++) yield* make(index)
}

function* joined(...parts: Iterable<Buffer>[]): Iterable<Buffer> {
  for (const part of parts) yield* part
}

/** A file of one text again and again. */
function* file(path: string, size: number, content: string): Iterable<Buffer> {
  yield header(path, '0', size)
  yield* repeated(content, size)
  yield* padding(size)
}

/** An extended header of records of this length. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
function* paxOf(size: number, recordLength: number): Iterable<Buffer> {
  const record = `${recordLength} a=`.padEnd(recordLength - 1, 'b').concat('\n')
  const length = size - (size % record.length)
  yield header('PaxHeaders/x', 'x', length)
  yield* repeated(record, length)
  yield* padding(length)
}

function repeatedly(count: number, piece: Buffer): Buffer[] {
  return [Buffer.alloc(count * piece.length, piece)]
}

function list(count: number, item: string): string {
  return `[${Array(count).fill(item).join(',')}]`
}

function withMember(object: string, name: string, value: string): string {
  return `${object.slice(0, -1)},"${name}":${value}}`
}
