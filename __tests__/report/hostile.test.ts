import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { instructionKey } from '../../src/image/instruction.ts'
import { htmlReport } from '../../src/report/page/page.ts'
import { fitComment } from '../../src/report/printers/fit.ts'
import { markdown } from '../../src/report/printers/markdown.ts'
import { terminalReport } from '../../src/report/printers/terminal.ts'
import { paragraph } from '../../src/report/sections/document.ts'
import { codeLine, oneLine, truncate } from '../../src/report/sections/text.ts'
import { cases } from './cases.ts'
import { renderMarkdown, tablesOf, visibleText } from './cmark.ts'
import { aBaseline, aBudget, aLayer, aMeasurement, anImage, aPlatform, aReport } from './make.ts'
import { partsOf } from './page/parts.ts'

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
        expect(rows[index]).toHaveLength(4)
        const shown = truncate(oneLine(instructionKey(text)), 60)
        if (shown !== '') expect(rows[index]?.[0]).toMatch(/^added <code>.*<\/code>$/)
        if (shown !== '')
          expect(visibleText(rows[index]?.[0] ?? '').replaceAll('\u200b', '')).toBe(
            `added ${shown}`,
          )
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

test('any patch is the text of one fenced block, and ends before what stands behind it', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 8 }), texts => {
      const lines = texts.flatMap(text => text.split('\n')).map(text => `+${text}`)
      const html = renderMarkdown(markdown([{ kind: 'diff', lines }, paragraph('behind')]))
      const [, inside, behind] =
        /^<pre[^>]*><code[^>]*>(.*)<\/code><\/pre>\n(.*)$/s.exec(html) ?? []
      expect(visibleText(inside ?? '').replaceAll('\u200b', '')).toBe(
        lines.map(line => `${codeLine(line).replaceAll('\u200b', '')}\n`).join(''),
      )
      expect(inside).not.toContain('<!--')
      expect(behind).toBe('<p>behind</p>\n')
    }),
    { numRuns: 60 },
  )
})

test('any subject and branch stay text, and a chart has nothing but hashes and numbers', () => {
  const texts = fc.record({ subject: hostile, ref: hostile, tag: hostile, why: hostile })
  fc.assert(
    fc.property(fc.array(texts, { minLength: 2, maxLength: 8 }), all => {
      const [{ ref, tag, why } = { ref: '', tag: '', why: '' }] = all
      const points = all.map(({ subject }, index) => ({
        commit: `${index}`.repeat(40),
        subject,
        unpacked: 1_000_000 * (index + 1) ** 2,
        compressed: null,
      }))
      const biggest = points.map(({ commit, subject }) => ({ commit, subject, change: 9000 }))
      const platform = aPlatform([aLayer('COPY . .', 5_000_000)])
      const image = anImage('api', aBaseline([platform]), aMeasurement([platform]))
      const budget = aBudget('max-increase', 1, { since: { kind: 'tag', tag } })
      const rest = { commits: 2, change: 5 }
      const spent = {
        from: 'a'.repeat(40),
        nearer: why,
        commits: 9,
        biggest,
        rest,
        own: 1,
        unrecorded: true,
      }
      const common = { budget, platform: 'linux/amd64', actual: 9, allowed: 1 }
      const report = aReport([
        {
          ...image,
          verdict: 'exceeded',
          judgements: [
            { ...common, outcome: 'exceeded', why: null, spent },
            { ...common, outcome: 'not judged', actual: null, why },
          ],
          trends: [{ platform: 'linux/amd64', ref, points }],
        },
      ])
      const comment = fitComment(report)
      const html = renderMarkdown(comment)
      expectNoForeignMarkup(html)
      const [, chart = ''] = /^```mermaid\n(.*?)^```$/ms.exec(comment) ?? []
      expect(chart).toMatch(
        /^xychart-beta\n {2}x-axis \["[0-9a-z]{7}"(, "[0-9a-z]{7}")*\]\n {2}y-axis "unpacked size in MB"\n {2}line \[[\d., ]+\]\n$/,
      )
      const [spentRows, trendRows] = tablesOf(html).filter(rows => rows[0]?.at(-1) === 'subject')
      expect(spentRows?.slice(1, -2).map(row => [row.length, shown(row.at(-1))])).toEqual(
        all.map(({ subject }) => [3, truncate(oneLine(subject), 80)]),
      )
      expect(trendRows?.slice(1).map(row => [row.length, shown(row.at(-1))])).toEqual(
        all.toReversed().map(({ subject }) => [4, truncate(oneLine(subject), 60)]),
      )
      const { body, scripts } = partsOf(htmlReport(report))
      expect(scripts).toBe(2)
      expect(body).not.toMatch(/<(script|img|iframe)\b/i)
      expect(terminalReport(report, { color: false })).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
    }),
    { numRuns: 40 },
  )
})

function shown(cell = ''): string {
  return visibleText(cell).replaceAll('\u200b', '')
}

test('the hostile golden case shows as text', () => {
  const report = cases['hostile-text']?.()
  if (report === undefined) throw new Error('the case is gone')
  const html = renderMarkdown(fitComment(report))
  expectNoForeignMarkup(html)
  expect(visibleText(html)).toContain('<script>alert(1)</script> @\u200boctocat: see #\u200b1')
  expect(visibleText(html)).toContain("RUN sed -i 's/a\\\u200b|b/c/' /etc/x \\")
})

/** Only what the report itself writes, links to the repository alone, and nobody called outside of code. */
function expectNoForeignMarkup(page: string): void {
  const html = page.replace(/<pre( lang="mermaid")?>[^<]*(<code[^>]*>[^<]*<\/code>)?<\/pre>/g, '')
  const ours =
    /<\/?(h[1-6]|p|table|thead|tbody|tr|th|td|code|strong|b|a|details|summary|sub|ul|li|br)\b[^>]*>/g
  const rest = html.replace(/ (href|align)="[^"]*"/g, '').replace(ours, '')
  expect(rest).not.toMatch(/<[a-z!/]/i)
  for (const [, url] of html.matchAll(/href="([^"]*)"/g))
    expect(url).toMatch(/^https:\/\/github\.com\/octo\/shop\/(blob\/|commit\/[0-9a-f]{40}$)/)
  const prose = visibleText(html.replace(/<code>.*?<\/code>/gs, ''))
  expect(prose).not.toMatch(/@\w|#\d|\bGH-\d|:\/\//)
}
