import { expect, test } from '@jest/globals'
import { type JoinSettings, joinReports } from '../../src/report/join.ts'
import { decodeReport, encodeReport } from '../../src/report/printers/json.ts'
import type { Report } from '../../src/report/report.ts'
import { cases } from './cases.ts'

// Every report that the gate writes bears out its own verdict when all that is left of it is its JSON.
test.each(Object.entries(cases))('a report of %s comes to the same', (name, make) => {
  const report = decodeReport(encodeReport(make()), name)
  const approvals = report.images
    .flatMap(({ judgements }) => judgements)
    .filter(({ outcome }) => outcome === 'approved')
    .map(({ why }) => ({ label: why ?? '', bytes: Number.MAX_SAFE_INTEGER }))
  const joined = joinReports([{ file: 'report.json', report }], { ...settings(report), approvals })
  expect(joined.failed).toEqual(report.failed)
  expect(joined.missing).toEqual(report.missing)
  expect(joined.verdict).toBe(report.verdict)
  expect(joined.images).toEqual(report.images)
})

test('a report that names more images than anybody has is not used', () => {
  const report = cases['everything-at-once']?.() ?? Object.values(cases)[0]?.()
  if (report === undefined) throw new Error('there is no case')
  const names = Array.from({ length: 2001 }, (_, index) => `image ${index}`)
  const failed = names.map(name => ({
    name,
    state: 'not built' as const,
    why: 'so',
    dockerfile: null,
    lines: null,
  }))
  const many: Report = { ...report, failed, verdict: 'exceeded' }
  const joined = joinReports([{ file: 'x.json', report: many }], settings(report))
  expect(joined.failed).toMatchObject([
    { name: 'x.json', why: 'all reports together name more than 2000 images' },
  ])
})

function settings({ repository }: Report): JoinSettings {
  return {
    repository: repository ?? {
      serverUrl: 'https://github.com',
      name: 'acme/api',
      headSha: '1a2b3c4',
      baseRef: null,
    },
    expected: [],
    approvals: [],
    budgetsOf: () => null,
    warnOnly: false,
  }
}
