import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { DecodeError, decode, decodeJson } from '../../src/oci/decode.ts'
import {
  configSchema,
  digestSchema,
  indexSchema,
  isAttestation,
  isImageConfig,
  isIndex,
  isManifest,
  platformText,
  samePlatform,
} from '../../src/oci/image-spec.ts'

const schema = z.object({ a: z.object({ b: z.array(z.number()) }) })

test.each<[string, RegExp]>([
  ['{', /^it: is not JSON$/],
  ['{"a":{"b":[1,"2"]}}', /^it: a\.b\[1\]: /],
  ['5', /^it: Invalid input: expected object/],
])('%s is refused with its place', (text, message) => {
  const read = () => decodeJson(schema, text, 'it')
  expect(read).toThrow(DecodeError)
  expect(read).toThrow(message)
})

test('at most three things are told at once', () => {
  const value = { a: { b: ['1', '2', '3', '4'] } }
  expect(() => decode(schema, value, 'it')).toThrow(
    /^it: a\.b\[0\][^;]*; a\.b\[1\][^;]*; a\.b\[2\][^;]*$/,
  )
})

test.each([
  [undefined, 'linux/arm'],
  ['', 'linux/arm'],
  ['v7', 'linux/arm/v7'],
])('the variant %j', (variant, text) => {
  expect(platformText({ os: 'linux', architecture: 'arm', variant })).toBe(text)
})

const oci = 'application/vnd.oci.image'
const docker = 'application/vnd.docker'
test.each([
  [`${oci}.index.v1+json`, isIndex],
  [`${docker}.distribution.manifest.list.v2+json`, isIndex],
  [`${oci}.manifest.v1+json`, isManifest],
  [`${docker}.distribution.manifest.v2+json`, isManifest],
  [`${oci}.config.v1+json`, isImageConfig],
  [`${docker}.container.image.v1+json`, isImageConfig],
  ['application/vnd.cncf.helm.config.v1+json', null],
])('what %s is', (mediaType, kind) => {
  const kinds = [isIndex, isManifest, isImageConfig].filter(is => is(mediaType))
  expect(kinds).toEqual(kind === null ? [] : [kind])
})

test.each<[Record<string, string> | null | undefined, boolean]>([
  [undefined, false],
  [null, false],
  [{}, false],
  [{ 'vnd.docker.reference.type': 'other' }, false],
  [{ 'vnd.docker.reference.type': 'attestation-manifest' }, true],
])('annotations %j: an attestation %s', (annotations, is) => {
  const digest = `sha256:${'a'.repeat(64)}` as const
  expect(isAttestation({ mediaType: 'x', digest, size: 1, annotations })).toBe(is)
})

test.each([
  ['linux/arm64', 'linux/arm64/v8', true],
  ['linux/arm', 'linux/arm/v7', true],
  ['linux/amd64', 'linux/amd64/v1', true],
  ['linux/arm', 'linux/arm/v6', false],
  ['linux/arm64', 'linux/arm64/v7', false],
  ['linux/amd64', 'linux/amd64/v1/x', false],
  ['linux/amd64', 'windows/amd64', false],
])('%s and %s are one platform: %s', (one, other, same) => {
  expect(samePlatform(one, other)).toBe(same)
  expect(samePlatform(other, one)).toBe(same)
})

const hex = (digits: number) => 'a'.repeat(digits)
test.each([
  [`sha256:${hex(64)}`, true],
  [`sha512:${hex(128)}`, true],
  [`sha256:${hex(63)}`, false],
  [`sha256:${hex(65)}`, false],
  [`sha512:${hex(64)}`, false],
  [`sha512:${hex(129)}`, false],
  [`sha256:${hex(63)}g`, false],
  [` sha256:${hex(64)}`, false],
  [` sha512:${hex(128)}`, false],
])('%s is a digest: %s', (text, is) => {
  expect(digestSchema.safeParse(text).success).toBe(is)
})

test.each([
  [{}, 'schemaVersion: '],
  [
    { manifests: [{ mediaType: 'x', digest: `sha256:${hex(64)}`, size: -1 }] },
    'manifests[0].size: ',
  ],
  [
    { manifests: [{ mediaType: 'x', digest: `sha256:${hex(64)}`, size: 1.5 }] },
    'manifests[0].size: ',
  ],
  [{ manifests: Array.from({ length: 10_001 }, () => 7) }, 'manifests: Too big'],
  [{ manifests: Array.from({ length: 10_000 }, () => 7) }, 'manifests[0]: '],
])('an index that is wrong, case %#', (index, place) => {
  const value = place.startsWith('schema') ? index : { schemaVersion: 2, ...index }
  expect(() => decode(indexSchema, value, 'it')).toThrow(`it: ${place}`)
})

test('a config tells its platform, or that of most', () => {
  const rootfs = { type: 'layers', diff_ids: null }
  expect(decode(configSchema, { rootfs }, 'it')).toMatchObject({
    os: 'linux',
    architecture: 'unknown',
  })
  const name = 'x'.repeat(101)
  expect(() => decode(configSchema, { rootfs, os: name }, 'it')).toThrow('it: os: Too big')
})
