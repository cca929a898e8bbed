import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { instructionKey } from '../../src/image/instruction.ts'
import { fitComment } from '../../src/report/fit.ts'
import { oneLine, truncate } from '../../src/report/text.ts'
import { cases } from './cases.ts'
import { renderMarkdown, tablesOf, visibleText } from './cmark.ts'
import { aBaseline, aLayer, aMeasurement, anImage, aPlatform, aReport } from './make.ts'

const markup = fc.constantFrom(
  ...'|\\`<>!-[](){}*_~@#&;:$"\'\n\t =+.1aZ',
  ...['<!--', '-->', '\\|', '``', '</code>', '</details>', '<script>', '@octocat', '#1', '&#124;'],
  ...['https://evil.example/', 'www.evil.example', '\u202e', '\u200b', '🎉', '漢'],
)
const hostile = fc.oneof(
  fc.array(markup, { maxLength: 40 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

test('any instruction stays the text of one cell', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 12 }), instructions => {
      const layers = instructions.map((text, index) =>
        aLayer(text, 5_000_000 + index, { version: `${index}` }),
      )
      const report = aReport([
        anImage('api', aBaseline([aPlatform([])]), aMeasurement([aPlatform(layers)])),
      ])
      const tables = tablesOf(renderMarkdown(fitComment(report)))
      const rows = tables.at(-1)?.slice(1) ?? []
      expect(rows).toHaveLength(instructions.length)
      for (const [index, text] of instructions.entries()) {
        expect(rows[index]).toHaveLength(5)
        const shown = truncate(oneLine(instructionKey(text)), 80)
        if (shown !== '') expect(rows[index]?.[1]).toMatch(/^<code>.*<\/code>$/)
        if (shown !== '')
          expect(visibleText(rows[index]?.[1] ?? '').replaceAll('\u200b', '')).toBe(shown)
      }
    }),
    { numRuns: 40 },
  )
})

test('any name, path, reason and note leaves the comment without foreign markup', () => {
  const texts = fc.record({ name: hostile, path: hostile, note: hostile })
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), all => {
      const comments = all.map(({ name, path, note }) => {
        const layers = [aLayer('COPY . .', 5_000_000, { line: 3 })]
        const image = anImage(
          name,
          aBaseline([aPlatform([])], { source: note, commit: null, digest: null }),
          aMeasurement([aPlatform(layers, { platform: path, base: { name, digest: null } })], {
            source: note,
            feedReason: path,
            dockerfile: path,
          }),
        )
        return fitComment(aReport([image], { notes: [note, name], missing: [path] }))
      })
      expectNoForeignMarkup(renderMarkdown(comments.join('\n')))
    }),
    { numRuns: 25 },
  )
})

test('the hostile golden case shows as text', () => {
  const report = cases['hostile-text']?.()
  if (report === undefined) throw new Error('the case is gone')
  const html = renderMarkdown(fitComment(report))
  expectNoForeignMarkup(html)
  expect(visibleText(html)).toContain('<script>alert(1)</script> @\u200boctocat: see #\u200b1')
  expect(visibleText(html)).toContain("RUN sed -i 's/a\\\u200b|b/c/' /etc/x \\")
})

/** Only what the report itself writes, links to the repository alone, and nobody called outside of code. */
function expectNoForeignMarkup(html: string): void {
  const ours =
    /<\/?(h[1-6]|p|table|thead|tbody|tr|th|td|code|strong|b|a|details|summary|sub|ul|li|br)\b[^>]*>/g
  const rest = html.replace(/ (href|align)="[^"]*"/g, '').replace(ours, '')
  expect(rest).not.toMatch(/<[a-z!/]/i)
  for (const [, url] of html.matchAll(/href="([^"]*)"/g))
    expect(url).toMatch(/^https:\/\/github\.com\/octo\/shop\/blob\//)
  const prose = visibleText(html.replace(/<code>.*?<\/code>/gs, ''))
  expect(prose).not.toMatch(/@\w|#\d|\bGH-\d|:\/\//)
}
