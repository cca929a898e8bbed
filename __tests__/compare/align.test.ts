import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { alignLayers } from '../../src/compare/align.ts'
import type { LayerChange } from '../../src/compare/comparison.ts'
import { diffDockerfiles } from '../../src/compare/dockerfile-diff.ts'
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
    instruction: /^(?:[A-Z]|\s*$)/.test(instruction) ? instruction.trim() : `RUN ${instruction}`,
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
    'what moved across what stayed is the same row',
    ['a:1', 'x:2'],
    ['x:2', 'a:1@other'],
    ['unchanged x', 'rebuilt a'],
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
    'half of the words is enough in the only possible place, and not where there are others',
    ['a b c d e w x y z:1', 'x:1', 'a b c d e w x y z:2', 'make:7'],
    ['a b c d e 0 1 2 3:1@x', 'x:1', 'm n o:3', 'p q r 0:5', 'make:7'],
    [
      'rebuilt a b c d e 0 1 2 3',
      'unchanged x',
      'added m n o',
      'added p q r 0',
      'removed a b c d e w x y z',
      'unchanged make',
    ],
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
  [
    'a copy that moves to the top tears nothing apart',
    ['base:9', 'a:1@a1', 'b:2@b1', 'COPY x /x:3@x'],
    ['base:9', 'COPY x /x:3@x', 'a:1@a2', 'b:2@b2'],
    ['unchanged base', 'unchanged COPY x /x', 'rebuilt a', 'rebuilt b'],
  ],
  [
    'steps that write nothing hold nothing together and tear nothing apart',
    ['base:9', 'a:1@a1', 'test -x /bin/sh:0@empty', 'b:2@b1'],
    ['base:9', 'test -d /etc:0@empty', 'a:1@a2', 'b:2@b2'],
    ['unchanged base', 'added test -d /etc', 'rebuilt a', 'removed test -x /bin/sh', 'rebuilt b'],
  ],
  [
    'content that an image has twice is no anchor',
    ['t:4@twin', 'a:1@a1', 't:4@twin', 'b:2@b1'],
    ['a:1@a2', 't:4@twin', 'b:2@b2'],
    ['removed t', 'rebuilt a', 'unchanged t', 'rebuilt b'],
  ],
  [
    'what moved and was built anew is paired across the others',
    ['a:1@a1', 'b:2@b1', 'c:3@c1'],
    ['c:3@c2', 'a:1@a2', 'b:2@b2'],
    ['rebuilt c', 'rebuilt a', 'rebuilt b'],
  ],
  [
    'one of two equal instructions is known by its size',
    ['make:10@x', 'make:70@y'],
    ['make:70@z'],
    ['removed make', 'rebuilt make'],
  ],
  [
    'layers without history are known by their sizes',
    [' :10@a1', ' :70@b1', ' :30@c1'],
    [' :70@b2', ' :30@c2'],
    ['removed ', 'rebuilt ', 'rebuilt '],
  ],
  ['make gets more jobs', ['make:10@x'], ['make -j4:11@y'], ['modified make -j4']],
  [
    'a stranger in its place is another row',
    ['base:9', 'curl -fsSL https://a.example/helm.tgz -o /opt/helm.tgz:50', 'c:3@c1'],
    ['base:9', 'useradd deploy:1', 'c:3@c2'],
    [
      'unchanged base',
      'added useradd deploy',
      'removed curl -fsSL https://a.example/helm.tgz -o /opt/helm.tgz',
      'rebuilt c',
    ],
  ],
])('%s', (_, baseline, candidate, expected) => {
  expect(alignLayers(baseline.map(layer), candidate.map(layer)).map(row)).toEqual(expected)
})

test('the same content, twice on both sides and under other instructions, is unchanged', () => {
  const before = ['COPY a /x:5@t', 'COPY b /y:5@t'].map(layer)
  const after = ['make p:5@t', 'make q:5@t'].map(layer)
  expect(alignLayers(before, after).map(row)).toEqual(['unchanged make p', 'unchanged make q'])
})

test('so is it a hundred times, in the order of the layers', () => {
  const before = Array.from({ length: 70 }, (_, index) => layer(`COPY a${index} /x:5@t`))
  const after = Array.from({ length: 40 }, (_, index) => layer(`make p${index}:5@t`))
  const rows = alignLayers(before, after)
  expect(rows.slice(0, 40).map(({ change, baseline }) => [change, baseline])).toEqual(
    before.slice(0, 40).map(one => ['unchanged', one]),
  )
  expect(rows.slice(40).map(({ change, baseline }) => [change, baseline])).toEqual(
    before.slice(40).map(one => ['removed', one]),
  )
})

test('layers of other words are known by the paths that they write, wherever they stand', () => {
  const writing = (text: string, path: string): Layer => ({
    ...layer(text),
    files: [{ path, size: 9_000, kind: 'file' }],
  })
  const before = [writing('COPY aa /q:10@1', 'opt/p'), writing('COPY bb /r:20@2', 'opt/q')]
  const after = [writing('COPY cc /s:21@3', 'opt/q'), writing('COPY dd /t:11@4', 'opt/p')]
  expect(alignLayers(before, after).map(({ change, baseline }) => [change, baseline])).toEqual([
    ['modified', before[1]],
    ['modified', before[0]],
  ])
})

test('lines that were replaced by others are the same place, though it moved', () => {
  const at = (text: string, line: number): Layer => ({
    ...layer(text),
    lines: { ranges: [{ start: line, end: line }], from: 'provenance' },
  })
  const before = [at('base:9', 1), at('make shared/one a:10@1', 4)]
  const after = [at('make shared/two b:20@2', 3), at('base:9', 4)]
  const strangers = ['added make shared/two b', 'unchanged base']
  expect(alignLayers(before, after).map(row)).toEqual([...strangers, 'removed make shared/one a'])
  const diff = { same: [], replaced: [{ baseline: [4], candidate: [3] }] }
  expect(alignLayers(before, after, diff).map(row)).toEqual([
    'modified make shared/two b',
    'unchanged base',
  ])
})

const groups = (rows: LayerChange[]) => rows.map(one => `${one.group ?? '-'} ${row(one)}`)

test('instructions that were joined into one are a group', () => {
  const before = [
    'apt-get update:20@1',
    'apt-get install -y curl:10@2',
    'rm -rf /var/lib/apt/lists:0@e',
    'make:5@3',
  ]
  const after = [
    'apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists:10@4',
    'make:5@5',
  ]
  expect(groups(alignLayers(before.map(layer), after.map(layer)))).toEqual([
    '0 added apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists',
    '0 removed apt-get update',
    '0 removed apt-get install -y curl',
    '0 removed rm -rf /var/lib/apt/lists',
    '- rebuilt make',
  ])
  expect(groups(alignLayers(after.map(layer), before.map(layer)))).toEqual([
    '0 added apt-get update',
    '0 added apt-get install -y curl',
    '0 added rm -rf /var/lib/apt/lists',
    '0 removed apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists',
    '- rebuilt make',
  ])
})

test('what was replaced by a longer one that has nothing of it is not joined', () => {
  const before = ['useradd deploy:1@1', 'apt-get install -y nginx:10@2'].map(layer)
  const after = ['apt-get install -y nginx redis ffmpeg:40@3'].map(layer)
  expect(groups(alignLayers(before, after))).toEqual([
    '- removed useradd deploy',
    '- modified apt-get install -y nginx redis ffmpeg',
  ])
})

test('the same line of both Dockerfiles is the same row, whatever the history makes of it', () => {
  const at = (text: string, line: number): Layer => ({
    ...layer(text),
    lines: { ranges: [{ start: line, end: line }], from: 'provenance' },
  })
  const before = [at('COPY a-1.jar /a.jar:10@1', 3), at('COPY b-1.jar /b.jar:10@2', 4)]
  const after = [at('COPY q.jar /x:80@3', 3), at('COPY r.jar /y:90@4', 4)]
  expect(alignLayers(before, after).map(row)).toEqual([
    'added COPY q.jar /x',
    'added COPY r.jar /y',
    'removed COPY a-1.jar /a.jar',
    'removed COPY b-1.jar /b.jar',
  ])
  const text = 'FROM a\nARG V=1\nCOPY $A /\nCOPY $B /\n'
  const diff = diffDockerfiles(text, text.replace('V=1', 'V=2'))
  expect(alignLayers(before, after, diff).map(row)).toEqual([
    'modified COPY q.jar /x',
    'modified COPY r.jar /y',
  ])
})

test.each([
  ['all alike', (index: number) => `RUN make:${index % 2}@${index % 3}`],
  ['all alike, built anew', (index: number) => `RUN make:1@${index}`],
  [
    'all of other words',
    (index: number) => `RUN a${index} b${index * 7} c${index % 9} d e f:9@${index}`,
  ],
  ['without history', (index: number) => ` :${index % 5}@${index}`],
])('a thousand layers a side, %s, are paired in time', (_, text) => {
  const side = (from: number) =>
    Array.from({ length: 1000 }, (_, index) => layer(text(from + index)))
  expect(alignLayers(side(0), side(5000)).length).toBeGreaterThanOrEqual(1000)
})

test('layers of the FROM image never pair with own ones', () => {
  const own = layer('a:1@x')
  const upstream = { ...layer('a:1@y'), upstream: true }
  expect(alignLayers([upstream], [own]).map(row)).toEqual(['added a', 'removed a'])
})

const side = fc.array(
  fc
    .record({
      name: fc.constantFrom('a', 'b', 'c', 'a b c d e', 'a b c d f', 'a && b', 'c && a && b', ' '),
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

test('a group is of layers without a partner, one of them on its side alone', () => {
  fc.assert(
    fc.property(side, side, (baseline, candidate) => {
      const rows = alignLayers(baseline, candidate)
      for (const group of new Set(rows.flatMap(one => one.group ?? []))) {
        const members = rows.filter(one => one.group === group)
        const removed = members.filter(({ change }) => change === 'removed').length
        const added = members.filter(({ change }) => change === 'added').length
        expect(removed + added).toBe(members.length)
        expect(Math.min(removed, added)).toBe(1)
        expect(Math.max(removed, added)).toBeGreaterThan(1)
      }
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
