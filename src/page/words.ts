import { formatBytes, formatChange } from '../image/bytes.ts'
import type { RowModel } from '../report/page/model.ts'

/** What changed, as a sign that is there beside every colour. */
export const changeMarks: Record<RowModel['change'], string> = {
  added: '+',
  removed: '−',
  modified: '±',
  rebuilt: '↻',
  unchanged: '=',
}

/** A colour's name and its sign, for a change in bytes; null: unknown. */
export function direction(change: number | null, bytes: number): [status: string, mark: string] {
  if (change === null) return ['unknown', '?']
  if (change === 0) return ['same', '']
  if (change > 0) return change >= bytes ? ['added', '+'] : ['grown', '▲']
  return bytes === 0 ? ['removed', '−'] : ['shrunk', '▼']
}

export function sizeWords(bytes: number | null): string {
  return bytes === null ? 'not measured' : formatBytes(bytes)
}

export function changeWords(change: number | null): string {
  if (change === null) return 'change unknown'
  return change === 0 ? 'no change' : formatChange(change)
}
