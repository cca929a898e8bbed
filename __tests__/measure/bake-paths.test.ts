import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { decodeBake } from '../../src/docker/bake-definition.ts'
import { type BakePlace, checkBakeTarget, movedKeys } from '../../src/measure/bake-paths.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-test-bake-')))
afterAll(() => rmSync(folder, { recursive: true }))

const top = join(folder, 'repository')
mkdirSync(join(top, '.git'), { recursive: true })
mkdirSync(join(top, 'web'))
mkdirSync(join(folder, 'other'))
writeFileSync(join(folder, 'secret'), 'x')
writeFileSync(join(top, 'web/Dockerfile'), 'FROM scratch\n')
symlinkSync('../other', join(top, 'link'))
symlinkSync('../secret', join(top, 'secret-link'))
symlinkSync('../../secret', join(top, 'web/Dockerfile.link'))

function place(allow: string[] = [], base = top): BakePlace {
  return { directory: base, cwd: top, top: base, checkoutTop: top, allow }
}

function target(keys: Record<string, unknown>) {
  const { targets } = decodeBake(JSON.stringify({ target: { web: keys } }))
  const found = targets.get('web')
  if (found === undefined) throw new Error('there is no target')
  return found
}

test.each([
  [{ context: '../other' }, 'target web: context "../other" leads out of the repository'],
  [{ context: '/etc' }, 'target web: context "/etc" leads out of the repository'],
  [{ context: 'link' }, 'target web: context "link" leads out of the repository'],
  [{ contexts: { lib: '../other' } }, 'target web: contexts.lib "../other" leads out of'],
  [{ contexts: { lib: 'link' } }, 'target web: contexts.lib "link" leads out of'],
  [{ contexts: { lib: 'oci-layout://../other' } }, 'target web: contexts.lib "../other" leads'],
  [{ context: 'web', dockerfile: '../../secret' }, 'target web: dockerfile "web/../../secret"'],
  [{ context: 'web', dockerfile: '/etc/shadow' }, 'target web: dockerfile "/etc/shadow" leads'],
  [{ context: 'web', dockerfile: 'Dockerfile.link' }, 'leads out of the repository'],
  [{ secret: ['id=a,src=/etc/shadow'] }, 'allow it with allow: fs.read=/etc/shadow'],
  [{ secret: [{ id: 'a', src: '../secret' }] }, 'target web: secret "../secret" lies out of'],
  [{ secret: ['id=a,source=secret-link'] }, 'target web: secret "secret-link" leads out of'],
  [{ ssh: ['default=../secret'] }, 'target web: ssh "../secret" lies out of the repository'],
  [{ ssh: [{ id: 'a', paths: ['../secret'] }] }, 'target web: ssh "../secret" lies out of'],
  [{ 'cache-from': ['type=local,src=../other'] }, 'target web: cache-from "../other" lies'],
  [{ entitlements: ['security.insecure'] }, 'allow it with allow: security.insecure'],
])('refused: %j', (keys, message) => {
  expect(() => checkBakeTarget(target(keys), place())).toThrow(message)
})

test.each([
  [{ context: 'web' }, []],
  [{ context: 'gone' }, []],
  [{ context: 'https://github.com/acme/app.git' }, []],
  [{ context: 'web', contexts: { a: 'docker-image://alpine', b: 'target:base', c: './web' } }, []],
  [{ 'dockerfile-inline': 'FROM scratch', dockerfile: '/etc/shadow' }, []],
  [{ secret: ['id=a,env=TOKEN', 'id=b,src=web/Dockerfile'] }, []],
  [{ secret: ['id=a,src=../secret'] }, ['fs.read=../secret']],
  [{ secret: ['id=a,src=/etc/shadow'] }, ['fs.read=/etc']],
  [{ secret: ['id=a,src=/etc/shadow'] }, ['fs=*']],
  [{ 'cache-from': ['type=gha,src=/etc'] }, []],
  [{ entitlements: ['network.host'] }, ['network.host']],
])('taken: %j with %j', (keys, allow) => {
  expect(() => checkBakeTarget(target(keys), place(allow))).not.toThrow()
})

test('the files of another repository are not allowed by a name that begins alike', () => {
  const secret = target({ secret: ['id=a,src=/etc/shadow'] })
  expect(() => checkBakeTarget(secret, place(['fs.read=/etc/shad']))).toThrow('allow')
  expect(() => checkBakeTarget(secret, place(['fs.write=/etc']))).toThrow('allow')
})

test('at the base, folders move with the commit, and what is of the run stays', () => {
  const base = join(folder, 'base')
  const keys = {
    context: join(top, 'web'),
    contexts: { lib: join(top, 'lib'), base: 'target:base', rel: 'lib' },
    secret: ['id=a,src=./s', { id: 'b', src: 't' }, 'id=c,env=TOKEN'],
    ssh: ['default', 'key=k1,k2', { id: 'x', paths: ['k3'] }],
    'cache-from': ['type=gha,scope=x', 'type=local,src=cache'],
  }
  expect(movedKeys(target(keys), place([], base))).toEqual({
    context: join(base, 'web'),
    dockerfile: 'Dockerfile',
    contexts: { lib: join(base, 'lib'), base: 'target:base', rel: 'lib' },
    secret: [`id=a,src=${join(top, 's')}`, { id: 'b', src: join(top, 't') }, 'id=c,env=TOKEN'],
    ssh: [
      'default',
      `key=${join(top, 'k1')},${join(top, 'k2')}`,
      { id: 'x', paths: [join(top, 'k3')] },
    ],
    'cache-from': ['type=gha,scope=x', `type=local,src=${join(top, 'cache')}`],
  })
  expect(movedKeys(target(keys), place())).toEqual({})
})
