import { messageOf, UsageError, UserError } from '../common/errors.ts'
import { mostOfText, readTextFile } from '../common/read-file.ts'

/** Where the configuration file lies when no input names one. */
export const defaultConfigFile = '.github/image-size-gate.yml'

/**
 * A function that reads a configuration file of a checkout; null when there is no such file.
 * @throws UsageError when there is one and it cannot be read
 */
export function configReader(checkout: string): (path: string) => string | null {
  return path => {
    try {
      return readTextFile({ name: `config: ${path}`, path, cwd: checkout }, mostOfText)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      throw new UsageError(messageOf(error), { cause: error })
    }
  }
}
