import { expect, test } from '@jest/globals'
import { compare } from '../../src/compare/compare.ts'
import type { Layer } from '../../src/image/measurement.ts'
import { aLayer, aMeasurement, aPlatform } from '../report/make.ts'

const layer = (name: string, compressedSize: number): Layer => ({
  ...aLayer(`RUN ${name}`, 1000),
  compressedSize,
})
const stored = layer('base', 400)

function downloadOf(baseline: Layer[] | null, candidate: Layer[]) {
  const measurement = (layers: Layer[]) => aMeasurement([aPlatform(layers)])
  const before =
    baseline === null
      ? { state: 'none' as const }
      : { state: 'compared' as const, measurement: measurement(baseline) }
  return compare('api', before, measurement(candidate)).platforms[0]?.download
}

test('a node that holds the baseline fetches only blobs with a new digest, each once', () => {
  const added = layer('added', 70)
  expect(downloadOf([stored], [stored, added, added])).toEqual({ bytes: 70, layers: 1, of: 3 })
  expect(downloadOf([stored], [stored])).toEqual({ bytes: 0, layers: 0, of: 1 })
})

test('without a baseline everything is fetched', () => {
  expect(downloadOf(null, [stored])).toEqual({ bytes: 400, layers: 1, of: 1 })
})

test('without digests the bytes are unknown, and diffIDs still tell how many layers are new', () => {
  const saved = { ...stored, digest: null, compressedSize: null }
  const added = { ...layer('added', 70), digest: null, compressedSize: null }
  expect(downloadOf([saved], [saved, added])).toEqual({ bytes: null, layers: 1, of: 2 })
})

test('layers without a digest are not taken for one another', () => {
  const unknown = (name: string) => ({ ...layer(name, 70), digest: null })
  expect(downloadOf([stored], [stored, unknown('a'), unknown('b')])).toEqual({
    bytes: null,
    layers: 2,
    of: 3,
  })
})

test('of a platform that is gone nothing is fetched', () => {
  const on = (platform: string) => aPlatform([stored], { platform })
  const before = aMeasurement([on('linux/amd64'), on('linux/arm64')])
  const { platforms } = compare(
    'api',
    { state: 'compared', measurement: before },
    aMeasurement([on('linux/amd64')]),
  )
  expect(platforms.map(({ platform, download }) => [platform, download])).toEqual([
    ['linux/amd64', { bytes: 0, layers: 0, of: 1 }],
    ['linux/arm64', { bytes: 0, layers: 0, of: 0 }],
  ])
})
