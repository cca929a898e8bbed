import { expect, test } from '@jest/globals'
import { layerOrigins } from '../../src/image/provenance.ts'
import type { Digest } from '../../src/oci/image-spec.ts'

const digest = (index: number): Digest => `sha256:${String(index).padStart(64, '0')}`
const layers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ digest: digest(index), diffId: null }))
const chain = (count: number) => layers(count).map(one => ({ digest: one.digest }))

type Range = [number, number]

/** What a build tells, as SLSA v1. */
interface Told {
  /** Chains of layers by output of a step. */
  chains?: Record<string, unknown> | undefined
  /** Ranges of lines by step, as one place. */
  lines?: Record<string, Range[]>
  /** The same, several places. */
  places?: Record<string, { sourceIndex?: number | null; ranges: Range[] | null }[]>
  steps?: object[]
  dockerfile?: string | undefined
  args?: Record<string, string>
}

const rangesOf = (ranges: Range[] | null) =>
  ranges?.map(([start, end]) => ({ start: { line: start }, end: { line: end } })) ?? null

function predicate({ chains = {}, lines = {}, places = {}, steps, dockerfile, args }: Told) {
  const told = {
    ...Object.fromEntries(Object.entries(lines).map(([id, ranges]) => [id, [{ ranges }]])),
    ...places,
  }
  const locations = Object.fromEntries(
    Object.entries(told).map(([id, all]) => [
      id,
      { locations: all.map(one => ({ ...one, ranges: rangesOf(one.ranges) })) },
    ]),
  )
  const infos =
    dockerfile === undefined ? [] : [{ data: Buffer.from(dockerfile).toString('base64') }]
  return {
    buildDefinition: {
      externalParameters: { request: { args } },
      internalParameters: { buildConfig: { llbDefinition: steps } },
    },
    runDetails: {
      metadata: { buildkit_metadata: { layers: chains, source: { locations, infos } } },
    },
  }
}

const source = (id: string, identifier: string) => ({ id, op: { Op: { source: { identifier } } } })
const run = (id: string, input?: string) => ({
  id,
  inputs: input === undefined ? [] : [input],
  op: { Op: { exec: { mounts: [{ input: '0', dest: '/' }] } } },
})
const end = (input: string) => ({ id: 'end', inputs: [input], op: null })
const alone = [run('a'), end('a:0')]
const short = (lines: ({ start: number; end: number }[] | null)[] | undefined) =>
  lines?.map(one => one?.map(({ start, end }) => `${start}-${end}`).join() ?? null)

test.each([
  null,
  undefined,
  {},
  { metadata: null },
  { metadata: {} },
  { metadata: { 'https://mobyproject.org/buildkit@v1#metadata': { layers: null } } },
  { runDetails: null },
  { runDetails: { metadata: null } },
  { runDetails: { metadata: { buildkit_metadata: null } } },
])('no chains of layers: %j', given => {
  expect(layerOrigins(given, layers(1))).toBeNull()
})

test('nothing but chains, of other images', () => {
  const given = { runDetails: { metadata: { buildkit_metadata: { layers: {} } } } }
  expect(layerOrigins(given, layers(2))).toEqual({
    lines: [null, null],
    copiedFrom: [null, null],
    upstream: 0,
    base: null,
    dockerfile: null,
  })
})

test.each<[Range[], string | null]>([
  [[], null],
  [[[5, 5]], '5-5'],
  [
    [
      [5, 5],
      [6, 6],
    ],
    '5-6',
  ],
  [
    [
      [5, 5],
      [7, 7],
    ],
    '5-5,7-7',
  ],
  [
    [
      [7, 7],
      [5, 5],
      [6, 6],
    ],
    '5-7',
  ],
  [
    [
      [5, 9],
      [6, 7],
      [10, 11],
    ],
    '5-11',
  ],
  [[[5, 3]], '5-5'],
  [[[0, 0]], null],
  [
    [
      [0, 9],
      [4, 4],
    ],
    '4-4',
  ],
  // An ONBUILD, of which the FROM line is not known.
  [[[1, 1]], null],
])('lines %j are %s', (ranges, expected) => {
  const origins = layerOrigins(predicate({ steps: alone, lines: { a: ranges } }), layers(1))
  expect(short(origins?.lines)).toEqual([expected])
})

const stages = '# x\nFROM a AS one\nRUN x\nFROM b AS two\nRUN x\nFROM two AS three\nRUN y\n'

test.each<[string, NonNullable<Told['places']>[string], Record<string, string>, string | null]>([
  [
    'the stage that is built',
    [{ ranges: [[3, 3]] }, { ranges: [[5, 5]] }],
    { target: 'one' },
    '3-3',
  ],
  ['its first line', [{ ranges: [[2, 2]] }, { ranges: [[5, 5]] }], { target: 'one' }, '2-2'],
  [
    'not the line before it',
    [{ ranges: [[3, 3]] }, { ranges: [[5, 5]] }],
    { target: 'two' },
    '5-5',
  ],
  [
    'not the line behind it',
    [{ ranges: [[2, 2]] }, { ranges: [[4, 4]] }],
    { target: 'one' },
    '2-2',
  ],
  ['the stage that it starts from', [{ ranges: [[3, 3]] }, { ranges: [[5, 5]] }], {}, '5-5'],
  ['an empty target is none', [{ ranges: [[3, 3]] }, { ranges: [[5, 5]] }], { target: '' }, '5-5'],
  [
    'no such stage: the last place',
    [{ ranges: [[3, 3]] }, { ranges: [[5, 5]] }],
    { target: 'x' },
    '5-5',
  ],
  ['the last place of the stage', [{ ranges: [[4, 4]] }, { ranges: [[5, 5]] }], {}, '5-5'],
  [
    'another file',
    [
      { sourceIndex: 1, ranges: [[7, 7]] },
      { sourceIndex: 0, ranges: [[5, 5]] },
    ],
    {},
    '5-5',
  ],
  ['another file only', [{ sourceIndex: 1, ranges: [[7, 7]] }], {}, null],
  ['the first file by default', [{ sourceIndex: null, ranges: [[7, 7]] }], {}, '7-7'],
  [
    'a place without lines',
    [{ ranges: null }, { ranges: [] }, { ranges: [[5, 5]] }],
    { target: 'one' },
    '5-5',
  ],
  ['no place', [], {}, null],
])('of several places: %s', (_, places, args, expected) => {
  for (const all of [places, places.toReversed()]) {
    const told = predicate({ steps: alone, places: { a: all }, dockerfile: stages, args })
    expect(short(layerOrigins(told, layers(1))?.lines)).toEqual([expected])
  }
})

test.each<[Record<string, string>, string]>([
  [{}, '5-5'],
  [{ 'build-arg:S': 'one' }, '3-3'],
  [{ 'other-arg:S': 'one' }, '5-5'],
])('the stage that %j chooses', (args, expected) => {
  const dockerfile = 'ARG S=two\nFROM a AS one\nRUN x\nFROM b AS two\nRUN x\nFROM $S\n'
  const places = { a: [{ ranges: [[3, 3] as Range] }, { ranges: [[5, 5] as Range] }] }
  const told = predicate({ steps: alone, places, dockerfile, args })
  expect(short(layerOrigins(told, layers(1))?.lines)).toEqual([expected])
  const { buildDefinition: _request, ...rest } = told
  const v02 = {
    ...rest,
    buildConfig: { llbDefinition: alone },
    invocation: { parameters: { args } },
  }
  expect(short(layerOrigins(v02, layers(1))?.lines)).toEqual([expected])
})

const pin = digest(77)

test.each<[string, string | undefined, number, { name: string; digest: Digest | null } | null]>([
  [
    `docker-image://docker.io/library/debian:12@${pin}`,
    'FROM debian:12\n',
    1,
    { name: 'debian:12', digest: pin },
  ],
  [`docker-image://docker.io/acme/x:1@${pin}`, undefined, 1, { name: 'acme/x:1', digest: pin }],
  [
    'docker-image://ghcr.io/docker.io/x:1',
    'FROM x',
    1,
    { name: 'ghcr.io/docker.io/x:1', digest: null },
  ],
  ['docker-image://ghcr.io/x:1@sha256:12', 'FROM x', 1, { name: 'ghcr.io/x:1', digest: null }],
  [
    `docker-image://docker.io/library/debian:12@${pin}`,
    `# x\nFROM \\\n  debian@${pin}\n`,
    1,
    { name: `debian:12@${pin}`, digest: pin },
  ],
  [
    `docker-image://docker.io/library/debian:12@${pin}`,
    `# ${pin}\nFROM debian:12\nRUN x\nRUN echo ${pin}\n`,
    1,
    { name: 'debian:12', digest: pin },
  ],
  ['oci-layout://x@1', 'FROM x', 0, null],
])('the FROM image: %s', (identifier, dockerfile, upstream, base) => {
  const steps = [source('s', identifier), run('a', 's:0'), end('a:0')]
  const from: Range[] = [
    [3, 3],
    [2, 2],
  ]
  const told = predicate({ steps, lines: { s: from, a: [[4, 4]] }, dockerfile })
  expect(layerOrigins(told, layers(2))).toEqual({
    lines: [upstream === 0 ? [{ start: 2, end: 3 }] : null, [{ start: 4, end: 4 }]],
    copiedFrom: [null, null],
    upstream,
    base,
    dockerfile: dockerfile ?? null,
  })
})

test('the FROM image of a line that is not told', () => {
  const steps = [source('s', `docker-image://x@${pin}`), run('a', 's:0'), end('a:0')]
  const origins = layerOrigins(predicate({ steps, dockerfile: `FROM x@${pin}` }), layers(2))
  expect(origins?.base).toEqual({ name: 'x', digest: pin })
})

test.each([
  [{}, null],
  [{ 'a:0': [chain(1)] }, '2-2'],
])('steps of no kind, chains %j', (chains, lines) => {
  for (const op of [undefined, null, {}, { Op: null }, { Op: {} }]) {
    const told = predicate({ steps: [{ id: 'a', op }], chains, lines: { a: [[2, 2]] } })
    expect(short(layerOrigins(told, layers(1))?.lines)).toEqual([lines])
  }
})

test('of several places, without the Dockerfile, the last', () => {
  const places = { a: [{ ranges: [[3, 3] as Range] }, { ranges: [[5, 5] as Range] }] }
  const origins = layerOrigins(predicate({ steps: alone, places }), layers(1))
  expect(short(origins?.lines)).toEqual(['5-5'])
})

test('the classic image store’s chains are of diffIDs', () => {
  const chains = { 'a:0': [chain(1)], 'b:0': [chain(2)] }
  const lines: Record<string, Range[]> = { a: [[2, 2]], b: [[3, 3]] }
  const stored = layers(2).map(one => ({ digest: digest(99), diffId: one.digest }))
  expect(short(layerOrigins(predicate({ chains, lines }), stored)?.lines)).toEqual(['2-2', '3-3'])
})

test('a Dockerfile’s letters beyond ASCII', () => {
  expect(layerOrigins(predicate({ dockerfile: '# ä€\n' }), [])?.dockerfile).toBe('# ä€\n')
})

test.each<[string[], string | null]>([
  [['local://context'], 'context'],
  [['https://x/y.tar'], 'remote'],
  [['http://x/y.tar'], 'remote'],
  [['git://x/y'], 'remote'],
  [['oci+http://x'], 'stage'],
  [['docker-image://x'], 'stage'],
  [['local://context', 'https://x'], 'remote'],
  [['https://x', 'docker-image://x', 'local://context'], 'stage'],
  [[], null],
])('a COPY from %j is of kind %s', (identifiers, kind) => {
  const sources = identifiers.map((identifier, index) => source(`s${index}`, identifier))
  const actions = identifiers.map((_, index) => ({
    input: index === 0 ? -1 : identifiers.length + index - 1,
    output: index === identifiers.length - 1 ? 0 : -1,
    secondaryInput: index,
  }))
  const copy = {
    id: 'a',
    inputs: sources.map(({ id }) => `${id}:0`),
    op: { Op: { file: { actions } } },
  }
  const told = predicate({ steps: [...sources, copy, end('a:0')] })
  expect(layerOrigins(told, layers(1))?.copiedFrom).toEqual([kind])
})

test.each<[string, Told, number, (string | null)[]]>([
  [
    'a step for each layer',
    { chains: { 'a:0': [chain(1)], 'b:10': [chain(2)] }, lines: { a: [[2, 2]], b: [[3, 3]] } },
    0,
    ['2-2', '3-3', null],
  ],
  [
    'the longest chain of a step',
    { chains: { 'a:0': [null, chain(1), chain(3)], 'a:1': [chain(2)] }, lines: { a: [[2, 2]] } },
    0,
    [null, null, '2-2'],
  ],
  [
    'no chain',
    {
      chains: { 'a:0': null, 'b:0': [[]], 'c:0': [[{ digest: digest(1) }]] },
      lines: { b: [[3, 3]], c: [[4, 4]] },
    },
    0,
    [null, null, null],
  ],
  [
    'a chain that is longer than the image',
    { chains: { 'a:0': [chain(4)] }, lines: { a: [[2, 2]] } },
    0,
    [null, null, null],
  ],
  [
    'a chain that ends otherwise',
    { chains: { 'a:0': [[...chain(1), { digest: digest(9) }]] }, lines: { a: [[2, 2]] } },
    0,
    [null, null, null],
  ],
  [
    'of two steps, the one that is lower in the file',
    {
      chains: { 'a:0': [chain(1)], 'b:0': [chain(1)], 'c:0': [chain(1)] },
      lines: { a: [[2, 2]], b: [[7, 7]], c: [[5, 5]] },
    },
    0,
    ['7-7', null, null],
  ],
  [
    'by their last line',
    {
      chains: { 'a:0': [chain(1)], 'b:0': [chain(1)] },
      lines: {
        a: [
          [2, 2],
          [9, 9],
        ],
        b: [[7, 7]],
      },
    },
    0,
    ['2-2,9-9', null, null],
  ],
  [
    'of one last line, by name',
    {
      chains: { 'b:0': [chain(1)], 'a:0': [chain(1)], 'c:0': [chain(1)] },
      lines: {
        a: [
          [2, 2],
          [9, 9],
        ],
        b: [[9, 9]],
        c: [[8, 9]],
      },
    },
    0,
    ['2-2,9-9', null, null],
  ],
  [
    'the FROM image with the most layers',
    {
      chains: { 's:0': [chain(1)], 't:0': [chain(2)], 'a:0': [chain(3)], 'b:0': [chain(1)] },
      lines: { s: [[20, 20]], t: [[2, 2]], a: [[3, 3]], b: [[30, 30]] },
      steps: [source('s', 'docker-image://s:1'), source('t', 'docker-image://t:1')],
    },
    2,
    [null, null, '3-3'],
  ],
  [
    'a source that is no image',
    { chains: { 's:0': [chain(2)] }, lines: { s: [[2, 2]] }, steps: [source('s', 'local://x')] },
    0,
    [null, '2-2', null],
  ],
])('where the definition does not tell the way: %s', (_, told, upstream, lines) => {
  const reversed = Object.fromEntries(Object.entries(told.chains ?? {}).reverse())
  for (const chains of [told.chains, reversed]) {
    const origins = layerOrigins(predicate({ ...told, chains }), layers(3))
    expect([origins?.upstream, short(origins?.lines)]).toEqual([upstream, lines])
  }
})
