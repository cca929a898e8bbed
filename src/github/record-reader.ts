import type { Measurement } from '../image/measurement.ts'
import { measurementAt } from '../record/record.ts'
import { ancestorsOf, commitsBetween } from './ancestors.ts'
import type { Branch } from './record-branch.ts'
import { type RecordsRead, readRecords } from './records.ts'
import { explainRefusal, isRequestFailure } from './refusal.ts'

/** A record further away says too little about the base commit. */
const FURTHEST = 20

/** The records of a repository, read once for each image of the run. */
export interface RecordReader {
  /** All of one image, oldest first within each platform. */
  read: (name: string) => Promise<RecordsRead['records']>
  /** The measurement of an image at a commit, or at the nearest recorded one before it; null: build it. */
  at: (name: string, sha: string) => Promise<Measurement | null>
  /** What was wrong, for the report; complete when reading is over. */
  notes: string[]
}

export function openRecords(branch: Branch): RecordReader {
  const notes: string[] = []
  const images = new Map<string, Promise<RecordsRead['records']>>()
  const read = (name: string) => {
    const reading = images.get(name) ?? readAndNote(name)
    images.set(name, reading)
    return reading
  }
  return { read, at, notes }

  async function readAndNote(name: string) {
    const { records, notes: found } = await readRecords(branch, name)
    notes.push(...found)
    return records
  }

  async function at(name: string, sha: string): Promise<Measurement | null> {
    const records = await read(name)
    const exact = measurementAt(records, sha)
    if (exact !== null || records.length === 0) return exact
    try {
      return await nearest(sha, commit => measurementAt(records, commit))
    } catch (error) {
      if (!isRequestFailure(error)) throw error
      // GitHub does not know a commit that was never pushed; then there is no ancestor either.
      if (error.status !== 404 && error.status !== 422) {
        const why = explainRefusal(error, 'contents: read')
        notes.push(`The nearest record of \`${name}\` could not be found: ${why}.`)
      }
      return null
    }
  }

  async function nearest(
    sha: string,
    recorded: (commit: string) => Measurement | null,
  ): Promise<Measurement | null> {
    for (const ancestor of await ancestorsOf(branch, sha)) {
      const measurement = recorded(ancestor)
      if (measurement === null) continue
      const away = await commitsBetween(branch, ancestor, sha)
      if (away > FURTHEST) return null
      const distance = `${away} ${away === 1 ? 'commit' : 'commits'} before the base commit`
      return { ...measurement, source: `${measurement.source}, ${distance} ${sha.slice(0, 7)}` }
    }
    return null
  }
}
