import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ImageContent } from '../../src/image/content.ts'
import { toMeasurement } from '../../src/image/measure.ts'
import { layerOrigins } from '../../src/image/provenance.ts'
import { decodeJson } from '../../src/oci/decode.ts'
import { configSchema, type Digest, manifestSchema } from '../../src/oci/image-spec.ts'

const read = (name: string) => readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')
const config = decodeJson(configSchema, read('config.json'), 'config.json')
const manifest = decodeJson(manifestSchema, read('manifest.json'), 'manifest.json')
const predicate: unknown = JSON.parse(read('provenance-v0.2.json'))

function content(provenance: unknown): ImageContent {
  const layers = manifest.layers.map(({ digest, mediaType, size }) => ({
    digest,
    mediaType,
    compressedSize: size,
    size: 1,
    files: null,
  }))
  const unmeasured = { compressedUnmeasured: null, unpackedUnmeasured: null }
  const platform = { manifestDigest: null, config, layers, provenance, ...unmeasured }
  return { digest: null, platforms: [platform] }
}

const source = {
  source: 'build of Dockerfile',
  commit: null,
  feed: 'push' as const,
  feedReason: 'because',
  dockerfile: 'Dockerfile',
  dockerfileText: null,
  redact: (text: string) => text.replaceAll('s3cr3tvalue', '***'),
}

test('provenance v0.2 of a real build gives instructions, lines and where upstream ends', () => {
  const [platform] = toMeasurement(content(predicate), source).platforms
  expect(platform?.platform).toBe('linux/amd64')
  expect(platform?.base?.name).toBe('lead/base:1')
  expect(platform?.base?.digest).toMatch(/^sha256:61e3ba69/)
  expect(
    platform?.layers.map(({ instruction, lines, upstream }) => [
      instruction,
      lines?.ranges,
      upstream,
    ]),
  ).toEqual([
    ['COPY busybox /bin/busybox', undefined, true],
    ['RUN /bin/busybox mkdir -p /usr/bin /sbin /usr/sbin', undefined, true],
    ['RUN /bin/busybox --install -s /bin', undefined, true],
    ['WORKDIR /srv', [{ start: 12, end: 12 }], false],
    ['COPY /a /one /srv/', [{ start: 15, end: 15 }], false],
    ['RUN TOKEN=*** echo $TOKEN > /tok', [{ start: 16, end: 16 }], false],
  ])
})

describe('a build beside another one that has steps in common', () => {
  const key = 'https://mobyproject.org/buildkit@v1#metadata'
  const ranges = (provenance: unknown) =>
    toMeasurement(content(provenance), source).platforms.map(({ base, layers }) => ({
      base,
      layers: layers.map(({ lines, upstream }) => [lines, upstream]),
    }))
  const changed = (change: (layers: Record<string, unknown>) => Record<string, unknown>) => {
    const copy = JSON.parse(read('provenance-v0.2.json'))
    copy.metadata[key].layers = change(copy.metadata[key].layers)
    return copy
  }

  test('keeps the lines of steps that BuildKit tells of the other only', () => {
    const lastOnly = (layers: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(layers).filter(
          ([, chains]) => JSON.stringify(chains).match(/sha256/g)?.length === 6,
        ),
      )
    expect(Object.keys(changed(lastOnly).metadata[key].layers)).toHaveLength(1)
    expect(ranges(changed(lastOnly))).toEqual(ranges(predicate))
    expect(ranges(changed(() => ({})))).toEqual(ranges(predicate))
  })

  test('a step that is not of this image claims none of its layers', () => {
    const others = (layers: Record<string, unknown>) => {
      const [[, chains]] = Object.entries(layers).slice(-1) as [[string, unknown]]
      return { 'step999:0': chains, ...layers }
    }
    expect(ranges(changed(others))).toEqual(ranges(predicate))
  })
})

test('the classic image store writes diffIDs where the others write digests', () => {
  const diffIds = config.rootfs.diff_ids ?? []
  const text = JSON.stringify(predicate)
  const swapped = manifest.layers.reduce(
    (json, { digest }, index) => json.replaceAll(digest, diffIds[index] as Digest),
    text,
  )
  const chain = diffIds.map(diffId => ({ digest: null, diffId }))
  expect(layerOrigins(JSON.parse(swapped), chain)?.upstream).toBe(3)
})

describe('an ONBUILD of the FROM image', () => {
  const key = 'https://mobyproject.org/buildkit@v1#metadata'
  const predicate = JSON.parse(read('provenance-onbuild.json'))
  const details = predicate.metadata[key]
  const chain = details.layers['step5:0'][0].map(({ digest }: { digest: Digest }) => ({
    digest,
    diffId: null,
  }))
  const starts = () => layerOrigins(predicate, chain)?.lines.map(lines => lines?.[0]?.start ?? null)

  test('belongs to the FROM line, and the layer to us', () => {
    expect(starts()).toEqual([null, null, 3, 3, 4, 6])
    expect(layerOrigins(predicate, chain)?.upstream).toBe(2)
  })

  test('copies from the build context', () => {
    const { copiedFrom } = layerOrigins(predicate, chain) ?? {}
    expect(copiedFrom).toEqual([null, null, 'context', null, null, null])
  })

  test('belongs to the FROM line of the stage that is built when two FROM lines name the image', () => {
    const { locations } = details.source.locations.step0
    locations.unshift({ ranges: [{ start: { line: 2 }, end: { line: 2 } }] })
    expect(starts()).toEqual([null, null, 3, 3, 4, 6])
  })
})

describe('several stages with the same layers', () => {
  const key = 'https://mobyproject.org/buildkit@v1#metadata'
  const targets = {
    whole: { upstream: 0, base: undefined, lines: [5] },
    linked: { upstream: 2, base: 'lead/base:1', lines: [null, null, 7, 8, 9] },
    other: { upstream: 2, base: 'lead/base:1', lines: [null, null, 14, 15, 16] },
    twice: { upstream: 2, base: 'lead/base:1', lines: [null, null, 18, 19, 20, 21] },
  }
  const names = Object.keys(targets) as (keyof typeof targets)[]
  const predicates = Object.fromEntries(
    names.map(name => [name, JSON.parse(read(`provenance-${name}.json`))]),
  )

  /** The layers of the image: the longest of all chains. */
  function layersOf(name: string): { digest: Digest; diffId: null }[] {
    const { layers } = predicates[name].metadata[key]
    const last = predicates[name].buildConfig.llbDefinition.at(-1).inputs[0]
    return layers[last][0].map(({ digest }: { digest: Digest }) => ({ digest, diffId: null }))
  }

  function originsOf(name: string, predicate = predicates[name]) {
    const origins = layerOrigins(predicate, layersOf(name))
    return {
      upstream: origins?.upstream,
      base: origins?.base?.name,
      lines: origins?.lines.map(lines => lines?.[0]?.start ?? null),
    }
  }

  test.each(names)('%s: each layer has the line of the stage that is built', name => {
    expect(originsOf(name)).toEqual(targets[name])
  })

  test.each(names)('%s: the same, whatever BuildKit calls its steps and lists first', name => {
    const steps = predicates[name].buildConfig.llbDefinition.length
    const orders = fc.uniqueArray(fc.nat(steps - 1), { minLength: steps, maxLength: steps })
    fc.assert(
      fc.property(orders, fc.boolean(), (order, reversed) => {
        expect(originsOf(name, renumbered(predicates[name], order, reversed))).toEqual(
          targets[name],
        )
      }),
      { numRuns: 30 },
    )
  })

  test.each(names)('%s: without the definition the answer is the same each time', name => {
    const { buildConfig, ...rest } = predicates[name]
    const order = buildConfig.llbDefinition.map((_: unknown, index: number) => index).reverse()
    const [one, another] = [rest, renumbered(rest, order, true)].map(predicate =>
      originsOf(name, predicate),
    )
    expect(one?.lines).toEqual(another?.lines)
  })

  /** Another numbering of the steps, and lists the other way round. */
  function renumbered(predicate: object, order: number[], reversed: boolean): unknown {
    const text = JSON.stringify(predicate).replace(/"step(\d+)(?=[":])/g, (_, id) => {
      return `"step${order[Number(id)]}`
    })
    const renamed = JSON.parse(text)
    const details = renamed.metadata[key]
    if (!reversed) return renamed
    renamed.buildConfig?.llbDefinition.reverse()
    details.layers = Object.fromEntries(Object.entries(details.layers).reverse())
    for (const one of Object.values<{ locations?: unknown[] }>(details.source.locations))
      one.locations?.reverse()
    return renamed
  }
})

test.each([
  ['linked', 'step8:0', [null, null, 'stage', 'stage', null]],
  ['twice', 'step7:0', [null, null, null, 'stage', null, 'stage']],
])('%s: where a COPY took its files from', (name, last, expected) => {
  const found = JSON.parse(read(`provenance-${name}.json`))
  const { layers } = found.metadata['https://mobyproject.org/buildkit@v1#metadata']
  const chain = layers[last][0].map(({ digest }: { digest: Digest }) => ({ digest, diffId: null }))
  expect(layerOrigins(found, chain)?.copiedFrom).toEqual(expected)
  const remote = JSON.parse(
    JSON.stringify(found).replaceAll(
      /docker-image:\/\/docker.io\/lead\/base:2@[^"]*/g,
      'https://x',
    ),
  )
  // What is run in another stage is no download.
  expect(layerOrigins(remote, chain)?.copiedFrom).toEqual(expected)
})

test('lines of another file, as of a linked bake target, are not ours', () => {
  const linked = JSON.parse(read('provenance-linked.json'))
  const details = linked.metadata['https://mobyproject.org/buildkit@v1#metadata']
  for (const place of details.source.locations.step5.locations) place.sourceIndex = 1
  const layers = details.layers['step8:0'][0].map(({ digest }: { digest: Digest }) => ({
    digest,
    diffId: null,
  }))
  expect(layerOrigins(linked, layers)?.lines.map(lines => lines?.[0]?.start ?? null)).toEqual([
    null,
    null,
    null,
    8,
    9,
  ])
})

test('of several files in any order, the one that was built is ours', () => {
  const linked = JSON.parse(read('provenance-linked.json'))
  const details = linked.metadata['https://mobyproject.org/buildkit@v1#metadata']
  const layers = details.layers['step8:0'][0].map(({ digest }: { digest: Digest }) => ({
    digest,
    diffId: null,
  }))
  const [ours] = details.source.infos
  const text = Buffer.from(ours.data, 'base64').toString('utf8')
  const alone = layerOrigins(linked, layers, text)
  // The file of a target that this one builds on comes first.
  details.source.infos = [{ data: Buffer.from('FROM scratch').toString('base64') }, ours]
  for (const { locations } of Object.values<{ locations?: { sourceIndex?: number }[] }>(
    details.source.locations,
  )) {
    for (const place of locations ?? []) place.sourceIndex = 1
  }
  expect(layerOrigins(linked, layers, text)).toEqual(alone)
  expect(layerOrigins(linked, layers, 'FROM other')?.lines).toEqual(layers.map(() => null))
})

test('provenance v1 holds the same under other names', () => {
  const v02 = predicate as Record<string, Record<string, unknown>>
  const v1 = {
    buildDefinition: { internalParameters: { buildConfig: v02.buildConfig } },
    runDetails: {
      metadata: {
        buildkit_metadata: v02.metadata?.['https://mobyproject.org/buildkit@v1#metadata'],
      },
    },
  }
  const [platform] = toMeasurement(content(v1), source).platforms
  expect(platform?.layers.map(layer => layer.lines?.ranges[0]?.start)).toEqual([
    undefined,
    undefined,
    undefined,
    12,
    15,
    16,
  ])
})

test('a Dockerfile that begins further down in its file has its lines there', () => {
  const linesOf = (firstLine?: number) =>
    toMeasurement(content(predicate), {
      ...source,
      ...(firstLine === undefined ? {} : { firstLine }),
    }).platforms[0]?.layers.map(({ lines }) => lines?.ranges[0]?.start ?? null)
  expect(linesOf(41)).toEqual(linesOf()?.map(line => (line === null ? null : line + 40)))
})

test('without provenance an instruction found once in the Dockerfile gives a guess, others none', () => {
  const dockerfileText =
    'FROM x\nWORKDIR /srv\nRUN echo $TOKEN \\\n  > /tok\nCOPY --from=a /a /one /srv/\n'
  const [platform] = toMeasurement(content(null), { ...source, dockerfileText }).platforms
  expect(platform?.layers.map(layer => layer.lines)).toEqual([
    null,
    null,
    null,
    { ranges: [{ start: 2, end: 2 }], from: 'guess' },
    { ranges: [{ start: 5, end: 5 }], from: 'guess' },
    { ranges: [{ start: 3, end: 4 }], from: 'guess' },
  ])
  const twice = { ...source, dockerfileText: 'FROM x\nWORKDIR /srv\nFROM x\nWORKDIR /srv\n' }
  const [ambiguous] = toMeasurement(content(null), twice).platforms
  expect(ambiguous?.layers.every(layer => layer.lines === null)).toBe(true)
})

test.each([
  ['the first layers', 0, 3, 3],
  ['other layers', 1, 3, 0],
  ['more layers', 0, 99, 0],
  ['no layers', 0, 0, 0],
])('without provenance, an image of the engine with %s', (_name, from, to, upstream) => {
  const diffIds = config.rootfs.diff_ids ?? []
  const layers = to > diffIds.length ? [...diffIds, ...diffIds] : diffIds.slice(from, to)
  const digest: Digest = `sha256:${'b'.repeat(64)}`
  const given = content(null)
  const platforms = given.platforms.map(one => ({
    ...one,
    base: { name: 'lead/base:1', digest, diffIds: layers },
  }))
  const [platform] = toMeasurement({ ...given, platforms }, source).platforms
  expect(platform?.layers.filter(layer => layer.upstream)).toHaveLength(upstream)
  expect(platform?.base).toEqual(upstream === 0 ? null : { name: 'lead/base:1', digest })
})

test('malformed provenance names the field', () => {
  const key = 'https://mobyproject.org/buildkit@v1#metadata'
  const bad = { metadata: { [key]: { layers: { 'step0:0': [[{ digest: 'nonsense' }]] } } } }
  expect(() => layerOrigins(bad, [])).toThrow(
    /provenance: metadata.*layers\.step0:0\[0\]\[0\]\.digest/,
  )
})

test.each([
  ['missing', null, ['', '']],
  ['shorter', [{ created_by: 'RUN a' }], ['RUN a', '']],
  [
    'longer',
    [{ created_by: 'RUN a' }, { created_by: 'RUN b' }, { created_by: 'RUN c' }],
    ['RUN a', 'RUN b'],
  ],
  [
    'with empty layers',
    [{ created_by: 'ENV a', empty_layer: true }, { created_by: 'RUN b' }],
    ['RUN b', ''],
  ],
])('%s history is tolerated', (_, history, expected) => {
  const two = content(null)
  const platform = two.platforms[0]
  if (platform === undefined) throw new Error('no platform')
  platform.layers = platform.layers.slice(0, 2)
  const diffIds = config.rootfs.diff_ids?.slice(0, 2) ?? []
  platform.config = { ...config, history, rootfs: { type: 'layers', diff_ids: diffIds } }
  expect(toMeasurement(two, source).platforms[0]?.layers.map(layer => layer.instruction)).toEqual(
    expected,
  )
})

/** An image of so many layers, of which the manifest lists others. */
function ofLayers(inConfig: number, inManifest: number): ImageContent {
  const given = content(null)
  const diffId: Digest = `sha256:${'c'.repeat(64)}`
  const diffIds = Array.from({ length: inConfig }, () => diffId)
  const layer = { digest: null, mediaType: null, compressedSize: null, size: 1, files: null }
  return {
    ...given,
    platforms: given.platforms.map(one => ({
      ...one,
      config: { ...config, rootfs: { type: 'layers', diff_ids: diffIds } },
      layers: Array.from({ length: inManifest }, () => layer),
    })),
  }
}

test('as many layers as the config lists, and not too many', () => {
  expect(() => toMeasurement(ofLayers(2, 1), source)).toThrow(
    'The image for linux/amd64 lists 1 layers in its manifest and 2 in its config (rootfs.diff_ids).',
  )
  expect(toMeasurement(ofLayers(1000, 1000), source).platforms[0]?.layers).toHaveLength(1000)
  expect(() => toMeasurement(ofLayers(1001, 1001), source)).toThrow(
    'The image for linux/amd64 has more than 1000 layers.',
  )
  const none = ofLayers(0, 0)
  const rootfs = { type: 'layers', diff_ids: null }
  const platforms = none.platforms.map(one => ({ ...one, config: { ...config, rootfs } }))
  expect(toMeasurement({ ...none, platforms }, source).platforms[0]?.layers).toEqual([])
})

test('what the scanner found of a layer goes with it, and what it did not is absent', () => {
  const given = content(null)
  const found = { packages: null, paths: [{ path: 'a', size: 1, files: 1 }], unlisted: 7 }
  const [first, ...others] = given.platforms[0]?.layers ?? []
  if (first === undefined) throw new Error('no layer')
  const platforms = given.platforms.map(one => ({
    ...one,
    layers: [{ ...first, ...found }, ...others],
  }))
  const [platform] = toMeasurement({ ...given, platforms }, source).platforms
  expect(platform?.layers[0]).toMatchObject(found)
  expect(
    Object.keys(platform?.layers[1] ?? {})
      .sort()
      .join(' '),
  ).toBe('compressedSize diffId digest files instruction lines mediaType size upstream')
  expect([platform?.layers[0]?.lines, platform?.layers[1]?.lines]).toEqual([null, null])
})

test('an endless instruction is cut, and no letter in two', () => {
  const given = content(null)
  const history = [{ created_by: `${'x'.repeat(19_999)}\u{1f600}` }]
  const platforms = given.platforms.map(one => ({ ...one, config: { ...config, history } }))
  const [platform] = toMeasurement({ ...given, platforms }, source).platforms
  expect(platform?.layers[0]?.instruction).toBe(`${'x'.repeat(19_999)}\ufffd`)
})
