import type { ImageRecord } from '../../src/record/record.ts'
import { aPlatform } from './make.ts'

/** A full SHA that a test can tell from others: `aSha(7)` begins with 0007. */
export function aSha(seed: number): string {
  return seed.toString(16).padStart(4, '0').padEnd(40, '0')
}

/** The record of the commit `aSha(seed)`, which was committed at that second. */
export function aRecord(seed: number, fields: Partial<ImageRecord> = {}): ImageRecord {
  const platform = fields.platform ?? 'linux/amd64'
  return {
    schema: 1,
    commit: aSha(seed),
    time: new Date(Date.UTC(2026, 0, 1) + seed * 1000).toISOString(),
    name: 'api',
    platform,
    unpacked: 1000,
    compressed: 400,
    measured: {
      source: `build of Dockerfile at ${aSha(seed).slice(0, 7)}`,
      digest: null,
      feed: 'push',
      dockerfile: 'Dockerfile',
      platform: aPlatform({ platform }),
    },
    ...fields,
  }
}
