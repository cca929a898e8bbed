import fc from 'fast-check'
import type { LayerFile } from '../../src/image/measurement.ts'

/** Paths with the size of a file, or the kind of what has none. */
export type Entries = Record<string, number | Exclude<LayerFile['kind'], 'file'>>

export function filesOf(entries: Entries): LayerFile[] {
  return Object.entries(entries).map(([path, what]) =>
    typeof what === 'number' ? { path, size: what, kind: 'file' } : { path, size: 0, kind: what },
  )
}

/**
 * Layers of few names, so that they meet: files that replace directories and the other way round, hard links,
 * whiteouts, opaque directories, and paths that a layer has twice.
 */
export const someLayers: fc.Arbitrary<LayerFile[][]> = fc
  .array(
    fc.array(
      fc.record({
        path: fc.stringMatching(/^[abc](?:\/[abc]){0,3}$/),
        kind: fc.constantFrom<LayerFile['kind']>(
          'file',
          'file',
          'file',
          'directory',
          'link',
          'special',
          'whiteout',
          'opaque',
        ),
        size: fc.nat(1000),
      }),
      { maxLength: 12 },
    ),
    { maxLength: 5 },
  )
  .map(layers =>
    layers.map(files => files.map(file => (file.kind === 'file' ? file : { ...file, size: 0 }))),
  )

export function sum(files: { size: number }[]): number {
  return files.reduce((bytes, { size }) => bytes + size, 0)
}
