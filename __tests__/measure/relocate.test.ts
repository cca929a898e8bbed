import { expect, test } from '@jest/globals'
import { contextKind, relocate } from '../../src/measure/relocate.ts'
import type { BuildSettings } from '../../src/settings/settings.ts'
import { aBuild } from '../docker/fake.ts'

const places = { from: '/repo/services', root: '/repo', to: '/tree' }

test.each<[Partial<BuildSettings>, Partial<BuildSettings>]>([
  [{ context: 'api' }, { context: '/tree/services/api' }],
  [{ context: '..' }, { context: '/tree' }],
  [{ context: '/repo/web' }, { context: '/tree/web' }],
  [{ context: '/elsewhere' }, { context: '/elsewhere' }],
  [{ file: 'api/Dockerfile' }, { file: '/tree/services/api/Dockerfile' }],
  [{ buildContexts: ['lib=../lib'] }, { buildContexts: ['lib=/tree/lib'] }],
  [
    { buildContexts: ['base=docker-image://debian:12'] },
    { buildContexts: ['base=docker-image://debian:12'] },
  ],
  [{ secretFiles: ['npmrc=.npmrc'] }, { secretFiles: ['npmrc=/repo/services/.npmrc'] }],
  [{ ssh: ['default', 'key=id_rsa'] }, { ssh: ['default', 'key=/repo/services/id_rsa'] }],
  [
    { cacheFrom: ['type=local,src=cache', 'type=gha'] },
    { cacheFrom: ['type=local,src=/repo/services/cache', 'type=gha'] },
  ],
  [{ cacheTo: ['type=gha,mode=max'] }, { cacheTo: [] }],
])('%j becomes %j in the other checkout', (given, expected) => {
  expect(relocate(aBuild(given), places)).toMatchObject(expected)
})

test.each([
  ['.', 'directory'],
  ['services/api', 'directory'],
  ['https://github.com/owner/name.git#main:folder', 'git'],
  ['git@github.com:owner/name.git', 'git'],
  ['github.com/owner/name', 'git'],
  ['https://example.com/context.tar.gz', 'tarball'],
])('%s is a %s', (context, kind) => {
  expect(contextKind(context)).toBe(kind)
})
