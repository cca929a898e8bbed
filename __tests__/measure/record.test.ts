import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { compare } from '../../src/compare/compare.ts'
import type { Measurement } from '../../src/image/measurement.ts'
import { readRecord } from '../../src/measure/record.ts'
import { encodeReport } from '../../src/report/json.ts'
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
    'baseline record:two.json has no image `renamed`; it has api, web',
  )
  await expect(readRecord('none.json', folder.path, 'api')).rejects.toThrow(
    'baseline record:none.json cannot be read: ENOENT',
  )
})
