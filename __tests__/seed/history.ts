import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseSize } from '../../src/budget/limits.ts'
import { instructionText } from '../../src/image/instruction.ts'
import type { Layer, Measurement } from '../../src/image/measurement.ts'

/**
 * Reads the table that `docker image history` printed for one of the three seed images (`data/`).
 * It has no digests; only `ADD file:HASH` tells by its text which content it is.
 */
export function seedMeasurement(version: string): Measurement {
  const text = readFileSync(new URL(`data/history-${version}.txt`, import.meta.url), 'utf8')
  const [header = '', ...lines] = text.trimEnd().split('\n')
  const columns = ['CREATED BY', 'SIZE', 'COMMENT'].map(name => header.indexOf(name))
  const layers = lines.reverse().flatMap((line): Layer[] => {
    const instruction = instructionText(line.slice(columns[0], columns[1]).trim())
    const size = parseSize('SIZE', line.slice(columns[1], columns[2]).trim())
    if (size === 0 && !/^(RUN|COPY|ADD) /.test(instruction)) return []
    const content = /^ADD file:/.test(instruction) ? instruction : `${version} ${instruction}`
    return [
      {
        diffId: `sha256:${createHash('sha256').update(content).digest('hex')}`,
        digest: null,
        mediaType: null,
        compressedSize: null,
        size,
        instruction,
        lines: null,
        upstream: false,
        files: null,
      },
    ]
  })
  return {
    source: `docker-daemon:back34:${version}`,
    commit: null,
    digest: null,
    feed: 'history',
    feedReason: 'the seed is a history',
    dockerfile: null,
    platforms: [
      {
        platform: 'linux/amd64',
        manifestDigest: null,
        layers,
        base: null,
        compressedUnmeasured: 'a history has no compressed sizes',
        unpackedUnmeasured: null,
      },
    ],
  }
}
