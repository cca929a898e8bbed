import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { budgetMetrics } from '../../../src/budget/budget.ts'
import { judge } from '../../../src/budget/judge.ts'
import type { Comparison, PlatformComparison } from '../../../src/compare/comparison.ts'
import { markdown } from '../../../src/report/printers/markdown.ts'
import type { Report } from '../../../src/report/report.ts'
import { reportDocument } from '../../../src/report/sections/build.ts'
import { type State, states } from '../../../src/report/sections/states.ts'
import { aBudget, aComparison, aPlatformComparison, aSizeChange } from '../../support/make.ts'

const unknown = aSizeChange(null, null)
const alone = (fields: Partial<PlatformComparison>) =>
  aPlatformComparison({
    unpacked: aSizeChange(null, 1000),
    compressed: aSizeChange(null, 400),
    blame: { unpacked: null, compressed: null },
    ...fields,
  })
const without = (baseline: Comparison['baseline']) =>
  aComparison({ baseline, platforms: [alone({ state: 'only candidate', baseline: null })] })

const { source, ...compared } = {
  state: 'compared' as const,
  source: 'build of old/Dockerfile at 1a2b3c4 (Dockerfile moved from there)',
  commit: '1a2b3c4d',
  digest: null,
  feed: 'push' as const,
}

/** One comparison of each state, and what the report has to show. */
const examples: Record<keyof typeof states, [Comparison, RegExp, Partial<Report>?]> = {
  compared: [aComparison(), /1a2b3c4/],
  moved: [aComparison({ baseline: { ...compared, source } }), /Dockerfile moved from there/],
  newImage: [without({ state: 'new image', why: 'no Dockerfile' }), /new image/],
  unavailable: [without({ state: 'unavailable', why: 'it broke' }), /baseline unavailable/],
  none: [without({ state: 'none' }), /no baseline/],
  newPlatform: [
    aComparison({
      platforms: [
        alone({ platform: 'linux/arm64', state: 'only candidate', baseline: null }),
        aPlatformComparison(),
      ],
    }),
    /new platform/,
  ],
  removedPlatform: [
    aComparison({
      platforms: [
        alone({
          platform: 'linux/arm64',
          state: 'only baseline',
          candidate: null,
          unpacked: aSizeChange(1000, null),
        }),
        aPlatformComparison(),
      ],
    }),
    /removed/,
  ],
  unchangedImage: [
    aComparison({ platforms: [] }),
    /`api` is unchanged since `1a2b3c4`, and was not built[\s\S]* made of: its context .* is the same/,
    {
      images: [],
      unchanged: [{ name: 'api', since: '1a2b3c4d', why: 'its context `api` is the same' }],
    },
  ],
  removedImage: [
    aComparison({ platforms: [] }),
    /`worker` was removed/,
    { removed: [{ name: 'worker', config: 'gate.yml', commit: '1a2b3c4d' }] },
  ],
  notBuilt: [
    aComparison({ platforms: [] }),
    /`api` could not be built: `RUN make` ended with code 2, `Dockerfile:6`/,
    {
      verdict: 'exceeded',
      failed: [
        {
          name: 'api',
          state: 'not built',
          why: '`RUN make` ended with code 2',
          dockerfile: 'Dockerfile',
          lines: { start: 6, end: 6 },
        },
      ],
    },
  ],
  notRead: [
    aComparison({ platforms: [] }),
    /`api` could not be measured: it is no tar/,
    {
      verdict: 'exceeded',
      failed: [
        { name: 'api', state: 'not measured', why: 'it is no tar', dockerfile: null, lines: null },
      ],
    },
  ],
  notMeasured: [
    aComparison({
      platforms: [
        aPlatformComparison({
          compressed: unknown,
          download: { bytes: null, layers: 0, of: 1 },
          blame: { unpacked: { own: 0, upstream: 0 }, compressed: null },
        }),
      ],
    }),
    /not measured/,
  ],
}

const rows = Object.entries(states) as [keyof typeof states, State][]

test.each(rows)('%s: what is judged, and what is shown', (name, { judged }) => {
  const [comparison, shown, more] = examples[name]
  const budgets = budgetMetrics.map(metric =>
    aBudget(metric, metric === 'max-layers' ? { kind: 'count', count: 9 } : 1_000_000),
  )
  const { judgements, verdict } = judge(comparison, budgets, [])
  const about = comparison.platforms[0]?.platform
  const found = judgements.filter(
    ({ platform, outcome }) => platform === about && outcome !== 'not judged',
  )
  expect(found.map(({ budget }) => budget.metric).toSorted()).toEqual([...judged].toSorted())
  expect(verdict).toBe('passed')
  const report: Report = {
    schema: 1,
    verdict,
    images: [{ comparison, judgements, verdict }],
    notes: [],
    repository: null,
    minimumChange: 0,
    ...more,
  }
  // Cells of a table do not break.
  expect(markdown(reportDocument(report)).replaceAll('\u00a0', ' ')).toMatch(shown)
})

test('the table of the README has every state', () => {
  const readme = readFileSync('docs/budgets.md', 'utf8')
  for (const [, { shown }] of rows) expect(readme).toContain(`| ${shown} |`)
})
