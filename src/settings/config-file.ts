import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Budget } from '../budget/budget.ts'
import { messageOf, UsageError } from '../common/errors.ts'
import { pathText } from '../oci/decode.ts'
import { bakeSettings, isBake } from './bake-settings.ts'
import type { ConfigBudget } from './config-budgets.ts'
import { lineOf } from './config-position.ts'
import { configSchema } from './config-schema.ts'
import { imageSettings } from './image-settings.ts'
import { decodeInputs } from './inputs.ts'
import type { BakeSettings, ImageSettings, Settings } from './settings.ts'

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
): Pick<Settings, 'images' | 'bakes'> {
  const { value, fail } = parseYaml(file)
  const result = configSchema().safeParse(value)
  if (!result.success) return fail(result.error.issues)
  const { images, defaults } = result.data
  /** What absent keys stand for. */
  const standard = decodeInputs(() => '')
  const found: Entry[] = []
  const bakes: BakeSettings[] = []
  images.forEach(({ budgets = [], ...entry }, index) => {
    const all = [...(defaults?.budgets ?? []), ...budgets]
    const description = {
      values: { ...standard, ...entry },
      isGiven: (name: string) => name in entry,
      budgets: all.map((budget: ConfigBudget): Budget => ({ ...budget, upstream })),
    }
    try {
      if (isBake(description)) bakes.push(bakeSettings(description, found.length))
      else found.push({ index, image: imageSettings(description, repositoryName) })
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      fail(error.message.split('\n').map(line => issueOf(line, index, entry)))
    }
  })
  const twice = repeatedName(found)
  return twice === null ? { images: found.map(({ image }) => image), bakes } : fail([twice])
}

// --- internal ---

/** An image, and which entry of `images` it is. */
interface Entry {
  index: number
  image: ImageSettings
}

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
function repeatedName(entries: Entry[]): Issue | null {
  for (const [here, { index, image }] of entries.entries()) {
    const first = entries.slice(0, here).find(one => one.image.name === image.name)
    if (first === undefined) continue
    return {
      path: ['images', index, 'name'],
      message: `${JSON.stringify(image.name)} is the name of images[${first.index}] too; give each image a name of its own`,
    }
  }
  return null
}
