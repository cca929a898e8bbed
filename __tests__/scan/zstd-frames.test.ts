import { constants, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createInflater } from '../../src/scan/inflate.ts'
import { createFrameCutter } from '../../src/scan/zstd-frames.ts'
import { noise } from '../support/bytes.ts'

/** A frame to skip. https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
function skippable(content: Buffer, number = 0): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32LE(0x184d2a50 + number, 0)
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content])
}

/** A frame with a checksum, its size, both or neither. */
function frame(content: Buffer, { checksum = false, size = true } = {}): Buffer {
  return zstdCompressSync(content, {
    params: {
      [constants.ZSTD_c_checksumFlag]: Number(checksum),
      [constants.ZSTD_c_contentSizeFlag]: Number(size),
    },
  })
}

/** A frame whose window is told, of a block that is empty. */
function frameWithWindow(log: number, mantissa = 0): Buffer {
  return Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, ((log - 10) << 3) | mantissa, 1, 0, 0])
}

async function inflated(bytes: Buffer, size: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  const inflater = createInflater('zstd', piece => pieces.push(Buffer.from(piece)))
  for (let at = 0; at < bytes.length; at += size)
    await inflater.write(bytes.subarray(at, at + size))
  await inflater.end()
  return Buffer.concat(pieces)
}

const none = Buffer.alloc(0)
const many = noise(300_000, 1)
const anyFrame = fc.record({
  content: fc
    .tuple(fc.nat(many.length), fc.constantFrom(0, 1, 200, 300, 70_000, 200_000))
    .map(([start, length]) => many.subarray(start, start + length)),
  isSkippable: fc.boolean(),
  checksum: fc.boolean(),
  size: fc.boolean(),
})

test('frames of every form are read to the last, however they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFrame, { maxLength: 6 }),
      fc.constantFrom(1, 2, 7, 65_536, 1_000_000),
      async (frames, size) => {
        const bytes = frames.map(one =>
          one.isSkippable ? skippable(one.content) : frame(one.content, one),
        )
        // A byte at a time takes long.
        const all = Buffer.concat(bytes)
        const step = all.length > 2000 ? Math.max(size, 1021) : size
        const content = frames.flatMap(one => (one.isSkippable ? [] : [one.content]))
        expect((await inflated(all, step)).equals(Buffer.concat(content))).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('frames that say nothing are passed over, and each other one is written by itself', () => {
  const cutter = createFrameCutter()
  const [one, two] = [frame(Buffer.from('one'), { checksum: true }), frame(Buffer.from('two'))]
  const nothing = Buffer.concat([
    skippable(Buffer.from('a note'), 7),
    frame(none, { checksum: true }),
    frameWithWindow(27),
  ])
  const pieces = cutter.cut(Buffer.concat([nothing, one, nothing, two, nothing]))
  cutter.end()
  expect(pieces).toEqual([one, two])
})

test('a million of them cost arithmetic', async () => {
  const count = 1_000_000
  const [skip, empty] = [skippable(none), frame(none)]
  const bytes = Buffer.alloc(count * (skip.length + empty.length), Buffer.concat([skip, empty]))
  expect(await inflated(bytes, 65_536)).toEqual(none)
})

describe('is refused', () => {
  test.each<[string, Buffer, RegExp]>([
    ['a window of 256 MiB', frameWithWindow(28), /a window of 256 MiB, and at most 128 MiB are/],
    ['a window a little larger', frameWithWindow(27, 1), /a window of 144 MiB, and at most 128/],
    [
      'one piece of 1 GiB',
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0x40, 1, 0, 0]),
      /a window of 1024 MiB/,
    ],
    ['garbage', Buffer.from('garbage'), /^broken zstd data: no frame at byte 0/],
    [
      'garbage behind a frame',
      Buffer.concat([frame(none), Buffer.from('garbage')]),
      /^broken zstd data: no frame at byte 9/,
    ],
    ['half a magic number', frame(none).subarray(0, 2), /^broken zstd data: unexpected end/],
    ['half a header', frame(none).subarray(0, 7), /^broken zstd data: unexpected end/],
    ['half a frame', frame(many).subarray(0, 9000), /^broken zstd data: unexpected end/],
    ['half a frame to skip', skippable(many).subarray(0, 99), /^broken zstd data: unexpected end/],
    [
      'no checksum',
      frame(many, { checksum: true }).subarray(0, -1),
      /^broken zstd data: unexpected end/,
    ],
    [
      'a wrong checksum',
      Buffer.concat([frame(many, { checksum: true }).subarray(0, -1), Buffer.from('x')]),
      /^broken zstd data: /,
    ],
  ])('%s', async (_name, bytes, why) => {
    for (const size of [1000, bytes.length])
      await expect(inflated(bytes, size)).rejects.toThrow(why)
  })
})
