import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mediaTypes } from '../../src/oci/image-spec.ts'
import {
  entry,
  header,
  type Packing,
  padding,
  tarOf,
  type WrittenLayer,
  writeLayer,
  zeros,
} from './bad-layers.ts'
import { descriptor, digestOf, json } from './fixtures.ts'

/** An image that costs much and says little, and what is to come of it. */
export interface BoundsCase {
  name: string
  /** Writes `candidate` and `baseline` layouts into a folder. */
  write: (folder: string) => Promise<void>
  /** Exit code of `compare`, and what it says on standard output or standard error. */
  code: number
  says: RegExp
}

export interface Measured {
  code: number
  said: string
  /** Milliseconds of the whole program. */
  time: number
  /** Bytes of memory at most (VmHWM). */
  peak: number
  /** Bytes of the candidate. */
  size: number
}

/** What a run takes at most, in bytes and milliseconds. */
export const bounds = { memory: 300_000_000, time: 30_000 }

/** Runs `compare` of a case in a process of its own. @param program `src/cli.ts` or `dist/cli.js` */
export async function measure(
  { write }: Pick<BoundsCase, 'write'>,
  folder: string,
  program: string,
): Promise<Measured> {
  await write(folder)
  const tell = `process.on('exit', () => process.stderr.write(process.getBuiltinModule('node:fs').readFileSync('/proc/self/status', 'utf8').match(/VmHWM.*/)[0]))`
  const options = ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, program]
  const images = ['--image', 'oci:candidate', '--baseline', 'oci:baseline']
  const files = ['--json', 'report.json', '--html', 'report.html', '--markdown', 'report.md']
  const start = performance.now()
  const child = spawn(process.execPath, [...options, 'compare', ...images, ...files], {
    cwd: folder,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const code = await new Promise<number>((done, fail) =>
    child.on('error', fail).on('close', code => done(code ?? 128)),
  )
  const time = performance.now() - start
  const peak = Number(/VmHWM:\s*(\d+) kB/.exec(said)?.[1] ?? Number.NaN) * 1024
  return { code, said, time, peak, size: bytesIn(join(folder, 'candidate')) }
}

export const cases: BoundsCase[] = [
  layerCase(
    'nothing but a file',
    () => entry('a', { content: 'x'.repeat(1000) }),
    /\+1 kB|1.00 kB/,
  ),
  layerCase('folders without end, and others beside them', deepFolders(600, 2000), /./),
  layerCase('a million files', files(1_000_000), /./),
  layerCase('100k files', files(100_000), /./),
  layerCase('200k files', files(200_000), /./),
  layerCase('400k files', files(400_000), /./),
  layerCase('a million folders', folders(1_000_000), /./),
  layerCase('a million hard links', links(1_000_000), /./),
  layerCase('200,000 names of 4 kB', longNames(200_000), /./),
  layerCase('200,000 files deep down', deepFiles(200_000), /./),
  layerCase(
    'bomb',
    function* () {
      yield header('zeros', '0', 2 ** 31)
      yield* zeros(2 ** 31)
    },
    /./,
  ),
]

// --- internal ---

function layerCase(
  name: string,
  entries: () => Iterable<Buffer>,
  says: RegExp,
  { code = 0, packing = 'gzip' as Packing } = {},
): BoundsCase {
  return {
    name,
    code,
    says,
    write: async folder => {
      await writeImage(join(folder, 'baseline'), [])
      const blobs = join(folder, 'candidate/blobs/sha256')
      mkdirSync(blobs, { recursive: true })
      await writeImage(join(folder, 'candidate'), [
        await writeLayer(blobs, tarOf(entries()), packing),
      ])
    },
  }
}

export async function writeImage(folder: string, layers: WrittenLayer[]): Promise<void> {
  const config = json({
    os: 'linux',
    architecture: 'amd64',
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config: descriptor('application/vnd.oci.image.config.v1+json', config),
    layers: layers.map(({ digest, size }) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest,
      size,
    })),
  })
  writeLayout(folder, [config, manifest], manifest)
}

function writeLayout(folder: string, blobs: Buffer[], root: Buffer): void {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true })
  for (const blob of blobs)
    writeFileSync(join(folder, 'blobs', digestOf(blob).replace(':', '/')), blob)
  writeFileSync(
    join(folder, 'index.json'),
    json({ schemaVersion: 2, manifests: [descriptor(mediaTypes.ociManifest, root)] }),
  )
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(one => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0)
}

function deepFolders(count: number, depth: number) {
  return function* () {
    for (let index = 0; index < count; index++)
      yield* entry(`${index}/${'d/'.repeat(depth)}f`, { content: 'x' })
  }
}

function files(count: number) {
  return function* () {
    for (let index = 0; index < count; index++)
      yield* entry(`some/folder/of/files/${index >> 7}/file-${index}`, { content: 'x' })
  }
}

function folders(count: number) {
  return function* () {
    for (let index = 0; index < count; index++) yield* entry(`${index}/`, { type: '5' })
  }
}

function links(count: number) {
  return function* () {
    yield* entry('target', { content: 'x' })
    for (let index = 0; index < count; index++)
      yield* entry(`links/${index}`, { type: '1', linkName: 'target' })
  }
}

function longNames(count: number) {
  return function* () {
    for (let index = 0; index < count; index++)
      yield* entry(`${'n'.repeat(4080)}-${index}`, { content: 'x' })
  }
}

function deepFiles(count: number) {
  return function* () {
    for (let index = 0; index < count; index++)
      yield* entry(`${'d/'.repeat(2000)}${index}/f`, { content: 'x' })
  }
}
void padding
