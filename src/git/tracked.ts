import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Run } from '../common/run.ts'
import { gitIn } from './git.ts'

/**
 * Files that a repository tracks in a folder (or under a file's name), whether or not they are there.
 * @param path absolute, with symbolic links resolved
 * @returns none outside of repositories; null when git cannot tell
 */
export async function trackedIn(run: Run, path: string): Promise<string[] | null> {
  const found = new Set<string>()
  // A submodule's files are none of its superproject, which only knows where it is.
  for (const cwd of new Set([folderAt(dirname(path)), folderAt(path)])) {
    const listed = await list(run, cwd, path)
    if (listed === null) return null
    for (const name of listed) found.add(name)
  }
  return [...found]
}

// --- internal ---

/** The nearest folder that is there, at a path or above it. */
function folderAt(path: string): string {
  let here = path
  while (!isFolder(here) && here !== dirname(here)) here = dirname(here)
  return here
}

async function list(run: Run, cwd: string, path: string): Promise<string[] | null> {
  // A folder that looks like a bare repository would bring settings of its own, which name programs.
  const safe = ['-c', 'safe.bareRepository=explicit', '-c', 'core.fsmonitor=false']
  const args = [...safe, 'ls-files', '-z', '--full-name', '--', `:(literal)${path}`]
  try {
    const { exitCode, stdout, stderr } = await gitIn(run, cwd)(args, { allowed: [128] })
    if (exitCode === 0) return stdout.split('\0').filter(name => name !== '')
    return /not a git repository/.test(stderr) ? [] : null
  } catch {
    // No git, or a folder that is none.
    return null
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
