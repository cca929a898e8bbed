import { describe, expect, test } from '@jest/globals'
import { count, type Figures, judge, type Knowledge } from './edits/judge.ts'
import { readCases } from './edits/read.ts'
import { readRecordings } from './edits/recorded.ts'

const cases = readCases()
const recordings = readRecordings()
const percent = (part: number, all: number) => Math.round((part / all) * 1000) / 10

test('every case is recorded as it is written', () => {
  const stale = cases.filter(({ name, digest }) => recordings.get(name)?.digest !== digest)
  // `node scripts/edits.ts` builds them and records what the engine made of them.
  expect(stale.map(({ name }) => name)).toEqual([])
  expect(cases.length).toBeGreaterThanOrEqual(150)
})

const knowledges: [string, Knowledge][] = [
  ['both are built', { dockerfiles: true, paths: true }],
  ['the baseline is a record', { dockerfiles: false, paths: true }],
  ['only the history is known', { dockerfiles: false, paths: false }],
]

/** Percentages that are held; `npm test` prints what is reached, and docs/pairing.md tells both. */
const floors = { all: { right: 97, precision: 97 }, heldOut: { right: 96, precision: 97 } }

describe.each(knowledges)('rows of edited Dockerfiles, where %s', (when, knowledge) => {
  test('are what a person would say', () => {
    const figuresOf = (some: typeof cases) =>
      count(
        some.flatMap(one => {
          const recording = recordings.get(one.name)
          return recording === undefined ? [] : [judge(one, recording, knowledge)]
        }),
      )
    const all = figuresOf(cases)
    const heldOut = figuresOf(cases.filter(({ isHeldOut }) => isHeldOut))
    process.stdout.write(`${when}: ${inWords(all)}; held out: ${inWords(heldOut)}\n`)
    for (const [{ rows, right, pairs, rightPairs }, floor] of [
      [all, floors.all],
      [heldOut, floors.heldOut],
    ] as const) {
      expect(percent(right, rows)).toBeGreaterThanOrEqual(floor.right)
      expect(percent(rightPairs, pairs)).toBeGreaterThanOrEqual(floor.precision)
    }
  })
})

function inWords({ rows, right, pairs, rightPairs }: Figures): string {
  return `${percent(right, rows)} % of ${rows} rows right, precision ${percent(rightPairs, pairs)} % of ${pairs} pairs`
}
