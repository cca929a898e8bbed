/**
 * Builds the edits of `__tests__/compare/edits/cases` on an engine and records what it made of them, for
 * `__tests__/compare/edits.test.ts`. Only cases whose text changed are built, unless named.
 *
 *     node scripts/edits.ts [NAME…]
 */
import { existsSync, writeFileSync } from 'node:fs'
import { recordCases } from '../__tests__/compare/edits/build.ts'
import { readCases } from '../__tests__/compare/edits/read.ts'
import { type Recording, readRecordings, recordings } from '../__tests__/compare/edits/recorded.ts'
import { startEngine } from './engine.ts'

const named = process.argv.slice(2)
const cases = readCases()
const known = existsSync(recordings) ? readRecordings() : new Map<string, Recording>()
const wanted = cases.filter(({ name, digest }) =>
  named.length > 0 ? named.includes(name) : known.get(name)?.digest !== digest,
)
if (wanted.length > 0) {
  const engine = await startEngine({ store: 'containerd' })
  try {
    for await (const one of recordCases(engine, wanted)) {
      known.set(one.name, one)
      write()
    }
  } finally {
    await engine.stop()
  }
}
write()
console.log(`${wanted.length} of ${cases.length} cases were built`)

function write(): void {
  const kept = cases.flatMap(({ name }) => known.get(name) ?? [])
  writeFileSync(recordings, kept.map(one => `${JSON.stringify(one)}\n`).join(''))
}
