import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compare } from '../../src/compare/compare.ts'
import type { Layer, LayerFile } from '../../src/image/measurement.ts'
import { compactPlatform } from '../../src/record/compact.ts'
import { stack } from '../../src/waste/hidden-files.ts'
import { exampleRoots } from '../../src/waste/places.ts'
import { findWaste, withWaste } from '../../src/waste/waste.ts'
import { type Entries, filesOf, someLayers, sum } from '../compare/layers.ts'
import { aLayer, aMeasurement, aPlatform } from '../report/make.ts'

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

describe('hard links, as pnpm installs them out of its store', () => {
  const store = 'root/.local/share/pnpm/store/v10/files/00/x'
  const installed = 'srv/app/node_modules/x/x.js'
  const linked = (first: string, second: string) =>
    aLayer('RUN pnpm install', 0, {
      files: [
        { path: first, size: 9_000, kind: 'file' },
        { path: 'root/.local/share/pnpm/store/v10/index', size: 50, kind: 'file' },
        { path: second, size: 0, kind: 'link', hardLink: first },
      ],
    })
  const told = (...layers: ReturnType<typeof layer>[]) =>
    waste(...layers)?.map(({ kind, path, bytes }) => [kind, path, bytes])

  test.each([
    ['the store', store, installed],
    ['what is installed', installed, store],
  ])(
    'a store saves only what nothing else links to, also when the tar has the bytes with %s',
    (_, first, second) => {
      expect(told(linked(first, second))).toEqual([['cache', '/root/.local/share/pnpm/store', 50]])
    },
  )

  test('a store that a later layer deletes wasted only that too', () => {
    const removed = layer('RUN rm -r', { 'root/.local/share/pnpm/store': 'whiteout' })
    expect(told(linked(store, installed), removed)?.map(([, , bytes]) => bytes)).toEqual([50])
  })

  test('a link that is itself deleted, or left behind, keeps nothing', () => {
    const removed = layer('RUN rm -r', { [installed]: 'whiteout' })
    const path = '/root/.local/share/pnpm/store'
    expect(told(linked(store, installed), removed)).toEqual([['cache', path, 9_050]])
    expect(told(linked(store, 'root/.npm/x'))).toEqual([['cache', path, 9_050]])
  })

  test('a link of another layer to a file of the same name keeps nothing', () => {
    const [first, second] = [linked(store, installed), linked(store, 'root/.npm/x')]
    const path = '/root/.local/share/pnpm/store'
    expect(told(first, second)).toEqual([
      ['cache', path, 9_000],
      ['cache', path, 100],
    ])
  })
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
  // One cure saves both: that of who brought it.
  expect(found?.map(({ kind, path, bytes, layer, by }) => [kind, path, bytes, layer, by])).toEqual([
    ['git', '/app/.git', 8_000, 0, null],
    ['copied', '/app/main', 1_000, 0, 2],
    ['cache', '/home/node/.npm', 600, 1, null],
    ['git', '/app/.git', 40, 1, null],
  ])
  const [ignored, chown, mounted, cloned] = found?.map(({ cure }) => cure) ?? []
  expect(ignored).toBe(
    'leave it out of what is copied, by `.dockerignore` where that is the build context',
  )
  expect(chown).toContain('COPY --chown')
  expect(mounted).toContain('target=/home/node/.npm')
  expect(cloned).toContain('that clones')
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

const removal = (root: string) => `end the same \`RUN\` with \`rm -rf /${root}\``

test.each([
  [
    'var/lib/apt/lists/deb.debian.org_InRelease',
    'var/lib/apt/lists',
    'end the same `RUN` with `rm -rf /var/lib/apt/lists/*`, or mount it: `RUN --mount=type=cache,target=/var/lib/apt/lists`',
  ],
  ['var/cache/apt/archives/a.deb', 'var/cache/apt', '`rm -rf /var/cache/apt/*`'],
  ['var/cache/apk/APKINDEX.tar.gz', 'var/cache/apk', '`rm -rf /var/cache/apk/*`'],
  ['var/cache/yum/x86_64/9/x', 'var/cache/yum', '`rm -rf /var/cache/yum/*`'],
  ['var/cache/dnf/x.solv', 'var/cache/dnf', '`rm -rf /var/cache/dnf/*`'],
  ['var/cache/libdnf5/x.solv', 'var/cache/libdnf5', '`rm -rf /var/cache/libdnf5/*`'],
  ['var/cache/zypp/solv/x', 'var/cache/zypp', '`rm -rf /var/cache/zypp/*`'],
  ['root/.npm/_cacache/x', 'root/.npm', '`RUN --mount=type=cache,target=/root/.npm`'],
  ['home/a/.npm/x', 'home/a/.npm', '`RUN --mount=type=cache,target=/home/a/.npm,uid=…`'],
  // HOME is not always below /home.
  [
    'app/.cache/pip/http/x',
    'app/.cache/pip',
    '`RUN --mount=type=cache,target=/app/.cache/pip,uid=…`',
  ],
  ['var/www/.composer/cache/x', 'var/www/.composer/cache', removal('var/www/.composer/cache')],
  ['opt/conda/pkgs/x/y', 'opt/conda/pkgs', removal('opt/conda/pkgs')],
  ['opt/miniforge3/pkgs/x', 'opt/miniforge3/pkgs', removal('opt/miniforge3/pkgs')],
  ['root/.cache/pypoetry/artifacts/x', 'root/.cache/pypoetry/artifacts', 'rm -rf'],
  ['root/.local/share/pipx/.cache/x', 'root/.local/share/pipx/.cache', 'rm -rf'],
  ['root/.gradle/wrapper/dists/x', 'root/.gradle/wrapper/dists', 'build in a stage of its own'],
  ['root/go/pkg/mod/cache/x', 'root/go/pkg/mod', 'build in a stage of its own'],
  ['usr/local/cargo/registry/src/x', 'usr/local/cargo/registry', 'build in a stage of its own'],
  ['app/target/release/deps/x.rlib', 'app/target/release/deps', 'build in a stage of its own'],
  [
    'app/target/x86_64-unknown-linux-musl/debug/incremental/x',
    'app/target/x86_64-unknown-linux-musl/debug/incremental',
    'stage',
  ],
  ['usr/local/bundle/cache/rack-3.gem', 'usr/local/bundle/cache', 'rm -rf'],
  ['usr/local/lib/ruby/gems/3.3.0/cache/rack-3.gem', 'usr/local/lib/ruby/gems/3.3.0/cache', 'rm'],
  ['var/lib/gems/3.1.0/cache/x.gem', 'var/lib/gems/3.1.0/cache', 'rm -rf'],
  ['root/.local/share/NuGet/v3-cache/x', 'root/.local/share/NuGet/v3-cache', 'rm -rf'],
  [
    'root/.cache/huggingface/hub/x',
    'root/.cache/huggingface',
    'where nothing reads it at run time',
  ],
  ['app/.cache/puppet/x', 'app/.cache', 'where nothing reads it at run time'],
  ['src/tool/.git/objects/pack/x', 'src/tool/.git', 'that clones'],
  ['tmp/build/x', 'tmp', '`RUN --mount=type=tmpfs,target=/tmp`'],
  ['var/tmp/x', 'var/tmp', '`rm -rf /var/tmp/*`'],
  ['usr/lib/debug/.build-id/00/x.debug', 'usr/lib/debug', 'debug symbols'],
  ['opt/app.debug', 'opt/app.debug', 'debug symbols'],
])('left behind: %s', (path, root, cure) => {
  const [found, ...others] = waste(layer('RUN make', { [path]: 2_000_000 })) ?? []
  expect(found).toMatchObject({ path: `/${root}`, bytes: 2_000_000, by: null })
  expect(found?.cure).toContain(cure)
  expect(others).toEqual([])
})

test.each(exampleRoots())('each place is found by its example: %s', root => {
  const found = waste(layer('RUN make', { [`${root}/some/file`]: 2_000_000 }))
  expect(found).toMatchObject([{ path: `/${root}`, bytes: 2_000_000 }])
})

test.each([
  'app/core',
  'usr/lib/git/x',
  'app/.github/x',
  'opt/.npmrc',
  'var/lib/dpkg/status',
  // Browsers and virtual environments in a cache are what somebody runs.
  'root/.cache/ms-playwright/chromium/x',
  'root/.cache/puppeteer/chrome/x',
  'root/.cache/pypoetry/virtualenvs/x/bin/python',
  'app/target/release/app',
  'app/target/classes/x.class',
  'app/cache/x',
  'srv/pkgs/x',
  'app/.yarn/cache/x.zip',
  'tmp-data/x',
])('no waste: %s', path => {
  expect(waste(layer('RUN make', { [path]: 9_000_000 }))).toEqual([])
})

test('a core dump is known by its ELF type, and a program called core is none', () => {
  const file = (path: string, elf?: object) => ({
    path,
    size: 70_000,
    kind: 'file',
    crc32: 1,
    ...elf,
  })
  const files = [file('app/core'), file('app/crash', { elf: { core: true } })] as LayerFile[]
  expect(waste(aLayer('RUN make', 0, { files }))).toMatchObject([
    { kind: 'core dump', path: '/app/crash', bytes: 70_000 },
  ])
})

test('symbols of a large program are advice, once: not of a copy, and not of a FROM image', () => {
  const program = (path: string) => ({
    ...large(path, 20_000_000, 7),
    elf: { symbols: 5_000_000 },
  })
  const build = layerOf('RUN make', [program('usr/bin/app')])
  expect(waste(build)).toMatchObject([
    {
      kind: 'unstripped',
      path: '/usr/bin/app',
      bytes: 5_000_000,
      cure: expect.stringContaining('strip'),
    },
  ])
  expect(waste(build, layerOf('RUN cp', [program('opt/app')]))).toMatchObject([
    { kind: 'duplicate', path: '/opt/app', bytes: 20_000_000 },
    { kind: 'unstripped', path: '/usr/bin/app' },
  ])
  expect(waste({ ...build, upstream: true })).toEqual([])
})

test.each<[string, string, boolean]>([
  ['opt/tool-1.2.tar.gz', 'opt/tool-1.2/bin/tool', true],
  ['opt/node-v24.1-linux-x64.tar.xz', 'opt/node/bin/node', true],
  ['opt/go.tgz', 'opt/go-1.25/bin/go', true],
  ['opt/maven.zip', 'opt/maven-3.9/bin/mvn', true],
  ['opt/tool.tar.gz', 'opt/other/bin/tool', false],
  ['opt/tool.tar.gz', 'usr/tool/bin/tool', false],
  ['root/hello.deb', 'usr/bin/hello', true],
])('%s beside %s: an archive of what is there: %s', (path, unpacked, expected) => {
  const found = waste(layer('RUN tar', { [path]: 3_000_000, [unpacked]: 9_000_000 }))
  expect(found?.map(finding => [finding.kind, finding.path])).toEqual(
    expected ? [['archive', `/${path}`]] : [],
  )
  expect(waste(layer('RUN tar', { [path]: 900_000, [unpacked]: 9_000_000 }))).toEqual([])
})

test.each([
  ['RUN tar -C /usr/local -xzf go1.16.tar.gz', true],
  ['RUN set -e; tar xf ./src/go1.16.tar.gz -C /usr/local', true],
  ['RUN unzip -q go1.16.tar.gz', true],
  ['RUN tar -tf go1.16.tar.gz', false],
  ['RUN tar -xf other-go1.16.tar.gz', false],
  ['RUN tar --version && cp go1.16.tar.gz /srv', false],
])('an archive is left over when `%s`: %s', (instruction, expected) => {
  const found = waste(
    layer('RUN curl -O https://example.com/go1.16.tar.gz', { 'src/go1.16.tar.gz': 3_000_000 }),
    layer(instruction, { 'usr/local/go/bin/go': 9 }),
  )
  expect(found?.map(finding => [finding.kind, finding.path])).toEqual(
    expected ? [['archive', '/src/go1.16.tar.gz']] : [],
  )
})

test.each([
  ['var/lib/dpkg/status', 400_000, 0],
  ['var/lib/rpm/rpmdb.sqlite', 900_000, 0],
  ['etc/ld.so.cache', 20_000, 0],
  ['etc/passwd-', 2_000, 0],
  ['app/package-lock.json', 2_000_000, 0],
  // A place like any other, and a database that weighs something.
  ['etc/app/model.bin', 20_000, 1],
  ['var/log/app.log', 20_000, 1],
  ['usr/lib/sysimage/rpm/rpmdb.sqlite', 7_000_000, 1],
])('%s of %d bytes, written anew by a second install: %d finding', (path, size, findings) => {
  const install = (name: string, more: number) =>
    layer(`RUN install ${name}`, { [path]: size + more })
  expect(waste(install('a', 0), install('b', 9))).toHaveLength(findings)
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
})

test('waste that grew is new for the part that grew, over all layers that have it', () => {
  const lists = (size: number, name = 'x') =>
    layer('RUN apt-get', { [`var/lib/apt/lists/${name}`]: size })
  const newsOf = (candidate: Layer[], baseline: Layer[]) =>
    findWaste(candidate, baseline)?.findings.map(({ layer, isNew, grown }) => [layer, isNew, grown])
  expect(newsOf([lists(90_000)], [lists(80_000)])).toEqual([[0, false, 10_000]])
  expect(newsOf([lists(90_000)], [lists(90_000)])).toEqual([[0, false, undefined]])
  expect(newsOf([lists(50_000), lists(50_000, 'y')], [lists(80_000)])).toEqual([
    [1, false, 20_000],
    [0, false, undefined],
  ])
  expect(newsOf([lists(50_000), lists(50_000, 'y')], [lists(50_000)])).toEqual([
    [1, true, undefined],
    [0, false, undefined],
  ])
})

describe('what a record tells of a layer', () => {
  const sums = (...paths: [path: string, size: number, files: number][]) =>
    aLayer('RUN make', 0, {
      files: null,
      paths: paths.map(([path, size, files]) => ({ path, size, files })),
    })

  test('is enough for a `rm -r` of 30 MB in a layer that no run reads again', () => {
    const sdk = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`opt/sdk/lib/d${index % 50}/f${index}`, 10_000]),
    )
    const { layers } = compactPlatform(
      aPlatform([layer('RUN install', { ...sdk, 'usr/bin/tool': 40_000_000 })]),
    )
    const rm = layer('RUN rm -r /opt/sdk', { 'opt/sdk': 'whiteout' })
    expect(waste(...layers, rm)).toMatchObject([
      { kind: 'deleted', files: 3000, bytes: 30_000_000, layer: 0, by: 1 },
    ])
  })

  test('is enough for what a later layer deletes or writes again', () => {
    const record = sums(['opt/big', 30_000_000, 1], ['opt/sdk', 5_000_000, 400], ['', 7_000, 9])
    const rm = layer('RUN rm -r', { 'opt/big': 'whiteout', 'opt/sdk': 'whiteout' })
    expect(waste(record, rm)).toMatchObject([
      { kind: 'deleted', path: '/opt', files: 401, bytes: 35_000_000, layer: 0, by: 1 },
    ])
    expect(waste(record, layer('RUN chmod', { 'opt/big': 30_000_000 }))).toMatchObject([
      { kind: 'copied', path: '/opt/big', bytes: 30_000_000 },
    ])
    expect(waste(record, layer('RUN grow', { 'opt/big': 31_000_000 }))).toMatchObject([
      { kind: 'overwritten', path: '/opt/big', bytes: 30_000_000 },
    ])
    // In the directory is another file, as far as anybody knows.
    expect(waste(record, layer('RUN more', { 'opt/sdk/new': 1 }))).toEqual([])
  })

  test('says what is left behind, and the report says that there may be more', () => {
    const found = findWaste([sums(['var/lib/apt/lists', 9_000_000, 20], ['usr', 5, 1])], null)
    expect(found).toMatchObject({
      findings: [{ kind: 'cache', path: '/var/lib/apt/lists', files: 20, bytes: 9_000_000 }],
      efficiency: null,
    })
  })

  test('says of new waste what is certain: small files are in the sum around them', () => {
    const lists = (size: number) => layer('RUN apt-get', { 'var/lib/apt/lists/x': size })
    const news = (size: number, ...paths: [string, number, number][]) =>
      findWaste([lists(size)], [sums(...paths)])?.findings.map(({ isNew, grown }) => [isNew, grown])
    expect(news(500, ['usr/bin', 9_000, 3])).toEqual([[true, undefined]])
    expect(news(500, ['usr/bin', 9_000, 3], ['', 800, 3])).toEqual([[null, undefined]])
    expect(news(500, ['var/lib/apt/lists', 500, 3])).toEqual([[false, undefined]])
    expect(news(900, ['var/lib/apt/lists', 500, 3], ['var', 100, 1])).toEqual([[false, 300]])
  })

  test('findings of one place share what the baseline certainly wasted there', () => {
    const lists = (name: string, size: number) =>
      layer(`RUN ${name}`, { [`var/lib/apt/lists/${name}`]: size })
    const candidate = [lists('a', 400), lists('b', 100), lists('c', 50)]
    const baseline = [sums(['var/lib/apt/lists', 500, 3], ['', 800, 9])]
    expect(
      findWaste(candidate, baseline)?.findings.map(({ bytes, isNew }) => [bytes, isNew]),
    ).toEqual([
      [400, false],
      [100, false],
      [50, null],
    ])
  })

  test.each(['opt/a', 'opt'])('every byte is visible or hidden, once, whatever is at %s', path => {
    fc.assert(
      fc.property(
        someLayers,
        fc.nat(1000),
        fc.integer({ min: 1, max: 5 }),
        (layers, size, files) => {
          const once = layers.map(own => [...new Map(own.map(file => [file.path, file])).values()])
          const read = once.map(own => ({ files: own.filter(({ kind }) => kind !== 'file') }))
          const { hidden, visible } = stack([
            { files: null, paths: [{ path, size, files }] },
            ...read,
          ])
          expect(sum(hidden) + sum(visible)).toBe(size)
        },
      ),
    )
  })
})

test('a comparison tells the waste of each platform that the candidate has', () => {
  const lists = layer('RUN apt-get update', { 'var/lib/apt/lists/x': 9_000 })
  const on = (platform: string, own: Layer) => aPlatform([own], { platform })
  const compared = compare(
    'app',
    {
      state: 'compared',
      measurement: aMeasurement([on('linux/amd64', lists), on('linux/s390x', lists)]),
    },
    aMeasurement([on('linux/amd64', lists), on('linux/arm64', lists)]),
  )
  const news = withWaste(compared).platforms.map(({ platform, waste }) => [
    platform,
    waste?.findings.map(({ isNew }) => isNew),
  ])
  expect(Object.fromEntries(news)).toEqual({
    'linux/amd64': [false],
    'linux/arm64': [null],
    'linux/s390x': undefined,
  })
  const unread = aMeasurement([on('linux/amd64', layer('RUN secret', null))])
  const unknown = compare('app', { state: 'none' }, unread)
  expect(withWaste(unknown).platforms[0]).toEqual(unknown.platforms[0])
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
    '`path-exclude=/usr/share/doc/*` and `path-include=/usr/share/doc/*/copyright`',
  ],
  ['usr/share/man/man1/x.1.gz', 'RUN microdnf install x', '/usr/share/man', 'no documentation'],
  [
    'usr/share/man/man1/x.1.gz',
    'RUN apk add mandoc',
    '/usr/share/man',
    'packages of documentation',
  ],
  ['usr/local/share/info/x', 'RUN make install', '/usr/local/share/info', 'in the same `RUN`'],
  [
    'usr/share/locale/de/x.mo',
    'RUN apt install x',
    '/usr/share/locale',
    'path-exclude=/usr/share/locale/*',
  ],
  ['usr/share/doc/x', 'COPY usr /usr', '/usr/share/doc', 'copy only what runs'],
  [
    'app/node_modules/a/test/x.js',
    'RUN npm ci',
    '/app/node_modules',
    'without development packages',
  ],
  [
    'app/node_modules/a/node_modules/@b/c/docs/x',
    'RUN npm ci',
    '/app/node_modules',
    'without development packages',
  ],
  ['app/node_modules/a/__tests__/x.js', 'COPY . .', '/app/node_modules', '.dockerignore'],
  [
    'opt/lib/python3.12/site-packages/pandas/tests/io/x.py',
    'RUN pip install pandas',
    '/opt/lib/python3.12/site-packages',
    '\\( -name test -o -name tests \\)',
  ],
  [
    'usr/lib/python3/dist-packages/a/__pycache__/x.pyc',
    'RUN pip install a',
    '/usr/lib/python3/dist-packages',
    '-name __pycache__',
  ],
  [
    'usr/local/lib/python3.12/asyncio/__pycache__/x.pyc',
    'RUN make',
    '/usr/local/lib/python3.12',
    'find /usr/local/lib/python3.12 -type d -name __pycache__',
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
  'usr/lib/pythonic/test/x.py',
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
      const { hidden, visible } = stack(own)
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
      const { hidden, visible } = stack(once.map(files => ({ files })))
      expect(sum(hidden) + sum(visible)).toBe(sum(once.flat()))
    }),
  )
})
