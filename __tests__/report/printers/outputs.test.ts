import { expect, test } from '@jest/globals'
import { imagesOutput, outputsOf } from '../../../src/report/printers/outputs.ts'
import { cases } from '../cases.ts'
import { aReport } from '../make.ts'

const hundred = () => cases['hundred-images']?.() ?? aReport([])

test('with several images the figures are in `images` only', () => {
  expect(outputsOf(hundred())).toEqual({
    verdict: 'exceeded',
    baseline: 'build of `Dockerfile` at `1a2b3c4`; unchanged since 1a2b3c4',
    size: null,
    'compressed-size': null,
    'size-change': null,
    'compressed-size-change': null,
  })
})

test('`images` has a row for each platform, what broke first; unknown is null', () => {
  const { text, left } = imagesOutput(hundred())
  const rows = JSON.parse(text)
  expect([rows.length, left]).toEqual([1 + 2 * 9 + 90, 0])
  expect(rows[0]).toEqual({
    name: 'cannot-build',
    platform: null,
    verdict: 'exceeded',
    state: 'not built',
    size: null,
    'compressed-size': null,
    'size-change': null,
    'compressed-size-change': null,
  })
  expect(rows[1]).toMatchObject({
    name: 'large-breach',
    platform: 'linux/amd64',
    verdict: 'exceeded',
    state: 'compared',
    'size-change': 60_000_000,
  })
  expect(rows.at(-1)).toMatchObject({
    platform: null,
    verdict: 'passed',
    state: 'unchanged, not built',
    size: null,
  })
})

test('one image has its row, too', () => {
  const report = cases['grew-over-budget']?.() ?? aReport([])
  const [row, ...others] = JSON.parse(imagesOutput(report).text)
  expect(others).toEqual([])
  expect(row).toMatchObject({ name: 'api', verdict: 'exceeded', size: outputsOf(report).size })
})

test('what does not fit is counted, and what is there can be read', () => {
  const { text, left } = imagesOutput(hundred(), 1_000)
  expect(text.length).toBeLessThanOrEqual(1_000)
  expect(JSON.parse(text).length + left).toBe(109)
  expect(JSON.parse(text)[0]).toMatchObject({ name: 'cannot-build' })
  expect(imagesOutput(aReport([]), 1)).toEqual({ text: '[]', left: 0 })
})
