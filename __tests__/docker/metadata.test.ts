import { expect, test } from '@jest/globals'
import { decodeMetadata } from '../../src/docker/metadata.ts'
import { digestOfZeros } from './fake.ts'

const predicate = { buildType: 'https://mobyproject.org/buildkit@v1' }

test.each([
  ['nothing', null, { digest: null, configDigest: null, provenance: [] }],
  [
    'digests',
    {
      'containerimage.digest': digestOfZeros,
      'containerimage.config.digest': digestOfZeros,
      'image.name': 'a',
    },
    { digest: digestOfZeros, configDigest: digestOfZeros, provenance: [] },
  ],
  [
    'one platform',
    { 'buildx.build.provenance': predicate, 'buildx.build.ref': 'x' },
    { digest: null, configDigest: null, provenance: [{ platform: null, predicate }] },
  ],
  [
    'several platforms',
    {
      'buildx.build.provenance/linux/amd64': predicate,
      'buildx.build.provenance/linux/arm/v7': predicate,
    },
    {
      digest: null,
      configDigest: null,
      provenance: [
        { platform: 'linux/amd64', predicate },
        { platform: 'linux/arm/v7', predicate },
      ],
    },
  ],
  [
    'a key that only begins alike, and empty provenance',
    { 'buildx.build.provenances': predicate, 'buildx.build.provenance': null },
    { digest: null, configDigest: null, provenance: [] },
  ],
])('%s', (_name, file, expected) => {
  expect(decodeMetadata(JSON.stringify(file))).toEqual(expected)
})

test.each([
  ['{', /^metadata file of the build: is not JSON$/],
  [
    '{"containerimage.digest": "x"}',
    /^metadata file of the build: \.?containerimage\.digest: must be a digest/,
  ],
])('%j is refused', (text, message) => {
  expect(() => decodeMetadata(text)).toThrow(message)
})
