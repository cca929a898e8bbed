import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { recordCases } from './edits/build.ts'
import { type Judged, judge } from './edits/judge.ts'
import { readCases } from './edits/read.ts'
import { type RecordedLayer, readRecordings } from './edits/recorded.ts'

jest.setTimeout(240_000)

/** Building all of them takes minutes: `node scripts/edits.ts NAME…` builds any of them. */
const some = readCases().filter((_, index) => index % 9 === 4)

let engine: Engine
beforeAll(async () => {
  engine = await startEngine({ store: 'containerd' })
})
afterAll(async () => {
  await engine.stop()
})

test('an engine makes of the cases what is recorded of them', async () => {
  const recorded = readRecordings()
  const knowledge = { dockerfiles: true, paths: true }
  // Which bytes are the same is luck: a step done twice within a second, a file copied twice with the same time.
  const plain = (side: RecordedLayer[]) =>
    side.map(({ instruction, lines }) => ({ instruction, lines }))
  for await (const built of recordCases(engine, some)) {
    const edit = some.find(({ name }) => name === built.name)
    const known = recorded.get(built.name)
    if (edit === undefined || known === undefined) throw new Error(`${built.name} is not recorded`)
    expect({ name: built.name, layers: plain(built.before) }).toEqual({
      name: known.name,
      layers: plain(known.before),
    })
    expect(plain(built.after)).toEqual(plain(known.after))
    expect(mistakes(judge(edit, built, knowledge))).toEqual(mistakes(judge(edit, known, knowledge)))
  }
})

function mistakes({ expected, told }: Judged): string[] {
  return [
    ...expected.filter(row => !told.includes(row)),
    ...told.filter(row => !expected.includes(row)),
  ]
}
