import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { imageContent } from '../../src/image/assemble.ts'
import { decodeJson } from '../../src/oci/decode.ts'
import { configSchema, mediaTypes } from '../../src/oci/image-spec.ts'
import { createBlobStore } from '../../src/scan/blob-store.ts'
import { jsonText } from '../../src/scan/json-blob.ts'
import { scanBlob } from '../../src/scan/scanner.ts'
import { anImage, chunks, descriptor } from '../support/fixtures.ts'
import { packedLayer } from '../support/layouts.ts'
import { rawTar } from '../support/raw-tar.ts'

const listOf = (count: number, item: string) => `[${Array(count).fill(item).join(',')}]`
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test.each<[string, string]>([
  ['a text of many commas', JSON.stringify({ created_by: 'a,[{'.repeat(500_000) })],
  ['quotes within a text', JSON.stringify({ created_by: '\\",'.repeat(300_000) })],
  ['many values', listOf(200_000, '1')],
  ['deep values', nested(200_000)],
])('%s is read', (_name, text) => {
  expect(jsonText(Buffer.from(text))).toEqual({ text })
  expect(() => JSON.parse(text)).not.toThrow()
})

const latin1 = Buffer.from('{"mediaType":"\xe9"}', 'latin1')

test.each<[string, Buffer, RegExp]>([
  ['bytes that are not UTF-8', latin1, /^is not UTF-8/],
  ['half a character', Buffer.from('{"a":"é').subarray(0, -1), /^is not UTF-8/],
  ['a surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), /^is not UTF-8/],
  [
    'more values than anybody writes',
    Buffer.from(listOf(300_000, '{}')),
    /more than 250000 values/,
  ],
  ['a bomb of depth', Buffer.from(nested(300_000)), /^has more than 250000 values/],
  ['many MB', Buffer.from(`"${'x'.repeat(9_000_000)}"`), /^has more than 8388608 bytes/],
])('%s: not read, and told why', (_name, bytes, why) => {
  expect(jsonText(bytes)).toEqual({ why: expect.stringMatching(why) })
})

test.each([
  ['manifest', latin1, /^manifest sha256:\w{64} is not UTF-8/],
  ['manifest', Buffer.from(listOf(300_000, '{}')), /^manifest sha256:\w{64} has more than/],
  ['config', latin1, /^config of manifest sha256:\w{64} sha256:\w{64} is not UTF-8/],
])('a %s that is not read is refused by its name', async (kind, bytes, why) => {
  const image = anImage([packedLayer(rawTar([]))])
  const from = `sha256:${createHash('sha256').update(image.config).digest('hex')}`
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  const manifest =
    kind === 'manifest' ? bytes : Buffer.from(image.manifest.toString().replace(from, digest))
  const store = createBlobStore(new Map())
  for (const blob of [manifest, bytes, ...image.layers.map(layer => layer.bytes)])
    store.add(await scanBlob(chunks(blob, 65_536), { detail: 'files' }, 'blob'))
  const root = descriptor(mediaTypes.ociManifest, manifest)
  expect(() => imageContent(store, root)).toThrow(why)
})

test('names of JavaScript are names, the last of two counts, and long lists are not looked through', () => {
  const rootfs = '"rootfs":{"type":"layers","diff_ids":[]}'
  const config = (more: string) => decodeJson(configSchema, `{${rootfs},${more}}`, 'config')
  expect(config('"__proto__":{"os":"x"},"constructor":{"prototype":{"os":"y"}}').os).toBe('linux')
  expect(config('"os":"a","os":"b"').os).toBe('b')
  expect(() => config(`"history":${listOf(20_000, '1')}`)).toThrow(/^config: history: Too big/)
})
