import { writeFile } from 'node:fs/promises'
import { messageOf, UsageError, UserError } from '../common/errors.ts'

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
