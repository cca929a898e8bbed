import { expect, test } from '@jest/globals'
import { terminalReport } from '../../../src/report/printers/terminal.ts'
import { cases } from '../cases.ts'
import { aBaseline, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

const esc = '\u001b'

test('colours only when asked for', () => {
  const report = cases['grew-over-budget']?.() ?? aReport([])
  const plain = terminalReport(report, { color: false })
  const colored = terminalReport(report, { color: true })
  expect(plain).not.toContain(esc)
  expect(colored).toContain(`${esc}[1;31m✗${esc}[0m`)
  expect(
    colored
      .split(esc)
      .map((part, index) => (index === 0 ? part : part.replace(/^\[[\d;]*m/, '')))
      .join(''),
  ).toBe(plain)
})

test('what an image says cannot move the cursor', () => {
  const text = terminalReport(cases['hostile-text']?.() ?? aReport([]), { color: false })
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})

test('columns line up behind wide characters', () => {
  const layers = ['COPY 漢字 .', 'COPY é .', 'COPY 🎉 .'].map((text, index) =>
    aLayer(text, 5_000 + index),
  )
  const report = aReport([
    anImage('api', aBaseline([aPlatform([])]), aMeasurement([aPlatform(layers)])),
  ])
  const rows = terminalReport(report, { color: false })
    .split('\n')
    .filter(line => line.startsWith('added'))
  expect(rows[1]).toMatch(/^added COPY é \. +\+5 kB +5 kB$/)
  const widths = rows.map(row => row.length)
  // 漢字 are 2 characters in 4 columns, 🎉 is 2 units in 2 columns.
  expect(widths).toEqual([(widths[1] ?? 0) - 2, widths[1], widths[1]])
})
