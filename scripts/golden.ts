/**
 * Writes the golden reports that `__tests__/report/golden.test.ts` compares with: review them with `git diff`.
 *
 *     node scripts/golden.ts [NAME…]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cases } from '../__tests__/report/cases.ts'
import { fitComment } from '../src/report/printers/fit.ts'
import { terminalReport } from '../src/report/printers/terminal.ts'

const folder = join(import.meta.dirname, '../__tests__/golden')
const wanted = process.argv.slice(2)

for (const [name, make] of Object.entries(cases)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const report = make()
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(join(folder, name, 'comment.md'), fitComment(report))
  writeFileSync(join(folder, name, 'terminal.txt'), terminalReport(report, { color: false }))
}
