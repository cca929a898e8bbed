import { closest } from 'fastest-levenshtein'
import * as z from 'zod'
import { budgetMetrics } from '../budget/budget.ts'
import { UsageError } from '../common/errors.ts'
import { belongsIntoFile } from './image-settings.ts'
import { type Input, type InputName, inputNames, inputs } from './inputs.ts'
import type { Kind } from './kinds.ts'

/** A text, read as the input of the same name. */
export function textKey(name: InputOf<string | null>) {
  return z
    .string({ error: 'must be a text; put quotation marks around a number' })
    .transform(decoding(inputs[name].kind, name))
    .meta({ description: helpOf(name) })
    .exactOptional()
}

/** A list whose items are taken as they are, or a text that is read as the input of the same name. */
export function listKey(name: InputOf<string[]>) {
  const decode = decoding(inputs[name].kind, name)
  return z
    .union([z.string(), z.array(z.string())], { error: 'must be a text or a list of texts' })
    .transform((value, context) => (typeof value === 'string' ? decode(value, context) : value))
    .meta({ description: helpOf(name) })
    .exactOptional()
}

export function flagKey(name: InputOf<boolean>) {
  return z
    .boolean({ error: 'must be true or false' })
    .meta({ description: helpOf(name) })
    .exactOptional()
}

/**
 * A mapping that refuses keys it does not know.
 * @param example what to write where there is no mapping
 */
export function mapping<T extends z.core.$ZodShape>(shape: T, example?: string) {
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? unknownKey(String(issue.keys[0]), Object.keys(shape))
        : `must be a mapping of keys to values${example === undefined ? '' : `, for example ${example}`}`,
  })
}

/** What an input's help says, for whoever writes the file in an editor. */
export function helpOf(name: InputName): string {
  const { help }: Input<unknown> = inputs[name]
  return help
}

/** Decodes a text; a wrong one is an issue of the key that holds it. */
export function decoding<T>(kind: Pick<Kind<T>, 'decode'>, name: string) {
  return (value: string, context: z.RefinementCtx): T => {
    try {
      return kind.decode(name, value)
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      context.addIssue({ code: 'custom', message: withoutName(error.message, name) })
      return z.NEVER
    }
  }
}

// --- internal ---

/** Names of the inputs that decode to a type. */
type InputOf<T> = {
  [Name in InputName]: (typeof inputs)[Name] extends Input<T> ? Name : never
}[InputName]

/** The message of an input's error begins with its name, which the path in the file ends with. */
function withoutName(message: string, name: string): string {
  return message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message
}

function unknownKey(key: string, known: string[]): string {
  const metrics: readonly string[] = budgetMetrics
  if (metrics.includes(key)) return 'is a limit, and belongs into an entry of `budgets`'
  if (inputNames.some(name => name === key && !belongsIntoFile(name))) {
    return 'is an input of the step, and no key of the file'
  }
  return `is not a known key; the nearest one is ${closest(key, known)}`
}
