import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { attemptEdits } from '../../src/cure/attempt.ts'
import type { Edit } from '../../src/cure/edit.ts'

const edit = (what: string): Edit => {
  return { kind: 'cache', what, lines: null, changes: [], goes: [], findings: [] }
}
const names = (edits: Edit[]) => edits.map(({ what }) => what).join('')

/** Edits by letter; those in capitals fail, with whatever they are built. */
async function attempted(letters: string, most = 5, cost = 1) {
  const tries: string[] = []
  const result = await attemptEdits([...letters].map(edit), most, async some => {
    tries.push(names(some))
    const bad = some.find(({ what }) => what !== what.toLowerCase())
    return { builds: cost, ...(bad === undefined ? { proved: names(some) } : { why: bad.what }) }
  })
  return { tries, ...result, accepted: names(result.accepted) }
}

test('all at once, when all are right', async () => {
  expect(await attempted('abcd')).toMatchObject({
    tries: ['abcd'],
    accepted: 'abcd',
    refused: [],
    proved: 'abcd',
    builds: 1,
  })
})

test('halves, each with what is proved already', async () => {
  const { tries, accepted, refused, proved } = await attempted('abCd', 9)
  expect(tries).toEqual(['abCd', 'ab', 'abCd', 'abC', 'abd'])
  expect([accepted, proved]).toEqual(['abd', 'abd'])
  expect(refused.map(({ edit, why }) => [edit.what, why])).toEqual([['C', 'C']])
})

test('no more builds than may be made', async () => {
  const { tries, accepted, refused, builds } = await attempted('ABcdefgh', 5)
  expect(tries).toHaveLength(5)
  expect(builds).toBe(5)
  expect(accepted).toBe('')
  expect(refused.map(({ edit }) => edit.what).sort()).toEqual([...'ABcdefgh'].sort())
  expect(refused.at(-1)?.why).toBe('5 builds did not suffice to prove it')
})

test('nothing to try, nothing built', async () => {
  expect(await attempted('')).toMatchObject({ tries: [], proved: null, builds: 0 })
})

test('each edit is accepted or refused, and what is accepted was proved as a whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...'aBcDe'), { maxLength: 9 }),
      fc.integer({ min: 1, max: 6 }),
      async (letters, most) => {
        const { accepted, refused, proved, builds } = await attempted(letters.join(''), most)
        const all = [...accepted, ...refused.map(({ edit }) => edit.what)]
        expect(all.sort()).toEqual([...letters].sort())
        expect(proved ?? '').toBe(accepted)
        expect(builds).toBeLessThanOrEqual(most)
      },
    ),
  )
})
