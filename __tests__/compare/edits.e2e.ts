import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { compareByCli, onlyImage } from '../support/cli.ts'
import { buildImage, importBusybox } from '../support/engine.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'
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
    expect(differing([...built.before, ...built.after], [...known.before, ...known.after])).toEqual(
      [],
    )
    expect(mistakes(judge(edit, built, knowledge))).toEqual(mistakes(judge(edit, known, knowledge)))
  }
})

describe('a whole run of two commits', () => {
  // The ENV makes no layer: among layers, one RUN stands where there were two; among lines, each has its own place.
  const dockerfile = (...runs: string[]) => ['FROM gate-test/base:1', ...runs, ''].join('\n')
  const before = dockerfile(
    'RUN mkdir -p /srv/made && head -c 100000 /dev/zero > /srv/made/zero',
    'ENV MODE=1',
    'RUN mkdir -p /opt/more && head -c 30000 /dev/zero > /opt/more/rest',
  )
  const after = dockerfile(
    'RUN mkdir -p /data && head -c 120000 /bin/busybox > /data/table',
    'ENV MODE=1',
  )
  const folder = temporaryFolder()
  let base: string
  beforeAll(() => {
    importBusybox(engine, 'gate-test/base:1')
    git(folder.path, 'init', '--quiet')
    base = commit(folder.path, { Dockerfile: before })
    buildImage(engine, 'gate-test/before:1', { Dockerfile: before })
    commit(folder.path, { Dockerfile: after })
  })
  afterAll(() => folder.remove())

  async function rowsAgainst(baseline: string): Promise<string[]> {
    const result = await compareByCli(folder.path, engine.env, '--baseline', baseline)
    const { layers } = onlyImage(result).platform
    return layers
      .filter(({ candidate, baseline }) => (candidate ?? baseline)?.upstream === false)
      .map(({ change, baseline, candidate }) => {
        const name = (side: typeof candidate) =>
          /\/(?:made|more|data)/.exec(side?.instruction ?? '')?.[0] ?? '-'
        return `${change} ${name(baseline)} ${name(candidate)}`
      })
  }

  test('follows a changed line as git does, where nothing else tells that it is one', async () => {
    expect(await rowsAgainst(`build:${base}`)).toEqual(['modified /made /data', 'removed /more -'])
  })

  test('has no text of an image to follow', async () => {
    expect(await rowsAgainst('docker-daemon:gate-test/before:1')).toEqual([
      'added - /data',
      'removed /made -',
      'removed /more -',
    ])
  })
})

/** Files of the same layer with other bytes. An engine leaves out a file that a lower layer has, to the second. */
function differing(one: RecordedLayer[], other: RecordedLayer[]): string[] {
  return one.flatMap(({ instruction, paths }, index) =>
    Object.entries(paths)
      .filter(([path, bytes]) => bytes !== (other[index]?.paths[path] ?? bytes))
      .map(([path]) => `${instruction}: ${path}`),
  )
}

function mistakes({ expected, told }: Judged): string[] {
  return [
    ...expected.filter(row => !told.includes(row)),
    ...told.filter(row => !expected.includes(row)),
  ]
}
