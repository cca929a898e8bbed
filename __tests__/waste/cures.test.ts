import { expect, test } from '@jest/globals'
import { findWaste } from '../../src/waste/waste.ts'
import { type Entries, filesOf } from '../compare/layers.ts'
import { aLayer } from '../report/make.ts'

const layer = (instruction: string, entries: Entries, more = {}) =>
  aLayer(instruction, 0, { files: filesOf(entries), ...more })

const curesOf = (...layers: ReturnType<typeof layer>[]) =>
  findWaste(layers, null)?.findings.map(({ kind, cure }) => [kind, cure])

test('a leftover that is deleted later is cured as what is deleted, whatever it is', () => {
  expect(
    curesOf(
      layer('RUN apt-get update', { 'var/lib/apt/lists/x': 9_000 }),
      layer('RUN rm -r /var/lib/apt/lists/*', { 'var/lib/apt/lists/x': 'whiteout' }),
    ),
  ).toEqual([
    ['deleted', 'delete it in the same `RUN` that writes it: a later layer only hides it'],
  ])
})

const documentation = { 'usr/share/doc/x/README': 3_000_000 }
const translations = { 'usr/share/locale/de/x.mo': 3_000_000 }

test.each([
  ['RUN dnf install x', 'have dnf install no documentation', 'have rpm install no other languages'],
  ['RUN microdnf install x', 'have dnf install no documentation', 'have rpm install no other'],
  ['RUN yum -y install x', 'have dnf install no documentation', 'have rpm install no other'],
  [
    'RUN apk add x',
    'leave out the packages of documentation',
    'leave out the packages of languages',
  ],
  ['RUN apt install x', 'path-exclude=/usr/share/doc/*', 'path-exclude=/usr/share/locale/*'],
  ['RUN make', 'delete it in the same `RUN`', 'delete it in the same `RUN`'],
  ['COPY . .', 'copy only what runs', 'copy only what runs'],
])('who installs by `%s` is told how', (instruction, papers, languages) => {
  const cureOf = (entries: Entries) => curesOf(layer(instruction, entries))?.[0]?.[1]
  expect(cureOf(documentation)).toContain(papers)
  expect(cureOf(translations)).toContain(languages)
})

test.each([
  ['RUN chown -R node /app', 'set owner and mode in the same `RUN` that writes it'],
  ['RUN chmod 755 /app/a', 'set owner and mode in the same `RUN` that writes it'],
  ['RUN chgrp x /app/a', 'set owner and mode in the same `RUN` that writes it'],
  ['RUN touch /app/a', 'write it once: a later layer that touches a file ships all of it again'],
])('what `%s` ships again', (instruction, cure) => {
  const [found] =
    curesOf(layer('RUN make', { 'app/a': 9_000 }), layer(instruction, { 'app/a': 9_000 })) ?? []
  expect(found).toEqual(['copied', expect.stringContaining(cure)])
})

test.each([
  ['RUN make', {}, 'write it once: join the two steps, or build in a stage of its own'],
  ['COPY a /app/', {}, 'leave it out of the first `COPY`'],
  ['ADD a /app/', {}, 'leave it out of the first `COPY`'],
  ['RUN make', { upstream: true }, 'a newer FROM image has it already'],
])('what `%s` wrote and a later layer writes anew: %j', (instruction, more, cure) => {
  const first = layer(instruction, { 'app/a': 9_000 }, more)
  expect(curesOf(first, layer('RUN more', { 'app/a': 9_001 }))).toEqual([['overwritten', cure]])
})
