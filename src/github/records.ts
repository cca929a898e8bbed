import { messageOf } from '../common/errors.ts'
import { DecodeError } from '../oci/decode.ts'
import { badgeOf } from '../record/badge.ts'
import { addRecord } from '../record/bound.ts'
import { decodeRecords, encodeRecords } from '../record/lines.ts'
import type { ImageRecord } from '../record/record.ts'
import {
  attemptsFor,
  type Branch,
  commitFiles,
  filesIn,
  headOf,
  readBlob,
} from './record-branch.ts'
import { badgePath, recordFolder, recordPath } from './record-path.ts'
import { explainRefusal, isRequestFailure } from './refusal.ts'

/** The records of an image, oldest first within each platform, and what was wrong with them. */
export interface RecordsRead {
  records: ImageRecord[]
  notes: string[]
}

/**
 * Reads the records of all platforms of an image; `contents: read` is enough. Never rejects because GitHub
 * refuses or a record is broken: those are notes.
 */
export async function readRecords(branch: Branch, name: string): Promise<RecordsRead> {
  const notes: string[] = []
  const records: ImageRecord[] = []
  try {
    const head = await headOf(branch)
    if (head === null) return { records, notes }
    const files = await filesIn(branch, head, recordFolder(name))
    for (const [path, blob] of files) {
      if (path.endsWith('.jsonl')) records.push(...(await readFile(branch, path, blob, notes)))
    }
    return { records, notes }
  } catch (error) {
    return { records: [], notes: [...notes, notDone(error, 'read', branch)] }
  }
}

export interface AppendResult {
  outcome: 'stored' | 'unchanged' | 'not stored'
  /** Why it was not stored, or which lines were lost; with the next step. */
  warnings: string[]
}

/**
 * Adds records, of as many images and platforms as there are, in one commit. The first begins the branch; when
 * another run was faster, its records are read and added to, so that both survive. Never rejects because GitHub
 * refuses.
 * @param pause waits after a failed attempt, by chance longer or shorter, so that those who met once do not meet again
 */
export async function appendRecords(
  branch: Branch,
  records: ImageRecord[],
  pause: (attempt: number) => Promise<void>,
): Promise<AppendResult> {
  if (records.length === 0) return { outcome: 'unchanged', warnings: [] }
  for (let attempt = 1; ; attempt++) {
    try {
      return await append(branch, records)
    } catch (error) {
      if (attempt >= attemptsFor(error)) {
        const warning = notDone(error, 'stored', branch)
        const tried = ` ${attempt} attempts were made; run the job again.`
        return { outcome: 'not stored', warnings: [attempt > 1 ? warning + tried : warning] }
      }
      await pause(attempt)
    }
  }
}

// --- internal ---

async function append(branch: Branch, records: ImageRecord[]): Promise<AppendResult> {
  const warnings: string[] = []
  const head = await headOf(branch)
  const files = await filesWith(branch, head, records, warnings)
  const outcome = await commitFiles(branch, head, files, messageFor(records))
  return { outcome: outcome === 'committed' ? 'stored' : outcome, warnings }
}

/** The files that hold the records, with them in it. */
async function filesWith(
  branch: Branch,
  head: string | null,
  records: ImageRecord[],
  notes: string[],
): Promise<Map<string, string>> {
  const stored = new Map<string, ImageRecord[]>()
  for (const name of new Set(records.map(record => record.name))) {
    const blobs: Map<string, string> =
      head === null ? new Map() : await filesIn(branch, head, recordFolder(name))
    for (const record of records.filter(record => record.name === name)) {
      const path = recordPath(name, record.platform)
      const blob = blobs.get(path)
      const before =
        stored.get(path) ?? (blob === undefined ? [] : await readFile(branch, path, blob, notes))
      stored.set(path, addRecord(before, record))
    }
  }
  const newest = [...stored.values()].flatMap(lines => lines.at(-1) ?? [])
  return new Map([
    ...[...stored].map(([path, lines]) => [path, encodeRecords(lines)] as const),
    ...[...Map.groupBy(newest, ({ name }) => name)].map(
      ([name, platforms]) => [badgePath(name), badgeOf(platforms)] as const,
    ),
  ])
}

async function readFile(
  branch: Branch,
  path: string,
  blob: string,
  notes: string[],
): Promise<ImageRecord[]> {
  const source = `${path} in branch ${branch.branch}`
  const { records, broken } = decodeRecords(await readBlob(branch, blob), source)
  if (broken.length > 0) {
    notes.push(
      `${linesInWords(broken)} no record in \`${path}\` of branch \`${branch.branch}\` and skipped; the next push to the default branch takes such lines out.`,
    )
  }
  return records
}

function linesInWords(broken: number[]): string {
  if (broken.length === 1) return `Line ${broken[0]} is`
  const more = broken.length - 5
  return `Lines ${broken.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''} are`
}

function messageFor(records: ImageRecord[]): string {
  const names = [...new Set(records.map(({ name }) => name))].join(', ')
  const [first] = records
  // Another token than GITHUB_TOKEN would start workflows.
  return `Record ${names} at ${first?.commit.slice(0, 7)}\n\n[skip ci]`
}

function notDone(error: unknown, done: 'read' | 'stored', { branch }: Branch): string {
  const what = done === 'read' ? 'Records' : 'The record'
  const start = `${what} could not be ${done} in \`${branch}\``
  if (error instanceof DecodeError) return `${start}: ${messageOf(error)}.`
  if (!isRequestFailure(error)) throw error
  const needs = done === 'read' ? 'contents: read' : 'contents: write'
  return `${start}: ${explainRefusal(error, needs)}.`
}
