import { expect, test } from '@jest/globals'
import { UsageError } from '../../src/common/errors.ts'
import { type BuildRequest, buildArguments, csvField } from '../../src/docker/build-arguments.ts'
import type { BuildSettings } from '../../src/settings/settings.ts'
import { aBuild } from './fake.ts'

const request: BuildRequest = {
  output: ['type=oci,dest=-'],
  metadataFile: '/tmp/m.json',
  provenance: true,
  secrets: [],
}

/** What stands in front of and behind the flags of the output. */
const rows: [string, Partial<BuildSettings>, string[], string[]][] = [
  ['nothing', {}, [], []],
  [
    'add-hosts',
    { addHosts: ['db:10.0.0.1', 'v6:[::1]'] },
    ['--add-host', 'db:10.0.0.1', '--add-host', 'v6:[::1]'],
    [],
  ],
  [
    'allow',
    { allow: ['network.host', 'security.insecure'] },
    ['--allow', 'network.host', '--allow', 'security.insecure'],
    [],
  ],
  [
    'build-args',
    { buildArgs: ['A=1', 'B=x,y'] },
    ['--build-arg', 'A=1', '--build-arg', 'B=x,y'],
    [],
  ],
  [
    'build-args: from the environment',
    { buildArgs: ['HTTP_PROXY'] },
    ['--build-arg', 'HTTP_PROXY'],
    [],
  ],
  [
    'build-args: blanks and quotes',
    { buildArgs: ['MSG=it is "so"'] },
    ['--build-arg', 'MSG=it is "so"'],
    [],
  ],
  ['build-args: several lines', { buildArgs: ['MSG=a\nb'] }, ['--build-arg', 'MSG=a\nb'], []],
  ['build-args: like a flag', { buildArgs: ['--push'] }, ['--build-arg', '--push'], []],
  [
    'build-contexts: directory',
    { buildContexts: ['lib=../lib'] },
    ['--build-context', 'lib=../lib'],
    [],
  ],
  [
    'build-contexts: image',
    { buildContexts: ['base=docker-image://debian:12'] },
    ['--build-context', 'base=docker-image://debian:12'],
    [],
  ],
  [
    'cache-from: gha',
    { cacheFrom: ['type=gha,scope=a'] },
    ['--cache-from', 'type=gha,scope=a'],
    [],
  ],
  [
    'cache-from: two',
    { cacheFrom: ['type=gha', 'ghcr.io/o/cache:a'] },
    ['--cache-from', 'type=gha', '--cache-from', 'ghcr.io/o/cache:a'],
    [],
  ],
  ['cache-to', { cacheTo: ['type=gha,mode=max'] }, ['--cache-to', 'type=gha,mode=max'], []],
  ['cgroup-parent', { cgroupParent: 'ci' }, ['--cgroup-parent', 'ci'], []],
  ['file', { file: 'deploy/Dockerfile' }, ['--file', 'deploy/Dockerfile'], []],
  ['file: like a flag', { file: '-f' }, ['--file', '-f'], []],
  ['labels', { labels: ['a=b', 'c=d,e'] }, ['--label', 'a=b', '--label', 'c=d,e'], []],
  [
    'no-cache-filters',
    { noCacheFilters: ['build', 'test'] },
    ['--no-cache-filter', 'build', '--no-cache-filter', 'test'],
    [],
  ],
  ['one platform', { platforms: ['linux/arm64'] }, [], ['--platform', 'linux/arm64']],
  [
    'platforms',
    { platforms: ['linux/amd64', 'linux/arm/v7'] },
    [],
    ['--platform', 'linux/amd64,linux/arm/v7'],
  ],
]

const laterRows: [string, Partial<BuildSettings>, string[]][] = [
  ['shm-size', { shmSize: '2gb' }, ['--shm-size', '2gb']],
  ['ssh: agent', { ssh: ['default'] }, ['--ssh', 'default']],
  ['ssh: keys', { ssh: ['a=/k/a,/k/b', 'b'] }, ['--ssh', 'a=/k/a,/k/b', '--ssh', 'b']],
  ['target', { target: 'prod' }, ['--target', 'prod']],
  ['ulimit', { ulimit: ['nofile=1024:1024'] }, ['--ulimit', 'nofile=1024:1024']],
  ['builder', { builder: 'mine' }, ['--builder', 'mine']],
]

const lastRows: [string, Partial<BuildSettings>, string[]][] = [
  ['network', { network: 'host' }, ['--network', 'host', '--', '.']],
  ['no-cache', { noCache: true }, ['--no-cache', '--', '.']],
  ['pull', { pull: true }, ['--pull', '--', '.']],
  ['a folder', { context: 'services/api' }, ['--', 'services/api']],
  ['a folder like a flag', { context: '--push' }, ['--', '--push']],
  [
    'Git',
    { context: 'https://github.com/o/r.git#main:sub' },
    ['--', 'https://github.com/o/r.git#main:sub'],
  ],
  [
    'a tarball',
    { context: 'https://example.com/a.tar.gz' },
    ['--', 'https://example.com/a.tar.gz'],
  ],
]

test.each(rows)('%s', (_name, build, before, after) => {
  expect(buildArguments(aBuild(build), request)).toEqual([
    'buildx',
    'build',
    ...before,
    '--output',
    'type=oci,dest=-',
    ...after,
    '--provenance',
    'mode=max',
    '--metadata-file',
    '/tmp/m.json',
    '--',
    '.',
  ])
})

test.each(laterRows)('%s', (_name, build, expected) => {
  expect(buildArguments(aBuild(build), request)).toEqual([
    'buildx',
    'build',
    '--output',
    'type=oci,dest=-',
    '--provenance',
    'mode=max',
    ...expected,
    '--metadata-file',
    '/tmp/m.json',
    '--',
    '.',
  ])
})

test.each(lastRows)('%s', (_name, build, expected) => {
  expect(buildArguments(aBuild(build), request)).toEqual([
    'buildx',
    'build',
    '--output',
    'type=oci,dest=-',
    '--provenance',
    'mode=max',
    '--metadata-file',
    '/tmp/m.json',
    ...expected,
  ])
})

test('what a build is asked for', () => {
  expect(
    buildArguments(aBuild(), {
      output: ['type=docker,name=a:b', 'type=oci,dest=x'],
      metadataFile: 'm',
      provenance: false,
      secrets: ['id=a,src=/s/0', 'id=b,env=B'],
      iidFile: 'i',
    }),
  ).toEqual([
    'buildx',
    'build',
    '--iidfile',
    'i',
    '--output',
    'type=docker,name=a:b',
    '--output',
    'type=oci,dest=x',
    '--provenance',
    'false',
    '--secret',
    'id=a,src=/s/0',
    '--secret',
    'id=b,env=B',
    '--metadata-file',
    'm',
    '--',
    '.',
  ])
})

test.each(['', '-'])('the context %j is refused', context => {
  expect(() => buildArguments(aBuild({ context }), request)).toThrow(UsageError)
  expect(() => buildArguments(aBuild({ context }), request)).toThrow(/^context: .*write e\.g\./)
})

test.each([
  ['id=a', 'id=a'],
  ['src=/a,b', '"src=/a,b"'],
  ['src=/a"b', '"src=/a""b"'],
])('the field %j is written %j', (text, expected) => {
  expect(csvField(text)).toBe(expected)
})
