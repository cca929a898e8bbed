import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type HistoryEntry, layerEntries } from '../../src/docker/history-layers.ts'

function entry(createdBy: string, size = 0, comment = 'buildkit.dockerfile.v0'): HistoryEntry {
  return { createdBy, size, comment }
}
function legacy(createdBy: string, size = 0): HistoryEntry {
  return entry(createdBy, size, '')
}

/** As an engine (26.1.5, classic store) told it; the config of the same image, pushed, has these layers. */
const fromAnEngine: [HistoryEntry, boolean][] = [
  [entry('COPY busybox /bin/busybox # buildkit', 1982256), true],
  [entry('RUN /bin/busybox --install -s /bin # buildkit'), true],
  [entry('ENV A=1'), false],
  [entry('ARG TOKEN=x'), false],
  [entry('LABEL a=b'), false],
  [entry('WORKDIR /'), false],
  [entry('WORKDIR /bin'), true],
  [entry('WORKDIR /new/dir'), true],
  [entry('RUN |1 TOKEN=x /bin/sh -c true # buildkit'), true],
  [entry('RUN |1 TOKEN=x /bin/sh -c rm /bin/ls # buildkit'), true],
  [entry('COPY a /a # buildkit', 3), true],
  [entry('WORKDIR /x'), true],
  [entry("RUN |1 TOKEN=x /bin/sh -c echo 'a # comment' > /h1\ntouch /h2\n # buildkit", 12), true],
  [entry('VOLUME [/v]'), false],
  [entry('USER 1'), false],
  [entry('EXPOSE map[80/tcp:{}]'), false],
  [entry('STOPSIGNAL SIGTERM'), false],
  [entry('HEALTHCHECK &{["CMD-SHELL" "true"] "0s"}'), false],
  [entry('SHELL [/bin/sh -c]'), false],
  [entry('ONBUILD RUN true'), false],
  [entry('MAINTAINER x'), false],
  [entry('ENTRYPOINT ["/bin/sh"]'), false],
  [entry('CMD ["x"]'), false],
]

test('the layers of an image that BuildKit built', () => {
  const expected = fromAnEngine.map(([, isLayer]) => isLayer)
  const history = fromAnEngine.map(([line]) => line)
  expect(layerEntries(history, expected.filter(Boolean).length)).toEqual(expected)
})

test.each<[string, [HistoryEntry, boolean][], number]>([
  ['no history', [], 3],
  ['no layers', [[entry('ENV A=1'), false]], 0],
  [
    'older builder: RUN without effect has no layer',
    [
      [legacy('/bin/sh -c #(nop) ADD file:1 in / ', 5), true],
      [legacy('/bin/sh -c true'), false],
      [legacy('/bin/sh -c #(nop)  CMD ["bash"]'), false],
    ],
    1,
  ],
  [
    'older builder: RUN that only deletes has one',
    [
      [legacy('/bin/sh -c #(nop) ADD file:1 in / ', 5), true],
      [legacy('/bin/sh -c rm /a'), true],
      [legacy('/bin/sh -c #(nop) WORKDIR /app'), true],
      [legacy('|1 A=b /bin/sh -c rm /b'), true],
    ],
    4,
  ],
  [
    'older builder: WORKDIR is likelier than RUN',
    [
      [legacy('/bin/sh -c true'), false],
      [legacy('/bin/sh -c #(nop) WORKDIR /app'), true],
      [legacy('/bin/sh -c #(nop) COPY dir:1 in /a'), true],
    ],
    2,
  ],
  ['an import', [[legacy('', 77), true]], 1],
  ['an import of nothing', [[legacy('', 0), true]], 1],
  [
    'another tool',
    [
      [legacy('bazel build ...'), true],
      [legacy('apko'), true],
      [legacy('x'), false],
    ],
    2,
  ],
  [
    'bytes count more than words',
    [
      [legacy('ENV A=1', 4), true],
      [entry('RUN true # buildkit'), false],
    ],
    1,
  ],
  [
    'more layers than history',
    [
      [entry('RUN a # buildkit'), true],
      [entry('ENV A=1'), false],
    ],
    5,
  ],
  [
    'BuildKit that dropped an empty layer',
    [
      [entry('COPY a a # buildkit', 1), true],
      [entry('RUN true # buildkit'), false],
    ],
    1,
  ],
])('%s', (_name, rows, layers) => {
  expect(
    layerEntries(
      rows.map(([line]) => line),
      layers,
    ),
  ).toEqual(rows.map(([, isLayer]) => isLayer))
})

const line = fc.oneof(
  fc
    .constantFrom('ENV A=1', 'CMD ["a"]', 'WORKDIR /', 'USER 0')
    .map(text => ({ ...entry(text), isLayer: false })),
  fc
    .tuple(
      fc.constantFrom('RUN a # buildkit', 'COPY a a # buildkit', 'WORKDIR /a'),
      fc.nat({ max: 3 }),
    )
    .map(([text, size]) => ({ ...entry(text, size), isLayer: true })),
)

test('what BuildKit built is found again, whatever it was', () => {
  fc.assert(
    fc.property(fc.array(line), history => {
      const layers = history.filter(({ isLayer }) => isLayer).length
      expect(layerEntries(history, layers)).toEqual(history.map(({ isLayer }) => isLayer))
    }),
  )
})

test('bytes never get lost, and no layer has two entries', () => {
  const any = fc.record({
    createdBy: fc.oneof(
      fc.string(),
      fc.constantFrom('ENV A=1', 'RUN a', '/bin/sh -c a', 'WORKDIR /b'),
    ),
    comment: fc.constantFrom('', 'buildkit.dockerfile.v0'),
    size: fc.nat({ max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(any), fc.nat({ max: 20 }), (history, more) => {
      const withBytes = history.filter(({ size }) => size > 0).length
      const found = layerEntries(history, withBytes + more)
      expect(found.filter(Boolean).length).toBeLessThanOrEqual(withBytes + more)
      expect(history.every(({ size }, index) => size === 0 || found[index])).toBe(true)
    }),
  )
})
