import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { packageChanges } from '../../src/compare/packages.ts'
import { isRpmDatabase, readRpmDatabase } from '../../src/scan/rpm-database.ts'
import { scanLayer } from '../../src/scan/scanner.ts'
import { aLayer } from '../report/make.ts'
import { aTar, chunks } from '../support/fixtures.ts'
import { temporaryFolder } from '../support/repositories.ts'

/** A copy of its own, since reading takes the bytes away. */
function data(name: string): Buffer<ArrayBuffer> {
  const content = gunzipSync(readFileSync(new URL(`data/${name}.gz`, import.meta.url)))
  return copyOf(content)
}

function copyOf(content: Uint8Array): Buffer<ArrayBuffer> {
  const copy = Buffer.alloc(content.length)
  copy.set(content)
  return copy
}

const sqlite = 'var/lib/rpm/rpmdb.sqlite'
const before = [
  ['curl-minimal', '7.76.1-29.el9', 250_000],
  ['glibc', '2.34-100.el9', 6_000_000],
  ['vim-minimal', '2:8.2.2637-20.el9', 1_600_000],
]
const after = [
  ['curl-minimal', '7.76.1-29.el9', 250_000],
  ['glibc', '2.34-168.el9', 6_100_000],
  ['jq', '1.6-17.el9', 400_000],
]

test.each([
  ['var/lib/rpm/rpmdb.sqlite', true],
  ['usr/lib/sysimage/rpm/rpmdb.sqlite', true],
  ['usr/lib/sysimage/rpm/Packages.db', true],
  ['var/lib/rpm/Packages', true],
  ['var/lib/rpm/rpmdb.sqlite-wal', false],
  ['var/lib/rpm/Name', false],
  ['srv/var/lib/rpm/Packages', false],
])('%s is a database of rpm: %s', (path, expected) => {
  expect(isRpmDatabase(path)).toBe(expected)
})

test.each([
  ['SQLite', 'rpmdb-before.sqlite', sqlite, before],
  ['SQLite', 'rpmdb-after.sqlite', 'usr/lib/sysimage/rpm/rpmdb.sqlite', after],
  ['Berkeley DB', 'Packages-after', 'var/lib/rpm/Packages', after],
])('%s: name, epoch, version, release and bytes (%s)', async (_form, name, path, expected) => {
  const found = await readRpmDatabase(path, data(name))
  expect(found?.every(one => one.manager === 'rpm' && one.path === path)).toBe(true)
  const rows = found?.map(({ name, version, bytes }) => [name, version, bytes])
  expect(rows?.sort()).toEqual(expected)
})

test('what was added, removed and upgraded between two layers', async () => {
  const [base, candidate] = await Promise.all(
    ['rpmdb-before.sqlite', 'rpmdb-after.sqlite'].map(async name => {
      const { layer } = await scanLayer(
        chunks(await aTar([{ name: `./${sqlite}`, content: data(name) }])),
        { detail: 'files' },
      )
      return aLayer('RUN dnf upgrade', 1, {
        files: layer.files,
        packages: layer.packages ?? null,
      })
    }),
  )
  expect(packageChanges(base ? [base] : [], candidate ? [candidate] : [])).toEqual([
    {
      manager: 'rpm',
      name: 'vim-minimal',
      from: '2:8.2.2637-20.el9',
      to: null,
      change: -1_600_000,
    },
    { manager: 'rpm', name: 'jq', from: null, to: '1.6-17.el9', change: 400_000 },
    { manager: 'rpm', name: 'glibc', from: '2.34-100.el9', to: '2.34-168.el9', change: 100_000 },
  ])
})

const real = data('rpmdb-before.sqlite')

test.each<[string, string, Buffer<ArrayBuffer>]>([
  ['nothing', sqlite, Buffer.alloc(0)],
  ['zeros', sqlite, Buffer.alloc(100_000)],
  ['half a database', sqlite, copyOf(real.subarray(0, real.length / 2))],
  ['headers that are none', sqlite, database("CREATE TABLE Packages AS SELECT 'abc' AS blob")],
  ['no such table', sqlite, database('CREATE TABLE Other (blob)')],
  ['another kind of database', 'usr/lib/sysimage/rpm/Packages.db', copyOf(real)],
  ['pages without end', 'var/lib/rpm/Packages', circle()],
  [
    'a query without end',
    sqlite,
    database(`CREATE VIEW Packages AS
      WITH RECURSIVE n(blob) AS (SELECT 1 UNION ALL SELECT blob + 1 FROM n) SELECT max(blob) AS blob FROM n`),
  ],
])('cannot be read: %s', async (_name, path, content) => {
  expect(await readRpmDatabase(path, content, 2_000)).toBeNull()
})

test('a layer whose database cannot be read has unknown packages, and its sizes', async () => {
  const tar = await aTar([
    { name: sqlite, content: 'SQLite format 3\0 and no more' },
    { name: 'app/node_modules/a/package.json', content: '{"name":"a","version":"1.0.0"}' },
  ])
  const { layer } = await scanLayer(chunks(tar), { detail: 'files' })
  expect([layer.size, layer.packages]).toEqual([58, null])
})

/** A database that SQLite itself wrote. */
function database(sql: string): Buffer<ArrayBuffer> {
  const folder = temporaryFolder()
  try {
    const path = join(folder.path, 'db')
    const written = new DatabaseSync(path)
    written.exec(sql)
    written.close()
    return copyOf(readFileSync(path))
  } finally {
    folder.remove()
  }
}

/** Berkeley DB whose last page, cut off behind its header, names itself as the next one. */
function circle(): Buffer<ArrayBuffer> {
  const whole = data('Packages-after')
  const pages = whole.length / 4096
  const cut = copyOf(Buffer.concat([whole, Buffer.alloc(26)]))
  for (let page = 1; page < pages; page++) {
    const isOverflow = cut[page * 4096 + 25] === 7
    if (isOverflow) cut.writeUInt32LE(pages, page * 4096 + 16)
  }
  cut.writeUInt32LE(pages, pages * 4096 + 16)
  return cut
}
