import { expect, test } from '@jest/globals'
import type { WasteFinding } from '../../../src/compare/comparison.ts'
import { markdown } from '../../../src/report/printers/markdown.ts'
import type { Report } from '../../../src/report/report.ts'
import { wayOutBlocks } from '../../../src/report/sections/ways-out.ts'
import { cases } from '../cases.ts'

/** The grown service with these findings: layer 8 is what the change added, layer 0 is of the FROM image. */
function told(findings: Partial<WasteFinding>[], change: (report: Report) => void = () => {}) {
  const report = (cases['grew-over-budget'] as () => Report)()
  const [image] = report.images
  const [platform] = image?.comparison.platforms ?? []
  const [model] = platform?.waste?.findings ?? []
  if (image === undefined || platform?.waste === undefined || model === undefined)
    throw new Error('the case wastes nothing')
  platform.waste.findings = findings.map(finding => ({ ...model, ...finding }))
  change(report)
  return markdown(wayOutBlocks(image, report)).trim()
}

test('the newest and largest comes first, whatever else there is', () => {
  const large = { path: '/old', bytes: 90_000_000, isNew: false }
  expect(told([large, { path: '/b', bytes: 2_000_000 }, { path: '/a', bytes: 3_000_000 }])).toMatch(
    /^\*\*3 MB of this can go\*\* \(`\/a` by \[Dockerfile:12\]\(https:.*\)\): end the same `RUN` with/,
  )
})

test('without new waste a breach still has a way out, and a passing image has none', () => {
  const large = { path: '/old', bytes: 90_000_000, isNew: false }
  expect(told([large])).toMatch(/^\*\*90 MB can go\*\* \(`\/old`/)
  expect(
    told([large], ({ images }) => {
      for (const image of images) image.verdict = 'passed'
    }),
  ).toBe('')
})

test('what this Dockerfile cannot take away is no way out, and neither is next to nothing', () => {
  expect(told([{ layer: 0 }])).toBe('')
  expect(told([{ bytes: 999 }])).toBe('')
  expect(told([])).toBe('')
})
