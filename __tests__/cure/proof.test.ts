import { expect, test } from '@jest/globals'
import { differences } from '../../src/cure/proof.ts'
import type { ImageContent } from '../../src/image/content.ts'
import type { FileIdentity, LayerFile } from '../../src/image/measurement.ts'
import { aDigest } from '../support/make.ts'

const plain: FileIdentity = { mode: '644', owner: '0:0', link: '', attributes: '', content: 'c' }
const file = (path: string, fields: Partial<FileIdentity> = {}, size = 9): LayerFile => {
  return { path, size, kind: 'file', identity: { ...plain, ...fields } }
}
const other = (path: string, kind: LayerFile['kind'], fields: Partial<FileIdentity> = {}) => {
  return { path, size: 0, kind, identity: { ...plain, content: null, ...fields } }
}

/** Layers are given by their number: equal ones are one layer. */
function image(
  layers: [number, LayerFile[]][],
  config: Record<string, unknown> = {},
): ImageContent {
  return {
    digest: null,
    platforms: [
      {
        manifestDigest: null,
        config: {
          os: 'linux',
          architecture: 'amd64',
          rootfs: { type: 'layers', diff_ids: layers.map(([number]) => aDigest(number)) },
          config,
        },
        layers: layers.map(([number, files]) => ({
          digest: aDigest(100 + number),
          mediaType: null,
          compressedSize: 1,
          size: 1,
          files,
        })),
        provenance: null,
        compressedUnmeasured: null,
        unpackedUnmeasured: null,
      },
    ],
  }
}

const words = (
  before: ImageContent,
  after: ImageContent,
  goes: string[] = [],
  restless: string[] = [],
) =>
  differences(before, after, goes, new Set(restless)).map(
    ({ path, what }) => `${path ?? ''} ${what}`,
  )

const base: [number, LayerFile[]] = [1, [{ path: 'bin/sh', size: 5, kind: 'file' }]]

test('the same, in other layers', () => {
  const before = image([
    base,
    [
      2,
      [
        other('tmp', 'directory'),
        file('tmp/x'),
        file('opt/tool'),
        other('opt/l', 'link', { link: 'tool' }),
      ],
    ],
    [3, [other('tmp/x', 'whiteout'), file('opt/tool', { owner: '7:7' })]],
  ])
  const after = image([
    base,
    [
      4,
      [
        other('opt/l', 'link', { link: 'tool' }),
        file('opt/tool', { owner: '7:7' }),
        other('tmp', 'directory'),
      ],
    ],
  ])
  expect(words(before, after)).toEqual([])
})

test.each<[string, LayerFile, LayerFile, string[]]>([
  ['content', file('a'), file('a', { content: 'd' }), ['/a would have another content']],
  [
    'content that nobody knows',
    file('a', { content: null }),
    file('a', { content: null }),
    ['/a would have another content'],
  ],
  ['size', file('a'), file('a', {}, 10), ['/a would have another size']],
  ['mode', file('a'), file('a', { mode: '755' }), ['/a would have another mode']],
  ['owner', file('a'), file('a', { owner: '1:0' }), ['/a would have another owner']],
  [
    'capabilities',
    file('a'),
    file('a', { attributes: '[]' }),
    ['/a would have another extended attributes'],
  ],
  ['kind', file('a'), other('a', 'link'), ['/a would have another kind']],
  [
    'target',
    other('a', 'link', { link: 'b' }),
    other('a', 'link', { link: 'c' }),
    ['/a would have another target'],
  ],
  [
    'what was not read',
    { path: 'a', size: 1, kind: 'file' },
    { path: 'a', size: 1, kind: 'file' },
    ['/a is not known well enough to be compared'],
  ],
  ['another name', file('a'), file('b'), ['/a would be missing', '/b would be new']],
])('another %s is told', (_name, was, is, expected) => {
  expect(words(image([[2, [was]]]), image([[3, [is]]]))).toEqual(expected)
})

test('a layer that both have needs no look', () => {
  expect(words(image([base, [2, []]]), image([base, [3, []]]))).toEqual([])
})

test('waste may go, with directories that held nothing else; nothing else may', () => {
  const before = image([
    [
      2,
      [
        other('root', 'directory'),
        other('root/.cache', 'directory'),
        other('root/.cache/pip', 'directory'),
        file('root/.cache/pip/x'),
        other('srv', 'directory'),
        file('srv/a'),
      ],
    ],
  ])
  const bare = (files: LayerFile[]) => image([[3, files]])
  const srv = [other('srv', 'directory'), file('srv/a')]
  expect(words(before, bare(srv), ['/root/.cache/pip'])).toEqual([])
  expect(words(before, bare([...srv, other('root', 'directory')]), ['/root/.cache/pip'])).toEqual(
    [],
  )
  expect(words(before, bare(srv), ['/root/.cache/pipx'])).toEqual([
    '/root would be missing',
    '/root/.cache would be missing',
    '/root/.cache/pip would be missing',
    '/root/.cache/pip/x would be missing',
  ])
  expect(words(before, bare([other('root', 'directory')]), ['/root/.cache/pip'])).toEqual([
    '/srv would be missing',
    '/srv/a would be missing',
  ])
})

test('content that differs in every build is no difference, its mode is', () => {
  const before = image([[2, [file('var/log/x')]]])
  const after = (fields: Partial<FileIdentity>) => image([[3, [file('var/log/x', fields, 12)]]])
  expect(words(before, after({ content: 'd' }), [], ['/var/log/x'])).toEqual([])
  expect(words(before, after({ mode: '600' }), [], ['/var/log/x'])).toEqual([
    '/var/log/x would have another mode',
  ])
})

test('whiteouts hide, opaque directories empty, and a file takes the place of a directory', () => {
  const before = image([
    [2, [file('a/b/c'), file('d/e'), file('f/g')]],
    [3, [other('a/b', 'whiteout'), other('d', 'opaque'), file('d/new'), file('f')]],
  ])
  expect(words(before, image([[4, [file('d/new'), file('f')]]]))).toEqual([])
})

test('the configuration is the same, whatever says nothing', () => {
  const before = image([base], { Env: ['A=b'], Cmd: ['x'], Volumes: { '/v': {} }, Labels: null })
  expect(
    words(before, image([base], { Volumes: { '/v': {} }, Cmd: ['x'], Env: ['A=b'], OnBuild: [] })),
  ).toEqual([])
  expect(
    words(before, image([base], { Env: ['A=b'], Cmd: ['y'], Volumes: {}, User: '1' })).sort(),
  ).toEqual([
    ' has another `Cmd` in its configuration',
    ' has another `User` in its configuration',
    ' has another `Volumes` in its configuration',
  ])
})

test('layers whose paths are not known prove nothing, and a platform is not lost', () => {
  const blank = image([base])
  for (const one of blank.platforms) for (const layer of one.layers) layer.files = null
  expect(words(blank, blank)).toEqual([
    ' has a layer whose paths are not known, so that nothing is proved',
  ])
  expect(words(image([base]), { digest: null, platforms: [] })).toEqual([' has other platforms'])
})
