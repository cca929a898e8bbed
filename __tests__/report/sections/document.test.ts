import { expect, test } from '@jest/globals'
import type { Layer } from '../../../src/image/measurement.ts'
import { fitComment } from '../../../src/report/printers/fit.ts'
import { terminalReport } from '../../../src/report/printers/terminal.ts'
import type { Report } from '../../../src/report/report.ts'
import { aBaseline, aBudget, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

const before = [aLayer('COPY . .', 2_000_000, { line: 3 })]
const after = [aLayer('COPY . .', 5_000_000, { line: 3 })]

function aComparison(
  candidate: Layer[],
  more: { baseline?: object; candidate?: object; report?: Partial<Report> } = {},
): Report {
  const image = anImage(
    'api',
    aBaseline([aPlatform(before)], more.baseline),
    aMeasurement([aPlatform(candidate)], more.candidate),
  )
  return aReport([image], more.report)
}

test('outside GitHub there are no links, and nobody speaks of pull requests', () => {
  const report = aComparison(after, {
    candidate: { dockerfile: 'services/api/Dockerfile' },
    report: { repository: null },
  })
  const comment = fitComment(report)
  expect(comment).toContain('| | change | candidate | baseline `1a2b3c4` |')
  expect(comment).toContain('`COPY . .` `services/api/Dockerfile:3`')
  expect(comment).not.toContain('](')
  expect(terminalReport(report, { color: false })).toContain('COPY . . services/api/Dockerfile:3')
})

test('a push has a commit and no PR', () => {
  const { repository } = aComparison(after)
  const comment = fitComment(
    aComparison(after, { report: { repository: repository && { ...repository, baseRef: null } } }),
  )
  expect(comment).toContain('| | change | this commit | baseline `1a2b3c4` |')
})

test.each([
  [{ commit: null, digest: `sha256:${'ab'.repeat(32)}` }, '`sha256:abababababab`'],
  [{ commit: null, digest: null, source: 'docker://app:1' }, '`docker://app:1`'],
])('a baseline without a commit has another name', (baseline, name) => {
  expect(fitComment(aComparison(after, { baseline }))).toContain(
    `| | change | this PR | baseline ${name} |`,
  )
})

test('a guessed line is marked, and the mark says why', () => {
  const lines = { ranges: [{ start: 3, end: 3 }], from: 'guess' } as const
  const guessed = [
    aLayer('COPY . .', 5_000_000, { lines: { ...lines, ranges: [...lines.ranges] } }),
  ]
  const comment = fitComment(aComparison(guessed))
  expect(comment).toContain('[≈ Dockerfile:3](https://github.com/octo/shop/')
  expect(comment).toContain('≈: the builder told no provenance')
  expect(fitComment(aComparison([]))).not.toContain('≈')
})

test('a removed layer links to the baseline, whose Dockerfile has the line', () => {
  const url =
    'https://github.com/octo/shop/blob/1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d/Dockerfile#L3'
  expect(fitComment(aComparison([]))).toContain(`removed \`COPY . .\` [Dockerfile:3](${url})`)
  const nowhere = fitComment(aComparison([], { baseline: { commit: null } }))
  expect(nowhere).toContain('removed `COPY . .` `Dockerfile:3` |')
})

test('the table counts compressed bytes where no others are known', () => {
  const layer = (compressedSize: number) => [
    aLayer('COPY . .', null, { compressedSize, version: `${compressedSize}` }),
  ]
  const comment = fitComment(
    aReport([
      anImage(
        'api',
        aBaseline([aPlatform(layer(2000))]),
        aMeasurement([
          aPlatform(layer(9000), { unpackedUnmeasured: 'only the manifest was read' }),
        ]),
        [aBudget('max-size', 1000)],
      ),
    ]),
  )
  expect(comment).toContain('change (compressed) |')
  expect(comment).toContain('| modified `COPY . .` | +7\u00a0kB | 9\u00a0kB | 2\u00a0kB |')
  expect(comment).toContain('The unpacked size is not measured: only the manifest was read')
  expect(comment).toContain('⚠️ not judged: unpacked sizes were not measured')
})

test('a layer of unknown size is a word, and is always seen', () => {
  const comment = fitComment(aComparison([...before, aLayer('RUN make', null)]))
  expect(comment).toContain('| added `RUN make` | unknown | not\u00a0measured | |')
})

test('many notes end with how many more there are', () => {
  const notes = Array.from({ length: 60 }, (_, index) => `Note ${index}: set \`input\`.`)
  const comment = fitComment(aComparison(after, { report: { notes } }))
  expect(comment).toContain('- ⚠️ Note 49: set `input`.\n- … 10 more in the log')
})

test('a trend of one commit is none', () => {
  const points = [{ commit: '1a2b3c4', unpacked: 1, compressed: null }]
  const report = aComparison(after)
  const images = report.images.map(image => ({
    ...image,
    trends: [{ platform: 'linux/amd64', ref: 'main', points }],
  }))
  expect(fitComment({ ...report, images })).not.toContain('Trend')
})
