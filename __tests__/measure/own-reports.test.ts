import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { ownReportNotes } from '../../src/measure/own-reports.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'
import type { ImageSettings } from '../../src/settings/settings.ts'
import { temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
for (const name of ['app', 'lib', 'out']) mkdirSync(join(folder.path, name))
for (const name of ['report.json', 'app/report.json', 'lib/report.html', 'out/report.md'])
  writeFileSync(join(folder.path, name), '{}')

const imagesOf = (given: Record<string, string>): ImageSettings[] =>
  settingsFromInputs(name => given[name] ?? '', {
    repositoryName: 'api',
    readConfig: () => null,
  }).images

test.each<[string, Record<string, string>, string | null]>([
  ['report.json', { context: '.' }, '.'],
  ['out/report.md', { context: '.' }, '.'],
  ['./app/report.json', { context: 'app' }, 'app'],
  [join(folder.path, 'app/report.json'), { context: 'app' }, 'app'],
  ['lib/report.html', { context: 'app', 'build-contexts': 'lib=lib' }, 'lib'],
  // Nothing that is built has it.
  ['new.json', { context: '.' }, null],
  ['report.json', { context: 'app' }, null],
  ['out/report.md', { context: 'app' }, null],
  ['report.json', { context: 'https://github.com/a/b.git' }, null],
  ['report.json', { image: 'docker-daemon:a', baseline: 'none' }, null],
])('%s with %j: noted in %s', (path, given, context) => {
  expect(ownReportNotes([path], imagesOf(given), folder.path)).toEqual(
    context === null
      ? []
      : [expect.stringMatching(new RegExp(`lies in the build context [^ ]*${context}[^ ]*, `))],
  )
})
