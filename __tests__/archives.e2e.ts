import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import type { PlatformMeasurement } from '../src/image/measurement.ts'
import { noise } from './support/bytes.ts'
import { type CliResult, compareByCli, onlyImage } from './support/cli.ts'
import { buildImage, docker, importBusybox, tool } from './support/engine.ts'
import { digestOf, json } from './support/fixtures.ts'
import { temporaryFolder } from './support/repositories.ts'

// One image in every form that a tool writes it in: whatever the form, the same measurement.

jest.setTimeout(180_000)

const name = 'gate-test/forms:1'
const longPath = `/srv/${'long-name/'.repeat(12)}${'x'.repeat(90)}`
const dockerfile = `FROM gate-test/base:1
WORKDIR /srv/empty
COPY one two /srv/
RUN ln /srv/one /srv/hard && ln -s one /srv/soft && mkfifo /srv/fifo && mkdir -p ${longPath} \\
  && head -c 3000 /dev/zero > ${longPath}/größe && head -c 4000 /dev/zero > '/srv/with space|and\`ticks'
RUN rm /srv/two && chmod 700 /srv/one
RUN mkdir '/srv/.wh..wh.cache' '/srv/.wh.d' && head -c 5000 /dev/zero > '/srv/.wh..wh.cache/f' \\
  && head -c 600 /dev/zero > /srv/.wh.d/f && head -c 70 /dev/zero > /srv/.wh.own
LABEL a=b
`

const folder = temporaryFolder()
const at = (path: string) => join(folder.path, path)
let classic: Engine
let containerd: Engine

function skopeo(...args: string[]): string {
  return execFileSync(tool('skopeo'), args, { encoding: 'utf8', maxBuffer: 2 ** 24 })
}

beforeAll(async () => {
  classic = await startEngine({ store: 'classic' })
  containerd = await startEngine({ store: 'containerd' })
  importBusybox(classic, 'gate-test/base:1')
  const files = { Dockerfile: dockerfile, one: noise(70_000, 1), two: Buffer.alloc(80_000, 'two') }
  buildImage(classic, name, files, '--load')
  docker(classic, 'save', '-o', at('classic.tar'), name)
  docker(containerd, 'load', '-q', '-i', at('classic.tar'))
  docker(containerd, 'save', '-o', at('containerd.tar'), name)
  const source = `docker-archive:${at('classic.tar')}`
  const zstd = ['--dest-compress', '--dest-compress-format', 'zstd']
  skopeo('copy', '-q', source, `oci:${at('gzip')}:1`)
  skopeo('copy', '-q', source, `oci-archive:${at('gzip.tar')}`)
  skopeo('copy', '-q', source, `docker-archive:${at('skopeo.tar')}:${name}`)
  skopeo('copy', '-q', ...zstd, source, `oci:${at('zstd')}`)
  skopeo('copy', '-q', `oci:${at('zstd')}`, `oci-archive:${at('zstd.tar')}`)
  skopeo('copy', '-q', '--dest-oci-accept-uncompressed-layers', source, `oci:${at('plain')}`)
  writeOldArchive()
})
afterAll(async () => {
  await classic.stop()
  await containerd.stop()
  folder.remove()
})

/**
 * What Docker wrote before version 25, from the layers of a newer one: a folder for each layer.
 * https://github.com/moby/docker-image-spec/blob/v1.2.0/v1.2.md#combined-image-json--filesystem-changeset-format
 */
function writeOldArchive(): void {
  const unpacked = at('unpacked')
  const old = at('old')
  for (const path of [unpacked, old]) mkdirSync(path)
  execFileSync('tar', ['-xf', at('classic.tar'), '-C', unpacked])
  const [{ Config, Layers }] = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'))
  const config = readFileSync(join(unpacked, Config))
  const configName = `${digestOf(config).slice(7)}.json`
  writeFileSync(join(old, configName), config)
  const layers = (Layers as string[]).map((path, index) => {
    const id = digestOf(`layer ${index}`).slice(7)
    mkdirSync(join(old, id))
    writeFileSync(join(old, id, 'VERSION'), '1.0')
    writeFileSync(join(old, id, 'json'), json({ id }))
    writeFileSync(join(old, id, 'layer.tar'), readFileSync(join(unpacked, path)))
    return `${id}/layer.tar`
  })
  const manifest = [{ Config: configName, RepoTags: [name], Layers: layers }]
  writeFileSync(join(old, 'manifest.json'), json(manifest))
  writeFileSync(
    join(old, 'repositories'),
    json({ 'gate-test/forms': { 1: layers.at(-1)?.slice(0, 64) } }),
  )
  execFileSync('tar', ['-cf', at('old.tar'), '-C', old, '.'])
}

/** How an image may be given, and where its manifest is; null: its layers are not compressed. */
const forms: [string, () => string, (() => string) | null][] = [
  ['OCI layout, gzip', () => `oci:${at('gzip')}`, () => `oci:${at('gzip')}`],
  [
    'OCI archive, gzip',
    () => `oci-archive:${at('gzip.tar')}`,
    () => `oci-archive:${at('gzip.tar')}`,
  ],
  ['OCI layout, zstd', () => `oci:${at('zstd')}`, () => `oci:${at('zstd')}`],
  [
    'OCI archive, zstd',
    () => `oci-archive:${at('zstd.tar')}`,
    () => `oci-archive:${at('zstd.tar')}`,
  ],
  ['OCI layout, not compressed', () => `oci:${at('plain')}`, () => `oci:${at('plain')}`],
  ['docker save of the classic store', () => `docker-archive:${at('classic.tar')}`, null],
  ['docker save of the containerd store', () => `docker-archive:${at('containerd.tar')}`, null],
  ['docker save before version 25', () => `docker-archive:${at('old.tar')}`, null],
  ['docker-archive of skopeo', () => `docker-archive:${at('skopeo.tar')}`, null],
]

/** What does not depend on the form. */
const content = ({ platform, layers }: PlatformMeasurement) => ({
  platform,
  layers: layers.map(({ diffId, size, instruction, files, upstream, lines }) => {
    return { diffId, size, instruction, files, upstream, lines }
  }),
})

let pushed: PlatformMeasurement | undefined
async function measurePushed(): Promise<PlatformMeasurement> {
  pushed ??= candidateOf(await gate(containerd, `docker-daemon:${name}`, '--baseline', 'none'))
  return pushed
}

const gate = (engine: Engine, image: string, ...args: string[]) =>
  compareByCli(folder.path, engine.env, '--image', image, ...args)

function candidateOf(result: CliResult): PlatformMeasurement {
  const { candidate } = onlyImage(result).platform
  if (candidate === null) throw new Error('the report has no candidate')
  return candidate
}

test('the engine pushes what the Dockerfile writes', async () => {
  const { layers } = await measurePushed()
  const sizes = layers.map(({ size }) => size)
  // A hard link to a file of a lower layer brings the file along.
  expect(sizes.slice(1)).toEqual([0, 150_000, 77_000, 70_000, 5670])
  const paths = layers.flatMap(({ files }) => files ?? [])
  expect(paths).toContainEqual({ path: `${longPath.slice(1)}/größe`, size: 3000, kind: 'file' })
  expect(paths).toContainEqual({ path: 'srv/two', size: 0, kind: 'whiteout' })
  expect(paths).toContainEqual({ path: 'srv/fifo', size: 0, kind: 'special' })
})

test.each(forms)('%s: the same, and no change to an OCI layout', async (_name, image, manifest) => {
  const result = await gate(containerd, image(), '--baseline', `oci:${at('gzip')}`)
  const measured = candidateOf(result)
  expect(content(measured)).toEqual(content(await measurePushed()))
  const { platform } = onlyImage(result)
  expect(platform.unpacked.change).toBe(0)
  expect(platform.layers.map(({ change }) => change)).toEqual(
    measured.layers.map(() => 'unchanged'),
  )
  expect([platform.paths, platform.waste?.findings.filter(({ isNew }) => isNew)]).toEqual([[], []])
  const sizes = measured.layers.map(({ compressedSize }) => compressedSize)
  if (manifest === null) return
  const { layers } = JSON.parse(skopeo('inspect', '--raw', manifest()))
  expect(sizes).toEqual(layers.map(({ size }: { size: number }) => size))
  expect(measured.compressedUnmeasured).toBeNull()
})

test.each([
  ['classic.tar', null],
  ['old.tar', null],
  ['skopeo.tar', null],
])('%s has no compressed sizes, and a budget on them is not judged', async file => {
  const result = await gate(
    containerd,
    `docker-archive:${at(file)}`,
    '--baseline',
    'none',
    '--max-compressed-size',
    '1B',
  )
  const { compressedUnmeasured, layers } = candidateOf(result)
  expect(layers.every(({ compressedSize }) => compressedSize === null)).toBe(true)
  expect(compressedUnmeasured).toMatch(/keeps no compressed layers/)
  expect(onlyImage(result).image.judgements).toMatchObject([{ outcome: 'not judged' }])
})

test('the classic store tells the same by its archive, and by a push', async () => {
  const image = `docker-daemon:${name}`
  const saved = candidateOf(await gate(classic, image, '--baseline', 'none'))
  expect(content(saved)).toEqual(content(await measurePushed()))
  const pushes = await gate(classic, image, '--baseline', 'none', '--max-compressed-size', '1GB')
  expect(content(candidateOf(pushes))).toEqual(content(await measurePushed()))
  expect(candidateOf(pushes).compressedUnmeasured).toBeNull()
  const history = candidateOf(
    await gate(classic, image, '--baseline', 'none', '--detail', 'layers'),
  )
  const sizes = ({ layers }: PlatformMeasurement) => layers.slice(1).map(({ size }) => size)
  expect(sizes(history)).toEqual(sizes(saved))
})

test('two images in one archive are named', async () => {
  docker(classic, 'save', '-o', at('two.tar'), name, 'gate-test/base:1')
  const { exitCode, stderr } = await gate(
    classic,
    `docker-archive:${at('two.tar')}`,
    '--baseline',
    'none',
  )
  expect(exitCode).toBe(3)
  expect(stderr).toMatch(/holds 2 images \(.*gate-test\/.*, .*gate-test\/.*\), not one/)
})
