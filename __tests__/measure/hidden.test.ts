import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { hiddenValues, secretsOfEnvironment, secretsOfRun } from '../../src/measure/hidden.ts'
import type { BuildSettings } from '../../src/settings/settings.ts'
import { aBuild } from '../docker/fake.ts'

const folder = mkdtempSync(join(tmpdir(), 'gate-test-hidden-'))
writeFileSync(
  join(folder, '.npmrc'),
  '//npm.example/:_authToken=npm_0123456789abc\nalways-auth=true\n',
)
afterAll(() => rmSync(folder, { recursive: true }))

test.each<[Partial<BuildSettings>, string[]]>([
  [{ buildArgs: ['A=one', 'B', 'C=', 'D'] }, ['one', 'from-b']],
  [{ secrets: ['A=s3cr=t'] }, ['s3cr=t']],
  [{ secrets: ['id=a,env=B', 'type=env,id=a,env=B'] }, ['from-b', 'from-b']],
  [{ secretEnvs: ['token=B', 'gone=NONE'] }, ['from-b']],
  [{ secretFiles: ['a=none', 'b=/dev/zero', 'c=.'] }, []],
  [{ secrets: ['A={"auth": "YWJjOjEyMw123"}'] }, ['{"auth": "YWJjOjEyMw123"}', 'YWJjOjEyMw123']],
  [
    { secrets: ['A=https://me:p%40ss@host'] },
    ['https://me:p%40ss@host', 'p%40ss', 'p@ss', 'me:p%40ss'],
  ],
])('%j hides %j', (build, values) => {
  expect(hiddenValues(aBuild(build), { B: 'from-b' }, folder)).toEqual(values)
})

test.each([[{ secretFiles: ['npmrc=.npmrc'] }], [{ secrets: ['id=npmrc,src=.npmrc'] }]])(
  'the content of a file and the tokens in it: %j',
  build => {
    const values = hiddenValues(aBuild(build), {}, folder)
    expect(values[0]).toContain('always-auth')
    expect(values).toContain('npm_0123456789abc')
  },
)

test.each([
  [{ NPM_TOKEN: 'long-enough' }, ['long-enough']],
  [{ NPM_TOKEN: 'short', TOKEN_URL: 'https://host', PATH: '/usr/bin', CI: 'true' }, []],
  [{ AWS_SECRET_ACCESS_KEY: 'abcdefgh1', DB_PASSWORD: 'abcdefgh2' }, ['abcdefgh1', 'abcdefgh2']],
  [
    { https_proxy: 'http://me:pass@proxy:3128', HTTP_PROXY: 'http://proxy' },
    ['pass', 'pass', 'me:pass'],
  ],
  [{ INPUT_SECRETS_TOKEN: 'long-enough' }, []],
])('environment %j hides %j', (env, values) => {
  expect(secretsOfEnvironment(env)).toEqual(values)
})

test('a run hides the token, and the secrets of all its builds, but not words of their build-args', () => {
  const source = {
    kind: 'build',
    build: aBuild({ secrets: ['A=one'], buildArgs: ['MODE=production'] }),
  } as const
  const image = { name: 'a', source, baseline: { kind: 'none' }, budgets: [] } as const
  const settings = { githubToken: 'ghs_x', images: [{ ...image, budgets: [] }] }
  expect(secretsOfRun(settings, {}, folder)).toEqual(['ghs_x', 'one'])
})
