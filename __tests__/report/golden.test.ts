import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { htmlReport } from '../../src/report/page/page.ts'
import { annotations } from '../../src/report/printers/annotations.ts'
import { fitComment } from '../../src/report/printers/fit.ts'
import { decodeReport } from '../../src/report/printers/json.ts'
import { terminalReport } from '../../src/report/printers/terminal.ts'
import { cases } from './cases.ts'
import { renderMarkdown, tablesOf } from './cmark.ts'
import { partsOf } from './page/parts.ts'

// One folder for each case; `node scripts/golden.ts` writes them all, and `git diff` shows what changed.
const golden = join(import.meta.dirname, '../golden')
const folders = readdirSync(golden, { withFileTypes: true }).filter(entry => entry.isDirectory())

test('every case has its folder', () => {
  expect(folders.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(cases)))
})

describe.each(folders.map(({ name }) => name))('%s', name => {
  const folder = join(golden, name)
  const source = join(folder, 'report.json')
  const report = decodeReport(readFileSync(source, 'utf8'), source)

  test('the comment is as reviewed', () => {
    expectGolden(folder, 'comment.md', fitComment(report))
  })

  test('the terminal shows as reviewed', () => {
    if (existsSync(join(folder, 'terminal.txt')))
      expectGolden(folder, 'terminal.txt', terminalReport(report, { color: false }))
  })

  test('every table of the comment is rendered, with as many cells in each row', () => {
    const html = renderMarkdown(fitComment(report))
    const tables = tablesOf(html)
    if (report.images.length > 0) expect(tables.length).toBeGreaterThan(0)
    for (const rows of tables) {
      expect(new Set(rows.map(cells => cells.length)).size).toBe(1)
    }
    // A line that still starts with a pipe was not read as a table.
    expect(html).not.toMatch(/^(<p>)?\|/m)
    expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length)
  })

  test('the page loads nothing, and runs nothing but its own script', () => {
    const { body, scripts } = partsOf(htmlReport(report))
    expect(scripts).toBe(2)
    expect(body).not.toMatch(/<(script|img|link|iframe|object|embed)\b/i)
    expect(body).not.toMatch(/<[^>]*\son\w+=/i)
    for (const [, url] of body.matchAll(/href="([^"]*)"/g)) expect(url).toMatch(/^(https:|#image-)/)
  })

  test('annotations are errors only where the verdict is', () => {
    for (const annotation of annotations(report)) {
      expect(annotation.level === 'error' && report.verdict !== 'exceeded').toBe(false)
    }
  })
})

/** Leaves what was printed beside the golden file, to compare and to move over it. */
function expectGolden(folder: string, file: string, actual: string): void {
  const path = join(folder, file)
  const wanted = existsSync(path) ? readFileSync(path, 'utf8') : null
  if (actual !== wanted) writeFileSync(join(folder, file.replace(/^[^.]*/, 'actual')), actual)
  expect(actual).toBe(wanted)
}
