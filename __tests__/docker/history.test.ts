import { expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { historyContent } from '../../src/docker/history.ts'
import { type Answer, lineOf, recording } from './fake.ts'

const digest = (digit: number) => `sha256:${String(digit).repeat(64)}`

function engine(image: object, history: [string, number | string, string?][]) {
  const lines = history.map(([CreatedBy, Size, Comment = 'buildkit.dockerfile.v0']) =>
    JSON.stringify({ CreatedBy, Size: String(Size), Comment, ID: '<missing>' }),
  )
  return recording(
    (command): Answer =>
      lineOf(command).startsWith('docker image inspect')
        ? JSON.stringify([{ Os: 'linux', Architecture: 'arm', Variant: 'v7', ...image }])
        : `${lines.reverse().join('\n')}\n`,
  )
}

test('an image, by two processes', async () => {
  const { run, lines } = engine(
    { Size: 15, RootFS: { Layers: [digest(1), digest(2), digest(3)] } },
    [
      ['COPY a /a # buildkit', 12],
      ['ENV A=1', 0],
      ['RUN rm /a # buildkit', 0],
      ['COPY b /b # buildkit', 3],
    ],
  )
  const { digest: none, platforms } = await historyContent(run, 'app:1', { buildType: 'x' })
  expect(lines().sort()).toEqual([
    'docker image history --no-trunc --human=false --format {{json .}} -- app:1',
    'docker image inspect -- app:1',
  ])
  expect(none).toBeNull()
  expect(platforms).toHaveLength(1)
  const [platform] = platforms
  expect(platform?.layers.map(({ size }) => size)).toEqual([12, 0, 3])
  expect(platform?.layers[0]).toEqual({
    digest: null,
    mediaType: null,
    compressedSize: null,
    size: 12,
    files: null,
  })
  expect(platform?.config).toEqual({
    os: 'linux',
    architecture: 'arm',
    variant: 'v7',
    rootfs: { type: 'layers', diff_ids: [digest(1), digest(2), digest(3)] },
    history: [
      { created_by: 'COPY a /a # buildkit', comment: 'buildkit.dockerfile.v0' },
      { created_by: 'ENV A=1', comment: 'buildkit.dockerfile.v0', empty_layer: true },
      { created_by: 'RUN rm /a # buildkit', comment: 'buildkit.dockerfile.v0' },
      { created_by: 'COPY b /b # buildkit', comment: 'buildkit.dockerfile.v0' },
    ],
  })
  expect(platform?.provenance).toEqual({ buildType: 'x' })
  expect(platform?.compressedUnmeasured).toMatch(
    /classic image store keeps no compressed layers: a compressed budget/,
  )
  expect(platform?.unpackedUnmeasured).toBeNull()
})

test.each<[string, object, [string, number | string, string?][], (number | null)[]]>([
  ['no layers', { Size: 0, Variant: '', RootFS: {} }, [['ENV A=1', 0]], []],
  ['no history, one layer', { Size: 9, RootFS: { Layers: [digest(1)] } }, [], [9]],
  [
    'no history, two layers',
    { Size: 9, RootFS: { Layers: [digest(1), digest(2)] } },
    [],
    [null, null],
  ],
  [
    'two layers more than history, which are empty',
    { Size: 9, RootFS: { Layers: [digest(1), digest(2), digest(3)] } },
    [['RUN a # buildkit', 9]],
    [9, 0, 0],
  ],
])('%s', async (_name, image, history, expected) => {
  const { run } = engine(image, history)
  const [platform] = (await historyContent(run, 'a')).platforms
  expect(platform?.layers.map(({ size }) => size)).toEqual(expected)
  expect(platform?.unpackedUnmeasured === null).toBe(!expected.includes(null))
})

test.each<[string, object, [string, number | string, string?][], RegExp]>([
  [
    'too little',
    { Size: 9, RootFS: { Layers: [digest(1)] } },
    [['RUN a', 4]],
    /disagree by 5 bytes; use `detail: files`/,
  ],
  ['too much', { Size: 4, RootFS: { Layers: [digest(1)] } }, [['RUN a', 9]], /disagree by 5 bytes/],
  [
    'rounded sizes',
    { Size: 4, RootFS: { Layers: [digest(1)] } },
    [['RUN a', '4kB']],
    /`docker history` of docker-daemon:a: \[0\]\.Size: must be a number of bytes/,
  ],
  ['another engine', { Size: '4' }, [], /`docker image inspect` of docker-daemon:a: \[0\]\.Size: /],
])('%s is refused', async (_name, image, history, message) => {
  const failed = await historyContent(engine(image, history).run, 'a').catch(
    (error: Error) => error,
  )
  expect(failed).toBeInstanceOf(UserError)
  expect((failed as Error).message).toMatch(message)
})

test('an image that the engine does not have', async () => {
  const { run } = recording(() => ({
    exitCode: 1,
    stderr: 'Error response from daemon: No such image: a',
  }))
  await expect(historyContent(run, 'a')).rejects.toThrow(
    /^docker-daemon:a: the engine has no such image; build or pull it/,
  )
  await expect(historyContent(recording(() => '[]').run, 'a')).rejects.toThrow(/no such image/)
})
