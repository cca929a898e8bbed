import { readFileSync } from 'node:fs'
import type { Layer, PlatformMeasurement } from '../../../src/image/measurement.ts'
import { summarizePaths } from '../../../src/image/path-summary.ts'
import type { Digest } from '../../../src/oci/image-spec.ts'

/** A layer as an engine wrote it, as far as alignment asks. */
export interface RecordedLayer {
  /** Layers of a case with the same number have the same content. */
  content: number
  size: number
  instruction: string
  /** First and last line in the Dockerfile; absent for layers of the FROM image. */
  lines?: [number, number]
  /** Bytes by path. */
  paths: Record<string, number>
}

/** What an engine made of a case. */
export interface Recording {
  name: string
  /** Of the case's text. */
  digest: string
  before: RecordedLayer[]
  after: RecordedLayer[]
}

export const recordings = new URL('recorded.jsonl', import.meta.url)

/** What `scripts/edits.ts` wrote, by the name of the case. */
export function readRecordings(): Map<string, Recording> {
  const lines = readFileSync(recordings, 'utf8').trimEnd().split('\n')
  return new Map(
    lines.map(line => {
      const recording = JSON.parse(line) as Recording
      return [recording.name, recording] as const
    }),
  )
}

/** What is kept of two measured images. */
export function record(
  { name, digest }: Pick<Recording, 'name' | 'digest'>,
  before: PlatformMeasurement,
  after: PlatformMeasurement,
): Recording {
  const contents = new Map<string, number>()
  const numberOf = (diffId: string) => {
    const known = contents.get(diffId) ?? contents.size + 1
    contents.set(diffId, known)
    return known
  }
  const layers = (side: PlatformMeasurement) =>
    side.layers.map(({ diffId, size, instruction, lines, upstream, files }): RecordedLayer => {
      const [first] = lines?.ranges ?? []
      return {
        content: numberOf(diffId ?? ''),
        // Layers of the FROM image are nobody's question here.
        size: upstream ? 0 : (size ?? 0),
        instruction: upstream ? '' : instruction,
        ...(first === undefined ? {} : { lines: [first.start, first.end] }),
        paths: upstream
          ? {}
          : Object.fromEntries(
              summarizePaths(files ?? [], 80).map(({ path, size }) => [path, size]),
            ),
      }
    })
  return { name, digest, before: layers(before), after: layers(after) }
}

/** The layers of a recorded side, as a measurement has them. */
export function layersOf(side: RecordedLayer[]): Layer[] {
  return side.map(({ content, size, instruction, lines, paths }): Layer => {
    const diffId: Digest = `sha256:${content.toString(16).padStart(64, '0')}`
    return {
      diffId,
      digest: diffId,
      mediaType: null,
      compressedSize: null,
      size,
      instruction,
      lines:
        lines === undefined
          ? null
          : { ranges: [{ start: lines[0], end: lines[1] }], from: 'provenance' },
      upstream: lines === undefined,
      files: Object.entries(paths).map(([path, bytes]) => ({ path, size: bytes, kind: 'file' })),
    }
  })
}
