import { expect, test } from '@jest/globals'
import { htmlReport } from '../../../src/report/printers/html.ts'
import { cases } from '../cases.ts'
import { visibleText } from '../cmark.ts'
import { aReport } from '../make.ts'

const page = (name: string) => htmlReport(cases[name]?.() ?? aReport([]))

test('a page of its own with the answer as title, bars and a trend', () => {
  const html = page('grew-over-budget')
  expect(html).toMatch(/^<!doctype html>/)
  expect(html).toContain('<title>api grew by 41.2 MB (+13.7 %), 36.2 MB over budget</title>')
  expect(html).toContain('<i class="bar grown" style="--share:100.0%"></i>')
  expect(html).toContain('<polyline points="10.0,90.0 ')
  expect(html).toContain('color-scheme: light dark')
})

test('it has what the comment folds', () => {
  expect(visibleText(page('upstream-moved'))).toContain('RUN upstream step 2')
})

test('text of others is text', () => {
  const html = page('hostile-text')
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<img')
  expect(html).not.toContain('javascript:alert(1)"')
  expect(visibleText(html)).toContain('<script>alert(1)</script>')
})
