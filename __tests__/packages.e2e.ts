import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import type { PackageChange } from '../src/compare/comparison.ts'
import { type CliResult, compareByCli, onlyImage } from './support/cli.ts'
import { debianPackages, debianRoot } from './support/debian.ts'
import { docker } from './support/engine.ts'
import { commit, git, temporaryFolder } from './support/repositories.ts'

// Databases that dpkg, npm and Python's tools wrote themselves; dpkg and the file system say what is right.

jest.setTimeout(400_000)

const python = ['python3-six', 'python3-yaml', 'python3-requests', 'python3-dateutil']
const folder = temporaryFolder()
const repository = join(folder.path, 'app')
let engine: Engine
let result: CliResult
/** What `dpkg-query` says in either image: version and KiB by name. */
let installed: Record<'before' | 'after', Map<string, { version: string; kib: number }>>

const dockerfile = {
  before: `FROM gate-test/debian:1
RUN --mount=type=bind,source=debs,target=/debs dpkg -i /debs/hello.deb
COPY python /usr/lib/python3/dist-packages/
COPY node_modules /app/node_modules/
COPY installed /lib/apk/db/installed
COPY rpm /var/lib/rpm/
`,
  after: `FROM gate-test/debian:1
RUN --mount=type=bind,source=debs,target=/debs dpkg -i /debs/hello.deb
RUN --mount=type=bind,source=debs,target=/debs dpkg -i /debs/hello-99.deb /debs/tree.deb
RUN dpkg --purge tzdata
COPY python /usr/lib/python3/dist-packages/
COPY node_modules /app/node_modules/
COPY installed /lib/apk/db/installed
COPY rpm /var/lib/rpm/
`,
}

/** https://wiki.alpinelinux.org/wiki/Apk_spec#Install_DB */
const apk = (version: string, more = '') => `C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
P:alpine-baselayout
V:${version}
A:x86_64
S:8515
I:315392
T:Alpine base dir structure and init scripts
F:dev
F:etc
R:motd
Z:Q1SLkS9hBidUbPwwrw+XR0Whv3ww8=

C:Q1MZA+j23xssAXmgQhkOO8dHnbWw0=
P:musl
V:1.2.5-r0
S:383459
I:622592
p:so:libc.musl-x86_64.so.1=1
${more}
`

beforeAll(async () => {
  mkdirSync(repository)
  git(repository, 'init', '--quiet')
  const debs = debianPackages('hello', 'tree', ...python)
  mkdirSync(join(repository, 'debs'))
  for (const name of ['hello', 'tree'])
    cpSync(debs[name] ?? '', join(repository, 'debs', `${name}.deb`))
  upgrade(debs.hello ?? '', join(repository, 'debs/hello-99.deb'))
  unpackPython(debs, python.slice(0, 2))
  installNpm('is-odd@2.0.0', '@sindresorhus/is@4.0.0')
  writeRpmDatabase('before')
  const base = commit(repository, { Dockerfile: dockerfile.before, installed: apk('3.4.3-r1') })
  unpackPython(debs, python.slice(1))
  installNpm('is-odd@3.0.1', 'ms@2.1.3', 'debug@2.6.9')
  writeRpmDatabase('after')
  const added = 'C:Q1x\nP:busybox\nV:1.36.1-r29\nI:946176\n'.trim()
  commit(repository, { Dockerfile: dockerfile.after, installed: apk('3.6.5-r0', `\n${added}`) })

  engine = await startEngine({ store: 'classic' })
  docker(engine, 'import', debianRoot(), 'gate-test/debian:1')
  result = await compareByCli(repository, engine.env, '--baseline', `build:${base}`)
  const after = listPackages()
  git(repository, 'checkout', '--quiet', base)
  installed = { before: listPackages(), after }
})
afterAll(async () => {
  await engine.stop()
  folder.remove()
})

/** The same package in a later version that has a larger file more; made by dpkg's own tools. */
function upgrade(deb: string, to: string): void {
  const unpacked = join(folder.path, 'hello-99')
  execFileSync('dpkg-deb', ['-R', deb, unpacked])
  const control = join(unpacked, 'DEBIAN/control')
  const text = readFileSync(control, 'utf8')
    .replace(/^Version: .*$/m, 'Version: 99:9.9~real+1')
    .replace(/^Installed-Size: .*$/m, 'Installed-Size: 1234')
  writeFileSync(control, text)
  writeFileSync(join(unpacked, 'usr/share/doc/hello/more'), Buffer.alloc(900_000))
  execFileSync('dpkg-deb', ['-b', '--root-owner-group', unpacked, to])
}

const site = 'usr/lib/python3/dist-packages'
const unpackedPython = (name: string) => join(folder.path, 'unpacked', name)

function unpackPython(debs: Record<string, string>, names: string[]): void {
  execFileSync('rm', ['-rf', join(repository, 'python')])
  for (const name of names) {
    mkdirSync(unpackedPython(name), { recursive: true })
    execFileSync('dpkg', ['-x', debs[name] ?? '', unpackedPython(name)])
    cpSync(join(unpackedPython(name), site), join(repository, 'python'), { recursive: true })
  }
}

function installNpm(...packages: string[]): void {
  const place = join(folder.path, 'npm')
  execFileSync('rm', ['-rf', place, join(repository, 'node_modules')])
  mkdirSync(place)
  writeFileSync(join(place, 'package.json'), '{"private":true}')
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  execFileSync('npm', ['install', ...options, ...packages], { cwd: place, stdio: 'pipe' })
  cpSync(join(place, 'node_modules'), join(repository, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  npmTrees.push(npmPackages(join(place, 'node_modules')))
}

/** See __tests__/scan/data/README.md. */
function writeRpmDatabase(side: 'before' | 'after'): void {
  const content = readFileSync(resolve(`__tests__/scan/data/rpmdb-${side}.sqlite.gz`))
  mkdirSync(join(repository, 'rpm'), { recursive: true })
  writeFileSync(join(repository, 'rpm/rpmdb.sqlite'), gunzipSync(content))
}

/** Version and bytes by name, as the folders have them; of packages, not of the packages nested in them. */
type Tree = Map<string, { version: string; bytes: number }>
const npmTrees: Tree[] = []

function npmPackages(root: string): Tree {
  const tree: Tree = new Map()
  for (const path of filesBelow(root).filter(one => basename(one) === 'package.json')) {
    const place = dirname(path)
    if (!/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/.test(place)) continue
    const { name, version } = JSON.parse(readFileSync(path, 'utf8'))
    const bytes = bytesOf(place, path => !relative(place, path).includes('node_modules/'))
    const other = tree.get(name)
    tree.set(name, {
      version: other === undefined ? version : [other.version, version].sort().join(', '),
      bytes: bytes + (other?.bytes ?? 0),
    })
  }
  return tree
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

function bytesOf(root: string, counts: (path: string) => boolean = () => true): number {
  return filesBelow(root)
    .filter(counts)
    .reduce((sum, path) => sum + statSync(path).size, 0)
}

/** A package with documentation, a licence and a manual page; made by dpkg's own tools. */
function documented(to: string): void {
  const unpacked = join(folder.path, 'documented')
  const files = {
    'DEBIAN/control':
      'Package: documented\nVersion: 1\nArchitecture: all\nMaintainer: Nobody <nobody@example.test>\nDescription: Documented\n',
    'usr/share/doc/documented/manual': Buffer.alloc(1_500_000),
    'usr/share/doc/documented/copyright': 'A licence.\n',
    'usr/share/man/man1/documented.1': Buffer.alloc(1_200_000),
    'usr/bin/documented': '#!/bin/sh\n',
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(unpacked, path)), { recursive: true })
    writeFileSync(join(unpacked, path), content)
  }
  execFileSync('dpkg-deb', ['-b', '--root-owner-group', unpacked, to])
}

/** Builds the checked out image and asks the dpkg in it. */
function listPackages() {
  const image = docker(engine, 'buildx', 'build', '-q', '--load', repository).trim()
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills it in
  const format = '--showformat=${Package} ${Version} ${Installed-Size} ${db:Status-Status}\\n'
  const command = ['run', '--rm', '--network=none', image, 'dpkg-query', '--show', format]
  const lines = docker(engine, ...command)
    .trim()
    .split('\n')
  return new Map(
    lines
      .map(line => line.split(' '))
      .filter(([, , , status]) => status === 'installed')
      .map(([name = '', version = '', kib]) => [name, { version, kib: Number(kib) }]),
  )
}

function changes(manager: string): PackageChange[] {
  const { platform } = onlyImage(result)
  const all = (platform.packages ?? []).filter(one => one.manager === manager)
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** The changes between two lists of packages. */
function expected(manager: PackageChange['manager'], before: Tree, after: Tree): PackageChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names.flatMap(name => {
    const [old, now] = [before.get(name), after.get(name)]
    if (old?.version === now?.version) return []
    const change = (now?.bytes ?? 0) - (old?.bytes ?? 0)
    return [{ manager, name, from: old?.version ?? null, to: now?.version ?? null, change }]
  })
}

test('dpkg: what dpkg itself says was added, removed and upgraded', () => {
  const bytes = (side: 'before' | 'after'): Tree =>
    new Map(
      [...installed[side]].map(([name, { version, kib }]) => [
        name,
        { version, bytes: kib * 1024 },
      ]),
    )
  const truth = expected('dpkg', bytes('before'), bytes('after'))
  expect(truth.map(({ name }) => name)).toEqual(['hello', 'tree', 'tzdata'])
  expect(truth[0]).toMatchObject({ to: '99:9.9~real+1' })
  expect(changes('dpkg')).toEqual(truth)
})

test('dpkg: every package of the distribution is listed', () => {
  const { platform } = onlyImage(result)
  const [root] = platform.candidate?.layers ?? []
  const listed = root?.packages?.filter(({ manager }) => manager === 'dpkg') ?? []
  const { after } = installed
  expect(listed.length).toBeGreaterThan(70)
  const names = new Set(listed.map(({ name }) => name))
  expect([...after.keys()].filter(name => !names.has(name))).toEqual(['hello', 'tree'])
  expect([...names].filter(name => !after.has(name))).toEqual(['tzdata'])
})

test('Python: the bytes of what Debian ships for each distribution', () => {
  const bytes = (name: string) => bytesOf(join(unpackedPython(name), site))
  const found = changes('pip').map(({ name, from, to, change }) => [
    name,
    from !== null,
    to !== null,
    change,
  ])
  expect(found).toEqual([
    ['python-dateutil', false, true, bytes('python3-dateutil')],
    ['requests', false, true, bytes('python3-requests')],
    ['six', true, false, -bytes('python3-six')],
  ])
})

test('npm: scoped, nested and upgraded packages', () => {
  const [before, after] = npmTrees
  const truth = expected('npm', before ?? new Map(), after ?? new Map())
  expect(truth.map(({ name, from, to }) => [name, from, to])).toEqual([
    ['@sindresorhus/is', '4.0.0', null],
    ['debug', null, '2.6.9'],
    ['is-number', '4.0.0', '6.0.0'],
    ['is-odd', '2.0.0', '3.0.1'],
    ['ms', null, '2.0.0, 2.1.3'],
  ])
  expect(changes('npm')).toEqual(truth)
})

test('apk: what its database says', () => {
  expect(changes('apk')).toEqual([
    { manager: 'apk', name: 'alpine-baselayout', from: '3.4.3-r1', to: '3.6.5-r0', change: 0 },
    { manager: 'apk', name: 'busybox', from: null, to: '1.36.1-r29', change: 946_176 },
  ])
})

test('rpm: what rpm itself installed, upgraded and erased', () => {
  const rpm = (name: string, from: string | null, to: string | null, change: number) => ({
    manager: 'rpm',
    name,
    from,
    to,
    change,
  })
  expect(changes('rpm')).toEqual([
    rpm('glibc', '2.34-100.el9', '2.34-168.el9', 100_000),
    rpm('jq', null, '1.6-17.el9', 400_000),
    rpm('vim-minimal', '2:8.2.2637-20.el9', null, -1_600_000),
  ])
})

test('dpkg leaves out what the cure says, and keeps the licence', async () => {
  const context = join(folder.path, 'cure')
  mkdirSync(context)
  documented(join(context, 'documented.deb'))
  const layersOf = async (settings: string) => {
    const lines = [
      'FROM gate-test/debian:1',
      settings,
      'COPY documented.deb /',
      'RUN dpkg -i /documented.deb',
    ]
    writeFileSync(join(context, 'Dockerfile'), lines.join('\n'))
    const { platform } = onlyImage(await compareByCli(context, engine.env, '--baseline', 'none'))
    const layers = platform.candidate?.layers ?? []
    const own = (platform.waste?.findings ?? []).filter(({ kind, layer }) => {
      return kind === 'documentation' && layer === layers.length - 1
    })
    const files = layers.at(-1)?.files ?? []
    return { own, paths: files.flatMap(({ path, kind }) => (kind === 'file' ? path : [])) }
  }
  const before = await layersOf('')
  expect(before.own.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['/usr/share/doc', 1_500_000],
    ['/usr/share/man', 1_200_000],
  ])
  const lines = before.own.flatMap(({ cure }) => cure.match(/path-(?:ex|in)clude=[^`]+/g) ?? [])
  const after = await layersOf(
    `RUN printf '%s\\n' ${lines.map(line => `'${line}'`).join(' ')} > /etc/dpkg/dpkg.cfg.d/docs`,
  )
  expect(after.own).toEqual([])
  expect(after.paths).toContain('usr/share/doc/documented/copyright')
  expect(after.paths).not.toContain('usr/share/doc/documented/manual')
})

describe('the report', () => {
  test('names them', () => {
    expect(result.stdout).toMatch(/^Packages: .* and \d+ more packages$/m)
    for (const line of [
      /hello \S+ → 99:9\.9~real\+1 +[+−].* +dpkg/,
      /tree \S+ added +[+−].* +dpkg/,
      /tzdata \S+ removed +[+−].* +dpkg/,
      /ms 2\.0\.0, 2\.1\.3 added +[+−].* +npm/,
    ])
      expect(result.stdout).toMatch(line)
  })

  test("an upgrade wastes the files of the old version, and bookkeeping is nobody's fault", () => {
    const { findings = [] } = onlyImage(result).platform.waste ?? {}
    const paths = findings
      .filter(({ kind }) => /^(?:overwritten|copied)$/.test(kind))
      .map(({ path }) => path)
    expect(paths.filter(path => /^\/(?:var|etc)/.test(path))).toEqual([])
  })
})
