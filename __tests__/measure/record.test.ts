import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { compare } from '../../src/compare/compare.ts'
import type { Measurement } from '../../src/image/measurement.ts'
import { readRecord } from '../../src/measure/record.ts'
import { encodeReport } from '../../src/report/printers/json.ts'
import { aReport } from '../report/make.ts'
import { aDigest, aLayer, aPlatform } from '../support/make.ts'
import { temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

function measurement(size: number): Measurement {
  const files = [{ path: 'app/model.bin', size, kind: 'file' as const }]
  return {
    source: 'build of Dockerfile',
    commit: null,
    digest: null,
    feed: 'push',
    feedReason: 'the builder reaches it',
    dockerfile: 'Dockerfile',
    platforms: [aPlatform({ layers: [aLayer({ diffId: aDigest(size), size, files })] })],
  }
}

function write(name: string, ...images: string[]): void {
  const reports = images.map(image => ({
    comparison: compare(image, { state: 'none' }, measurement(1000)),
    judgements: [],
    verdict: 'passed' as const,
  }))
  writeFileSync(join(folder.path, name), encodeReport(aReport(reports)))
}

test('an earlier report as baseline tells which paths grew', async () => {
  write('report.json', 'api')
  const baseline = await readRecord('report.json', folder.path, 'api')
  const comparison = compare('api', { state: 'compared', measurement: baseline }, measurement(5000))
  expect(comparison.baseline).toMatchObject({ source: 'record of build of Dockerfile' })
  expect(comparison.platforms[0]?.paths).toEqual([
    { path: '/app/model.bin', files: 1, change: 4000 },
  ])
})

test('the only image of a report needs no name, one of several does', async () => {
  write('one.json', 'api')
  write('two.json', 'api', 'web')
  await expect(readRecord('one.json', folder.path, 'renamed')).resolves.toMatchObject({
    feed: 'record',
  })
  await expect(readRecord('two.json', folder.path, 'renamed')).rejects.toThrow(
    'baseline record:two.json: has no image `renamed`; give `name` one of api, web',
  )
})

test.each([
  [
    'nothing',
    null,
    /cannot be read: ENOENT.*; give the path of a JSON report, and write it before/,
  ],
  ['an empty file', '', /is not JSON; give a JSON report that Image Size Gate wrote/],
  ['lines of records', '{"schema":1}\n{"schema":1}\n', /is not JSON; give a JSON report that/],
  ['a broken line', '{"schema":1,"images":[{]}', /is not JSON; give a JSON report that/],
  ['another form', '{"schema":1}', /: verdict: .*; give a JSON report that Image Size Gate wrote/],
  ['a newer schema', '{"schema":2}', /has report schema 2, .*; use the same version in every job$/],
])('%s is no baseline, and the next step is told', async (name, text, why) => {
  const file = `${name.replaceAll(' ', '-')}.json`
  if (text !== null) writeFileSync(join(folder.path, file), text)
  const failed = await readRecord(file, folder.path, 'api').catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(UserError)
  expect((failed as Error).message).toMatch(why)
  expect((failed as Error).message).toMatch(`baseline record:${file}: `)
})
