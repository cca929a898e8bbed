import { expect, test } from '@jest/globals'
import type { Budget } from '../../src/budget/budget.ts'
import type { Baseline } from '../../src/compare/compare.ts'
import type { Measurement } from '../../src/image/measurement.ts'
import { platformsOf, recordedBaseline } from '../../src/measure/recorded.ts'
import type { World } from '../../src/measure/world.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'
import { aBudget, aLayer, aPlatform } from '../support/make.ts'

function aRecordOf(...platforms: Measurement['platforms']): Measurement {
  return {
    source: 'record of build of Dockerfile at 1a2b3c4',
    commit: null,
    digest: null,
    feed: 'record',
    feedReason: 'measured earlier, by push',
    dockerfile: 'Dockerfile',
    platforms,
  }
}

const amd64 = aPlatform()
const arm64 = aPlatform({ platform: 'linux/arm64/v8' })
const uncompressed = aPlatform({ layers: [aLayer({ compressedSize: null })] })

function baselineFor(
  record: Measurement | null,
  options: { platforms?: string; budgets?: Budget[]; image?: string } = {},
) {
  const { platforms = '', budgets = [], image = '' } = options
  const given: Record<string, string> = { platforms, image, name: 'api' }
  const surroundings = { repositoryName: 'shop', readConfig: () => null }
  const settings = settingsFromInputs(name => given[name] ?? '', surroundings)
  const [first] = settings.images
  if (first === undefined) throw new Error('one image')
  const lines: string[] = []
  const world = {
    log: { info: (line: string) => lines.push(line) },
    records: { at: async (name: string) => (name === 'api' ? record : null) },
  }
  const base = { sha: '1a2b3c4d' }
  return recordedBaseline({ ...first, budgets }, world as unknown as World, base).then(found => ({
    found,
    lines,
  }))
}

test.each([
  ['', aRecordOf(amd64)],
  ['linux/amd64', aRecordOf(amd64, arm64)],
  ['linux/amd64,linux/arm64', aRecordOf(amd64, arm64)],
])('for the platforms %j a record with them will do', async (platforms, record) => {
  const { found } = await baselineFor(record, { platforms })
  expect(found).toEqual({ state: 'compared', measurement: record })
})

test('a record without a platform that is built will not do', async () => {
  const { found, lines } = await baselineFor(aRecordOf(amd64), { platforms: 'linux/arm64' })
  expect(found).toBeNull()
  expect(lines).toEqual([
    'The record of build of Dockerfile at 1a2b3c4 is not used: it has no linux/arm64.',
  ])
})

test('a record without compressed sizes will not do for a budget on them', async () => {
  const record = aRecordOf(uncompressed)
  const on = (metric: 'max-increase' | 'max-compressed-increase') => ({
    budgets: [aBudget(metric, 1000)],
  })
  expect((await baselineFor(record, on('max-compressed-increase'))).found).toBeNull()
  expect((await baselineFor(record, on('max-increase'))).found).not.toBeNull()
  // Nothing can be built instead.
  const image = { ...on('max-compressed-increase'), image: 'oci:image' }
  expect((await baselineFor(record, image)).found).not.toBeNull()
})

test('a record will not do for a budget on the growth of a path', async () => {
  const record = aRecordOf(amd64)
  const { found, lines } = await baselineFor(record, {
    budgets: [aBudget('max-increase', 1000, { path: '/app' })],
  })
  expect(found).toBeNull()
  expect(lines[0]).toContain('it has no sizes of single files, which the budget on /app needs')
  const budgets = [aBudget('max-size', 1000, { path: '/app' })]
  expect((await baselineFor(record, { budgets })).found).not.toBeNull()
})

test('without a record there is none', async () => {
  const { found, lines } = await baselineFor(null)
  expect(found).toBeNull()
  expect(lines).toEqual(['There is no record of api at 1a2b3c4d or shortly before.'])
})

test('platforms that only the record has are no removed platforms', () => {
  const candidate = aRecordOf(amd64)
  expect(
    platformsOf(candidate, { state: 'compared', measurement: aRecordOf(amd64, arm64) }),
  ).toEqual({ state: 'compared', measurement: aRecordOf(amd64) })
  const other: Baseline = { state: 'compared', measurement: aRecordOf(arm64) }
  expect(platformsOf(candidate, other)).toEqual(other)
  expect(platformsOf(candidate, { state: 'none' })).toEqual({ state: 'none' })
})
