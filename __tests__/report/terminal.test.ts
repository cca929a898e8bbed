import { expect, test } from '@jest/globals'
import { terminalReport } from '../../src/report/terminal.ts'
import { cases } from './cases.ts'
import { aBaseline, aLayer, aMeasurement, anImage, aPlatform, aReport } from './make.ts'

const esc = '\u001b'

test('colours only when asked for', () => {
  const report = cases['grew-over-budget']?.() ?? aReport([])
  const plain = terminalReport(report, { color: false })
  const colored = terminalReport(report, { color: true })
  expect(plain).not.toContain(esc)
  expect(colored).toContain(`${esc}[1;31m✗${esc}[0m`)
  expect(colored.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(plain)
})

test('what an image says cannot move the cursor', () => {
  const text = terminalReport(cases['hostile-text']?.() ?? aReport([]), { color: false })
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
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
  expect(rows).toEqual(
    [
      'added  COPY 漢字 .               5 kB   +5 kB',
      'added  COPY é .               5 kB   +5 kB',
      'added  COPY 🎉 .               5 kB   +5 kB',
    ].map(row =>
      expect.stringMatching(new RegExp(`^${row.replace(/ {3,}/, ' +').replaceAll('+5', '\\+5')}$`)),
    ),
  )
  const widths = rows.map(row => row.length)
  // 漢字 are 2 characters in 4 columns, 🎉 is 2 units in 2 columns.
  expect(widths).toEqual([(widths[1] ?? 0) - 2, widths[1], widths[1]])
})
