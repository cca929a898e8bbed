import { formatBytes } from '../image/bytes.ts'
import { oneLine, truncate } from '../report/sections/text.ts'
import type { ImageRecord } from './record.ts'

/**
 * The newest size of an image as shields.io draws it: https://shields.io/badges/endpoint-badge
 * @param records the newest of each platform that a run stored
 * @returns JSON text; of several platforms it is that of linux/amd64, or the first
 */
export function badgeOf(records: ImageRecord[]): string {
  const sorted = records.toSorted((a, b) => (a.platform < b.platform ? -1 : 1))
  const record = sorted.find(({ platform }) => platform === 'linux/amd64') ?? sorted[0]
  const badge = {
    schemaVersion: 1,
    label: truncate(oneLine(`${record?.name ?? 'image'} size`), 60),
    ...messageOf(record),
  }
  return `${JSON.stringify(badge)}\n`
}

// --- internal ---

function messageOf(record: ImageRecord | undefined): { message: string; color: string } {
  if (record?.unpacked != null) return { message: formatBytes(record.unpacked), color: 'blue' }
  if (record?.compressed != null)
    return { message: `${formatBytes(record.compressed)} compressed`, color: 'blue' }
  return { message: 'unknown', color: 'lightgrey' }
}
