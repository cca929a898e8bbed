import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Repository } from '../git/repository.ts'

/** The repository that the run stands in. */
export interface Checkout {
  top: string
  headSha: string | null
  repository: Repository
}

/**
 * The nearest folder at a path or above it that looks like a clone; null: there is none, as far as can be seen.
 * @param path absolute, with symbolic links resolved
 */
export function cloneAround(path: string): string | null {
  if (existsSync(join(path, '.git'))) return path
  const parent = dirname(path)
  return parent === path ? null : cloneAround(parent)
}
