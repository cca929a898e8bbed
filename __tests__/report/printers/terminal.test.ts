import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { terminalReport } from '../../../src/report/printers/terminal.ts'
import { columnsOf, painted, wrapped } from '../../../src/report/printers/terminal-lines.ts'
import { cases } from '../cases.ts'
import { aBaseline, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

const esc = '\u001b'

test('colours only when asked for', () => {
  const report = cases['grew-over-budget']?.() ?? aReport([])
  const plain = terminalReport(report, { color: false })
  const colored = terminalReport(report, { color: true })
  expect(plain).not.toContain(esc)
  expect(colored).toContain(`${esc}[1;31m✗${esc}[0m`)
  expect(withoutColors(colored)).toBe(plain)
})

function withoutColors(text: string): string {
  return text
    .split(esc)
    .map((part, index) => (index === 0 ? part : part.replace(/^\[[\d;]*m/, '')))
    .join('')
}

/** No width is promised for a patch. */
const isOfPatch = (line: string) => /^(?:diff|index|---|\+\+\+|@@|[ +-])/.test(line)

describe.each(Object.entries(cases))('%s', (_, make) => {
  const report = make()

  test.each([
    [20, 80],
    [80, 80],
    [133, 133],
    [200, 200],
    [400, 200],
    [undefined, 100],
  ])('in a terminal of %s columns no line takes more than %s', (columns, most) => {
    const text = terminalReport(report, { color: false, columns })
    const lines = text.split('\n').filter(line => !isOfPatch(line))
    expect(lines.filter(line => columnsOf([{ text: line, styles: [] }]) > most)).toEqual([])
  })

  test('the width takes nothing away, and colours neither', () => {
    const [narrow, wide] = [80, 200].map(columns =>
      terminalReport(report, { color: false, columns }),
    )
    expect(letters(narrow)).toEqual(letters(wide))
    expect(withoutColors(terminalReport(report, { color: true, columns: 80 }))).toBe(narrow)
  })

  test('the first line is the last one too', () => {
    const blocks = terminalReport(report, { color: false }).trimEnd().split('\n\n')
    expect(blocks.at(-1)).toBe(blocks[0])
  })
})

/** Where a cell goes on is below its numbers, so that only what is there can be compared. */
const letters = (text = '') => [...text.replace(/\s/g, '')].sort().join('')

test('a long name goes on below, and its numbers stay in one piece on its first line', () => {
  const layers = [aLayer(`RUN ${'make install && '.repeat(20)}`, 39_900_000)]
  const report = aReport([
    anImage('api', aBaseline([aPlatform([])]), aMeasurement([aPlatform(layers)])),
  ])
  const lines = terminalReport(report, { color: false, columns: 80 }).split('\n')
  const row = lines.findIndex(line => line.startsWith('added RUN'))
  expect(lines[row]).toMatch(/^added RUN make .* {2}\+39\.9 MB {2}39\.9 MB$/)
  expect(lines[row + 1]).toMatch(/^ {2}\S/)
})

const someText = fc.array(fc.constantFrom('a', 'bc', ' ', '漢', 'e\u0301', '🎉', '/usr/lib'), {
  maxLength: 60,
})

test('wrapping loses no character, keeps order, and is never too wide', () => {
  fc.assert(
    fc.property(
      someText,
      fc.integer({ min: 5, max: 40 }),
      fc.integer({ min: 0, max: 3 }),
      (parts, most, indent) => {
        const pieces = parts.map(text => ({ text, styles: [] }))
        const lines = wrapped(pieces, most, indent)
        expect(lines.map(columnsOf).filter(columns => columns > most)).toEqual([])
        const shown = lines.map(line => painted(line, false)).join('')
        expect(shown.replaceAll(' ', '')).toBe(parts.join('').replaceAll(' ', ''))
      },
    ),
  )
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
