import { expect, test } from '@jest/globals'
import { buildPath, stepSchema } from '../../src/image/build-path.ts'

const step = (id: string, inputs: string[] | null, Op?: object) =>
  stepSchema().parse({ id, inputs, op: Op === undefined ? null : { Op } })
const source = (id: string) => step(id, null, { source: { identifier: 'docker-image://x' } })
const run = (id: string, ...inputs: string[]) =>
  step(id, inputs, { exec: { mounts: [{ input: '0', dest: '/' }] } })
const copy = (id: string, inputs: string[], ...actions: object[]) =>
  step(id, inputs, { file: { actions } })
const merged = (id: string, ...inputs: string[]) =>
  step(id, inputs, { merge: { inputs: inputs.map((_, input) => ({ input: String(input) })) } })
const end = (...inputs: string[]) => step('end', inputs)

/** `a 2-3 <b` for the step a, which wrote layer 2 and copied from b. */
function walk(steps: ReturnType<typeof step>[], layers: number, chains = {}): string[] | null {
  const told = new Map<string, number>(Object.entries(chains))
  const path = buildPath(steps, layers, id => told.get(id) ?? null)
  return (
    path?.map(({ id, from, to, copies }) =>
      [id, `${from}-${to}`, ...copies.map(one => `<${one}`)].join(' '),
    ) ?? null
  )
}

const context = source('ctx')
const linked = copy('l', ['ctx:0'], { input: -1, output: 0, secondaryInput: 0 })

test.each<[string, ReturnType<typeof step>[], number, object, string[] | null]>([
  ['a RUN', [source('s'), run('a', 's:0'), end('a:0')], 3, {}, ['s 0-2', 'a 2-3']],
  [
    'an output of two digits',
    [source('s'), run('a', 's:10'), end('a:10')],
    1,
    {},
    ['s 0-0', 'a 0-1'],
  ],
  [
    'chains that agree',
    [source('s'), run('a', 's:0'), end('a:0')],
    3,
    { s: 2, a: 3 },
    ['s 0-2', 'a 2-3'],
  ],
  ['a chain that does not', [source('s'), run('a', 's:0'), end('a:0')], 3, { s: 1 }, null],
  ['a longer chain', [source('s'), run('a', 's:0'), end('a:0')], 3, { a: 4 }, null],
  ['no end', [source('s'), run('a', 's:0')], 2, {}, null],
  ['two ends', [source('s'), end('s:0'), step('other', ['s:0'])], 2, {}, null],
  [
    'a step of no kind that others use',
    [source('s'), step('x', null), run('a', 's:0', 'x:0'), end('a:0')],
    2,
    {},
    ['s 0-1', 'a 1-2'],
  ],
  ['a step of no kind on the way', [step('x', null), end('x:0')], 0, {}, null],
  ['an end of nothing', [step('end', null)], 0, {}, []],
  ['an end of nothing, and layers', [step('end', null)], 1, {}, null],
  ['a step that is missing', [end('gone:0')], 1, {}, null],
  ['a step of another kind', [source('s'), step('a', ['s:0'], {}), end('a:0')], 2, {}, null],
  ['a RUN from scratch', [step('a', [], { exec: {} }), end('a:0')], 1, {}, ['a 0-1']],
  ['more layers than steps', [step('a', [], { exec: {} }), end('a:0')], 2, {}, null],
  ['more steps than layers', [step('a', [], { exec: {} }), end('a:0')], 0, {}, null],
  [
    'a RUN with mounts before its root',
    [
      source('s'),
      context,
      step('a', ['ctx:0', 's:0'], {
        exec: {
          mounts: [
            { input: 0, dest: '/m' },
            { input: 1, dest: '/' },
          ],
        },
      }),
      end('a:0'),
    ],
    2,
    {},
    ['s 0-1', 'a 1-2'],
  ],
  [
    'a COPY',
    [
      source('s'),
      context,
      copy('a', ['s:0', 'ctx:0'], { input: 0, output: 0, secondaryInput: 1 }),
      end('a:0'),
    ],
    2,
    {},
    ['s 0-1', 'a 1-2 <ctx'],
  ],
  [
    'a COPY of two, the second on top of the first',
    [
      source('s'),
      context,
      copy(
        'a',
        ['s:0', 'ctx:0'],
        { input: 0, output: -1, secondaryInput: 1 },
        { input: 2, output: 0, secondaryInput: -1 },
      ),
      end('a:0'),
    ],
    2,
    {},
    ['s 0-1', 'a 1-2 <ctx'],
  ],
  [
    'a COPY of three',
    [
      source('s'),
      copy(
        'a',
        ['s:0'],
        { input: 0, output: -1 },
        { input: 1, output: -1 },
        { input: 2, output: 0 },
      ),
      end('a:0'),
    ],
    2,
    {},
    ['s 0-1', 'a 1-2'],
  ],
  ['a COPY onto itself', [copy('a', [], { input: 0, output: 0 }), end('a:0')], 1, {}, ['a 0-1']],
  [
    'a COPY onto the result of none',
    [copy('a', [], { input: 7, output: 0 }), end('a:0')],
    1,
    {},
    ['a 0-1'],
  ],
  ['a COPY without actions', [step('a', null, { file: {} }), end('a:0')], 1, {}, ['a 0-1']],
  [
    'COPY --link',
    [source('s'), context, linked, merged('m', 's:0', 'l:0'), end('m:0')],
    2,
    {},
    ['s 0-1', 'm 1-2 <ctx'],
  ],
  [
    'COPY --link of which the chain is told',
    [source('s'), run('l'), merged('m', 's:0', 'l:0'), end('m:0')],
    4,
    { l: 3 },
    ['s 0-1', 'm 1-4'],
  ],
  [
    'two at once',
    [source('s'), context, linked, run('r'), merged('m', 's:0', 'l:0', 'r:0'), end('m:0')],
    4,
    { r: 2 },
    ['s 0-1', 'm 1-4 <ctx'],
  ],
  [
    'two at once, the first unknown',
    [source('s'), run('r'), linked, merged('m', 's:0', 'r:0', 'l:0'), end('m:0')],
    4,
    {},
    null,
  ],
  [
    'something else merged',
    [source('s'), run('l'), merged('m', 's:0', 'l:0'), end('m:0')],
    2,
    {},
    null,
  ],
  [
    'a COPY that is no link merged',
    [
      source('s'),
      copy('l', ['s:0'], { input: 0, output: 0 }),
      merged('m', 's:0', 'l:0'),
      end('m:0'),
    ],
    2,
    {},
    null,
  ],
  [
    'a merge of what is missing',
    [source('s'), merged('m', 's:0', 'gone:0'), end('m:0')],
    2,
    {},
    null,
  ],
  [
    'a merge of an input that it has not',
    [
      source('s'),
      step('m', ['s:0'], { merge: { inputs: [{ input: 0 }, { input: 1 }] } }),
      end('m:0'),
    ],
    2,
    {},
    null,
  ],
  ['a merge of nothing', [step('m', null, { merge: {} }), end('m:0')], 0, {}, ['m 0-0']],
  ['a circle', [merged('m', 'm:0'), end('m:0')], 0, {}, null],
])('the way from the FROM image to the image: %s', (_, steps, layers, chains, expected) => {
  expect(walk(steps, layers, chains)).toEqual(expected)
  expect(walk(steps.toReversed(), layers, chains)).toEqual(expected)
})
