import { expect, test } from '@jest/globals'
import { compare } from '../../src/compare/compare.ts'
import { unlistedNotes } from '../../src/compare/unlisted-layers.ts'
import { aLayer, aMeasurement, aPlatform } from '../report/make.ts'

const many = { ...aLayer('RUN unpack', 9), unlisted: 1_234_567 }
const few = aLayer('RUN make', 5)

test('a layer of more paths than are kept is named by its place, its image and its platform', () => {
  const compared = compare(
    'api',
    { state: 'compared', measurement: aMeasurement([aPlatform([many, few])]) },
    aMeasurement([aPlatform([few, few, many])]),
  )
  expect(unlistedNotes(compared)).toEqual([
    expect.stringMatching(/^Layer 3 of `api` \(linux\/amd64\) has 1,234,567 paths, /),
    expect.stringMatching(
      /^Layer 1 of the baseline of `api` \(linux\/amd64\) has 1,234,567 paths, /,
    ),
  ])
})

test('where all paths are kept there is nothing to note', () => {
  expect(
    unlistedNotes(compare('api', { state: 'none' }, aMeasurement([aPlatform([few])]))),
  ).toEqual([])
})
