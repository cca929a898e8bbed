import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decodeReport, encodeReport, reportJsonSchema } from '../../../src/report/printers/json.ts'
import type { Report } from '../../../src/report/report.ts'
import { cases } from '../cases.ts'
import { aBaseline, aBudget, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

const layer = fc.record({
  instruction: fc.string({ unit: 'binary' }).map(text => text.toWellFormed()),
  size: fc.option(fc.nat()),
  line: fc.integer({ min: 1, max: 500 }),
})

const anyReport: fc.Arbitrary<Report> = fc
  .record({
    name: fc.string(),
    notes: fc.array(fc.string()),
    baseline: fc.array(layer, { maxLength: 6 }),
    candidate: fc.array(layer, { maxLength: 6 }),
    minimumChange: fc.nat(),
    repository: fc.boolean(),
    missing: fc.array(fc.string()),
  })
  .map(({ name, notes, baseline, candidate, minimumChange, repository, missing }) => {
    const platform = (layers: typeof baseline) =>
      aPlatform(layers.map(({ instruction, size, line }) => aLayer(instruction, size, { line })))
    const image = anImage(
      name,
      aBaseline([platform(baseline)]),
      aMeasurement([platform(candidate)]),
      [aBudget('max-increase', 1000), aBudget('max-increase', '2.5%'), aBudget('max-layers', 4)],
    )
    const report = aReport([image], { notes, minimumChange, missing })
    return repository ? report : { ...report, repository: null }
  })

test('what was encoded is decoded as it was', () => {
  fc.assert(
    fc.property(anyReport, report => {
      expect(decodeReport(encodeReport(report), 'report.json')).toEqual(report)
    }),
  )
})

test('the paths of a layer are written once, and what is written stays', () => {
  const report = cases['grew-over-budget']?.() ?? aReport([])
  const text = encodeReport(report)
  expect(text.match(/libx265\.so\.199","size"/g)).toHaveLength(1)
  const decoded = decodeReport(text, 'report.json')
  expect(decodeReport(encodeReport(decoded), 'again')).toEqual(decoded)
  const platform = decoded.images[0]?.comparison.platforms[0]
  expect(platform?.candidate?.layers).toEqual(
    report.images[0]?.comparison.platforms[0]?.candidate?.layers,
  )
  expect(platform?.paths).toEqual(report.images[0]?.comparison.platforms[0]?.paths)
})

const valid = JSON.parse(encodeReport(cases.unchanged?.() ?? aReport([])))

test.each([
  ['no JSON', '{', 'x.json: is not JSON'],
  ['a newer version', JSON.stringify({ schema: 2 }), 'x.json: has report schema 2'],
  ['no version', '{}', 'x.json: schema: '],
  [
    'a size that is text',
    withPlatform({ download: { bytes: '1', layers: 0, of: 0 } }),
    'x.json: images[0].comparison.platforms[0].download.bytes: ',
  ],
  [
    'a fraction of a byte',
    withPlatform({ unpacked: { baseline: 1.5, candidate: 1, change: 0 } }),
    'unpacked.baseline: ',
  ],
  [
    'a negative size',
    withPlatform({ unpacked: { baseline: -1, candidate: 1, change: 2 } }),
    'unpacked.baseline: ',
  ],
  [
    'a server that is no web address',
    JSON.stringify({
      ...valid,
      repository: { ...valid.repository, serverUrl: 'javascript:alert(1)' },
    }),
    'repository.serverUrl: ',
  ],
  [
    'a name that is no repository',
    JSON.stringify({ ...valid, repository: { ...valid.repository, name: 'a/b/../../evil' } }),
    'repository.name: ',
  ],
])('%s is one clear error', (_, text, message) => {
  expect(() => decodeReport(text, 'x.json')).toThrow(message)
})

function withPlatform(fields: object): string {
  const report = structuredClone(valid)
  Object.assign(report.images[0].comparison.platforms[0], fields)
  return JSON.stringify(report)
}

test('unknown fields of a later version are left out, not refused', () => {
  expect(decodeReport(JSON.stringify({ ...valid, later: 1 }), 'x.json')).not.toHaveProperty('later')
})

test('the published schema describes reports', () => {
  const schema = reportJsonSchema()
  expect(schema).toMatchObject({ type: 'object', title: 'Image Size Gate report' })
  expect(schema.required).toEqual([
    'schema',
    'verdict',
    'images',
    'notes',
    'repository',
    'minimumChange',
  ])
})

test('a report that no text can hold is told as that', () => {
  const notes = Array<string>(5).fill('x'.repeat(2 ** 27))
  expect(() => encodeReport(aReport([], { notes }))).toThrow(
    /^the JSON report would be larger than 512 MiB, so it is not written; .*`detail: layers`$/,
  )
})
