import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { messageOf, UsageError } from '../common/errors.ts'
import { readTextFile } from '../common/read-file.ts'
import type { Run } from '../common/run.ts'
import { commitPages, readRecordFiles, tagsByCommit } from '../git/record-files.ts'
import { readRepository } from '../git/repository.ts'
import { historiesOf } from '../record/history.ts'
import { decodeRecords } from '../record/lines.ts'
import type { ImageRecord } from '../record/record.ts'
import { historyPage } from '../report/page/history-page.ts'
import type { HistoryOptions } from '../settings/command-line.ts'
import { configReader } from '../settings/config-reader.ts'
import { settingsFromInputs } from '../settings/from-inputs.ts'

/**
 * The page with the history of all images.
 * @param warn is told which lines are no records
 * @throws UsageError when there are no records where they were looked for
 */
export async function history(
  { branch, records: folder, config }: HistoryOptions,
  { run, cwd, warn }: { run: Run; cwd: string; warn: (text: string) => void },
): Promise<{ page: string; images: number; records: number }> {
  const repository = await readRepository(run, cwd)
  const isClone = !('none' in repository)
  if (folder === null && !isClone)
    throw new UsageError(
      `history: needs a git repository: ${repository.none}; or name a folder with --records DIR`,
    )
  const files = folder === null ? await readRecordFiles(run, cwd, branch) : filesIn(folder, cwd)
  if (files === null)
    throw new UsageError(
      `branch: ${branch} is not in this clone; fetch it first, with: git fetch origin ${branch}:${branch}`,
    )
  const records: ImageRecord[] = []
  for (const [path, text] of files) {
    const read = decodeRecords(text, path)
    if (read.broken.length > 0)
      warn(`${path}: ${read.broken.length} of its lines are no records and were skipped`)
    records.push(...read.records)
  }
  if (records.length === 0)
    throw new UsageError(
      `history: there are no records in ${folder ?? `branch ${branch}`}; a push to the default branch with record-branch set stores one`,
    )
  const tags = isClone ? await tagsByCommit(run, cwd) : new Map<string, string[]>()
  const pages = isClone ? await commitPages(run, cwd) : null
  const histories = historiesOf(records, tags, budgetsOf(config, cwd))
  return {
    page: historyPage(histories, pages),
    images: new Set(histories.map(({ name }) => name)).size,
    records: records.length,
  }
}

// --- internal ---

/** What is read of one file of records. */
const MOST = 64_000_000

/** A folder of records, or the one around it, as the branch has them: `records/NAME/PLATFORM.jsonl`. */
function filesIn(folder: string, cwd: string): Map<string, string> {
  let entries: string[]
  try {
    entries = readdirSync(resolve(cwd, folder), { recursive: true, encoding: 'utf8' })
  } catch (error) {
    throw new UsageError(`records: ${folder} cannot be read: ${messageOf(error)}`, { cause: error })
  }
  const paths = entries.filter(path => path.endsWith('.jsonl')).sort()
  return new Map(
    paths.flatMap(path => {
      const place = join(folder, path)
      const text = readTextFile({ name: `records: ${place}`, path: place, cwd }, MOST)
      return text === null ? [] : [[place, text] as const]
    }),
  )
}

function budgetsOf(config: string | null, cwd: string) {
  const read = (name: string) => (name === 'config' ? (config ?? '') : '')
  const { images } = settingsFromInputs(read, {
    repositoryName: basename(cwd),
    readConfig: configReader(cwd),
  })
  return new Map(images.map(({ name, budgets }) => [name, budgets]))
}
