import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LayerFile } from '../../src/image/measurement.ts'
import { type Hidden, stack, type Written } from '../../src/waste/hidden-files.ts'
import { someLayers } from '../compare/layers.ts'

/** The definition, without a tree: every path of the image so far, and a search through all of them. */
function simpleStack(layers: LayerFile[][]): ReturnType<typeof stack> {
  const image = new Map<string, Written>()
  const hidden: Hidden[] = []
  layers.forEach((files, layer) => {
    const hide = (file: Written, kind: Hidden['kind']) => {
      image.delete(file.path)
      if (file.size > 0 && file.layer !== layer) hidden.push({ ...file, kind, by: layer })
    }
    const below = (path: string) =>
      [...image.values()].filter(file => file.path.startsWith(`${path}/`))
    for (const { path, kind } of files) {
      const own = image.get(path)
      if (kind === 'whiteout' && own !== undefined) hide(own, 'deleted')
      if (kind === 'whiteout' || kind === 'opaque')
        for (const file of below(path)) hide(file, 'deleted')
    }
    for (const { path, kind, size } of files) {
      if (kind === 'whiteout' || kind === 'opaque') continue
      const before = image.get(path)
      if (before !== undefined)
        hide(before, kind === 'file' && before.size === size ? 'copied' : 'overwritten')
      if (kind === 'directory') continue
      for (const file of below(path)) hide(file, 'deleted')
      image.set(path, { path, size, layer, crc32: undefined, elf: undefined, files: 1 })
    }
  })
  return { hidden, visible: [...image.values()] }
}

function sorted(files: Written[]): string[] {
  return files.map(file => JSON.stringify(file, Object.keys(file).sort())).sort()
}

test('the tree finds what the definition says', () => {
  fc.assert(
    fc.property(someLayers, layers => {
      const [found, expected] = [stack(layers.map(files => ({ files }))), simpleStack(layers)]
      expect(sorted(found.hidden)).toEqual(sorted(expected.hidden))
      expect(sorted(found.visible)).toEqual(sorted(expected.visible))
    }),
    { numRuns: 1000 },
  )
})

test('a file in the place of what two records tell of, one below the other', () => {
  const record = (path: string, size: number) => ({
    files: null,
    paths: [{ path, size, files: 1 }],
  })
  const { hidden, visible } = stack([
    record('opt/a', 10),
    record('opt/a/b', 20),
    { files: [{ path: 'opt/a', size: 10, kind: 'file' }] },
  ])
  expect(hidden.map(({ kind, size }) => [kind, size]).sort()).toEqual([
    ['deleted', 10],
    ['deleted', 20],
  ])
  expect(visible.map(({ size, layer }) => [size, layer])).toEqual([[10, 2]])
})

// Ten seconds for what takes less than one, since machines differ: quadratic takes minutes.
test('110,000 paths that are written, deleted and written again: linear', () => {
  const layer = (kind: LayerFile['kind']): LayerFile[] =>
    Array.from({ length: 110_000 }, (_, i) => ({
      path: `usr/lib/python3/site-packages/p${i % 300}/f${i}.py`,
      size: kind === 'file' ? 1000 : 0,
      kind,
    }))
  const before = performance.now()
  const kinds: LayerFile['kind'][] = ['file', 'file', 'whiteout', 'file']
  const { hidden, visible } = stack(kinds.map(kind => ({ files: layer(kind) })))
  expect([hidden.length, visible.length]).toEqual([220_000, 110_000])
  expect(performance.now() - before).toBeLessThan(10_000)
})
