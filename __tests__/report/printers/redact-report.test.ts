import { expect, test } from '@jest/globals'
import { redactor } from '../../../src/common/redact.ts'
import { htmlReport } from '../../../src/report/page/page.ts'
import { fitComment } from '../../../src/report/printers/fit.ts'
import { decodeReport, encodeReport } from '../../../src/report/printers/json.ts'
import { redactReport } from '../../../src/report/printers/redact-report.ts'
import { jobSummary } from '../../../src/report/printers/summary.ts'
import { terminalReport } from '../../../src/report/printers/terminal.ts'
import type { Report } from '../../../src/report/report.ts'
import { cases } from '../cases.ts'

const all = Object.entries(cases).map(([name, make]) => [name, make()] as const)
const canary = 'c4n4ry-value'

const foreign = [
  'instruction',
  'name',
  'path',
  'why',
  'source',
  'feedReason',
  'subject',
  'dockerfile',
]

/** With the canary wherever an image, a repository or an error puts words. */
function planted(report: Report): Report {
  const plant = (key: string, value: unknown) =>
    typeof value === 'string' && foreign.includes(key) ? `${value} ${canary}` : value
  const text = JSON.stringify({ ...report, notes: [`a note of ${canary}`] })
  return JSON.parse(text, plant)
}

test.each(all)('%s: a report with nothing to hide stays as it is', (_, report) => {
  expect(redactReport(report, redactor(['hunter2-is-nowhere']))).toEqual(report)
})

test.each(all)('%s: no printer shows what is hidden, wherever it stood', (_, report) => {
  const hidden = redactReport(planted(report), redactor([canary]))
  const printers = [encodeReport, htmlReport, jobSummary, fitComment]
  const texts = printers.map(print => print(hidden))
  expect([...texts, terminalReport(hidden, { color: false })].join()).not.toContain(canary)
  expect(encodeReport(planted(report))).toContain(canary)
})

test('a secret that is a word of the schema breaks no report', () => {
  const words = ['compared', 'push', 'modified', 'passed', 'exceeded', 'unchanged']
  for (const [, report] of all) {
    const hidden = redactReport(report, redactor(words))
    expect(decodeReport(encodeReport(hidden), 'report').verdict).toBe(report.verdict)
  }
})
