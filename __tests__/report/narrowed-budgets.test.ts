import { expect, test } from '@jest/globals'
import { judge } from '../../src/budget/judge.ts'
import { decodeReport, encodeReport } from '../../src/report/printers/json.ts'
import { jobSummary } from '../../src/report/printers/summary.ts'
import type { Report } from '../../src/report/report.ts'
import { aBudget, aComparison, aLayer, aPlatform, aPlatformComparison } from '../support/make.ts'

const files = [{ path: 'app/a', size: 1000, kind: 'file' as const }]
const side = aPlatform({ layers: [aLayer({ files, instruction: 'COPY . <b>`x`</b>|' })] })

function reportOf(...budgets: ReturnType<typeof aBudget>[]): Report {
  const comparison = aComparison({
    platforms: [aPlatformComparison({ baseline: side, candidate: side })],
  })
  const judged = judge(comparison, budgets, [])
  return {
    schema: 1,
    verdict: judged.verdict,
    images: [{ comparison, ...judged }],
    notes: [],
    repository: null,
    minimumChange: 1000,
  }
}

/** With plain spaces between numbers and units. */
function summaryOf(report: Report): string {
  return jobSummary(report).replaceAll('\u00a0', ' ')
}

test('the table and the headline name the path and the layers of a budget', () => {
  const summary = summaryOf(
    reportOf(
      aBudget('max-size', 400, { path: '/app' }),
      aBudget('max-layers', { kind: 'count', count: 2 }, { layer: 'COPY*' }),
      aBudget('max-size', 2000, { path: '/app', layer: 'COPY*' }),
    ),
  )
  expect(summary).toContain('`app` is unchanged, 600 B over its budget for the size of `/app`')
  expect(summary).toContain('| size of `/app` | ❌ **600 B over** | 1 kB | 400 B |')
  expect(summary).toContain('| layers of `COPY*` | ✅ 1 layer left | 1 | 2 |')
  expect(summary).toContain('| size of `/app` in `COPY*` |')
})

test('what a pull request writes into a budget stays text', () => {
  const summary = summaryOf(
    reportOf(
      aBudget('max-size', 1, { layer: '*<b>`x`</b>|' }),
      aBudget('max-size', 1, { path: '/`<i>' }),
    ),
  )
  expect(summary).toContain('| size of ``*<b>`x`</b>\\|`` | ❌ **999 B over** | 1 kB | 1 B |')
  expect(summary).toContain(
    "| size of ``/`<i>`` | ⚠️ not judged: there is nothing at `/'<i>` | unknown | 1 B |",
  )
})

test('a narrowed budget survives JSON', () => {
  const report = reportOf(
    aBudget('max-size', 400, { path: '/app', layer: 'COPY*', platform: 'linux/amd64' }),
  )
  const { judgements = [] } = decodeReport(encodeReport(report), 'report').images[0] ?? {}
  expect(judgements).toEqual(report.images[0]?.judgements)
})
