import { access, constants, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { messageOf, UsageError, UserError } from '../common/errors.ts'

/**
 * Looks whether reports can be written, before anything is built for them. Nothing is created.
 * @param paths by the option that named them; null: no such file is asked for
 * @throws UsageError with a line for each that cannot
 */
export async function checkWritable(paths: Record<string, string | null>): Promise<void> {
  const problems: string[] = []
  for (const [option, path] of Object.entries(paths)) {
    const why = path === null ? null : await whyNotWritable(path)
    if (why !== null) {
      problems.push(
        `--${option} ${path}: ${why}; give the path of a file in a folder that is there and may be written to, for example --${option} report.${extensions[option] ?? option}`,
      )
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'))
}

/**
 * Writes one form of the report. That it is too large is no reason to lose the others, or the verdict.
 * @param text may throw a UserError
 * @returns why it was not written; null when it was
 * @throws UsageError when the file cannot be written
 */
export async function writeText(path: string, text: () => string): Promise<string | null> {
  let written: string
  try {
    written = text()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `${path}: ${messageOf(error)}`
  }
  await writeFile(path, written).catch((error: Error) => {
    throw new UsageError(`${path}: cannot be written: ${error.message}`)
  })
  return null
}

// --- internal ---

const extensions: Record<string, string> = { markdown: 'md' }

async function whyNotWritable(path: string): Promise<string | null> {
  const there = await stat(path).catch(() => null)
  if (there?.isDirectory()) return 'is a folder'
  const place = there === null ? dirname(path) : path
  try {
    await access(place, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? `there is no folder ${place}` : `cannot be written (${code})`
  }
  return null
}
