import { expect, test } from '@jest/globals'
import { verdictText } from '../../../src/report/sections/verdict.ts'
import { cases } from '../cases.ts'

test.each([
  ['shrank', /^Image size passed: worker [\d.]+ MB \(−[\d.]+ MB\); \d of \d budgets? held$/],
  ['unchanged', /^Image size passed: api 301 MB \(0 B\); 2 of 2 budgets held$/],
  ['approved', /^Image size approved: api /],
] as const)('%s: the last line of the log has the verdict and its numbers', (name, line) => {
  const report = cases[name]?.()
  if (report === undefined) throw new Error(`no case ${name}`)
  expect(verdictText(report)).toMatch(line)
})
