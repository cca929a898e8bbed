import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { alignLayers } from '../../src/compare/align.ts'
import type { LayerChange } from '../../src/compare/comparison.ts'
import type { Layer } from '../../src/image/measurement.ts'

/** `a:10@x` is the layer of instruction `RUN a` with 10 bytes and content x (by default its own). */
function layer(text: string): Layer {
  const [, instruction = '', size = '0', content] = /^(.*?):(\d+)(?:@(\w+))?$/.exec(text) ?? []
  return {
    diffId: `sha256:${createHash('sha256')
      .update(content ?? text)
      .digest('hex')}`,
    digest: null,
    mediaType: null,
    compressedSize: null,
    size: Number(size),
    instruction: /^[A-Z]/.test(instruction) ? instruction : `RUN ${instruction}`,
    lines: null,
    upstream: false,
    files: null,
  }
}

const row = ({ change, baseline, candidate }: LayerChange) =>
  `${change} ${(candidate ?? baseline)?.instruction.replace(/^RUN /, '')}`

test.each([
  ['nothing changed', ['a:1', 'b:2'], ['a:1', 'b:2'], ['unchanged a', 'unchanged b']],
  [
    'an inserted layer is one row; those behind it are rebuilt',
    ['a:1', 'b:2@b1', 'c:3@c1'],
    ['a:1', 'new:5', 'b:2@b2', 'c:3@c2'],
    ['unchanged a', 'added new', 'rebuilt b', 'rebuilt c'],
  ],
  [
    'a removed layer stands where it was',
    ['a:1', 'b:2', 'c:3'],
    ['a:1', 'c:3'],
    ['unchanged a', 'removed b', 'unchanged c'],
  ],
  ['same instruction, other size', ['a:1@x'], ['a:9@y'], ['modified a']],
  [
    'an edited instruction is the same row',
    ['apt-get install -y --no-install-recommends curl:10'],
    ['apt-get install -y --no-install-recommends curl ffmpeg:50'],
    ['modified apt-get install -y --no-install-recommends curl ffmpeg'],
  ],
  [
    'another instruction is another row',
    ['make:10'],
    ['apt-get install curl:10@z'],
    ['added apt-get install curl', 'removed make'],
  ],
  [
    'the same bytes elsewhere are unchanged',
    ['a:1', 'b:2'],
    ['b:2', 'a:1'],
    ['unchanged b', 'unchanged a'],
  ],
  [
    'equal layers pair one by one',
    ['e:0@e', 'e:0@e'],
    ['e:0@e', 'e:0@e', 'e:0@e'],
    ['unchanged e', 'unchanged e', 'added e'],
  ],
  [
    'no pair crosses what stayed',
    ['a:1', 'x:2'],
    ['x:2', 'a:1@other'],
    ['removed a', 'unchanged x', 'added a'],
  ],
  [
    'an instruction of the same words and another keyword is another row',
    ['RUN a b c d e f:1'],
    ['COPY a b c d e f:1@x'],
    ['added COPY a b c d e f', 'removed a b c d e f'],
  ],
  [
    'what is no instruction is like nothing but itself',
    ['Built by x y z:1'],
    ['Built by x y w:1@x'],
    ['added Built by x y w', 'removed Built by x y z'],
  ],
  [
    'seven words of ten are enough',
    ['a b c d e f x y z:1'],
    ['a b c d e f 1 2 3:1@x'],
    ['rebuilt a b c d e f 1 2 3'],
  ],
  [
    'six words of ten are not',
    ['a b c d e w x y z:1'],
    ['a b c d e 0 1 2 3:1@x'],
    ['added a b c d e 0 1 2 3', 'removed a b c d e w x y z'],
  ],
  [
    'of equal layers, those pair that keep their place',
    ['e:0@e', 'x:2', 'e:0@e'],
    ['x:2', 'e:0@e'],
    ['removed e', 'unchanged x', 'unchanged e'],
  ],
  ['everything new', [], ['a:1'], ['added a']],
  ['everything gone', ['a:1'], [], ['removed a']],
  [
    'the content hash of ADD does not count as text',
    [`ADD file:${'a'.repeat(64)} in /:5@x`],
    [`ADD file:${'b'.repeat(64)} in /:6@y`],
    [`modified ADD file:${'b'.repeat(64)} in /`],
  ],
])('%s', (_, baseline, candidate, expected) => {
  expect(alignLayers(baseline.map(layer), candidate.map(layer)).map(row)).toEqual(expected)
})

test('layers of the FROM image never pair with own ones', () => {
  const own = layer('a:1@x')
  const upstream = { ...layer('a:1@y'), upstream: true }
  expect(alignLayers([upstream], [own]).map(row)).toEqual(['added a', 'removed a'])
})

const side = fc.array(
  fc
    .record({
      name: fc.constantFrom('a', 'b', 'c', 'a b c d e', 'a b c d f', ''),
      content: fc.constantFrom('x', 'y', 'z', 'w'),
    })
    .map(({ name, content }) => layer(`${name}:${content.charCodeAt(0)}@${content}`)),
  { maxLength: 12 },
)

test('every layer appears exactly once on its side, and the rows sum to the total change', () => {
  fc.assert(
    fc.property(side, side, (baseline, candidate) => {
      const rows = alignLayers(baseline, candidate)
      const before = rows.flatMap(one => one.baseline ?? [])
      const after = rows.flatMap(one => one.candidate ?? [])
      expect(new Set(before)).toEqual(new Set(baseline))
      expect(before).toHaveLength(baseline.length)
      expect(after).toEqual(candidate)
      const total = (layers: Layer[]) => layers.reduce((bytes, { size }) => bytes + (size ?? 0), 0)
      const changes = rows.reduce(
        (bytes, one) => bytes + (one.candidate?.size ?? 0) - (one.baseline?.size ?? 0),
        0,
      )
      expect(changes).toBe(total(candidate) - total(baseline))
    }),
  )
})

test('an image aligned with itself has nothing but unchanged layers', () => {
  fc.assert(
    fc.property(side, layers => {
      expect(alignLayers(layers, layers).every(one => one.change === 'unchanged')).toBe(true)
    }),
  )
})
