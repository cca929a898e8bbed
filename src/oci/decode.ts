import type { z } from 'zod'
import { UserError } from '../common/errors.ts'

/** Foreign data that does not have the expected shape. */
export class DecodeError extends UserError {
  override name = 'DecodeError'
}

/**
 * Decodes foreign data with a schema.
 * @param source what the data is, in words, for the message: `manifest of docker://app:1`
 * @throws DecodeError that names the source and the path: `manifest.layers[2].size: expected number`
 */
export function decode<T>(schema: z.ZodType<T>, value: unknown, source: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new DecodeError(`${source}: ${result.error.issues.slice(0, 3).map(explain).join('; ')}`)
}

/** `decode` of JSON text. @throws DecodeError also when the text is no JSON. */
export function decodeJson<T>(schema: z.ZodType<T>, text: string, source: string): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new DecodeError(`${source}: is not JSON`)
  }
  return decode(schema, value, source)
}

/** `layers[2].size` for `['layers', 2, 'size']`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

function explain(issue: z.core.$ZodIssue): string {
  const path = pathText(issue.path)
  return path === '' ? issue.message : `${path}: ${issue.message}`
}
