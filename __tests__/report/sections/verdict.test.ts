import { describe, expect, test } from '@jest/globals'
import { judge } from '../../../src/budget/judge.ts'
import { shortComment } from '../../../src/report/printers/fit.ts'
import { decodeReport, encodeReport } from '../../../src/report/printers/json.ts'
import { outputsOf } from '../../../src/report/printers/outputs.ts'
import type { ImageReport } from '../../../src/report/report.ts'
import { breachText, unjudgedNotes, wantsComment } from '../../../src/report/sections/verdict.ts'
import {
  aBudget,
  aComparison,
  aPlatform,
  aPlatformComparison,
  aSizeChange,
} from '../../support/make.ts'
import { cases } from '../cases.ts'

const report = (name: string) => {
  const make = cases[name]
  if (make === undefined) throw new Error(`no case ${name}`)
  return make()
}

test.each([
  ['always', 'unchanged', true],
  ['always', 'grew-over-budget', true],
  ['changed', 'unchanged', false],
  ['changed', 'shrank', true],
  ['changed', 'new-image', true],
  ['exceeded', 'shrank', false],
  ['exceeded', 'grew-over-budget', true],
  ['exceeded', 'approved', true],
  ['never', 'grew-over-budget', false],
] as const)('comment: %s on %s', (when, name, wanted) => {
  expect(wantsComment(report(name), when)).toBe(wanted)
})

test('a platform that only one side has is a change, though it has no layer', () => {
  const [image] = report('unchanged').images
  if (image === undefined) throw new Error('no image')
  const platforms = (state: 'compared' | 'only candidate') => [
    aPlatformComparison({ state, layers: [] }),
  ]
  const wanted = (state: 'compared' | 'only candidate') =>
    wantsComment(
      {
        ...report('unchanged'),
        images: [{ ...image, comparison: aComparison({ platforms: platforms(state) }) }],
      },
      'changed',
    )
  expect([wanted('compared'), wanted('only candidate')]).toEqual([false, true])
})

test('the failing line names image, amount and budget', () => {
  expect(breachText(report('seed-1.2-to-1.1'))).toBe(
    'Image size budget exceeded: back34 is 192 MB over max-increase',
  )
})

test('an image that did not report is named before the breaches', () => {
  expect(breachText({ ...report('seed-1.2-to-1.1'), missing: ['worker'] })).toMatch(
    /^Image size budget exceeded: worker did not report; back34 is/,
  )
})

test('outputs are bytes, and null where there is no single figure', () => {
  expect(outputsOf(report('seed-1.1-to-1.2'))).toEqual({
    verdict: 'passed',
    baseline: 'docker-daemon:back34:1.1',
    size: 602_128_300,
    'compressed-size': null,
    'size-change': -197_469_700,
    'compressed-size-change': null,
  })
  expect(outputsOf(report('two-platforms'))).toMatchObject({ size: null, 'size-change': null })
  expect(outputsOf(report('new-image')).baseline).toMatch(/^new image: /)
  expect(outputsOf(report('baseline-unavailable')).baseline).toMatch(/^baseline unavailable: /)
})

describe('budgets that could not be judged', () => {
  const why = 'compressed sizes were not measured: the store keeps none; push it'
  const image = (baseline: ImageReport['comparison']['baseline'], failOnUnjudged = false) => {
    const platform = aPlatformComparison({
      compressed: aSizeChange(400, null),
      candidate: aPlatform({ compressedUnmeasured: 'the store keeps none; push it' }),
    })
    const comparison = aComparison({ name: 'api', baseline, platforms: [platform] })
    const budgets = [aBudget('max-compressed-size', 1), aBudget('max-compressed-increase', 1)]
    return { comparison, ...judge(comparison, budgets, [], undefined, failOnUnjudged) }
  }
  const compared = aComparison({}).baseline

  test('are warned of, once for a reason', () => {
    expect(unjudgedNotes(image(compared))).toEqual([
      `api: \`max-compressed-size\`, \`max-compressed-increase\` are not judged: ${why}`,
    ])
    const unavailable = image({ state: 'unavailable', why: 'the build failed' })
    expect(unjudgedNotes(unavailable)).toEqual([
      `api: \`max-compressed-size\` is not judged: ${why}`,
    ])
  })

  test('fail where they are to', () => {
    const failing = image(compared, true)
    const whole = { ...report('unchanged'), images: [failing], verdict: failing.verdict }
    expect(breachText(whole)).toBe(
      'Image size budget exceeded: api could not be held against max-compressed-size; api could not be held against max-compressed-increase',
    )
    expect(shortComment(whole)).toMatch(
      /❌ `api` .*, its compressed size budget could not be judged/,
    )
    expect(decodeReport(encodeReport(whole), 'report').images[0]?.judgements).toEqual(
      failing.judgements,
    )
  })
})
