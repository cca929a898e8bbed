import { createHash } from 'node:crypto'

/** What the hidden first line of a comment says: which comment it is, and which run wrote it. */
export interface Marker {
  key: string
  runId: number
  /** Of which job the run was (`jobId`). */
  job: string
}

const MARKER =
  /^<!-- image-size-gate:v1 key=([A-Za-z0-9._-]+) run=(\d+)(?: job=([0-9a-f]+))? -->\r?\n/

/** The hidden first line. Put in front of the body it makes a comment ours, if we wrote it. */
export function markerLine({ key, runId, job }: Marker): string {
  return `<!-- image-size-gate:v1 key=${key} run=${runId} job=${job} -->\n`
}

/** The marker of a comment and the text behind it, or null when it does not begin with one. */
export function readMarker(comment: string): (Marker & { text: string }) | null {
  const [line, key, run, job = ''] = MARKER.exec(comment) ?? []
  if (line === undefined || key === undefined) return null
  return { key, runId: Number(run), job, text: comment.slice(line.length) }
}

/** Tells the jobs of a repository apart; the legs of a matrix are one job. */
export function jobId({ workflow, job }: { workflow: string; job: string }): string {
  return createHash('sha256').update(`${workflow}\n${job}`).digest('hex').slice(0, 12)
}

/**
 * A key that a marker can hold: itself when it is one already, else what can be read of it and a hash, so that
 * two different keys never meet.
 */
export function markerKey(key: string): string {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(key) && !key.includes('--')) return key
  const readable = key
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 12)
  return readable === '' ? hash : `${readable.replace(/-$/, '')}-${hash}`
}
