import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, jest, test } from '@jest/globals'

jest.setTimeout(60_000)

const folder = mkdtempSync(join(tmpdir(), 'environment-'))
afterAll(() => rmSync(folder, { recursive: true }))

const written = `require('node:child_process').execFileSync('mktemp', ['-d', '--suffix=-of-a-child'])`

test.each([
  ['leaves something', written, 1, /leaves in its temporary folder: tmp\.\w+-of-a-child/],
  ['leaves nothing', '', 0, /Tests: +1 passed/],
])('a test file that %s', async (_, line, exitCode, words) => {
  writeFileSync(join(folder, 'a.test.cjs'), `test('passes', () => { ${line} })\n`)
  const options = [
    '--rootDir',
    folder,
    '--testMatch',
    '**/*.test.cjs',
    '--no-watchman',
    '--cacheDirectory',
    join(folder, 'cache'),
  ]
  const environment = resolve('scripts/jest-environment.js')
  const args = [...options, '--config', '{}', '--testEnvironment', environment, '--no-cache']
  const result = await new Promise<{ code: unknown; said: string }>(done =>
    execFile(
      process.execPath,
      [resolve('node_modules/jest/bin/jest.js'), ...args],
      (error, out, err) => done({ code: error?.code ?? 0, said: out + err }),
    ),
  )
  expect(result.said).toMatch(words)
  expect(result.code).toBe(exitCode)
  expect(readdirSync(tmpdir()).filter(name => name.startsWith('isg-test-'))).toEqual([])
})
