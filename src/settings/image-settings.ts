import { type Budget, budgetMetrics } from '../budget/budget.ts'
import { UsageError } from '../common/errors.ts'
import { wrongValue } from '../common/wrong-value.ts'
import { type Input, type InputName, inputNames, inputs, type Values } from './inputs.ts'
import { nameOfBuild, nameOfReference } from './name.ts'
import { allOrProblems } from './problems.ts'
import { parseReference } from './references.ts'
import type { BaselineSetting, BuildSettings, ImageSettings } from './settings.ts'

/** What is said of one image, by the inputs or by an entry of the configuration file. */
export interface ImageDescription {
  values: ImageValues
  /** Whether a value was given, rather than being the default. */
  isGiven: (name: InputName) => boolean
  budgets: Budget[]
}

/** The decoded inputs that are about one image. */
export type ImageValues = Omit<Values, RunInput> & {
  /** A key of the configuration file only. */
  set?: string[]
}

/**
 * One image's settings.
 * @throws UsageError whose lines begin with the name of the input that is wrong
 */
export function imageSettings(
  { values, isGiven, budgets }: ImageDescription,
  repositoryName: string,
): ImageSettings {
  const stray = (['targets', 'set'] as const).find(key => (values[key] ?? []).length > 0)
  if (stray !== undefined) {
    throw new UsageError(
      `${stray}: is about a bake file, which \`bake\` names, for example bake: docker-bake.hcl`,
    )
  }
  const [source, baseline] = allOrProblems<[ImageSettings['source'], BaselineSetting]>([
    () => sourceOf(values, isGiven),
    () => baselineOf(values),
  ])
  return {
    name: values.name ?? defaultName(source, repositoryName),
    source,
    baseline,
    budgets,
    ...(isGiven('only-changed') ? { onlyChanged: values['only-changed'] } : {}),
  }
}

/** Whether an input is about what is measured, which a configuration file says when there is one. */
export function belongsIntoFile(name: InputName): boolean {
  const metrics: readonly string[] = budgetMetrics
  return (
    isBuildInput(name) ||
    metrics.includes(name) ||
    /^(image|baseline|name|bake|targets)$/.test(name)
  )
}

// --- internal ---

/** Inputs that are about the run, or that become budgets. */
type RunInput =
  | Budget['metric']
  | 'annotate'
  | 'cache'
  | 'cache-dir'
  | 'approval-label-prefix'
  | 'comment'
  | 'comment-key'
  | 'config'
  | 'detail'
  | 'fail-on-exceeded'
  | 'fail-on-unjudged'
  | 'github-token'
  | 'minimum-change'
  | 'parallel'
  | 'record-branch'
  | 'upstream'

function sourceOf(
  values: ImageValues,
  isGiven: (name: InputName) => boolean,
): ImageSettings['source'] {
  if (values.image === null) return { kind: 'build', build: buildOf(values) }
  const clash = inputNames.find(name => isBuildInput(name) && isGiven(name))
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

function defaultName(source: ImageSettings['source'], repositoryName: string): string {
  return source.kind === 'build'
    ? nameOfBuild(source.build, repositoryName)
    : nameOfReference(source.reference)
}

function buildOf(values: ImageValues): BuildSettings {
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
function contextOf({ context, file }: ImageValues): { context: string; file: string | null } {
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

/** @throws UsageError that begins with `baseline` */
export function baselineOf(values: Pick<ImageValues, 'baseline'>): BaselineSetting {
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

/** Whether an input says how an image is built. */
export function isBuildInput(name: InputName): boolean {
  const input: Input<unknown> = inputs[name]
  return input.role === 'build'
}
