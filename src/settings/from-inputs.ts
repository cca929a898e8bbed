import { budgetMetrics } from '../budget/budget.ts'
import { parseReference } from '../docker/references.ts'
import { UsageError } from '../errors.ts'
import { wrongValue } from '../wrong-value.ts'
import {
  decodeInputs,
  type Input,
  type InputName,
  inputNames,
  inputs,
  type Values,
} from './inputs.ts'
import { nameOfBuild, nameOfReference } from './name.ts'
import type { BaselineSetting, BuildSettings, ImageSettings, Settings } from './settings.ts'

/** What the inputs mean depends on. */
export interface Surroundings {
  /** Name of the repository, or of the folder when there is none: the name of an image that has no better one. */
  repositoryName: string
  /** The configuration file that lies at the default place, if one does. */
  configFile: string | null
}

/**
 * Inputs, or options of the same names, as settings.
 * @param read the text of an input, untrimmed (a secret's white space counts); empty when it is absent
 * @returns also notes on what was asked for and this version cannot do
 * @throws UsageError that names the wrong input, its value, what is expected, and an example
 */
export function settingsFromInputs(
  read: (name: string) => string,
  surroundings: Surroundings,
): { settings: Settings; unsupported: string[] } {
  const values = decodeInputs(read)
  const unsupported = unsupportedNotes(values, surroundings)
  const source = sourceOf(values, read)
  const image: ImageSettings = {
    name: values.name ?? defaultName(source, surroundings),
    source,
    baseline: baselineOf(values),
    budgets: budgetsOf(values),
  }
  const settings: Settings = {
    images: [image],
    detail: values.detail,
    comment: values.comment,
    commentKey: values['comment-key'] ?? image.name,
    annotations: values.annotations,
    minimumChange: values['minimum-change'],
    recordBranch: values['record-branch'],
    failOnExceeded: values['fail-on-exceeded'],
    approvalLabelPrefix: values['approval-label-prefix'],
    githubToken: values['github-token'] ?? '',
  }
  return { settings, unsupported }
}

// --- internal ---

function sourceOf(values: Values, read: (name: string) => string): ImageSettings['source'] {
  if (values.image === null) return { kind: 'build', build: buildOf(values) }
  const clash = inputNames.find(name => isBuildInput(name) && isGiven(name, read(name)))
  if (clash !== undefined) {
    throw new UsageError(
      `image, ${clash}: give one of them: \`image\` measures an image that exists, and \`${clash}\` is about building one`,
    )
  }
  if (/^build(:|$)/.test(values.baseline ?? '')) {
    throw new UsageError(
      `image, baseline: with \`image\` nothing is built, so \`baseline\` must be an image, \`record:PATH\` or none, for example baseline: ${values.image}`,
    )
  }
  return { kind: 'reference', reference: parseReference('image', values.image) }
}

function defaultName(source: ImageSettings['source'], { repositoryName }: Surroundings): string {
  return source.kind === 'build'
    ? nameOfBuild(source.build, repositoryName)
    : nameOfReference(source.reference)
}

function isBuildInput(name: InputName): boolean {
  const input: Input<unknown> = inputs[name]
  return input.role === 'build'
}

/** action.yml gives defaults too, so a value that is the default was not given. */
function isGiven(name: InputName, text: string): boolean {
  return text.trim() !== '' && text.trim().toLowerCase() !== inputs[name].default
}

function buildOf(values: Values): BuildSettings {
  return {
    ...contextOf(values),
    target: values.target,
    platforms: values.platforms,
    buildArgs: values['build-args'],
    buildContexts: values['build-contexts'].map(pair => checkoutPath(pair)),
    secrets: values.secrets,
    secretEnvs: values['secret-envs'],
    secretFiles: values['secret-files'],
    ssh: values.ssh,
    cacheFrom: values['cache-from'],
    cacheTo: values['cache-to'],
    builder: values.builder,
    network: values.network,
    addHosts: values['add-hosts'],
    allow: values.allow,
    pull: values.pull,
    noCache: values['no-cache'],
    noCacheFilters: values['no-cache-filters'],
    labels: values.labels,
    shmSize: values['shm-size'],
    ulimit: values.ulimit,
    cgroupParent: values['cgroup-parent'],
  }
}

/** In a Git context, which `{{defaultContext}}` is, `file` is relative to the context; elsewhere to the checkout. */
function contextOf({ context, file }: Values): { context: string; file: string | null } {
  if (context === null) return { context: '.', file }
  const folder = checkoutPath(context)
  const inFolder = folder !== context && folder !== '.' && file !== null
  return { context: folder, file: inFolder ? `${folder}/${file.replace(/^\.\//, '')}` : file }
}

/** docker/build-push-action's `{{defaultContext}}:folder`, the pushed commit, is a folder of the checkout here. */
function checkoutPath(text: string): string {
  return text.replace(
    /\{\{\s*defaultContext\s*\}\}(?::(.*))?$/,
    (_, folder: string | undefined) => folder || '.',
  )
}

function baselineOf(values: Values): BaselineSetting {
  const baseline = values.baseline ?? 'auto'
  if (baseline === 'auto' || baseline === 'none') return { kind: baseline }
  if (baseline === 'build') return { kind: 'build', ref: null }
  const [, kind, rest = ''] = /^(build|record):(.*)$/.exec(baseline) ?? []
  if (kind === undefined) {
    return { kind: 'reference', reference: parseReference('baseline', baseline) }
  }
  if (rest.trim() === '') {
    throw kind === 'build'
      ? wrongValue('baseline', baseline, 'followed by a Git ref', 'build:v1.2.0')
      : wrongValue(
          'baseline',
          baseline,
          'followed by the path of a JSON report',
          'record:main.json',
        )
  }
  return kind === 'build' ? { kind, ref: rest } : { kind: 'record', path: rest }
}

function budgetsOf(values: Values): ImageSettings['budgets'] {
  return budgetMetrics.flatMap(metric =>
    values[metric].map(limit => ({
      metric,
      limit,
      severity: 'error' as const,
      upstream: values.upstream,
    })),
  )
}

function unsupportedNotes(values: Values, { configFile }: Surroundings): string[] {
  if (values.config !== null) {
    throw new UsageError(
      `config: ${JSON.stringify(values.config)} cannot be read, this version has no configuration file yet; use inputs, for example max-size: 250MB`,
    )
  }
  const notes: string[] = []
  if (configFile !== null) {
    notes.push(
      `${configFile} is ignored: this version has no configuration file yet, only inputs count.`,
    )
  }
  return notes
}
