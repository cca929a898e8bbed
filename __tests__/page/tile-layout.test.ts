import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { pathOf, placesOf, search, tileLayout, weight } from '../../src/page/tile-layout.ts'
import type { Tile } from '../../src/report/page/model.ts'

const { tree } = fc.letrec<{ tree: Tile; leaf: Tile; folder: Tile }>(tie => ({
  leaf: fc.record({
    n: fc.constantFrom('a', 'b', ''),
    s: fc.nat(1_000_000),
    d: fc.oneof(fc.nat(999), fc.constant(null)),
  }),
  folder: fc.record({
    n: fc.constantFrom('usr', 'lib'),
    c: fc.array(tie('tree'), { minLength: 1, maxLength: 12 }),
  }),
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('folder')),
}))

test('what is drawn lies in its picture, and is every byte once', () => {
  fc.assert(
    fc.property(tree, fc.constantFrom('size', 'change'), (tile, metric) => {
      const root = placesOf({ n: '/', c: [tile] })
      const boxes = tileLayout(root, { width: 800, height: 450, metric })
      for (const { x, y, width, height } of boxes) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(x + width).toBeLessThanOrEqual(800)
        expect(y + height).toBeLessThanOrEqual(450)
      }
      const closed = boxes.filter(({ isOpen }) => !isOpen)
      const drawn = closed
        .flatMap(({ place, merged }) => (merged.length > 0 ? merged : [place]))
        .reduce((sum, place) => sum + weight(place, metric), 0)
      expect(drawn).toBeLessThanOrEqual(weight(root, metric))
    }),
  )
})

test('what is below a few pixels is one tile with all of them', () => {
  const small = Array.from({ length: 5000 }, (_, index) => ({ n: `f${index}`, s: 10 }))
  const root = placesOf({ n: '/', c: [{ n: 'big', s: 10_000_000 }, ...small] })
  const boxes = tileLayout(root, { width: 800, height: 450, metric: 'size' })
  expect(boxes.length).toBeLessThan(10)
  const rest = boxes.find(({ merged }) => merged.length > 0)
  expect(rest?.merged).toHaveLength(5000)
  expect((rest?.width ?? 0) * (rest?.height ?? 0)).toBeGreaterThan(50)
})

test('growth here and shrinkage there do not make a folder that changed look as if it had not', () => {
  const root = placesOf({
    n: '/',
    c: [
      { n: 'a', s: 5, d: 100 },
      { n: 'b', d: -100 },
    ],
  })
  expect(root).toMatchObject({ change: 0, moved: 200, bytes: 5 })
  expect(tileLayout(root, { width: 100, height: 100, metric: 'change' })).toHaveLength(2)
})

test.each([
  ['avcodec', ['/usr/lib/libavcodec.so']],
  ['LIB', ['/usr/lib', '/usr/lib/libavcodec.so']],
  ['usr/lib', ['/usr/lib']],
  ['lib/libav', ['/usr/lib/libavcodec.so']],
  ['   ', []],
  ['nowhere', []],
])('a search for %j finds %j', (text, wanted) => {
  const root = placesOf({
    n: '/',
    c: [
      {
        n: 'usr',
        c: [
          { n: 'lib', c: [{ n: 'libavcodec.so', s: 9 }] },
          { n: 'bin', s: 1 },
        ],
      },
    ],
  })
  const hits = search(root, text)
  const leaves = [...hits].filter(
    ([place, all]) => all > place.children.reduce((sum, child) => sum + (hits.get(child) ?? 0), 0),
  )
  expect(leaves.map(([place]) => pathOf(place)).sort()).toEqual(wanted)
})
