import { expect, test } from '@jest/globals'
import type { LayerFile } from '../../src/image/measurement.ts'
import { listsPackages, readJars, readPackages } from '../../src/image/packages.ts'

const file = (path: string, size: number): LayerFile => ({ path, size, kind: 'file' })
const read = (path: string, text: string, files: LayerFile[] = []) => {
  expect(listsPackages(path)).toBe(true)
  return readPackages(files, new Map([[path, text]]))
}

test('dpkg: what is installed, in bytes; removed packages that left their configuration are not', () => {
  const status = `Package: ffmpeg
Status: install ok installed
Priority: optional
Installed-Size: 2237
Architecture: amd64
Version: 7:5.1.4-0+deb12u1
Depends: libavcodec59 (= 7:5.1.4-0+deb12u1)
Description: Tools for transcoding
 Version: 9 is not the version
 .
 FFmpeg is the leading multimedia framework.

Package: old
Status: deinstall ok config-files
Version: 1

Package: tiny
Status: hold ok installed
Version: 2
`
  expect(read('var/lib/dpkg/status', status)).toEqual([
    {
      manager: 'dpkg',
      name: 'ffmpeg',
      version: '7:5.1.4-0+deb12u1',
      bytes: 2237 * 1024,
      path: 'var/lib/dpkg/status',
    },
    { manager: 'dpkg', name: 'tiny', version: '2', bytes: 0, path: 'var/lib/dpkg/status' },
  ])
})

test('dpkg: distroless images have a file for each package, without a status', () => {
  const [found] = read('var/lib/dpkg/status.d/tzdata', 'Package: tzdata\nVersion: 2024a\n')
  expect(found).toMatchObject({ name: 'tzdata', version: '2024a', bytes: 0 })
  expect(listsPackages('var/lib/dpkg/status.d/tzdata.md5sums')).toBe(false)
})

test('apk: name, version and installed size', () => {
  const installed = `C:Q1p78yvTLG094tHE1+dToJGbmYzQE=
P:musl
V:1.2.5-r0
A:x86_64
S:411000
I:667648
T:the musl c library (libc) implementation
F:lib
R:ld-musl-x86_64.so.1
a:0:0:755
Z:Q1jQJLGgDxwbd4QsT8y3Vb4KKYnWo=

C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
P:busybox
V:1.36.1-r29
I:946176
`
  expect(
    read('lib/apk/db/installed', installed).map(({ name, version, bytes }) => [
      name,
      version,
      bytes,
    ]),
  ).toEqual([
    ['musl', '1.2.5-r0', 667_648],
    ['busybox', '1.36.1-r29', 946_176],
  ])
})

test('npm: the bytes of a package are its own files, not those of packages within', () => {
  const files = [
    file('app/node_modules/@scope/one/package.json', 100),
    file('app/node_modules/@scope/one/lib/index.js', 900),
    file('app/node_modules/@scope/one/node_modules/two/index.js', 5_000),
    file('app/src/index.js', 70),
  ]
  const [found] = read(
    'app/node_modules/@scope/one/package.json',
    '{"name":"@scope/one","version":"1.2.3","private":true}',
    files,
  )
  expect(found).toMatchObject({
    manager: 'npm',
    name: '@scope/one',
    version: '1.2.3',
    bytes: 1_000,
  })
})

test.each([
  'app/package.json',
  'app/node_modules/one/lib/package.json',
  'app/node_modules/.package-lock.json',
  'app/node_modules/.cache/x/package.json',
  'app/node_modules/@scope/package.json',
  'app/node_modules/one/package.json5',
  'node_modules_/one/package.json',
  'old_node_modules/one/package.json',
  'x/var/lib/dpkg/status',
  'var/lib/dpkg/status-old',
  'var/lib/dpkg/status.d/',
  'var/lib/dpkg/status.d/a/b',
  'x/lib/apk/db/installed',
  'lib/apk/db/installed.new',
  'site/x.dist-info/METADATA.orig',
  'site/x.dist-info/RECORD.jws',
  'site/x.dist-info/top_level.txt.orig',
  'site/dist-info/top_level.txt',
  'site/xdist-info/METADATA',
  'site/x.dist-info/PKG-INFO',
])('%s is no package', path => {
  expect(listsPackages(path)).toBe(false)
})

test.each([
  'node_modules/x/package.json',
  'var/lib/dpkg/status.d/a',
  'usr/lib/apk/db/installed',
  'site/x.dist-info/METADATA',
  'site/x.dist-info/RECORD',
  'site/x.dist-info/top_level.txt',
  'site/x.egg-info/top_level.txt',
  'site/x.egg-info/PKG-INFO',
])('%s tells of a package', path => {
  expect(listsPackages(path)).toBe(true)
})

test.each([
  '',
  '[',
  'null',
  '"x"',
  '7',
  '{"name":7}',
  '{"name":"x"}',
  '{"name":7,"version":"1"}',
  '{"name":"x","version":1}',
  '{"name":"","version":"1"}',
  '{"name":"x","version":""}',
])('npm: what is no paper is left out: %s', text => {
  expect(read('node_modules/x/package.json', text)).toEqual([])
})

const site = 'usr/lib/python3/site-packages'

test('pip: the bytes of what RECORD lists, wherever that lies', () => {
  const info = `${site}/Flask_Cors-4.0.0.dist-info`
  const found = readPackages(
    [
      file(`${site}/flask_cors/core.py`, 14_000),
      file('usr/bin/flask', 200),
      file(`${site}/flask_cors/a, b.py`, 30),
      file(`${site}/other.py`, 9),
      file(`${info}/METADATA`, 5),
    ],
    new Map([
      [
        `${info}/METADATA`,
        'Metadata-Version: 2.1\nName: Flask-Cors\nVersion: 4.0.0\n\nName: not this one\n',
      ],
      [
        `${info}/RECORD`,
        'flask_cors/core.py,sha256=x,14000\n../../../bin/flask,,\n"flask_cors/a, b.py",,\r\nmissing.py,,\n',
      ],
    ]),
  )
  expect(found).toEqual([
    {
      manager: 'pip',
      name: 'Flask-Cors',
      version: '4.0.0',
      bytes: 14_230,
      path: `${info}/METADATA`,
    },
  ])
})

test('pip: without RECORD the directory of that name counts, as with Debian’s packages', () => {
  const [found] = read(`${site}/PyYAML-6.0.egg-info/PKG-INFO`, 'Name: PyYAML\nVersion: 6.0\n', [
    file(`${site}/pyyaml/loader.py`, 500),
    file(`${site}/PyYAML-6.0.egg-info/PKG-INFO`, 40),
    file(`${site}/pyyaml_extra/x.py`, 7),
  ])
  expect(found?.bytes).toBe(540)
})

test('pip: a path of RECORD is relative to the site, quoted or from the root', () => {
  const info = 'x-1.dist-info'
  const record = './a.py,,\n/etc/b,,\n"c ""d"".py",,\n\nsub/../e.py,,\r\n,,\n"f",,\nxf,,'
  const paths = ['a.py', 'etc/b', 'c "d".py', 'e.py', 'f', 'xf', 'etc/b/c', 'sub/e.py']
  const [found] = readPackages(
    paths.map((path, index) => file(path, 10 ** index)),
    new Map([
      [`${info}/METADATA`, 'Name:\tx\t\r\nVersion: 1\r\nVersion: 2\r\n\r\nName: y\r\n'],
      [`${info}/RECORD`, record],
    ]),
  )
  expect(found).toMatchObject({ name: 'x', version: '1', bytes: 111_111 })
})

test('pip: of two packages, each has its own way to its bytes', () => {
  const named = (name: string) => `Name: ${name}\nVersion: 1\n`
  const found = readPackages(
    [file('one/a.py', 1), file('two/b.py', 20), file('three.py', 300)],
    new Map([
      ['one-1.dist-info/METADATA', named('one')],
      ['one-1.dist-info/RECORD', 'three.py,,\n'],
      ['two-1.dist-info/METADATA', named('two')],
      ['three-1.dist-info/RECORD', 'one/a.py,,\n'],
    ]),
  )
  expect(found.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['one', 300],
    ['two', 20],
  ])
})

test.each<[string, string[]]>([
  ['ruamel.yaml-1', ['ruamel_yaml/a.py', 'ruamel_yaml.py', 'ruamel_yaml.cpython-311.so']],
  ['a-b.c-1', ['a/x', 'a.py', '__pycache__/a.cpython-311.pyc']],
])('pip: without RECORD the bytes of %s are found by its name', (name, own) => {
  const info = `site/${name}.egg-info`
  const found = readPackages(
    [
      ...own.map(path => file(`site/${path}`, 100)),
      file(`${info}/PKG-INFO`, 10),
      file(`site/x__pycache__/${own[0]}`, 1),
      file('site/other.py', 1),
      file('site/__pycache__/a/a.so', 1),
      file('site/.py', 1),
      file(`site/${own[1]}.so`, 0),
      file(own[0] ?? '', 1),
    ],
    new Map([
      [`${info}/PKG-INFO`, 'Name: x\nVersion: 1\n'],
      [`${info}/top_level.txt`, ' \n\n'],
    ]),
  )
  expect(found.map(({ bytes }) => bytes)).toEqual([310])
})

test('pip: what a package has within it belongs to the one within; a module named twice is one', () => {
  const named = (name: string) => `Name: ${name}\nVersion: 1\n`
  const found = readPackages(
    [
      file('site/pip/a.py', 1),
      file('site/pip/_vendor/six/b.py', 20),
      file('site/pip/_vendor/c.py', 300),
      file('site/shared/d.py', 4000),
      file('site/.py', 50_000),
    ],
    new Map([
      ['site/pip-1.egg-info/PKG-INFO', named('pip')],
      ['site/pip-1.egg-info/top_level.txt', '\nPip\npip\nshared'],
      ['site/pip/_vendor/six-1.egg-info/PKG-INFO', named('six')],
      ['site/b-1.egg-info/PKG-INFO', named('b')],
      ['site/b-1.egg-info/top_level.txt', 'shared'],
      ['site/c-1.egg-info/PKG-INFO', named('c')],
      ['site/c-1.egg-info/top_level.txt', 'shared'],
    ]),
  )
  expect(found.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['pip', 301],
    ['six', 20],
    ['b', 0],
    ['c', 0],
  ])
})

test('npm: the bytes of each package, beside what is none', () => {
  const named = (name: string) => JSON.stringify({ name, version: '1' })
  const found = readPackages(
    [
      file('node_modules/a/x', 1),
      file('node_modules/a/y', 20),
      file('node_modules/b/x', 300),
      file('node_modules/.bin/a', 4000),
      file('node_modules/a', 50_000),
      file('xnode_modules/a/x', 600_000),
    ],
    new Map([
      ['lib/apk/db/installed', ''],
      ['node_modules/a/package.json', named('a')],
      ['node_modules/b/package.json', named('b')],
      ['node_modules/c/package.json', named('c')],
    ]),
  )
  expect(found.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['a', 21],
    ['b', 300],
    ['c', 0],
  ])
})

test.each([
  [2, ['a', 'b', 'c']],
  [3, ['a', 'b', 'c', 'd']],
  [4, ['a', 'b', 'c', 'd']],
])('with %d packages at most, one more is told', (most, names) => {
  const status = ['a', 'b'].map(name => `Package: ${name}\nVersion: 1\n \t\n\n`).join('')
  const installed = ['c', 'd'].map(name => `XP:x\nP:${name}\nV: 1 \nI:1\nI:2\n`).join('\n')
  const captured = new Map([
    ['var/lib/dpkg/status', status],
    ['lib/apk/db/installed', installed],
  ])
  const found = readPackages([], captured, most)
  expect(found.map(({ name }) => name)).toEqual(names)
  expect(found[2]).toMatchObject({ manager: 'apk', version: '1', bytes: 1 })
})

test('long names and versions are cut', () => {
  const text = JSON.stringify({ name: 'n'.repeat(201), version: 'v'.repeat(201) })
  const [found] = read('node_modules/x/package.json', text)
  expect([found?.name, found?.version]).toEqual(['n'.repeat(200), 'v'.repeat(200)])
  const [jar] = readJars([file(`${'n'.repeat(201)}-${'1'.repeat(201)}.jar`, 1)])
  expect([jar?.name, jar?.version]).toEqual(['n'.repeat(200), '1'.repeat(200)])
})

test.each<[string, string, string]>([
  ['spring-boot-3.2.1.jar', 'spring-boot', '3.2.1'],
  ['guava-33.0.0-jre.jar', 'guava', '33.0.0-jre'],
  ['kafka_2.13-3.6.0.jar', 'kafka_2.13', '3.6.0'],
  ['log4j-1.2-api-2.17.1.jar', 'log4j-1.2-api', '2.17.1'],
  ['x-2.0-beta-2.jar', 'x', '2.0-beta-2'],
  ['x-1.0-20230101.120000-1.jar', 'x', '1.0-20230101.120000-1'],
])('jar: %s', (file_, name, version) => {
  const path = `app/WEB-INF/lib/${file_}`
  expect(readJars([file(path, 70)])).toEqual([{ manager: 'jar', name, version, bytes: 70, path }])
})

test('jar: without a version it is no package, and neither are links and directories', () => {
  const link: LayerFile = { path: 'lib/a-1.0.jar', size: 0, kind: 'link' }
  expect(
    readJars([
      ...['app.jar', 'jre/lib/rt.jar', 'a-1.0.war', 'a-1.0/rt.jar', '7-1.0.jar', 'a-1.0.jar5'].map(
        path => file(path, 1),
      ),
      link,
    ]),
  ).toEqual([])
})

test('Python without RECORD: top_level.txt names modules, which a namespace shares', () => {
  const papers = ['python_dateutil-2.8', 'google_a-1', 'google_b-1'].map(
    name => `${site}/${name}.egg-info`,
  )
  const named = (name: string) => `Name: ${name}\nVersion: 1\n`
  const captured = new Map(
    papers.flatMap((path, index) => [
      [`${path}/PKG-INFO`, named(String(index))] as const,
      [
        `${path}/top_level.txt`,
        ['dateutil\nfast\n\nSix\n', 'google\n', 'google'][index] ?? '',
      ] as const,
    ]),
  )
  const found = readPackages(
    [
      file(`${site}/dateutil/tz/win.py`, 1),
      file(`${site}/dateutil/__pycache__/easter.cpython-311.pyc`, 20),
      file(`${site}/fast.cpython-311-x86_64-linux-gnu.so`, 300),
      file(`${site}/six.py`, 4000),
      file(`${site}/__pycache__/six.cpython-311.pyc`, 50_000),
      file(`${papers[0]}/PKG-INFO`, 600_000),
      file(`${site}/google/a.py`, 7),
      file(`${papers[1]}/PKG-INFO`, 8),
      file(`${site}/python_dateutil/other.py`, 9),
    ],
    captured,
  )
  expect(found.map(({ bytes }) => bytes)).toEqual([654_321, 8, 0])
})

test.each([
  ['var/lib/dpkg/status', 'Package: a\nVersion: 1\n\n'],
  ['lib/apk/db/installed', 'P:a\nV:1\n\n'],
])('%s of more packages than are told is not read to its end', (path, entry) => {
  const captured = new Map([[path, entry.repeat(200_000)]])
  expect(readPackages([], captured, 1000)).toHaveLength(1001)
})

test.each([
  ['Package: a\nVersion:  1 \nVersion: 2', [['a', '1', 0]]],
  ['Package:\ta\nVersion:1\nInstalled-Size: 999999999999', [['a', '1', 999_999_999_999 * 1024]]],
  ['Package: a\nVersion: 1\nInstalled-Size: 1234567890123', [['a', '1', 0]]],
  ['Package: a\nVersion: 1\nStatus: deinstall ok not-installed', []],
  ['Package: a\nVersion: 1\nStatus: install ok installed yet', []],
  ['Package: a\nVersion: 1\nInstalled-Size: 5x', [['a', '1', 0]]],
  ['Package: a\nVersion: 1\nInstalled-Size: x5', [['a', '1', 0]]],
  ['Package: a\nVersion: 1\nInstalled-Size: 5', [['a', '1', 5120]]],
  ['Package: a\nInstalled-Size: 5', []],
  ['Version: 1', []],
])('what dpkg says of a package: %j', (paragraph, expected) => {
  const status = `${paragraph}\nStatus: install ok installed\n`
  const found = readPackages([], new Map([['var/lib/dpkg/status', status]]))
  expect(found.map(({ name, version, bytes }) => [name, version, bytes])).toEqual(expected)
})
