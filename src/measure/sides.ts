import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Baseline } from '../compare/compare.ts'
import { messageOf, UsageError, UserError } from '../errors.ts'
import { findBaseCommit } from '../git/base-commit.ts'
import { resolveRef } from '../git/ref.ts'
import { readRepository } from '../git/repository.ts'
import { withWorktree } from '../git/worktree.ts'
import { redactor } from '../image/instruction.ts'
import { toMeasurement } from '../image/measure.ts'
import type { Measurement } from '../image/measurement.ts'
import { redactingLog } from '../log.ts'
import { referenceText } from '../settings/references.ts'
import type {
  BaselineSetting,
  BuildSettings,
  ImageSettings,
  Reference,
  Settings,
} from '../settings/settings.ts'
import { baseBuild } from './base-build.ts'
import { type Feeds, openFeeds, type Taken } from './feeds.ts'
import { hiddenValues } from './hidden.ts'
import { readRecord } from './record.ts'
import { platformsOf, recordedBaseline } from './recorded.ts'
import { contextKind } from './relocate.ts'
import { readDockerfile, type Subject } from './subject.ts'
import type { World } from './world.ts'

/** Both images of a comparison, measured the same way. */
export interface Sides {
  candidate: Measurement
  baseline: Baseline
}

/**
 * Builds or finds the candidate and its baseline, and measures both.
 * @throws UserError when the candidate cannot be built or measured; a baseline that cannot is a state
 */
export async function measureSides(
  image: ImageSettings,
  settings: Pick<Settings, 'detail'>,
  outer: World,
): Promise<Sides> {
  const { source } = image
  const hidden = source.kind === 'build' ? hiddenValues(source.build, process.env) : []
  const redact = redactor(hidden)
  const world = { ...outer, log: redactingLog(outer.log, redact) }

  const feeds = openFeeds(image, settings, world)
  try {
    const checkout = await readCheckout(image, world)
    const subject = await candidateOf(image, world, checkout)
    const candidate = await world.log.group(`Candidate: ${subject.words}`, () =>
      feeds.take(subject, 'candidate'),
    )
    const baseline = await takeBaseline(image, world, checkout, feeds)
    world.log.info(`The candidate is measured by ${candidate.feed}: ${candidate.reason}.`)
    const measuredCandidate = await measured(candidate, redact)
    if (!('subject' in baseline)) {
      const isAuto = image.baseline.kind === 'auto'
      return {
        candidate: measuredCandidate,
        baseline: isAuto ? platformsOf(measuredCandidate, baseline) : baseline,
      }
    }
    return {
      candidate: measuredCandidate,
      baseline: await orUnavailable<Baseline>(async () => ({
        state: 'compared',
        measurement: await measured(baseline, redact),
      })),
    }
  } finally {
    await feeds.close()
  }
}

// --- internal ---

type BuildBaseline = Extract<BaselineSetting, { kind: 'auto' | 'build' }>

/** The repository that the run stands in; null outside one. */
interface Checkout {
  top: string
  headSha: string | null
}

/** The context decides which repository it is: a workflow may check several out, in folders. */
async function readCheckout(image: ImageSettings, world: World): Promise<Checkout | null> {
  const context =
    image.source.kind === 'build' ? resolve(world.cwd, image.source.build.context) : ''
  const repository = await readRepository(world.run, existsSync(context) ? context : world.cwd)
  if ('none' in repository) return null
  return { top: repository.topLevel, headSha: repository.headSha }
}

async function candidateOf(
  image: ImageSettings,
  world: World,
  checkout: Checkout | null,
): Promise<Subject> {
  if (image.source.kind === 'reference') return referenceSubject(image.source.reference)
  const { build } = image.source
  const dockerfile = await readDockerfile(build, world.cwd, checkout?.top ?? null)
  const commit = checkout?.headSha ?? null
  if (dockerfile.path !== null && dockerfile.text === null) {
    throw new UsageError(
      `file: there is no ${dockerfile.path}; give the path of the Dockerfile relative to the checkout, e.g. file: services/api/Dockerfile`,
    )
  }
  return {
    kind: 'build',
    words: buildWords(build, dockerfile.path, commit),
    commit,
    directory: world.cwd,
    build,
    dockerfile,
  }
}

function referenceSubject(reference: Reference): Subject {
  return { kind: 'reference', words: referenceText(reference), reference }
}

function buildWords(
  build: BuildSettings,
  dockerfile: string | null,
  commit: string | null,
): string {
  const what = dockerfile ?? build.context
  const stage = build.target === null ? '' : ` (target ${build.target})`
  return `build of ${what}${stage}${commit === null ? '' : ` at ${commit.slice(0, 7)}`}`
}

async function measured(taken: Taken, redact: (text: string) => string): Promise<Measurement> {
  const { subject, feed, reason } = taken
  const isBuild = subject.kind === 'build'
  return toMeasurement(await taken.content(), {
    source: redact(subject.words),
    commit: isBuild ? subject.commit : null,
    feed,
    feedReason: reason,
    dockerfile: isBuild ? subject.dockerfile.path : null,
    dockerfileText: isBuild ? subject.dockerfile.text : null,
    redact,
  })
}

/** Takes the baseline's image; what there is none of is said in words. */
async function takeBaseline(
  image: ImageSettings,
  world: World,
  checkout: Checkout | null,
  feeds: Feeds,
): Promise<Taken | Baseline> {
  const { baseline } = image
  switch (baseline.kind) {
    case 'none':
      return { state: 'none' }
    case 'record':
      return orUnavailable<Baseline>(async () => ({
        state: 'compared',
        measurement: await readRecord(baseline.path, world.cwd, image.name),
      }))
    case 'reference': {
      const subject = referenceSubject(baseline.reference)
      return orUnavailable(() =>
        world.log.group(`Baseline: ${subject.words}`, () => feeds.take(subject, 'baseline')),
      )
    }
    case 'auto':
    case 'build': {
      const wantsRecord = baseline.kind === 'auto' && world.records !== undefined
      const base = wantsRecord ? await baseCommit(baseline, world, checkout) : null
      const record = base !== null && 'sha' in base && (await recordedBaseline(image, world, base))
      if (record) return record
      if (image.source.kind === 'reference') return nothingToBuild(image.source.reference)
      return buildBaseline(image.source.build, { baseline, base }, world, checkout, feeds)
    }
  }
}

function nothingToBuild(reference: Reference): Baseline {
  return {
    state: 'unavailable',
    why: `the candidate is an existing image, so there is nothing to build; name the image to compare with, e.g. baseline: ${referenceText(reference)}`,
  }
}

/** The commit to build, or why there is none. */
async function baseCommit(
  baseline: BuildBaseline,
  world: World,
  checkout: Checkout | null,
): Promise<{ sha: string; how: string } | Baseline> {
  if (checkout === null) return { state: 'unavailable', why: 'this is not a git repository' }
  const { run, credentials } = world
  const { top } = checkout
  const ref = baseline.kind === 'build' ? baseline.ref : null
  const found =
    ref === null
      ? await orUnavailable(() => findBaseCommit({ ...world, cwd: top }))
      : await resolveRef({
          run,
          cwd: top,
          ref,
          ...(credentials === undefined ? {} : { credentials }),
        })
  return 'none' in found ? { state: 'unavailable', why: found.none } : found
}

async function buildBaseline(
  build: BuildSettings,
  known: { baseline: BuildBaseline; base: Awaited<ReturnType<typeof baseCommit>> | null },
  world: World,
  checkout: Checkout | null,
  feeds: Feeds,
): Promise<Taken | Baseline> {
  if (checkout === null) return { state: 'unavailable', why: 'this is not a git repository' }
  if (contextKind(build.context) !== 'directory') {
    return {
      state: 'unavailable',
      why: 'the context is remote; name the image to compare with, e.g. baseline: docker://app:main',
    }
  }
  const { top } = checkout
  const found = known.base ?? (await baseCommit(known.baseline, world, checkout))
  if ('state' in found) return found
  world.log.info(`Base commit: ${found.sha} (${found.how}).`)

  return orUnavailable<Taken | Baseline>(() =>
    withWorktree<Taken | Baseline>({ ...world, cwd: top, sha: found.sha }, async worktree => {
      const base = await baseBuild(build, { ...world, top, sha: found.sha, worktree })
      const { dockerfile } = base
      if (dockerfile.text === null) {
        return {
          state: 'new image',
          why: `there is no ${dockerfile.path} at ${found.sha.slice(0, 7)}`,
        }
      }
      const moved = base.movedFrom === null ? '' : ' (Dockerfile moved from there)'
      const words = `${buildWords(build, dockerfile.path, found.sha)}${moved}`
      const subject: Subject = { kind: 'build', words, commit: found.sha, ...base }
      return world.log.group(`Baseline: ${words}`, () => feeds.take(subject, 'baseline'))
    }),
  )
}

/** Registry trouble, a broken base or a missing commit is not growth: it is said, and nothing fails for it. */
async function orUnavailable<T = Baseline>(work: () => Promise<T>): Promise<T | Baseline> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UserError && !(error instanceof UsageError)) {
      return { state: 'unavailable', why: messageOf(error) }
    }
    throw error
  }
}
