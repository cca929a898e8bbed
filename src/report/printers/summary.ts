import type { Report } from '../report.ts'
import { roomy } from '../sections/room.ts'
import { fullest } from './fit.ts'

/** GitHub drops a step's summary of more than 1 MiB as a whole. */
const mebibyte = 1024 * 1024

/** The job summary: the comment's Markdown with more room, in bytes as GitHub counts them here. */
export function jobSummary(report: Report, limit = mebibyte - 64 * 1024): string {
  const encoder = new TextEncoder()
  const room = { ...roomy, layers: 500, folded: 500, paths: 100 }
  return fullest(report, text => encoder.encode(text).length <= limit, room)
}
