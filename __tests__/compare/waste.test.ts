import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stack } from '../../src/compare/hidden-files.ts'
import { findWaste } from '../../src/compare/waste.ts'
import type { LayerFile } from '../../src/image/measurement.ts'
import { aLayer } from '../report/make.ts'

type Entries = Record<string, number | Exclude<LayerFile['kind'], 'file'>>

/** Paths with the size of a file, or the kind of what has none. */
function paths(entries: Entries): LayerFile[] {
  return Object.entries(entries).map(([path, what]) =>
    typeof what === 'number' ? { path, size: what, kind: 'file' } : { path, size: 0, kind: what },
  )
}

const layer = (instruction: string, entries: Entries | null, more = {}) =>
  aLayer(instruction, 0, { files: entries === null ? null : paths(entries), ...more })

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
  ['var/lib/apt/lists/deb.debian.org_InRelease', '/var/lib/apt/lists', 'rm -rf /var/lib/apt/lists'],
  ['var/cache/apt/archives/a.deb', '/var/cache/apt', 'apt-get clean'],
  ['var/cache/apk/APKINDEX.tar.gz', '/var/cache/apk', '--no-cache'],
  ['root/.cache/pip/http/x', '/root/.cache/pip', '--no-cache-dir'],
  ['home/app/.npm/_cacache/x', '/home/app/.npm', 'type=cache'],
  ['usr/local/share/.cache/yarn/v6/x', '/usr/local/share/.cache/yarn', 'yarn cache clean'],
  ['root/.cache/go-build/00/x', '/root/.cache/go-build', 'type=cache'],
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
    layer(`RUN apt-get install ${name}`, { 'var/lib/dpkg/status': size, 'etc/ld.so.cache': size })
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

test('every byte is either visible or hidden, once', () => {
  const file = fc.tuple(
    fc.stringMatching(/^[ab](?:\/[ab]){0,3}$/),
    fc.constantFrom('file', 'directory', 'whiteout', 'opaque', 'link'),
    fc.nat(1000),
  )
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(file, { selector: ([path]) => path })), layers => {
      const all = layers.map(files =>
        files
          // A tar that holds a file and something in it is broken.
          .filter(
            ([path, kind]) =>
              kind === 'directory' || !files.some(([other]) => other.startsWith(`${path}/`)),
          )
          .filter(
            ([path], _, kept) =>
              !kept.some(([other, kind]) => kind !== 'directory' && path.startsWith(`${other}/`)),
          )
          .map(
            ([path, kind, size]): LayerFile => ({ path, kind, size: kind === 'file' ? size : 0 }),
          ),
      )
      const { hidden, visible } = stack(all)
      const sum = (files: { size: number }[]) => files.reduce((bytes, { size }) => bytes + size, 0)
      expect(sum(hidden) + sum(visible)).toBe(sum(all.flat()))
    }),
  )
})
