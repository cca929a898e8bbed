import { expect, test } from '@jest/globals'
import type { Baseline } from '../../../src/compare/compare.ts'
import { fitComment } from '../../../src/report/printers/fit.ts'
import type { ImageReport, Report } from '../../../src/report/report.ts'
import { cases } from '../cases.ts'
import { aBaseline, aBudget, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

const firstLine = (report: Report) => fitComment(report).split('\n')[0]

test.each([
  ['grew-over-budget', '### ❌ `api` grew by 41.2 MB (+13.7 %), 36.2 MB over budget'],
  ['shrank', '### ✅ `worker` shrank by 198 MB (−60.6 %)'],
  ['unchanged', '### ✅ `api` is unchanged'],
  ['new-image', '### ✅ `thumbnailer` is a new image of 342 MB (127 MB compressed)'],
  ['baseline-unavailable', '### ⚠️ `api` is 301 MB (111 MB compressed), baseline unavailable'],
  [
    'approved',
    '### 🟡 `api` grew by 41.2 MB (+13.7 %), 36.2 MB over budget, approved by `image-size/+50MB`',
  ],
  ['upstream-moved', '### ✅ `jobs` grew by 12.1 MB (+2.81 %), 11.9 MB from `python:3.13`'],
  ['two-platforms', '### ❌ `api` grew by 41.6 MB (+13.7 %) on `linux/arm64`, 36.6 MB over budget'],
  [
    'three-images',
    '### ❌ `api` grew by 41.2 MB (+13.7 %), 36.2 MB over budget; `admin` did not report; 2 other images passed',
  ],
  ['compressed-not-measured', '### ⚪ `api` grew by 41.2 MB (+13.7 %)'],
])('%s', (name, line) => {
  expect(firstLine(cases[name]?.() ?? aReport([]))).toBe(line)
})

const layers = (size: number, more = {}) => [
  aLayer('COPY . .', size, { version: `${size}`, ...more }),
]
const image = (
  baseline: Baseline,
  candidate: ReturnType<typeof layers>,
  budgets: Parameters<typeof anImage>[3] = [],
  name = 'api',
): ImageReport => anImage(name, baseline, aMeasurement([aPlatform(candidate)]), budgets)
const small = aBaseline([aPlatform(layers(1_000_000))])

test.each<[string, ImageReport, string]>([
  ['no baseline', image({ state: 'none' }, layers(2e6)), '⚪ `api` is 2 MB (740 kB compressed)'],
  [
    'nothing measured',
    image({ state: 'none' }, [aLayer('COPY . .', null)]),
    '⚪ `api` is unknown size',
  ],
  [
    'only compressed sizes',
    image(
      aBaseline([aPlatform(layers(1, { size: null, compressedSize: 1000 }))]),
      layers(2, { size: null, compressedSize: 1500 }),
    ),
    '⚪ `api` grew by 500 B compressed (+50 %)',
  ],
  [
    'nothing comparable',
    image(aBaseline([aPlatform([aLayer('COPY a .', null)])]), [aLayer('COPY b .', null)]),
    '⚪ `api` could not be compared: its sizes are not measured',
  ],
  [
    'rebuilt',
    image(small, [aLayer('COPY . .', 1_000_000, { version: 'again' })], [aBudget('max-size', 2e6)]),
    '✅ `api` kept its size',
  ],
  [
    'another budget',
    image(small, layers(3e6), [aBudget('max-size', 2e6), aBudget('max-layers', 0)]),
    '❌ `api` grew by 2 MB (+200 %), 1 MB over its size budget (2 budgets exceeded)',
  ],
  [
    'layers',
    image(small, layers(1_000_000), [aBudget('max-layers', 0)]),
    '❌ `api` is unchanged, 1 layer over its layers budget',
  ],
  [
    'a warning',
    image(small, layers(3e6), [aBudget('max-increase', 1e6, { severity: 'warning' })]),
    '⚠️ `api` grew by 2 MB (+200 %), 1 MB over budget (warning)',
  ],
  [
    'from nothing',
    image(aBaseline([aPlatform([])]), layers(3e6), [aBudget('max-increase', 9e6)]),
    '✅ `api` grew by 3 MB',
  ],
])('one image: %s', (_, one, line) => {
  expect(firstLine(aReport([one]))).toBe(`### ${line}`)
})

test('a platform that is on one side only', () => {
  const arm = aPlatform(layers(5e6), { platform: 'linux/arm64' })
  const added = anImage('api', small, aMeasurement([aPlatform(layers(1e6)), arm]))
  expect(fitComment(aReport([added]))).toContain('new\u00a0platform')
  const gone = anImage(
    'api',
    aBaseline([aPlatform(layers(1e6)), arm]),
    aMeasurement([aPlatform(layers(1e6))]),
  )
  expect(fitComment(aReport([gone]))).toContain('| removed | | |')
  const only = anImage('api', aBaseline([arm]), aMeasurement([]))
  expect(firstLine(aReport([only]))).toBe('### ⚪ `api` was removed')
})

const held = (name: string) => image(small, layers(1e6), [aBudget('max-size', 2e6)], name)
const broken = (name: string) => image(small, layers(3e6), [aBudget('max-size', 2e6)], name)

const unbuilt = (name: string) => ({ name, since: '1a2b3c4d', why: 'all is the same' })

test.each<[string, Partial<Report> & { images: ImageReport[] }, string]>([
  ['all passed', { images: [held('a'), held('b')] }, '✅ 2 images passed'],
  ['one missing', { images: [held('a')], missing: ['b'] }, '❌ `b` did not report; 1 image passed'],
  [
    'several broken',
    { images: [broken('a'), broken('b'), held('c')] },
    '❌ 2 of 3 images are over budget: `a`, `b`',
  ],
  [
    'some not built',
    { images: [held('a')], unchanged: ['b', 'c'].map(unbuilt) },
    '✅ 1 image passed; 2 images are unchanged and not built',
  ],
  [
    'none built',
    { images: [], unchanged: ['b', 'c'].map(unbuilt) },
    '✅ 2 images are unchanged and not built',
  ],
  [
    'one, not built',
    { images: [], unchanged: [unbuilt('b')] },
    '✅ `b` is unchanged since `1a2b3c4`, and was not built',
  ],
  ['nothing at all', { images: [], missing: ['a', 'b'] }, '❌ `a`, `b` did not report'],
])('several images: %s', (_, { images, ...more }, line) => {
  expect(firstLine(aReport(images, more))).toBe(`### ${line}`)
})

test('several images: one approved', () => {
  const approved = cases.approved?.().images ?? []
  expect(firstLine(aReport([...approved, held('b')]))).toBe(
    '### 🟡 `api` over budget but approved; 1 image passed',
  )
})
