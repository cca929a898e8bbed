import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { commandLine } from '../src/doors/command-line.ts'
import { mediaTypes } from '../src/oci/image-spec.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import { anImage, descriptor, digestOf, json, type LayerFixture } from './support/fixtures.ts'
import {
  archiveBytes,
  blobPath,
  dockerArchiveOf,
  type LayoutFiles,
  layoutOf,
  layoutWith,
  packedLayer,
  writeLayout,
} from './support/layouts.ts'
import { gnuLong, pax, type RawEntry, rawTar } from './support/raw-tar.ts'
import { temporaryFolder } from './support/repositories.ts'

// The whole command line on images that are broken, hostile or merely strange.

const folder = temporaryFolder()
afterAll(() => folder.remove())
let count = 0
const newPath = (name: string) => join(folder.path, `${name}-${count++}`)

/** What a terminal or a page could take for more than text; line feeds are lines. */
const raw = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const controls = (text: string) => (text.match(raw) ?? []).filter(one => one !== '\n')

interface Result {
  code: number
  stdout: string
  stderr: string
  /** Of `--json`, `--html` and `--markdown`; null: not written. */
  files: (string | null)[]
}

/** Runs `compare` on an image; rejects as the program would crash. */
async function gate(image: string, baseline = 'none'): Promise<Result> {
  const out = newPath('out')
  mkdirSync(out)
  const names = ['r.json', 'r.html', 'r.md'].map(name => join(out, name))
  const [toJson = '', html = '', markdown = ''] = names
  const said = { stdout: '', stderr: '' }
  const tell = (to: keyof typeof said, text: string) => {
    said[to] += text
  }
  const files = ['--json', toJson, '--html', html, '--markdown', markdown]
  const code = await commandLine({
    argv: ['', '', 'compare', '--image', image, '--baseline', baseline, ...files],
    cwd: () => folder.path,
    // What another run found in a layer is nothing to this one.
    env: { XDG_CACHE_HOME: '/dev/null' },
    stdout: { write: text => tell('stdout', text) },
    stderr: { write: text => tell('stderr', text) },
  })
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null)
  return { code, ...said, files: names.map(read) }
}

function asLayout(files: LayoutFiles): string {
  return `oci:${writeLayout(newPath('layout'), files)}`
}

function asArchive(files: LayoutFiles, transport = 'oci-archive'): string {
  const path = newPath('archive')
  writeFileSync(path, archiveBytes(files))
  return `${transport}:${path}`
}

/** One clear error that names the reference, and the row of it. */
function expectRefused(image: string, { code, stdout, stderr, files }: Result, why: RegExp): void {
  const errors = stderr.split('\n').filter(line => line.startsWith('image-size-gate: '))
  expect(errors).toEqual([expect.stringMatching(why)])
  expect(errors[0]).toContain(` could not be measured: ${image}: `)
  expect(errors[0]).toMatch(/; (?:check that it is one .* write it|give its path .* write it)/)
  expect(stderr.endsWith(`${errors[0]}\n`)).toBe(true)
  expect(controls(stdout + stderr)).toEqual([])
  expect(code).toBe(3)
  for (const text of [stdout, ...files])
    expect(text).toMatch(/could not be measured|"not measured"/)
}

const tar = rawTar([{ name: 'big', content: Buffer.alloc(100_000, 'big') }])
const layer = packedLayer(tar)
const image = anImage([layer])
const good = layoutOf(image)
const layerPath = blobPath(layer.bytes)
const manifestEntry = (manifest: Buffer, mediaType: string = mediaTypes.ociManifest) =>
  descriptor(mediaType, manifest)

/** Taken apart JSON, to be spoilt. */
// biome-ignore lint/suspicious/noExplicitAny: any of its fields gets any value
type Loose = any

/** The image with one thing changed in its manifest or config. */
function changed(
  change: (manifest: Loose) => unknown,
  changeConfig: (config: Loose) => unknown = () => undefined,
): LayoutFiles {
  const configValue = JSON.parse(image.config.toString())
  const config = json(changeConfig(configValue) ?? configValue)
  const value = JSON.parse(image.manifest.toString())
  value.config = descriptor(value.config.mediaType, config)
  const manifest = json(change(value) ?? value)
  return layoutWith([manifestEntry(manifest)], [config, manifest, layer.bytes])
}

const changedConfig = (change: (config: Loose) => unknown) => changed(() => undefined, change)

const changedLayer = (fields: object) =>
  changed(m => ({ ...m, layers: [{ ...m.layers[0], ...fields }] }))

/** An image of one layer with these bytes, which its config says is this tar. */
function withLayer(bytes: Buffer, of = tar, mediaType = layer.mediaType): LayoutFiles {
  return layoutOf(anImage([{ bytes, diffId: digestOf(of), mediaType }]))
}

const withTar = (bytes: Buffer) => withLayer(gzipSync(bytes), bytes)
const withEntries = (entries: RawEntry[]) => withTar(rawTar(entries))
const without = (path: string): LayoutFiles =>
  Object.fromEntries(Object.entries(good).filter(([name]) => name !== path))
const withIndex = (index: unknown): LayoutFiles => ({ ...good, 'index.json': json(index) })
const listing = (fields: object): LayoutFiles =>
  withIndex({ schemaVersion: 2, manifests: [{ ...manifestEntry(image.manifest), ...fields }] })

function nested(depth: number): LayoutFiles {
  const blobs = [image.manifest]
  let root = manifestEntry(image.manifest)
  for (let level = 0; level < depth; level++) {
    const index = json({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: [root] })
    blobs.push(index)
    root = manifestEntry(index, mediaTypes.ociIndex)
  }
  return layoutWith([root], [...blobs, image.config, layer.bytes])
}

function artifact(configType: string, layerType: string, content: Buffer): LayoutFiles {
  const config = json({ name: 'chart' })
  const manifest = json({
    schemaVersion: 2,
    config: descriptor(configType, config),
    layers: [descriptor(layerType, content)],
  })
  return layoutWith([manifestEntry(manifest)], [config, manifest, content])
}

const garbage = Buffer.from('garbage'.repeat(99))
const hostile = 'evil\u001b[31m\r\n::error::x\u009b2J\u202e`<b>|'
const wasm = Buffer.concat([Buffer.from('\0asm\u0001\0\0\0', 'latin1'), garbage])
const selfDigest = `sha256:${'a'.repeat(64)}`
const selfIndex = {
  schemaVersion: 2,
  manifests: [{ mediaType: mediaTypes.ociIndex, digest: selfDigest, size: 9 }],
}

const broken: [string, LayoutFiles, RegExp][] = [
  ['a tar that is cut off', withTar(tar.subarray(0, 50_000)), /cut off at byte 50000/],
  [
    'a cut tar header',
    withTar(tar.subarray(0, 300)),
    /cut off at byte 300|is not|gzip, zstd or tar/,
  ],
  [
    'gzip that is cut off',
    withLayer(layer.bytes.subarray(0, -20)),
    /broken gzip data: unexpected end/,
  ],
  ['gzip of a few bytes', withLayer(layer.bytes.subarray(0, 5)), /broken gzip data/],
  ['garbage behind gzip', withLayer(Buffer.concat([layer.bytes, garbage])), /broken gzip data/],
  [
    'garbage behind zstd',
    withLayer(Buffer.concat([zstdCompressSync(tar), garbage])),
    /broken zstd data/,
  ],
  [
    'another diffID',
    withLayer(gzipSync(rawTar([])), tar),
    /layer 1 unpacks to sha256:.* but its config promises/,
  ],
  [
    'another blob',
    { ...good, [layerPath]: gzipSync(rawTar([])) },
    /its bytes have the digest sha256/,
  ],
  ['no layer', without(layerPath), /layer 1 .* was not delivered/],
  ['no config', without(blobPath(image.config)), /config of manifest sha256:.* was not delivered/],
  ['no manifest', without(blobPath(image.manifest)), /manifest sha256:\w+ was not delivered/],
  [
    'more layers than diffIDs',
    changed(m => ({ ...m, layers: [...m.layers, ...m.layers] })),
    /has 2 layers, but its config lists 1/,
  ],
  [
    'fewer layers than diffIDs',
    changed(m => ({ ...m, layers: [] })),
    /has 0 layers, but its config lists 1/,
  ],
  [
    'an encrypted layer',
    withLayer(garbage, tar, `${layer.mediaType}+encrypted`),
    /layer 1 \(".*\+encrypted", .*not delivered as gzip, zstd or tar/,
  ],
  [
    'a wasm layer',
    withLayer(wasm, tar, 'application/vnd.wasm.content.layer.v1+wasm'),
    /layer 1 \(".*wasm", .*not delivered as/,
  ],
  [
    'a Helm chart',
    artifact(
      'application/vnd.cncf.helm.config.v1+json',
      'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
      layer.bytes,
    ),
    /is not a container image: its config is "application\/vnd\.cncf\.helm/,
  ],
  [
    'an artifact',
    artifact('application/vnd.oci.empty.v1+json', 'text/plain', garbage),
    /is not a container image: its config is/,
  ],
  ['an index of another shape', withIndex([]), /index\.json: /],
  [
    'an index of wrong types',
    withIndex({ schemaVersion: '2', manifests: 'x' }),
    /index\.json: schemaVersion: .*; manifests: /,
  ],
  ['an index of nothing', withIndex({ schemaVersion: 2, manifests: [] }), /holds no image/],
  [
    'a digest that is a path',
    listing({ digest: 'sha256:../../../etc/passwd' }),
    /manifests\[0\]\.digest: must be a digest/,
  ],
  [
    'a hostile media type',
    listing({ mediaType: hostile }),
    /is "evil\\u001b\[31m\\r\\n::error::x.*", not a container image/,
  ],
  ['deep indexes', nested(8), /nests indexes more than 4 deep/],
  [
    'an index that names itself',
    {
      ...layoutWith(selfIndex.manifests, []),
      [`blobs/${selfDigest.replace(':', '/')}`]: json(selfIndex),
    },
    /its bytes have the digest/,
  ],
  [
    'a manifest that is called an index',
    listing({ mediaType: mediaTypes.ociIndex }),
    /index sha256:.*: manifests: /,
  ],
  ['layers that are a number', changed(m => ({ ...m, layers: 7 })), /manifest sha256:.*: layers: /],
  ['a size that is a text', changedLayer({ size: '12' }), /layers\[0\]\.size: /],
  ['a negative size', changedLayer({ size: -1 }), /layers\[0\]\.size: /],
  ['another size', changedLayer({ size: 12 }), /has \d+ bytes, but the manifest says 12/],
  ['schema 1', changed(() => ({ schemaVersion: 1, fsLayers: [] })), /schemaVersion: /],
  [
    'diffIDs that are a text',
    changedConfig(c => ({ ...c, rootfs: { type: 'layers', diff_ids: 'x' } })),
    /config sha256:.*: rootfs\.diff_ids: /,
  ],
  ['no rootfs', changedConfig(c => ({ ...c, rootfs: undefined })), /rootfs: /],
  [
    'a history of numbers',
    changedConfig(c => ({ ...c, history: [{ created_by: 5 }] })),
    /history\[0\]\.created_by: /,
  ],
  ['an endless platform', changedConfig(c => ({ ...c, os: 'x'.repeat(200_000) })), /: os: /],
  [
    'a wrong checksum',
    withEntries([{ name: 'a' }, { name: 'b', wrongChecksum: true }]),
    /wrong checksum in a tar header, at byte 512/,
  ],
  ['a size of no digits', withEntries([{ name: 'a', size: 'zzzzzzzzzzz\0' }]), /impossible size/],
  ['a size beyond the tar', withEntries([{ name: 'a', size: '77777777777\0' }]), /cut off at byte/],
  [
    'a negative PAX size',
    withEntries([pax({ size: '-5' }), { name: 'a' }]),
    /impossible size in a tar header/,
  ],
  [
    'an immense PAX size',
    withEntries([pax({ size: '9'.repeat(20) }), { name: 'a' }]),
    /impossible size in a tar header/,
  ],
  [
    'an immense PAX header',
    withEntries([{ ...pax({ path: 'x'.repeat(2_000_000) }) }, { name: 'a' }]),
    /extended tar header of 20000\d\d bytes/,
  ],
  [
    'a PAX record of no form',
    withEntries([{ name: 'p', type: 'x', content: '99999 path=x\n' }]),
    /a PAX record that is not/,
  ],
  [
    'files of more bytes than there are',
    withEntries([
      pax({
        'GNU.sparse.map': '0,0',
        'GNU.sparse.numblocks': '1',
        'GNU.sparse.size': String(2 ** 50),
      }),
      { name: 'a' },
    ]),
    /says that its files have more than \d+ bytes/,
  ],
]

describe('is refused in one line', () => {
  test.each(broken)('%s', async (_name, files, why) => {
    for (const reference of [asLayout(files), asArchive(files)])
      expectRefused(reference, await gate(reference), why)
  })

  const aFile = () => {
    writeFileSync(newPath('file'), '')
    return join(folder.path, `file-${count - 1}`)
  }
  test.each<[string, () => string, RegExp]>([
    ['a layout that is a file', () => `oci:${aFile()}`, /is no OCI layout/],
    [
      'an archive that is a folder',
      () => `docker-archive:${folder.path}`,
      /it is a folder; put a regular file there/,
    ],
    ['an empty archive', () => `docker-archive:${aFile()}`, /is no image archive/],
    [
      'an index that is no JSON',
      () => asLayout({ 'index.json': Buffer.from('{nope') }),
      /index\.json: is not JSON/,
    ],
    [
      'an index that is a text',
      () => asLayout({ 'index.json': Buffer.from('nope') }),
      /index\.json: is not JSON/,
    ],
    [
      'an archive that is cut off',
      () => {
        const path = newPath('archive')
        writeFileSync(path, archiveBytes(good).subarray(0, 400))
        return `oci-archive:${path}`
      },
      /cut off at byte 400/,
    ],
    [
      'an archive of garbage',
      () => {
        const path = newPath('archive')
        writeFileSync(path, garbage)
        return `oci-archive:${path}`
      },
      /wrong checksum in a tar header, at byte 0/,
    ],
  ])('%s', async (_name, make, why) => {
    const reference = make()
    expectRefused(reference, await gate(reference), why)
  })

  const secret = '/etc/passwd'
  test.each<[string, (root: string) => void, RegExp]>([
    [
      'a blob that is a link',
      root => relink(join(root, layerPath), secret),
      /blobs\/sha256\/\w+: is not a regular file/,
    ],
    [
      'a blob that is a FIFO',
      root => {
        rmSync(join(root, layerPath))
        execFileSync('mkfifo', [join(root, layerPath)])
      },
      /is not a regular file/,
    ],
    [
      'a blob that is a folder',
      root => {
        rmSync(join(root, layerPath))
        mkdirSync(join(root, layerPath))
      },
      /is not a regular file/,
    ],
    [
      'an index that is a link',
      root => relink(join(root, 'index.json'), secret),
      /index\.json: is not a regular file/,
    ],
    [
      'blobs behind a link',
      root => {
        const outside = newPath('outside')
        renameSync(join(root, 'blobs'), outside)
        symlinkSync(outside, join(root, 'blobs'))
      },
      /lies behind a link/,
    ],
  ])('on disk: %s', async (_name, spoil, why) => {
    const reference = asLayout(good)
    spoil(reference.slice('oci:'.length))
    expectRefused(reference, await gate(reference), why)
  })

  test.each<[string, LayoutFiles, RegExp]>([
    [
      'a config outside',
      { 'manifest.json': json([{ Config: '../../etc/passwd', Layers: [] }]) },
      /"\.\.\/\.\.\/etc\/passwd": is missing/,
    ],
    [
      'a config with a hostile name',
      { 'manifest.json': json([{ Config: hostile, Layers: [] }]) },
      /"evil\\u001b\[31m\\r\\n/,
    ],
    [
      'a layer with a hostile name',
      {
        ...dockerArchiveOf([tar]),
        'manifest.json': json([
          {
            Config: `${digestOf(anImage([packedLayer(tar, bytes => bytes)]).config).slice(7)}.json`,
            Layers: [hostile],
          },
        ]),
      },
      /"evil\\u001b\[31m\\r\\n.*": is missing/,
    ],
    [
      'a broken file with a hostile name',
      { [hostile]: layer.bytes.subarray(0, -9) },
      /"evil\\u001b\[31m\\r\\n.*": broken gzip data/,
    ],
    ['a list of wrong types', { 'manifest.json': json({ Config: 1 }) }, /manifest\.json: /],
  ])('docker save: %s', async (_name, files, why) => {
    const reference = asArchive(files, 'docker-archive')
    expectRefused(reference, await gate(reference), why)
  })

  test('links in an archive lead nowhere but into it', async () => {
    const files = dockerArchiveOf([tar])
    const entries: RawEntry[] = Object.entries(files).map(([name, content]) =>
      name.endsWith('layer.tar') ? { name, type: '2', linkName: '/etc/passwd' } : { name, content },
    )
    const path = newPath('archive')
    writeFileSync(path, rawTar(entries))
    expectRefused(`docker-archive:${path}`, await gate(`docker-archive:${path}`), /is missing/)
  })
})

function relink(path: string, target: string): void {
  rmSync(path)
  symlinkSync(target, path)
}

const filler: RawEntry = { name: 'filler', content: 'f'.repeat(1000) }
const file = (name: string | Buffer): RawEntry => ({ name, content: 'x'.repeat(5000) })
/** GNU tar's sparse file in a header of its own dialect. https://www.gnu.org/software/tar/manual/html_node/Sparse-Formats.html */
const oldSparse: RawEntry = {
  name: 'sparse',
  type: 'S',
  content: 'x'.repeat(512),
  patch: [
    { at: 257, bytes: 'ustar  \0' },
    { at: 386, bytes: '00000000000\0' + '00000001000\0' },
    { at: 483, bytes: '00000100000\0' },
  ],
}
const newSparse: RawEntry[] = [
  pax({
    'GNU.sparse.major': '1',
    'GNU.sparse.minor': '0',
    'GNU.sparse.name': 'real',
    'GNU.sparse.realsize': '32768',
  }),
  { name: 'GNUSparseFile.0/real', content: `${'1\n0\n512\n'.padEnd(512, '\0')}${'x'.repeat(512)}` },
]
const json5000 = (value: unknown) => Buffer.concat([json(value), Buffer.alloc(5000, ' ')], 5000)

/** Entries, the bytes that they unpack to, and a path that the report names. */
const strange: [string, RawEntry[], number, string | RegExp][] = [
  [
    'control characters and ANSI escapes',
    [file('a\u001b[31mred\u0007\r\nb\u0085\u202ec')],
    5000,
    /\/a\[31mred bc?/,
  ],
  [
    'Markdown and HTML',
    [file('<img src=x>|`**b**`[x](y)@octocat')],
    5000,
    '/<img src=x>|`**b**`[x](y)@octocat',
  ],
  ['a path to outside', [file('../../etc/passwd')], 5000, '/../../etc/passwd'],
  ['an absolute path', [file('/etc/passwd')], 5000, '/etc/passwd'],
  ['a GNU name of 10 kB', [gnuLong(`d/${'n'.repeat(10_240)}`), file('x')], 5000, /^\/d\/n{70,}…$/],
  [
    'a PAX name of 10 kB',
    [pax({ path: `d/${'n'.repeat(10_240)}` }), file('x')],
    5000,
    /^\/d\/n{70,}…$/,
  ],
  [
    'folders without end',
    [pax({ path: `${'d/'.repeat(5000)}f` }), file('x')],
    5000,
    /^\/(d\/){30,}d?…$/,
  ],
  ['invalid UTF-8', [file(Buffer.from([0x61, 0xff, 0xfe, 0x62]))], 5000, '/a\ufffd\ufffdb'],
  [
    'devices and FIFOs',
    [
      { name: 'null', type: '3' },
      { name: 'sda', type: '4' },
      { name: 'fifo', type: '6' },
      file('f'),
    ],
    5000,
    '/f',
  ],
  [
    'a device that says it has bytes',
    [{ name: 'null', type: '3', size: 4096 }, file('f')],
    5000,
    '/f',
  ],
  ['an old GNU sparse file', [oldSparse], 32_768, '/sparse'],
  ['a PAX sparse file', newSparse, 32_768, '/real'],
  [
    'immense user IDs',
    [pax({ uid: '4294967295999', gid: '99999999999' }), { ...file('f'), uid: 2_097_151 }],
    5000,
    '/f',
  ],
  ['an entry twice', [file('f'), file('f')], 10_000, '/f'],
  [
    'a hard link to nothing',
    [{ name: 'h', type: '1', linkName: 'nowhere' }, file('f')],
    5000,
    '/f',
  ],
  [
    'a hard link that says it has bytes',
    [{ name: 'h', type: '1', linkName: 'f', size: 4096 }, file('f')],
    5000,
    '/f',
  ],
  ['an unknown type', [{ name: 'z', type: 'Z', content: 'z'.repeat(3000) }, file('f')], 8000, '/z'],
  [
    'whiteouts with content',
    [{ name: '.wh.a', content: 'z'.repeat(3000) }, file('f')],
    8000,
    '/.wh.a',
  ],
  ['a folder of aufs', [file('.wh..wh.cache/f')], 5000, '/.wh..wh.cache/f'],
  ['a file with a slash', [file('f/')], 5000, '/f'],
  [
    'whiteouts of nothing',
    [{ name: '.wh.' }, { name: '.wh...' }, { name: 'x/.wh..' }, file('f')],
    5000,
    '/f',
  ],
  [
    'names that objects have',
    [file('__proto__/constructor'), file('constructor')],
    10_000,
    '/constructor',
  ],
  ['no name', [file(''), { name: './', type: '5' }], 5000, '/'],
  ['a file that is a folder, too', [file('a'), file('a/b')], 10_000, '/a'],
  [
    'packages of wrong types',
    [{ name: 'node_modules/a/package.json', content: json5000({ name: 5, version: {} }) }],
    5000,
    '/node_modules/a/package.json',
  ],
  [
    'a package with a hostile name',
    [
      {
        name: 'node_modules/a/package.json',
        content: json5000({ name: hostile, version: '1\n2' }),
      },
    ],
    5000,
    '/node_modules/a/package.json',
  ],
  [
    'databases of garbage',
    [
      { name: 'var/lib/dpkg/status', content: Buffer.alloc(5000, 0xff) },
      { name: 'lib/apk/db/installed', content: Buffer.alloc(5000, '\n:') },
    ],
    10_000,
    '/lib/apk/db/installed',
  ],
]

describe('is measured, and shown as text', () => {
  const base = packedLayer(rawTar([filler]))
  const baseline = layoutOf(anImage([base]))

  test.each(strange)('%s', async (_name, entries, bytes, path) => {
    const entriesTar = rawTar(entries)
    const strangeImage = anImage([base, packedLayer(entriesTar)])
    const references = [
      asLayout(layoutOf(strangeImage)),
      asArchive(layoutOf(strangeImage)),
      asArchive(dockerArchiveOf([rawTar([filler]), entriesTar]), 'docker-archive'),
    ]
    for (const reference of references) {
      const { code, stdout, stderr, files } = await gate(reference, asLayout(baseline))
      expect([code, controls(stdout), controls(stderr)]).toEqual([0, [], []])
      const [text = '', html, markdown] = files.map(content => content ?? '')
      expect(controls(html ?? 'missing')).toEqual([])
      // Zero-width spaces keep GitHub from reading mentions.
      expect(controls((markdown ?? 'missing').replaceAll('\u200b', ''))).toEqual([])
      expect(html).not.toContain('<img')
      const [platform] = decodeReport(text, 'report').images[0]?.comparison.platforms ?? []
      expect(platform?.unpacked.change).toBe(bytes)
      expect(platform?.paths?.reduce((sum, { change }) => sum + change, 0)).toBe(bytes)
      const shown = stdout.split('\n').flatMap(line => line.split(/ {2,}/))
      expect(shown.some(cell => (typeof path === 'string' ? cell === path : path.test(cell)))).toBe(
        true,
      )
    }
  })

  test('garbage behind the end of a tar is not unpacked, as engines do not', async () => {
    const reference = asLayout(withTar(Buffer.concat([tar, garbage])))
    const { code, files } = await gate(reference)
    expect(code).toBe(0)
    const report = decodeReport(files[0] ?? '', 'report')
    expect(report.images[0]?.comparison.platforms[0]?.unpacked.candidate).toBe(100_000)
  })

  test('a history without end, from a hostile platform: the report can still be read', async () => {
    const created = `RUN ${hostile.repeat(9000)}`
    const files = changedConfig(c => ({ ...c, os: hostile, history: [{ created_by: created }] }))
    const { code, stdout, files: written } = await gate(asLayout(files))
    expect([code, controls(stdout)]).toEqual([0, []])
    expect(decodeReport(written[0] ?? '', 'report').images).toHaveLength(1)
  })
})

/** Members (or frames) in a row: a tar of one file of zeros. @param mebibytes how many */
function bomb(mebibytes: number, pack: (bytes: Buffer) => Buffer): LayerFixture {
  const size = mebibytes * 2 ** 20
  const [head, tail] = [rawTar([{ name: 'zeros', size }], { end: false }), Buffer.alloc(1024)]
  const zeros = Buffer.alloc(2 ** 24)
  const hash = createHash('sha256').update(head)
  for (let left = size; left > 0; left -= zeros.length) hash.update(zeros)
  const packed = pack(zeros)
  const members = Array.from({ length: size / zeros.length }, () => packed)
  const diffId = `sha256:${hash.update(tail).digest('hex')}` as const
  return {
    bytes: Buffer.concat([pack(head), ...members, pack(tail)]),
    diffId,
    mediaType: layer.mediaType,
  }
}

test.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
] as const)(
  'a %s bomb costs time, not memory, and leaves nothing behind',
  (_name, pack) => {
    const reference = asLayout(layoutOf(anImage([bomb(512, bytes => pack(bytes))])))
    const temporary = newPath('tmp')
    mkdirSync(temporary)
    const told = `process.on('exit', () => console.log('peak', process.resourceUsage().maxRSS))`
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=64',
        '--import',
        `data:text/javascript,${encodeURIComponent(told)}`,
        resolve('src/cli.ts'),
        'compare',
        '--image',
        reference,
        '--baseline',
        'none',
        '--max-size',
        '500MB',
      ],
      { encoding: 'utf8', cwd: folder.path, env: { ...process.env, TMPDIR: temporary } },
    )
    expect(stderr).toContain('Measured layer 1: 537 MB unpacked.')
    expect(status).toBe(1)
    // Kilobytes; half of it is the program.
    expect(Number(/peak (\d+)/.exec(stdout)?.[1])).toBeLessThan(300_000)
    expect(readdirSync(temporary)).toEqual([])
  },
  60_000,
)
