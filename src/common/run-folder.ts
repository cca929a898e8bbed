import { lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftBehind, MARK, newMark } from './mark.ts'

/**
 * Lends a folder for all that a run writes and nobody needs afterwards; only this user can read it.
 * @param parent e.g. RUNNER_TEMP
 */
export async function withRunFolder<T>(
  parent: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(parent, `${PREFIX}${newMark()}`)
  await mkdir(folder, { mode: 0o700 })
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Takes away the folders of runs that could not. @returns how many */
export async function sweepRunFolders(parent: string): Promise<number> {
  const names = (await readdir(parent)).filter(name => NAME.test(name))
  const swept = await Promise.all(names.map(name => sweepRunFolder(join(parent, name))))
  return swept.filter(outcome => outcome === 'swept').length
}

/**
 * Takes away the folder of a run that could not. What is a link, another user's or a living run's stays.
 * @param path whose last part is a run folder's name
 */
export async function sweepRunFolder(path: string): Promise<'swept' | 'was gone' | 'stays'> {
  const [, mark] = NAME.exec(path) ?? []
  if (mark === undefined || !isLeftBehind(mark)) return 'stays'
  const stats = await lstat(path).catch(() => null)
  if (stats === null) return 'was gone'
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) return 'stays'
  await rm(path, { recursive: true, force: true })
  return 'swept'
}

/** The run folder that a path lies in; null: in none. */
export function runFolderAbove(path: string): string | null {
  return WITHIN.exec(path)?.[1] ?? null
}

// --- internal ---

const PREFIX = 'image-size-gate-run-'
const NAME = new RegExp(`(?:^|/)${PREFIX}(${MARK})$`)
const WITHIN = new RegExp(`^(/(?:[^/]+/)*${PREFIX}${MARK})/`)
