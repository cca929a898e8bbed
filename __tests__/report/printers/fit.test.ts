import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { htmlReport } from '../../../src/report/page/page.ts'
import { fitComment, shortComment } from '../../../src/report/printers/fit.ts'
import { markdown } from '../../../src/report/printers/markdown.ts'
import { jobSummary } from '../../../src/report/printers/summary.ts'
import type { ImageReport, Report } from '../../../src/report/report.ts'
import { reportDocument } from '../../../src/report/sections/build.ts'
import { cases } from '../cases.ts'
import { renderMarkdown, tablesOf } from '../cmark.ts'
import { aBaseline, aBudget, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

/** Images of so many layers, every one of them changed, with paths. */
function manyLayers(images: number, layers: number, text = 'RUN echo | `make`'): Report {
  const side = (version: string, times: number) =>
    aPlatform(
      Array.from({ length: layers }, (_, index) => {
        const size = 10_000 * (index + 1) * times
        const path = `srv/${'deep/'.repeat(index % 7)}${index}`
        return aLayer(`${text} ${index}`, size, {
          version,
          line: index + 1,
          files: [{ path, size, kind: 'file' }],
        })
      }),
    )
  const all = Array.from({ length: images }, (_, index): ImageReport => {
    // One in three stays within its budget.
    const limit = index % 3 === 1 ? 1e12 : 1000
    return anImage(
      `image-${index}`,
      aBaseline([side('baseline', 1)]),
      aMeasurement([side(`candidate ${index}`, 2)]),
      [aBudget('max-increase', limit)],
    )
  })
  return aReport(all)
}

test('a report that fits is shown whole', () => {
  const report = cases['grew-over-budget']?.() ?? aReport([])
  expect(fitComment(report)).toBe(markdown(reportDocument(report)))
})

test.each([
  [1, 30],
  [1, 400],
  [40, 12],
  [300, 2],
])('%d images of %d layers fit, with the verdict and whole tables', (images, layers) => {
  const report = manyLayers(images, layers)
  const comment = fitComment(report)
  expect(comment.length).toBeLessThanOrEqual(65_000)
  // Room is used, not wasted.
  if (images * layers > 200) expect(comment.length).toBeGreaterThan(5_000)
  expect(comment).toMatch(/^### ❌ .*over budget/)
  for (const rows of tablesOf(renderMarkdown(comment))) {
    expect(new Set(rows.map(cells => cells.length)).size).toBe(1)
  }
})

test('a hundred images of two platforms: what broke, what changed, one line for the rest, and room to spare', () => {
  const report = cases['hundred-images']?.() ?? aReport([])
  const comment = fitComment(report)
  expect(comment.length).toBeLessThan(32_000)
  const [rows = []] = tablesOf(renderMarkdown(comment))
  const first = rows.slice(1).map(([name]) => name?.replace(/^\S+ |<.*?>/g, ''))
  expect(first.slice(0, 5)).toEqual([
    'cannot-build',
    'large-breach on linux/amd64',
    'large-breach on linux/arm64',
    'small-breach on linux/amd64',
    'small-breach on linux/arm64',
  ])
  expect(first.slice(5).every(name => name?.startsWith('changed-service'))).toBe(true)
  expect(first).toHaveLength(10)
  expect(comment).toContain('<summary>92 images are unchanged, 90 of them not built</summary>')
  for (const { name } of report.unchanged ?? []) expect(comment).toContain(`\`${name}\``)
  expect(comment).not.toContain('…')
})

test('comment, summary and page tell the same totals', () => {
  const report = cases['hundred-images']?.() ?? aReport([])
  const totals =
    '100 images: 2 over budget, 1 not measured, 5 changed, 2 unchanged, 90 unchanged and not built. Together +122 MB unpacked, +45.1 MB compressed'
  const plain = (text: string) => text.replace(/<[^>]*>|\*\*/g, '')
  for (const text of [fitComment(report), jobSummary(report), htmlReport(report)])
    expect(plain(text)).toContain(totals)
})

test('names that have no room for a row are still told', () => {
  const comment = fitComment(manyLayers(700, 1), 30_000)
  expect(comment).toMatch(/\d+ more images without a row here/)
  expect(comment.match(/`image-\d+`/g)?.length).toBeGreaterThan(690)
})

test('the smallest rows fold away first, and are counted', () => {
  const comment = fitComment(manyLayers(1, 400), 20_000)
  expect(comment).toContain('make` 399')
  expect(comment).not.toContain('make` 3`')
  expect(comment).toMatch(/… 3\d\d smaller changes/)
})

test('images that passed lose their sections before those that failed', () => {
  const comment = fitComment(manyLayers(30, 4), 30_000)
  expect(comment).toContain('#### ❌ `image-0`')
  expect(comment).not.toContain('<summary>✅ <code>image-1</code>')
  expect(comment).toContain('✅ `image-1`')
})

test('the verdict is there for any number of images and layers, and the limit is kept', () => {
  const limits = fc.integer({ min: 300, max: 65_000 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 30 }),
      limits,
      (images, layers, limit) => {
        const report = manyLayers(images, layers)
        const comment = fitComment(report, limit)
        expect(comment.length).toBeLessThanOrEqual(limit)
        expect(comment.split('\n')[0]).toBe(shortComment(report).split('\n')[0])
      },
    ),
    { numRuns: 40 },
  )
})

test('the short comment has the answer and the first images', () => {
  const short = shortComment(manyLayers(200, 1))
  expect(short).toMatch(/^### ❌ 133 of 200 images are over budget: `image-0`.* and 128 more\n/)
  expect(short).toContain('190 more images')
  expect(short).toContain('summary of the job')
  expect(short.length).toBeLessThan(3000)
})

test('the summary has more room, counted in bytes', () => {
  const report = manyLayers(1, 400, 'RUN echo 漢字漢字漢字漢字漢字漢字')
  expect(jobSummary(report)).toContain(' 399')
  expect(jobSummary(report)).not.toContain('smaller change')
  const tight = jobSummary(report, 30_000)
  expect(new TextEncoder().encode(tight).length).toBeLessThanOrEqual(30_000)
})
