import { globSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { messageOf, UsageError, UserError } from '../common/errors.ts'
import { readTextFile } from '../common/read-file.ts'
import type { FoundReport } from '../report/join.ts'
import { decodeReport } from '../report/printers/json.ts'

/** Bytes of one report that somebody else wrote, and of all of them. */
const MOST_OF_ONE = 16 * 1024 * 1024
const MOST_OF_ALL = 256 * 1024 * 1024
const MOST_FILES = 200

/**
 * The reports below a workspace, in the order of their paths. Whoever wrote them may be a stranger: links are not
 * followed, nothing outside is read, and what cannot be read is told with its file.
 * @param pattern a glob: the input `reports`
 * @throws UsageError when it leads out of the workspace, or matches more than 200 files
 */
export function findReports(pattern: string, workspace: string): FoundReport[] {
  const input = `reports: ${JSON.stringify(pattern)}`
  if (
    resolve(workspace, pattern) !== join(workspace, pattern) ||
    pattern.split(/[/\\]/).includes('..')
  )
    throw new UsageError(
      `${input} leads out of the workspace; give a glob below it, for example reports: '**/report.json'`,
    )
  const root = realpathSync(workspace)
  const files = globSync(pattern, { cwd: root }).toSorted()
  if (files.length > MOST_FILES)
    throw new UsageError(
      `${input} matches ${files.length} files, and at most ${MOST_FILES} are read; give a narrower glob, for example reports: 'reports/*/report.json'`,
    )
  let left = MOST_OF_ALL
  return files.map(file => {
    try {
      const text = textOf(file, root, Math.min(left, MOST_OF_ONE))
      left -= Buffer.byteLength(text)
      return { file, report: decodeReport(text, file) }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return { file, why: messageOf(error).replace(`${file}: `, '').replace(`${file} `, '') }
    }
  })
}

// --- internal ---

function textOf(file: string, root: string, most: number): string {
  const path = join(root, file)
  if (realOf(path) !== path)
    throw new UserError('it is a link, or behind one; nothing is read through links')
  const text = readTextFile({ name: file, path, cwd: root }, most)
  if (text === null) throw new UserError('it is gone')
  return text
}

/** null: a link to nothing. */
function realOf(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
