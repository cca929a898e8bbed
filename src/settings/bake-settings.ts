import { UsageError } from '../common/errors.ts'
import { wrongValue } from '../common/wrong-value.ts'
import { baselineOf, type ImageDescription, isBuildInput } from './image-settings.ts'
import { type InputName, inputNames } from './inputs.ts'
import type { BakeSettings } from './settings.ts'

/** Whether the images are those of a bake file. */
export function isBake({ values }: Pick<ImageDescription, 'values'>): boolean {
  return values.bake.length > 0
}

/**
 * A bake file's settings.
 * @param after how many images stand before its own
 * @throws UsageError that begins with the name of the input that is wrong
 */
export function bakeSettings(
  { values, isGiven, budgets }: ImageDescription,
  after: number,
): BakeSettings {
  const clash = inputNames.find(name => saysHow(name) && isGiven(name))
  if (clash !== undefined) {
    const why =
      clash === 'image'
        ? '`bake` builds the targets of a file, and `image` measures an image that exists'
        : clash === 'name'
          ? 'every image of a bake file has the name of its target'
          : `the bake file says how its targets are built, so \`${clash}\` belongs into it`
    throw new UsageError(`bake, ${clash}: give one of them: ${why}`)
  }
  const baseline = baselineOf(values)
  if (baseline.kind === 'reference') {
    throw new UsageError(
      'bake, baseline: the targets of a bake file are several images, so `baseline` must be auto, build, build:REF, record:PATH or none, for example baseline: build:main',
    )
  }
  return {
    files: values.bake.map(checkedFile),
    targets: values.targets.map(checkedTarget),
    set: (values.set ?? []).map(checkedOverride),
    builder: values.builder,
    allow: values.allow,
    pull: values.pull,
    noCache: values['no-cache'],
    baseline,
    budgets,
    ...(isGiven('only-changed') ? { onlyChanged: values['only-changed'] } : {}),
    after,
  }
}

/** What a comment is called by, where the names of the images are not known yet. */
export function wordsOfBake({ files, targets }: Pick<BakeSettings, 'files' | 'targets'>): string {
  return targets.length > 0 ? targets.join(',') : files.join(',')
}

// --- internal ---

/** What docker/bake-action takes beside the file. */
const BESIDE: readonly InputName[] = ['builder', 'allow', 'pull', 'no-cache']

function saysHow(name: InputName): boolean {
  return name === 'image' || name === 'name' || (isBuildInput(name) && !BESIDE.includes(name))
}

function checkedFile(file: string): string {
  if (/:\/\/|^[\w.-]+@[\w.-]+:|^github\.com\//.test(file)) {
    throw new UsageError(
      `bake: ${JSON.stringify(file)} is remote: each commit is built by the bake file that it has itself, and a remote one is the same for both; give the path of a file of the checkout, for example bake: docker-bake.hcl`,
    )
  }
  if (file !== '' && !file.startsWith('-')) return file
  throw wrongValue('bake', file, 'the path of a bake or compose file', 'bake: docker-bake.hcl')
}

/** A URL, for which bake takes the first name of a target, is none. */
function checkedTarget(target: string): string {
  if (/^\w[\w.-]*$/.test(target)) return target
  throw wrongValue(
    'targets',
    target,
    'the name of a target or group of the bake file',
    'targets: web',
  )
}

/** https://docs.docker.com/reference/cli/docker/buildx/bake/#set */
function checkedOverride(override: string): string {
  if (/^[\w*?[\]^-][\w.*?[\]^-]*\.[a-z-]+(\.[^=]+)?\+?=/.test(override)) return override
  throw wrongValue(
    'set',
    override,
    'an override as `docker buildx bake --set` takes it, TARGET.KEY=VALUE',
    "set: ['*.args.MODE=release']",
  )
}
