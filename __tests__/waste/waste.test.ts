import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerFile } from '../../src/image/measurement.ts'
import { stack } from '../../src/waste/hidden-files.ts'
import { findWaste } from '../../src/waste/waste.ts'
import { type Entries, filesOf, someLayers, sum } from '../compare/layers.ts'
import { aLayer } from '../report/make.ts'

const layer = (instruction: string, entries: Entries | null, more = {}) =>
  aLayer(instruction, 0, { files: entries === null ? null : filesOf(entries), ...more })

const waste = (...layers: ReturnType<typeof layer>[]) => findWaste(layers, null)?.findings

test('what a later layer deletes still ships', () => {
  const download = layer('RUN curl -O https://example.com/a.tgz', {
    tmp: 'directory',
    'tmp/a.tgz': 9_000,
    'tmp/b/c': 500,
    'opt/tool': 77,
  })
  expect(
    waste(download, layer('RUN rm -r /tmp/*', { 'tmp/a.tgz': 'whiteout', 'tmp/b': 'whiteout' })),
  ).toEqual([
    {
      kind: 'deleted',
      path: '/tmp',
      files: 2,
      bytes: 9_500,
      layer: 0,
      by: 1,
      isNew: null,
      cure: 'delete it in the same `RUN` that writes it: a later layer only hides it',
    },
  ])
})

test('an opaque directory hides lower layers, and nothing of its own layer, wherever it stands', () => {
  const found = waste(
    layer('RUN one', { 'app/old': 1_000, 'app/deep/older': 200, other: 3 }),
    layer('RUN two', { 'app/new': 50, app: 'opaque', 'app/deep/newer': 7 }),
    layer('RUN three', { app: 'whiteout' }),
  )
  expect(found?.map(({ path, bytes, layer, by }) => [path, bytes, layer, by])).toEqual([
    ['/app', 1_200, 0, 1],
    ['/app', 57, 1, 2],
  ])
})

test('chown of a COPY ships every file twice, and the cure is at the COPY', () => {
  const [found] =
    waste(
      layer('COPY . /app', { 'app/a': 4_000, 'app/src/b': 6_000 }),
      layer('RUN chown -R node /app', { 'app/a': 4_000, 'app/src/b': 6_000 }),
    ) ?? []
  expect(found).toMatchObject({ kind: 'copied', path: '/app', files: 2, bytes: 10_000 })
  expect(found?.cure).toContain('COPY --chown')
})

test('a leftover that chown ships again is the fault of who wrote it, in both layers', () => {
  const found = waste(
    layer('COPY . /app', { 'app/.git/x': 4_000, 'app/main': 1_000 }),
    layer('RUN npm ci', { 'app/.git/y': 20, 'home/node/.npm/z': 300 }),
    layer('RUN chown -R node /app /home', {
      'app/.git/x': 4_000,
      'app/.git/y': 20,
      'app/main': 1_000,
      'home/node/.npm/z': 300,
    }),
  )
  expect(found?.map(({ kind, path, bytes, layer, by }) => [kind, path, bytes, layer, by])).toEqual([
    ['copied', '/app/.git', 4_000, 0, 2],
    ['git', '/app/.git', 4_000, 0, null],
    ['copied', '/app/main', 1_000, 0, 2],
    ['copied', '/home/node/.npm', 300, 1, 2],
    ['cache', '/home/node/.npm', 300, 1, null],
    ['copied', '/app/.git', 20, 1, 2],
    ['git', '/app/.git', 20, 1, null],
  ])
  const [ignored, , chown, mounted, , cloned] = found?.map(({ cure }) => cure) ?? []
  expect(ignored).toBe('add `.git` to `.dockerignore`')
  expect(chown).toContain('COPY --chown')
  expect(mounted).toContain('target=/home/node/.npm')
  expect(cloned).toContain('that clones')
  expect(found?.filter(({ cure }) => cure === ignored)).toHaveLength(2)
})

test('a file in the place of a directory, a directory and a link in the place of a file', () => {
  const found = waste(
    layer('RUN a', { 'a/x': 10, b: 20, c: 30 }),
    layer('RUN b', { a: 1, b: 'directory', 'b/y': 2, c: 'link' }),
  )
  expect(found?.map(({ kind, path, bytes }) => [kind, path, bytes])).toEqual([
    ['overwritten', '/c', 30],
    ['overwritten', '/b', 20],
    ['deleted', '/a/x', 10],
  ])
})

test.each([
  [
    'var/lib/apt/lists/deb.debian.org_InRelease',
    '/var/lib/apt/lists',
    '`rm -rf /var/lib/apt/lists/*`, or mount it: `RUN --mount=type=cache,target=/var/lib/apt/lists`',
  ],
  ['var/cache/apt/archives/a.deb', '/var/cache/apt', 'apt-get clean'],
  ['var/cache/apk/APKINDEX.tar.gz', '/var/cache/apk', '--no-cache'],
  ['root/.cache/pip/http/x', '/root/.cache/pip', '--no-cache-dir'],
  ['var/cache/yum/x86_64/9/x', '/var/cache/yum', '`yum clean all`'],
  ['var/cache/dnf/x.solv', '/var/cache/dnf', '`dnf clean all`'],
  ['var/cache/libdnf5/x.solv', '/var/cache/libdnf5', '`dnf clean all`'],
  ['var/cache/zypp/solv/x', '/var/cache/zypp', '`zypper clean --all`'],
  ['home/app/.cache/pip/http/x', '/home/app/.cache/pip', '`pip install --no-cache-dir`'],
  ['root/.npm/_cacache/x', '/root/.npm', '`RUN --mount=type=cache,target=/root/.npm`'],
  [
    'home/app/.npm/_cacache/x',
    '/home/app/.npm',
    '`RUN --mount=type=cache,target=/home/app/.npm,uid=…`',
  ],
  ['usr/local/share/.cache/yarn/v6/x', '/usr/local/share/.cache/yarn', 'yarn cache clean'],
  [
    'home/app/.cache/go-build/00/x',
    '/home/app/.cache/go-build',
    '`RUN --mount=type=cache,target=/home/app/.cache/go-build,uid=…`, or build in a stage',
  ],
  ['src/tool/.git/objects/pack/x', '/src/tool/.git', 'clones'],
  ['app/core.4711', '/app/core.4711', 'core dump'],
])('left behind: %s', (path, root, cure) => {
  const [found] = waste(layer('RUN make', { [path]: 2_000_000 })) ?? []
  expect(found).toMatchObject({ path: root, bytes: 2_000_000, by: null })
  expect(found?.cure).toContain(cure)
})

test.each(['app/core', 'usr/lib/git/x', 'app/.github/x', 'opt/.npmrc', 'var/lib/dpkg/status'])(
  'no waste: %s',
  path => {
    expect(waste(layer('RUN make', { [path]: 900_000 }))).toEqual([])
  },
)

test('databases that every install writes anew are nobody’s fault', () => {
  const install = (name: string, size: number) =>
    layer(`RUN install ${name}`, {
      'var/lib/dpkg/status': size,
      'var/lib/rpm/rpmdb.sqlite': size,
      'etc/ld.so.cache': size,
    })
  expect(waste(install('a', 100_000), install('b', 100_900))).toEqual([])
})

test('what the baseline did not waste comes first', () => {
  const lists = (size: number) => layer('RUN apt-get update', { 'var/lib/apt/lists/x': size })
  const git = layer('COPY . .', { 'app/.git/pack': 5_000 })
  const found = findWaste([lists(90_000), git], [lists(80_000)])
  expect(found?.findings.map(({ path, isNew }) => [path, isNew])).toEqual([
    ['/app/.git', true],
    ['/var/lib/apt/lists', false],
  ])
  expect(found?.total).toBe(95_000)
  expect(found?.findings[0]?.cure).toBe('add `.git` to `.dockerignore`')
})

test('layers that nobody read are unknown, not without waste', () => {
  const lists = layer('RUN apt-get update', { 'var/lib/apt/lists/x': 9_000 })
  const unread = layer('RUN secret', null)
  expect(findWaste([unread], null)).toBeNull()
  expect(findWaste([unread, lists], [unread])).toMatchObject({ total: 9_000, efficiency: null })
  expect(findWaste([lists], [unread])?.findings[0]?.isNew).toBeNull()
})

const large = (path: string, size: number, crc32: number): LayerFile => {
  return { path, size, kind: 'file', crc32 }
}
const layerOf = (instruction: string, files: LayerFile[], more = {}) =>
  aLayer(instruction, 0, { files, ...more })

test('the same content in two layers is told at the later one, with where it is already', () => {
  const found = waste(
    layerOf('COPY --from=build /out /opt/tool', [
      large('opt/tool/bin/tool', 900_000, 1),
      large('opt/tool/lib/a.so', 300_000, 2),
      large('opt/tool/lib/b.so', 300_000, 3),
    ]),
    layerOf('RUN cp -r /opt/tool/* /usr/local', [
      large('usr/local/bin/tool', 900_000, 1),
      large('usr/local/lib/a.so', 300_000, 2),
      large('usr/local/lib/other.so', 300_000, 99),
    ]),
  )
  expect(found).toEqual([
    {
      kind: 'duplicate',
      path: '/usr/local',
      files: 2,
      bytes: 1_200_000,
      layer: 1,
      by: null,
      original: { path: '/opt/tool', layer: 0 },
      isNew: null,
      cure: 'move it in the `RUN` that writes it, or make the other path a symbolic link: a copy in a later layer ships it again',
    },
  ])
})

test.each<[string, number, ReturnType<typeof layer>[]]>([
  [
    'the same path: it is written again, not twice',
    1,
    [layerOf('COPY a', [large('a', 9, 1)]), layerOf('COPY b', [large('a', 9, 1)])],
  ],
  [
    'one that a later layer deletes',
    1,
    [
      layerOf('COPY a', [large('tmp/a', 9, 1)]),
      layerOf('RUN cp', [large('b', 9, 1)]),
      layer('RUN rm', { 'tmp/a': 'whiteout' }),
    ],
  ],
  [
    'a cache: it can go as such',
    1,
    [layerOf('COPY a', [large('a', 9, 1)]), layerOf('RUN pip', [large('root/.cache/pip/a', 9, 1)])],
  ],
  ['one layer', 0, [layerOf('COPY a', [large('a', 9, 1), large('b', 9, 1)])]],
  [
    'another size',
    0,
    [layerOf('COPY a', [large('a', 9, 1)]), layerOf('COPY b', [large('b', 8, 1)])],
  ],
  [
    'within the FROM image',
    0,
    [
      layerOf('RUN a', [large('a', 9, 1)], { upstream: true }),
      layerOf('RUN b', [large('b', 9, 1)], { upstream: true }),
    ],
  ],
])('no duplicate, or told already: %s', (_, findings, layers) => {
  const found = waste(...layers)
  expect(found).toHaveLength(findings)
  expect(found?.map(({ kind }) => kind)).not.toContain('duplicate')
})

test('what the FROM image has already needs no copy', () => {
  const [found] =
    waste(
      layerOf('# debian.sh', [large('usr/bin/perl', 4_000_000, 1)], { upstream: true }),
      layerOf('COPY tools /opt', [large('opt/perl', 4_000_000, 1)]),
    ) ?? []
  expect(found?.cure).toMatch(/^the FROM image has it already/)
})

const MB = 1_000_000

test.each([
  [
    'usr/share/doc/x/README.gz',
    'RUN apt-get install x',
    '/usr/share/doc',
    'path-exclude=/usr/share/doc/*',
  ],
  ['usr/share/man/man1/x.1.gz', 'RUN microdnf install x', '/usr/share/man', 'nodocs'],
  ['usr/share/man/man1/x.1.gz', 'RUN apk add mandoc', '/usr/share/man', '-doc'],
  ['usr/local/share/info/x', 'RUN make install', '/usr/local/share/info', 'in the same `RUN`'],
  [
    'usr/share/locale/de/x.mo',
    'RUN apt install x',
    '/usr/share/locale',
    'path-exclude=/usr/share/locale/*',
  ],
  ['usr/share/doc/x', 'COPY usr /usr', '/usr/share/doc', 'copy only what runs'],
  ['app/node_modules/a/test/x.js', 'RUN npm ci', '/app/node_modules', '--omit=dev'],
  ['app/node_modules/a/node_modules/@b/c/docs/x', 'RUN npm ci', '/app/node_modules', '--omit=dev'],
  ['app/node_modules/a/__tests__/x.js', 'COPY . .', '/app/node_modules', '.dockerignore'],
  [
    'opt/lib/python3.12/site-packages/pandas/tests/io/x.py',
    'RUN pip install pandas',
    '/opt/lib/python3.12/site-packages',
    '-name tests',
  ],
  [
    'usr/lib/python3/dist-packages/a/__pycache__/x.pyc',
    'RUN pip install a',
    '/usr/lib/python3/dist-packages',
    '--no-compile',
  ],
  [
    'usr/local/lib/python3.12/asyncio/__pycache__/x.pyc',
    'RUN make',
    '/usr/local/lib/python3.12',
    'PYTHONDONTWRITEBYTECODE=1',
  ],
])('what packages bring beside: %s by %s', (path, instruction, root, cure) => {
  const [found, ...others] = waste(layer(instruction, { [path]: MB })) ?? []
  expect(found).toMatchObject({ path: root, bytes: MB, by: null })
  expect(found?.cure).toContain(cure)
  expect(others).toEqual([])
  // Below a megabyte it is noise.
  expect(waste(layer(instruction, { [path]: MB - 1 }))).toEqual([])
})

test.each([
  'usr/share/doc/x/copyright',
  'app/test/x.js',
  'app/docs/x',
  'app/node_modules/a/lib/test/x.js',
  'app/node_modules/test/index.js',
  'app/node_modules/@a/docs/index.js',
  'site-packages/a/testing/x.py',
  'usr/share/docs/x',
])('needed, as far as we know: %s', path => {
  expect(waste(layer('RUN make', { [path]: 9 * MB }))).toEqual([])
})

test('of a FROM image only what its slim variant leaves out, and only when it is much', () => {
  const base = (size: number) =>
    layer(
      '# debian.sh',
      {
        'usr/share/doc/x': size,
        'usr/lib/node_modules/npm/docs/x': size,
        'a/site-packages/b/tests/x': size,
      },
      { upstream: true },
    )
  expect(waste(base(4 * MB))).toEqual([])
  expect(waste(base(5 * MB))).toMatchObject([
    { kind: 'documentation', cure: 'choose a slim FROM image, e.g. `debian:12-slim`' },
  ])
})

test('packages that are deleted are one finding, their tests with them', () => {
  const found = waste(
    layer('RUN npm ci', { 'app/node_modules/a/index.js': MB, 'app/node_modules/a/test/x.js': MB }),
    layer('RUN rm -r node_modules', { 'app/node_modules': 'whiteout' }),
  )
  expect(found).toMatchObject([{ kind: 'deleted', path: '/app/node_modules/a', bytes: 2 * MB }])
})

test('no byte is in two findings', () => {
  fc.assert(
    fc.property(someLayers, fc.infiniteStream(fc.nat(2)), (layers, crcs) => {
      const own = layers.map((files, index) =>
        layerOf(
          `RUN ${index}`,
          files.map(file =>
            file.kind === 'file'
              ? { ...file, size: file.size % 3, crc32: crcs.next().value }
              : file,
          ),
        ),
      )
      const found = findWaste(own, null)
      const bytes = (found?.findings ?? []).reduce((all, finding) => all + finding.bytes, 0)
      const { hidden, visible } = stack(own.map(({ files }) => files))
      const contents = new Set(visible.map(({ size, crc32 }) => `${size} ${crc32}`))
      const needed = [...contents].reduce((all, content) => all + Number.parseInt(content, 10), 0)
      expect(found?.total ?? 0).toBe(bytes)
      expect(bytes).toBeLessThanOrEqual(sum(hidden) + sum(visible) - needed)
    }),
  )
})

test('every byte is either visible or hidden, once', () => {
  fc.assert(
    fc.property(someLayers, layers => {
      // A path twice in one tar counts twice, and is no layer's fault.
      const once = layers.map(files => {
        const paths = new Map(files.map(file => [file.path, file]))
        return [...paths.values()].filter(
          ({ path, kind }) =>
            kind === 'directory' || ![...paths.keys()].some(other => other.startsWith(`${path}/`)),
        )
      })
      const { hidden, visible } = stack(once)
      expect(sum(hidden) + sum(visible)).toBe(sum(once.flat()))
    }),
  )
})
