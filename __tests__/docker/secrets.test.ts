import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { UsageError } from '../../src/common/errors.ts'
import { prepareSecrets } from '../../src/docker/secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'secrets-test-'))
writeFileSync(join(folder, '.npmrc'), 'token')
afterAll(() => rmSync(folder, { recursive: true }))

const none = { secrets: [], secretEnvs: [], secretFiles: [] }

test('inline secrets are files of this user, for as long as they are needed', async () => {
  const prepared = await prepareSecrets(
    { ...none, secrets: ['A=s3cr=t', 'KEY=line 1\nline 2\n'] },
    folder,
  )
  const files = prepared.values.map(value => /^id=(?:A|KEY),src=(.*)$/.exec(value)?.[1] ?? '')
  expect(files.map(file => readFileSync(file, 'utf8'))).toEqual(['s3cr=t', 'line 1\nline 2\n'])
  expect(files.map(file => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
  expect(statSync(dirname(files[0] ?? '')).mode & 0o777).toBe(0o700)
  expect(prepared.values.join()).not.toContain('s3cr')
  await prepared.remove()
  await prepared.remove()
  expect(existsSync(dirname(files[0] ?? ''))).toBe(false)
})

test.each([
  ['environment', { secretEnvs: ['token=NPM_TOKEN'] }, ['id=token,env=NPM_TOKEN']],
  ['file', { secretFiles: ['npmrc=.npmrc'] }, [`id=npmrc,src=${join(folder, '.npmrc')}`]],
  ['absolute file', { secretFiles: [`npmrc=${folder}/.npmrc`] }, [`id=npmrc,src=${folder}/.npmrc`]],
  [
    'specification',
    { secrets: ['id=a,src=.npmrc', 'type=env,id=b,env=B'] },
    ['id=a,src=.npmrc', 'type=env,id=b,env=B'],
  ],
  ['none', {}, []],
])('%s', async (_name, build, expected) => {
  expect((await prepareSecrets({ ...none, ...build }, folder)).values).toEqual(expected)
})

test.each([
  [{ secrets: ['A=1', 'hunter2'] }, /^secrets: the second entry must be KEY=VALUE/],
  [{ secrets: ['=hunter2'] }, /^secrets: the first entry must be KEY=VALUE/],
  [{ secretEnvs: ['NPM_TOKEN'] }, /^secret-envs: `NPM_TOKEN` must be KEY=VALUE/],
  [{ secretFiles: ['a='] }, /^secret-files: `a=` must be KEY=VALUE/],
  [{ secretFiles: ['a=gone'] }, /^secret-files: the file of `a` cannot be read: .*gone$/],
])('%j is refused', async (build, message) => {
  const failed = await prepareSecrets({ ...none, ...build }, folder).catch((error: Error) => error)
  expect(failed).toBeInstanceOf(UsageError)
  expect((failed as Error).message).toMatch(message)
  expect((failed as Error).message).not.toContain('hunter2')
})
