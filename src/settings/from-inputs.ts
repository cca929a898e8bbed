import { type Budget, budgetMetrics } from '../budget/budget.ts'
import { UsageError } from '../common/errors.ts'
import { bakeSettings, isBake, wordsOfBake } from './bake-settings.ts'
import { type ConfigFile, readConfigFile } from './config-file.ts'
import { defaultConfigFile } from './config-reader.ts'
import { belongsIntoFile, imageSettings } from './image-settings.ts'
import { decodeInputs, type InputName, inputNames, inputs, type Values } from './inputs.ts'
import type { Settings } from './settings.ts'

/** What the inputs mean depends on. */
export interface Surroundings {
  /** Name of the repository, or of the folder when there is none: the name of an image that has no better one. */
  repositoryName: string
  /** The text of a configuration file; null when there is no such file. */
  readConfig: (path: string) => string | null
}

/**
 * Inputs, or options of the same names, as settings. What to measure and its budgets come from the
 * configuration file when there is one, and everything else from the inputs.
 * @param read the text of an input, untrimmed (a secret's white space counts); empty when it is absent
 * @throws UsageError that names the wrong input, its value, what is expected, and an example
 */
export function settingsFromInputs(
  read: (name: string) => string,
  surroundings: Surroundings,
): Settings {
  const values = decodeInputs(read)
  const given = (name: InputName) => isGiven(name, read(name))
  const file = configOf(values, surroundings)
  const { images, bakes } = imagesOf(values, given, file, surroundings)
  const { repositoryName } = surroundings
  return {
    images,
    bakes,
    config: file && { path: file.path, repositoryName },
    detail: values.detail,
    cures: values.cures,
    onlyChanged: values['only-changed'],
    parallel: values.parallel,
    comment: values.comment,
    commentKey:
      values['comment-key'] ??
      [...images.map(({ name }) => name), ...bakes.map(wordsOfBake)].join(','),
    annotate: values.annotate,
    minimumChange: values['minimum-change'],
    recordBranch: values['record-branch'],
    cache: cacheOf(values),
    failOnExceeded: values['fail-on-exceeded'],
    failOnUnjudged: values['fail-on-unjudged'],
    approvalLabelPrefix: values['approval-label-prefix'],
    githubToken: values['github-token'] ?? '',
  }
}

// --- internal ---

function imagesOf(
  values: Values,
  given: (name: InputName) => boolean,
  file: ConfigFile | null,
  { repositoryName }: Surroundings,
): Pick<Settings, 'images' | 'bakes'> {
  if (file === null) {
    const description = { values, isGiven: given, budgets: budgetsOf(values) }
    return isBake(description)
      ? { images: [], bakes: [bakeSettings(description, 0)] }
      : { images: [imageSettings(description, repositoryName)], bakes: [] }
  }
  const clash = inputNames.find(name => belongsIntoFile(name) && given(name))
  if (clash !== undefined) {
    throw new UsageError(
      `config, ${clash}: give one of them: ${file.path} says what to measure and with which budgets, so \`${clash}\` belongs into it`,
    )
  }
  return readConfigFile(file, values.upstream, repositoryName)
}

/** The file that was asked for, or the one at the default place if it exists. */
function configOf({ config }: Values, { readConfig }: Surroundings): ConfigFile | null {
  const path = config ?? defaultConfigFile
  const text = readConfig(path)
  if (text !== null) return { path, text }
  if (config === null) return null
  throw new UsageError(
    `config: there is no ${path}; give the path of a file relative to the checkout, for example config: ${defaultConfigFile}`,
  )
}

function cacheOf({ cache, 'cache-dir': directory }: Values): Settings['cache'] {
  if (directory === null) return cache ? 'usual' : 'none'
  if (cache) return { directory }
  throw new UsageError(
    'cache, cache-dir: give one of them: `cache: false` keeps nothing, and `cache-dir` says where to keep it',
  )
}

/** action.yml gives defaults too, so a value that is the default was not given. */
function isGiven(name: InputName, text: string): boolean {
  return text.trim() !== '' && text.trim().toLowerCase() !== inputs[name].default
}

function budgetsOf(values: Values): Budget[] {
  return budgetMetrics.flatMap(metric =>
    values[metric].map(limit => ({
      metric,
      limit,
      severity: 'error' as const,
      upstream: values.upstream,
    })),
  )
}
