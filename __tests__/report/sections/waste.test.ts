import { expect, test } from '@jest/globals'
import type { Waste } from '../../../src/compare/comparison.ts'
import { htmlReport } from '../../../src/report/page/page.ts'
import { decodeReport, encodeReport } from '../../../src/report/printers/json.ts'
import { markdown } from '../../../src/report/printers/markdown.ts'
import type { Report } from '../../../src/report/report.ts'
import { reportDocument } from '../../../src/report/sections/build.ts'
import { cases } from '../cases.ts'
import { renderMarkdown } from '../cmark.ts'

const wasteful = () => (cases.wasteful as () => Report)()

function withWaste(waste: Partial<Waste>): string {
  const report = wasteful()
  for (const platform of report.images[0]?.comparison.platforms ?? [])
    platform.waste = { findings: [], total: 0, efficiency: 1, ...platform.waste, ...waste }
  return markdown(reportDocument(report))
}

test('waste and packages survive JSON and are on the page', () => {
  const report = wasteful()
  const [image] = decodeReport(encodeReport(report), 'test').images
  const [platform] = image?.comparison.platforms ?? []
  const [before] = report.images[0]?.comparison.platforms ?? []
  expect(platform?.waste).toEqual(before?.waste)
  expect(platform?.packages).toEqual(before?.packages)
  expect(platform?.candidate?.layers[1]?.packages).toHaveLength(3)
  // What the rows repeat is written once.
  expect(platform?.layers[1]?.candidate).not.toHaveProperty('packages')
  expect(htmlReport(report)).toContain('--chown=')
})

test('an image that wastes less than the minimum change says nothing of it', () => {
  expect(withWaste({ findings: [] })).not.toContain('Wasted')
})

test.each([
  [999, false],
  [1_000, true],
  [1_001, true],
])('a finding of %i bytes with a minimum of 1000: told: %s', (bytes, isTold) => {
  const report = { ...wasteful(), minimumChange: 1_000 }
  const [platform] = report.images[0]?.comparison.platforms ?? []
  const [finding] = platform?.waste?.findings ?? []
  if (platform?.waste === undefined || finding === undefined) throw new Error('no waste')
  platform.waste.findings = [{ ...finding, path: '/opt/only', bytes }]
  expect(markdown(reportDocument(report)).includes('/opt/only')).toBe(isTold)
})

test('with layers that nobody read, it is the least that can go', () => {
  const report = wasteful()
  const [platform] = report.images[0]?.comparison.platforms ?? []
  const [first] = platform?.candidate?.layers ?? []
  if (platform?.waste === undefined || first === undefined) throw new Error('no waste')
  platform.waste.efficiency = null
  first.files = null
  const text = markdown(reportDocument(report))
  const layers = platform.candidate?.layers.length
  expect(text).toMatch(
    new RegExp(
      `</b>: at least 77\\.5 MB that can go, .*, 1 of ${layers} layers not read</summary>`,
    ),
  )
})

test('a package database that could not be read makes packages unknown', () => {
  const report = wasteful()
  const [first] = report.images[0]?.comparison.platforms[0]?.candidate?.layers ?? []
  if (first === undefined) throw new Error('no layer')
  first.packages = null
  expect(markdown(reportDocument(report))).toContain('**Packages**: unknown, for a layer')
})

test('a foreign report with a layer too many and text for markup stays text', () => {
  const text = withWaste({
    findings: [
      {
        kind: 'deleted',
        path: '/x`|<img src=x>\n@octocat',
        files: 1,
        bytes: 5_000_000,
        layer: 99,
        by: 98,
        isNew: true,
        cure: '<script>alert(1)</script> | `a`',
      },
    ],
  })
  expect(text).toContain('an unknown layer')
  const html = renderMarkdown(text)
  expect(html).not.toMatch(/<script|<img/)
  const items = html.match(/<li>.*?<\/li>/gs) ?? []
  expect(items.filter(item => item.includes('an unknown layer'))).toHaveLength(1)
})
