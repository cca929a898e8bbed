import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Budget } from '../budget/budget.ts'
import { messageOf, UsageError } from '../common/errors.ts'
import { pathText } from '../oci/decode.ts'
import type { ConfigBudget } from './config-budgets.ts'
import { lineOf } from './config-position.ts'
import { configSchema } from './config-schema.ts'
import { imageSettings } from './image-settings.ts'
import { decodeInputs } from './inputs.ts'
import type { ImageSettings } from './settings.ts'

/** A configuration file that was read but not decoded. */
export interface ConfigFile {
  path: string
  text: string
}

/**
 * The images of a configuration file.
 * @param upstream the input, which counts for every budget
 * @throws UsageError with file, line and key of what is wrong
 */
export function readConfigFile(
  file: ConfigFile,
  upstream: Budget['upstream'],
  repositoryName: string,
): ImageSettings[] {
  const { value, fail } = parseYaml(file)
  const result = configSchema().safeParse(value)
  if (!result.success) return fail(result.error.issues)
  const { images, defaults } = result.data
  /** What absent keys stand for. */
  const standard = decodeInputs(() => '')
  const settings = images.map(({ budgets = [], ...entry }, index) => {
    const all = [...(defaults?.budgets ?? []), ...budgets]
    try {
      return imageSettings(
        {
          values: { ...standard, ...entry },
          isGiven: name => name in entry,
          budgets: all.map((budget: ConfigBudget): Budget => ({ ...budget, upstream })),
        },
        repositoryName,
      )
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return fail(error.message.split('\n').map(line => issueOf(line, index, entry)))
    }
  })
  const twice = repeatedName(settings)
  return twice === null ? settings : fail([twice])
}

// --- internal ---

/** What went wrong, and where in the file. */
type Issue = Pick<z.core.$ZodIssue, 'path' | 'message'>

function parseYaml({ path, text }: ConfigFile): {
  value: unknown
  fail: (issues: (Issue | z.core.$ZodIssue)[]) => never
} {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    // It would warn of odd keys on stderr, in words of its own.
    logLevel: 'error',
  })
  const [broken] = document.errors
  if (broken !== undefined) {
    const line = Math.max(1, lines.linePos(broken.pos[0]).line)
    throw new UsageError(`${path}:${line}: is not valid YAML: ${broken.message}`)
  }
  const fail = (issues: (Issue | z.core.$ZodIssue)[]): never => {
    const places = issues.slice(0, 5).map(issue => {
      const place = placeOf(issue)
      const key = pathText(place)
      return `${path}:${lineOf(document, lines, place)}: ${key === '' ? '' : `${key}: `}${issue.message}`
    })
    throw new UsageError(places.join('\n'))
  }
  try {
    return { value: document.toJS(), fail }
  } catch (error) {
    // Aliases that unfold without end.
    throw new UsageError(`${path}: cannot be read: ${messageOf(error)}`)
  }
}

/** An unknown key is an issue of the mapping that has it. */
function placeOf(issue: Issue | z.core.$ZodIssue): PropertyKey[] {
  const stray = 'code' in issue && issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...issue.path, ...stray]
}

/** The message begins with the name of the key that it is about, if it is about one. */
function issueOf(message: string, index: number, entry: object): Issue {
  const [, key = '', rest = message] = /^([a-z-]+): (.*)$/s.exec(message) ?? []
  return key in entry
    ? { path: ['images', index, key], message: rest }
    : { path: ['images', index], message }
}

/** One report has each name once. */
function repeatedName(images: ImageSettings[]): Issue | null {
  const index = images.findIndex(
    ({ name }, here) => images.findIndex(one => one.name === name) < here,
  )
  if (index < 0) return null
  const name = images[index]?.name ?? ''
  const first = images.findIndex(one => one.name === name)
  return {
    path: ['images', index, 'name'],
    message: `${JSON.stringify(name)} is the name of images[${first}] too; give each image a name of its own`,
  }
}
