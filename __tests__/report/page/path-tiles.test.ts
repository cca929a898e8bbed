import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compare } from '../../../src/compare/compare.ts'
import type { Layer, LayerFile } from '../../../src/image/measurement.ts'
import { totalSize } from '../../../src/image/measurement.ts'
import type { Tile } from '../../../src/report/page/model.ts'
import { pathTiles } from '../../../src/report/page/path-tiles.ts'
import { decodeReport, encodeReport } from '../../../src/report/printers/json.ts'
import { aBaseline, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'

const file = (path: string, size: number): LayerFile => ({ path, size, kind: 'file' })

function layer(instruction: string, files: LayerFile[], version = ''): Layer {
  const size = files.reduce((sum, one) => sum + one.size, 0)
  return aLayer(instruction, size, { files, version })
}

function tilesOf(before: Layer[], after: Layer[], most = 1000) {
  const { platforms } = compare(
    'api',
    aBaseline([aPlatform(before)]),
    aMeasurement([aPlatform(after)]),
  )
  const [platform] = platforms
  if (platform === undefined) throw new Error('no platform')
  return { found: pathTiles(platform, most), platform }
}

const sum = (tile: Tile, of: 's' | 'f'): number =>
  (tile[of] ?? 0) + (tile.c ?? []).reduce((total, child) => total + sum(child, of), 0)
const change = (tile: Tile): number | null =>
  (tile.c ?? []).reduce<number | null>(
    (total, child) => {
      const own = change(child)
      return total === null || own === null ? null : total + own
    },
    tile.d === undefined ? 0 : tile.d,
  )
const count = (tile: Tile): number =>
  1 + (tile.c ?? []).reduce((all, child) => all + count(child), 0)
const leaf = (tile: Tile | undefined, path: string): Tile | undefined =>
  path.split('/').reduce((here, name) => here?.c?.find(({ n }) => n === name), tile)

const names = fc.constantFrom('usr', 'lib', 'app', 'a', 'b', 'c.so')
const files = fc
  .array(fc.tuple(fc.array(names, { minLength: 1, maxLength: 4 }), fc.nat(1_000_000)), {
    maxLength: 30,
  })
  .map(all => all.map(([path, size]) => file(path.join('/'), size)))

test('sizes add up to the image, changes to its change, and no more is told than there is room for', () => {
  fc.assert(
    fc.property(
      fc.array(files, { minLength: 1, maxLength: 4 }),
      fc.array(files, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 60 }),
      (before, after, most) => {
        const layers = (all: LayerFile[][]) =>
          all.map((one, index) => layer(`RUN step ${index}`, one))
        const { found, platform } = tilesOf(layers(before), layers(after), most)
        if (found === null) throw new Error('every layer was read')
        const size = totalSize(platform.candidate?.layers ?? [], 'unpacked')
        expect(sum(found.tiles, 's')).toBe(size)
        expect(change(found.tiles)).toBe(platform.unpacked.change)
        // Those that are merged come to one in each folder.
        expect(count(found.tiles)).toBeLessThanOrEqual(2 * most + 1)
      },
    ),
    { numRuns: 200 },
  )
})

test('a path has what it weighs, what changed, and the layer that wrote it', () => {
  const { found } = tilesOf(
    [layer('COPY . .', [file('app/main.js', 100), file('app/gone.js', 7)], 'baseline')],
    [
      layer('COPY . .', [file('app/main.js', 150)], 'candidate'),
      layer('RUN npm ci', [file('node_modules/x/index.js', 30)]),
    ],
  )
  expect(leaf(found?.tiles, 'app/main.js')).toEqual({ n: 'main.js', s: 150, d: 50, l: 0 })
  expect(leaf(found?.tiles, 'app/gone.js')).toMatchObject({ n: 'gone.js', d: -7 })
  expect(leaf(found?.tiles, 'node_modules/x/index.js')).toEqual({
    n: 'index.js',
    s: 30,
    d: 30,
    l: 1,
  })
})

test('what is too small is one tile that says how many files it is', () => {
  const many = Array.from({ length: 500 }, (_, index) => file(`usr/share/${index}`, 10 + index))
  const { found } = tilesOf(
    [],
    [layer('RUN install', [...many, file('usr/bin/app', 1_000_000)])],
    20,
  )
  const share = leaf(found?.tiles, 'usr/share')
  const rest = share?.c?.find(({ n }) => n === '')
  expect(rest?.f).toBeGreaterThan(450)
  expect(sum(share ?? { n: '' }, 's')).toBe(many.reduce((all, { size }) => all + size, 0))
})

test('a report that was read from JSON knows no paths of a changed baseline: their change is unknown, not 0', () => {
  const image = anImage(
    'api',
    aBaseline([aPlatform([layer('COPY . .', [file('app/main.js', 100)], 'baseline')])]),
    aMeasurement([aPlatform([layer('COPY . .', [file('app/main.js', 150)], 'candidate')])]),
  )
  const [read] = decodeReport(encodeReport(aReport([image])), 'report.json').images
  const [platform] = read?.comparison.platforms ?? []
  if (platform === undefined) throw new Error('no platform')
  expect(leaf(pathTiles(platform, 100)?.tiles, 'app/main.js')).toMatchObject({ s: 150, d: null })
})

test('a layer that was not read is a tile of its own, and none is told when none was read', () => {
  const unread = aLayer('COPY big /', 900)
  const { found } = tilesOf([], [unread, layer('RUN x', [file('x', 1)])])
  expect(found?.tiles.c).toContainEqual({ n: '(not read) COPY big /', s: 900, d: 900, f: 0, l: 0 })
  expect(tilesOf([], [unread]).found).toBeNull()
})

test('files are of the packages whose place is known', () => {
  const read = layer('RUN npm ci', [
    file('app/node_modules/sharp/package.json', 10),
    file('app/node_modules/sharp/lib/a.node', 900),
  ])
  read.packages = [
    {
      manager: 'npm',
      name: 'sharp',
      version: '0.34.1',
      bytes: 910,
      path: 'app/node_modules/sharp/package.json',
    },
  ]
  const { found } = tilesOf([], [read])
  expect(found?.packages).toEqual(['sharp 0.34.1'])
  expect(leaf(found?.tiles, 'app/node_modules/sharp')?.p).toBe(0)
})
