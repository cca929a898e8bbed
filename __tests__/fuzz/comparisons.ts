import fc from 'fast-check'
import { alignLayers } from '../../src/compare/align.ts'
import { compare } from '../../src/compare/compare.ts'
import type { Layer, Measurement } from '../../src/image/measurement.ts'
import { scanLayer } from '../../src/scan/scanner.ts'
import { withWaste } from '../../src/waste/waste.ts'
import { aDigest, aLayer, aPlatform } from '../support/make.ts'
import { oddTar } from './layers.ts'
import { type FuzzTarget, inPieces, outcomeOf, same, target } from './target.ts'

const layer: fc.Arbitrary<Layer> = fc
  .record({
    content: fc.nat(5),
    known: fc.constantFrom('diffId', 'digest', 'both', 'none'),
    size: fc.option(fc.constantFrom(0, 1, 100, 101, 5000)),
    instruction: fc.constantFrom(
      'RUN a',
      'RUN b',
      'RUN a b',
      'COPY . .',
      'COPY a b',
      '',
      'ADD x y',
    ),
  })
  .map(({ content, known, size, instruction }) =>
    aLayer({
      diffId: known === 'diffId' || known === 'both' ? aDigest(content) : null,
      digest: known === 'digest' || known === 'both' ? aDigest(content + 50) : null,
      size,
      instruction,
    }),
  )
const layers = fc.array(layer, { maxLength: 8 })

const measured = (platformLayers: Layer[]): Measurement => ({
  source: 'x',
  commit: null,
  digest: null,
  feed: 'archive',
  feedReason: '',
  dockerfile: null,
  platforms: [aPlatform({ layers: platformLayers })],
})

export const comparisonTargets: FuzzTarget[] = [
  target('alignment', fc.tuple(layers, layers), ([baseline, candidate]) => {
    const rows = alignLayers(baseline, candidate)
    same(
      rows.flatMap(row => row.candidate ?? []),
      candidate,
      'not every layer of the candidate, in its order',
    )
    const before = rows.flatMap(row => row.baseline ?? [])
    same(new Set(before).size, baseline.length, 'not every layer of the baseline, once')
    same(before.length, baseline.length, 'a layer of the baseline more than once')
    for (const row of rows) {
      const sides = [row.baseline !== null, row.candidate !== null].join()
      if (row.change === 'added') same(sides, 'false,true', 'an added layer')
      else if (row.change === 'removed') same(sides, 'true,false', 'a removed layer')
      else same(sides, 'true,true', `a layer that is ${row.change}`)
    }
    same(
      alignLayers(candidate, candidate).every(
        row => row.change === 'unchanged' || row.candidate?.diffId === null,
      ),
      true,
      'an image is not like itself',
    )
  }),

  target('comparison of odd layers', fc.tuple(oddTar, oddTar, oddTar), async tars => {
    const scanned: Layer[] = []
    for (const tar of tars) {
      const found = await outcomeOf(() =>
        scanLayer(inPieces(tar, [5000]), { detail: 'files', limit: 1_048_576 }),
      )
      if ('value' in found) {
        const { digest, diffId, compressedSize, size, files } = found.value.layer
        scanned.push(aLayer({ digest, diffId, compressedSize, size, files }))
      }
    }
    const [first, ...rest] = scanned
    if (first === undefined) return
    const before = { state: 'compared', measurement: measured([first]) } as const
    const compared = compare('x', before, measured([first, ...rest]))
    const [platform] = withWaste(compared).platforms
    const total = rest.reduce((sum, { size }) => sum + (size ?? 0), 0)
    same(platform?.unpacked.change, total, 'the change is not what was added')
    same(
      platform?.paths?.reduce((sum, { change }) => sum + change, 0),
      total,
      'the paths do not add up',
    )
  }),
]
