import { expect, jest, test } from '@jest/globals'
import type { Budget } from '../../../src/budget/budget.ts'
import { annotate } from '../../../src/github/outputs.ts'
import type { Layer, LayerFile } from '../../../src/image/measurement.ts'
import { annotations } from '../../../src/report/printers/annotations.ts'
import { cases } from '../cases.ts'
import { aBaseline, aBudget, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

const of = (name: string) => annotations(cases[name]?.() ?? aReport([]))

test('lines that grew are annotated, biggest first, with their cause in one sentence', () => {
  expect(of('grew-over-budget')).toEqual([
    {
      level: 'error',
      title: 'api: +39.9 MB',
      message:
        'RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg added 39.9 MB in a new layer; 19 MB can go (/var/lib/apt/lists): end the same RUN with rm -rf /var/lib/apt/lists/*, or mount it: RUN --mount=type=cache,target=/var/lib/apt/lists.',
      file: 'Dockerfile',
      startLine: 12,
      endLine: 14,
    },
    {
      level: 'error',
      title: 'api: +1.3 MB',
      message: 'COPY . . grew by 1.3 MB, from 2.1 MB in the baseline to 3.4 MB.',
      file: 'Dockerfile',
      startLine: 15,
      endLine: 15,
    },
  ])
})

test('where a breach is only a warning, lines are warnings', () => {
  const report = cases['grew-over-budget']?.() ?? aReport([])
  const levels = annotations({ ...report, warnOnly: true }).map(({ level }) => level)
  expect(levels).toEqual(['warning', 'warning'])
})

test.each([
  ['approved', 'warning'],
  ['upstream-moved', 'notice'],
])('%s: %s', (name, level) => {
  expect(of(name).map(annotation => annotation.level)).toContain(level)
  expect(new Set(of(name).map(annotation => annotation.level)).size).toBe(1)
})

test.each(['unchanged', 'new-image', 'baseline-unavailable'])('%s: none', name => {
  expect(of(name)).toEqual([])
})

test('a line is annotated once for all platforms, for the one that grew most', () => {
  expect(of('two-platforms').map(({ title }) => title)).toEqual([
    'api: +40.3 MB on linux/arm64',
    'api: +1.3 MB on linux/arm64',
  ])
  const platform = (name: string, size: number) =>
    aPlatform([aLayer('COPY . .', size, { line: 2, version: `${size}` })], { platform: name })
  const sides = (extra: number) => [
    platform('linux/amd64', 5_000 + extra),
    platform('linux/arm64', 5_000 + 2 * extra),
  ]
  const report = aReport([anImage('api', aBaseline(sides(0)), aMeasurement(sides(4_000)))])
  expect(annotations(report).map(({ title }) => title)).toEqual(['api: +8 kB on linux/arm64'])
})

test('a guessed line says so, and images without a Dockerfile have no lines', () => {
  const grown = aLayer('', 9_000, { lines: { ranges: [{ start: 3, end: 3 }], from: 'guess' } })
  const image = (dockerfile: string | null) =>
    anImage('api', aBaseline([aPlatform([])]), aMeasurement([aPlatform([grown])], { dockerfile }), [
      aBudget('max-size', 100, { severity: 'warning' }),
    ])
  expect(annotations(aReport([image('Dockerfile')]))).toMatchObject([
    {
      level: 'warning',
      message:
        'This layer added 9 kB in a new layer (the line is a guess: the builder told no provenance).',
    },
  ])
  expect(annotations(aReport([image(null)]))).toEqual([])
})

test('only compressed sizes: the sentence says so', () => {
  const layer = (compressedSize: number) =>
    aLayer('COPY . .', null, { compressedSize, line: 2, version: `${compressedSize}` })
  const report = aReport([
    anImage(
      'api',
      aBaseline([aPlatform([layer(2_000)])]),
      aMeasurement([aPlatform([layer(5_000)])]),
    ),
  ])
  expect(annotations(report)[0]?.message).toBe(
    'COPY . . grew by 3 kB compressed, from 2 kB in the baseline to 5 kB.',
  )
})

test('the cure is told at the line that wrote the waste, and at the line that makes it waste', () => {
  const messages = new Map(of('wasteful').map(({ startLine, message }) => [startLine, message]))
  const chown = 'set owner and mode where it is copied: COPY --chown=… --chmod=….'
  expect(messages.get(3)).toMatch(/19 MB can go \(\/var\/lib\/apt\/lists\): end the same RUN/)
  expect(messages.get(4)).toMatch(/8 MB can go \(\/tmp\/tool\.tgz\): delete it in the same RUN/)
  expect(messages.get(6)).toContain(`21.4 MB can go (/app): ${chown}`)
  expect(messages.get(7)).toContain(`21.4 MB can go (/app): ${chown}`)
})

test('new waste is told before more of the old', () => {
  const lists = (size: number): LayerFile => ({ path: 'var/lib/apt/lists/x', size, kind: 'file' })
  const git: LayerFile = { path: 'src/.git/x', size: 5_000, kind: 'file' }
  const layer = (files: LayerFile[], size: number) =>
    aLayer('RUN make', size, { line: 2, version: `${size}`, files })
  const report = aReport([
    anImage(
      'api',
      aBaseline([aPlatform([layer([lists(80_000)], 80_000)])]),
      aMeasurement([aPlatform([layer([lists(90_000), git], 95_000)])]),
    ),
  ])
  expect(annotations(report).map(({ message }) => message)).toEqual([
    'RUN make grew by 15 kB, from 80 kB in the baseline to 95 kB; 5 kB can go (/src/.git): end the RUN that clones with rm -rf /src/.git.',
  ])
})

test('over several images the biggest come first, each level on its own', () => {
  const image = (name: string, budgets: Budget[]) => {
    const layers = (extra: number) =>
      Array.from({ length: 12 }, (_, i) => {
        const size = 1_000 + extra * (i + 1) * (name === 'a' ? 1 : 3)
        return aLayer(`COPY dir${i} /`, size, { line: i + 1, version: `${size}` })
      })
    return anImage(
      name,
      aBaseline([aPlatform(layers(0))]),
      aMeasurement([aPlatform(layers(5_000))]),
      budgets,
    )
  }
  const report = aReport([
    image('a', [aBudget('max-size', 1)]),
    image('b', [aBudget('max-size', 1, { severity: 'warning' })]),
    image('c', [aBudget('max-size', 1)]),
  ])
  const all = annotations(report)
  expect(all).toHaveLength(36)
  const lines: string[] = []
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(line => {
    lines.push(String(line).trimEnd())
    return true
  })
  annotate(all)
  write.mockRestore()
  const shown = (level: string) =>
    lines
      .filter(line => line.startsWith(`::${level} `))
      .map(line => /title=(.*?),/.exec(line)?.[1]?.replaceAll('%3A', ':'))
  expect(shown('error')).toEqual([
    ...[180, 165, 150, 135, 120, 105, 90, 75].map(size => `c: +${size} kB`),
    'a: +60 kB',
    'c: +60 kB',
  ])
  expect(shown('warning').slice(0, 2)).toEqual(['b: +180 kB', 'b: +165 kB'])
  expect(shown('warning')).toHaveLength(10)
  expect(lines.filter(line => /\(and 14 more like it\)$/.test(line))).toHaveLength(1)
  expect(lines.filter(line => /\(and 2 more like it\)$/.test(line))).toHaveLength(1)
})

test('layers that were joined or split are annotated once, by what they come to', () => {
  const two = [
    aLayer('RUN apt-get update', 20_000, { line: 2 }),
    aLayer('RUN apt-get install -y curl', 30_000, { line: 3 }),
  ]
  const one = (size: number) =>
    aLayer('RUN apt-get update && apt-get install -y curl', size, { line: 2 })
  const messages = (before: Layer[], after: Layer[]) =>
    annotations(
      aReport([anImage('api', aBaseline([aPlatform(before)]), aMeasurement([aPlatform(after)]))]),
    ).map(({ startLine, title, message }) => `${startLine} ${title} ${message}`)
  expect(messages(two, [one(30_000)])).toEqual([])
  expect(messages(two, [one(58_000)])).toEqual([
    '2 api: +8 kB RUN apt-get update && apt-get install -y curl is what 2 layers of the baseline were, and grew by 8 kB.',
  ])
  expect(messages([one(45_000)], two)).toEqual([
    '3 api: +5 kB RUN apt-get install -y curl is one of the 2 layers that one of the baseline was split into; they grew by 5 kB.',
  ])
})
