import { UsageError } from './errors.ts'

/**
 * The error for a value that is not understood.
 * @returns `max-size: "250" must be a size with a unit (B, kB, …), for example 250MB`
 */
export function wrongValue(
  input: string,
  value: string,
  expected: string,
  example: string,
): UsageError {
  const shown = value.length > 100 ? `${value.slice(0, 100)}…` : value
  return new UsageError(
    `${input}: ${JSON.stringify(shown)} must be ${expected}, for example ${example}`,
  )
}
