import { describe, expect, jest, test } from '@jest/globals'
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
      image.set(path, {
        path,
        size,
        layer,
        crc32: undefined,
        elf: undefined,
        hardLink: undefined,
        files: 1,
      })
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

describe('paths that are written, deleted and written again', () => {
  const kinds: LayerFile['kind'][] = ['file', 'file', 'whiteout', 'file']
  const layersOf = (paths: number): LayerFile[][] =>
    kinds.map(kind =>
      Array.from({ length: paths }, (_, i) => ({
        path: `usr/lib/python3/site-packages/p${i % 300}/f${i}.py`,
        size: kind === 'file' ? 1000 : 0,
        kind,
      })),
    )

  /** How often maps are asked, written and stepped through. */
  function stepsOf(work: () => unknown): number {
    const iterator = Object.getPrototypeOf(new Map().values())
    const spies = [
      jest.spyOn(Map.prototype, 'get'),
      jest.spyOn(Map.prototype, 'set'),
      jest.spyOn(Map.prototype, 'delete'),
      jest.spyOn(iterator, 'next'),
    ]
    work()
    return spies.reduce((steps, spy) => {
      const { length } = spy.mock.calls
      spy.mockRestore()
      return steps + length
    }, 0)
  }

  test('twice as many take twice the steps', () => {
    const steps = (paths: number) => stepsOf(() => stack(layersOf(paths).map(files => ({ files }))))
    expect(steps(4000) / steps(2000)).toBeLessThan(2.1)
  })

  test('where every path is a search through all, they take four times the steps', () => {
    const steps = (paths: number) => stepsOf(() => simpleStack(layersOf(paths)))
    expect(steps(200) / steps(100)).toBeGreaterThan(3)
  })
})
