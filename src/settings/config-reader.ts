import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { messageOf, UsageError } from '../common/errors.ts'

/** Where the configuration file lies when no input names one. */
export const defaultConfigFile = '.github/image-size-gate.yml'

/**
 * A function that reads a configuration file of a checkout; null when there is no such file.
 * @throws UsageError when there is one and it cannot be read
 */
export function configReader(checkout: string): (path: string) => string | null {
  return path => {
    const place = resolve(checkout, path)
    if (!existsSync(place)) return null
    try {
      return readFileSync(place, 'utf8')
    } catch (error) {
      throw new UsageError(`config: ${path} cannot be read: ${messageOf(error)}`)
    }
  }
}
