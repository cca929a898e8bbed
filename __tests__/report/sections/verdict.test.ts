import { expect, test } from '@jest/globals'
import { outputsOf } from '../../../src/report/printers/outputs.ts'
import { breachText, wantsComment } from '../../../src/report/sections/verdict.ts'
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
