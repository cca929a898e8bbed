import { expect, test } from '@jest/globals'
import { packageChanges } from '../../src/compare/packages.ts'
import type { Layer, LayerFile, Package } from '../../src/image/measurement.ts'
import { aLayer } from '../report/make.ts'

const status = 'var/lib/dpkg/status'

function dpkg(packages: Record<string, [version: string, bytes: number]>): Package[] {
  return Object.entries(packages).map(
    ([name, [version, bytes]]): Package => ({
      manager: 'dpkg',
      name,
      version,
      bytes,
      path: status,
    }),
  )
}

function npm(path: string, version: string, bytes: number): Package {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  return { manager: 'npm', name, version, bytes, path: `${path}/package.json` }
}

function layer(name: string, packages: Package[], files: LayerFile[] = []): Layer {
  const written = [...new Set(packages.map(({ path }) => path))]
  return aLayer(`RUN ${name}`, 1, {
    files: [...files, ...written.map((path): LayerFile => ({ path, size: 1, kind: 'file' }))],
    packages,
  })
}

const base = layer('base', dpkg({ bash: ['5.2', 7_000], tzdata: ['2024a', 3_000] }))

test('the last database of each image counts', () => {
  const before = [
    base,
    layer('a', dpkg({ bash: ['5.2', 7_000], tzdata: ['2024a', 3_000], curl: ['8', 500] })),
  ]
  const after = [
    base,
    layer('b', dpkg({ bash: ['5.3', 7_100], curl: ['8', 500], ffmpeg: ['5.1.4', 35_000] })),
  ]
  expect(packageChanges(before, after)).toEqual([
    { manager: 'dpkg', name: 'ffmpeg', from: null, to: '5.1.4', change: 35_000 },
    { manager: 'dpkg', name: 'tzdata', from: '2024a', to: null, change: -3_000 },
    { manager: 'dpkg', name: 'bash', from: '5.2', to: '5.3', change: 100 },
  ])
})

test('packages whose papers a later layer deletes are gone', () => {
  const install = layer('npm ci', [
    npm('app/node_modules/a', '1.0.0', 10),
    npm('app/node_modules/b', '1.0.0', 20),
  ])
  const remove = layer('npm prune', [], [{ path: 'app/node_modules/a', size: 0, kind: 'whiteout' }])
  expect(packageChanges([install], [install, remove])).toEqual([
    { manager: 'npm', name: 'a', from: '1.0.0', to: null, change: -10 },
  ])
  const opaque = layer('rm', [], [{ path: 'app', size: 0, kind: 'opaque' }])
  expect(packageChanges([install], [install, opaque])).toHaveLength(2)
})

test('of changes of the same weight the names decide, then the managers', () => {
  const apk = (name: string): Package => ({
    manager: 'apk',
    name,
    version: '1',
    bytes: 10,
    path: 'lib/apk/db/installed',
  })
  const added = [apk('c'), apk('a'), npm('node_modules/b', '1', 10), npm('node_modules/a', '1', 10)]
  const changes = packageChanges([layer('x', [apk('d')])], [layer('y', added)])
  expect(changes?.map(({ name, manager }) => `${name} ${manager}`)).toEqual([
    'a apk',
    'a npm',
    'b npm',
    'c apk',
    'd apk',
  ])
})

test('copies of one package count together', () => {
  const one = npm('node_modules/semver', '7.0.0', 100)
  const before = [layer('npm ci', [one])]
  const after = [layer('npm i', [one, npm('node_modules/x/node_modules/semver', '5.0.0', 40)])]
  expect(packageChanges(before, after)).toEqual([
    { manager: 'npm', name: 'semver', from: '7.0.0', to: '5.0.0, 7.0.0', change: 40 },
  ])
})

test('unknown layers are unknown packages', () => {
  const unread = aLayer('RUN x', 1, { files: null })
  expect(packageChanges([base], [base, unread])).toBeNull()
  expect(packageChanges([unread], [base])).toBeNull()
  expect(packageChanges([base], [{ ...base, packages: null }])).toBeNull()
})

test('over a shared FROM image that nobody read, a first database does not make all of it new', () => {
  const unread = aLayer('FROM image', 1, { files: null })
  const install = layer('apt', dpkg({ bash: ['5.2', 7_000], ffmpeg: ['5.1.4', 35_000] }))
  const npmCi = layer('npm ci', [npm('node_modules/a', '1.0.0', 10)])
  expect(packageChanges([unread], [unread, install, npmCi])?.map(({ name }) => name)).toEqual(['a'])
  expect(packageChanges([unread, base], [unread, install])?.map(({ name }) => name)).toEqual([
    'ffmpeg',
    'tzdata',
  ])
})

test('so it is whatever other managers list', () => {
  const unread = aLayer('FROM image', 1, { files: null })
  const install = layer('apt', dpkg({ bash: ['5.2', 7_000], ffmpeg: ['5.1.4', 35_000] }))
  const npmCi = layer('npm ci', [npm('node_modules/a', '1.0.0', 10)])
  const names = (before: Layer[], after: Layer[]) =>
    packageChanges(before, after)?.map(({ name }) => name)
  expect(names([unread, npmCi], [unread, npmCi, install])).toEqual([])
  expect(names([unread, base, npmCi], [unread, install, npmCi])).toEqual(['ffmpeg', 'tzdata'])
})

test('a database that a later layer writes over with something else is gone', () => {
  const gone = layer('over', [], [{ path: status, size: 0, kind: 'file' }])
  expect(packageChanges([base], [base, gone])).toEqual([
    { manager: 'dpkg', name: 'bash', from: '5.2', to: null, change: -7_000 },
    { manager: 'dpkg', name: 'tzdata', from: '2024a', to: null, change: -3_000 },
  ])
  const beside = layer(
    'beside',
    [],
    [
      { path: 'var/lib/dpkg', size: 0, kind: 'directory' },
      { path: 'var/lib/dpkg/other', size: 0, kind: 'file' },
    ],
  )
  expect(packageChanges([base], [base, beside])).toEqual([])
})
