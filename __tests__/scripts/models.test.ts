import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

/** `__tests__/a.test.ts`: title */
const proof = /^`(__tests__\/[\w/.-]+\.ts)`: (.+)$/

/** The rows of all tables, without heads and rules. */
function rowsOf(page: string): string[][] {
  return readFileSync(page, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| ') && !/^\| (?:-|What they write|Call|Fault) /.test(line))
    .map(line => line.slice(2, -2).split(' | '))
}

/** The titles of tests, and of their groups, as they are written. */
function titlesOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll("\\'", "'").replaceAll('\\`', '`')
}

describe.each(['docs/threat-model.md', 'docs/fault-model.md'])('%s', page => {
  const rows = rowsOf(page)

  test('has lines', () => {
    expect(rows.length).toBeGreaterThan(10)
  })

  test.each(rows.map(row => [row[0] ?? '', row.at(-1) ?? '']))(
    '%s: names a test that is there',
    (_, last) => {
      for (const one of last.split('<br>')) {
        const [, file = '', title = ''] = proof.exec(one) ?? []
        expect(one).toMatch(proof)
        expect([file, existsSync(file)]).toEqual([file, true])
        const found = ["'", '"', '`'].some(quote =>
          titlesOf(file).includes(`${quote}${title}${quote}`),
        )
        expect([file, title, found]).toEqual([file, title, true])
      }
    },
  )
})
