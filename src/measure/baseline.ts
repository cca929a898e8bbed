import { messageOf, UsageError, UserError } from '../common/errors.ts'
import { Interrupted } from '../common/interrupt.ts'
import type { Baseline } from '../compare/compare.ts'
import { withWorktree } from '../git/worktree.ts'
import { referenceText } from '../settings/references.ts'
import type {
  BaselineSetting,
  BuildSettings,
  ImageSettings,
  Reference,
} from '../settings/settings.ts'
import type { BakeGroup } from './bake-group.ts'
import { baseBuild } from './base-build.ts'
import type { Checkout } from './checkout.ts'
import type { Attention, Taken } from './feed-tools.ts'
import type { Feeds } from './feeds.ts'
import { readRecord } from './record.ts'
import { recordedBaseline } from './recorded.ts'
import { contextKind } from './relocate.ts'
import type { RunWorld } from './shared.ts'
import { buildSubject, referenceSubject, type Subject } from './subject.ts'

/** Where the baseline comes from, before anything is built or fetched for it. */
export type BaselinePlan =
  /** It is there already, or there is none and why. */
  | { kind: 'known'; baseline: Baseline }
  | { kind: 'reference'; subject: Subject }
  /** This commit is to be built as the candidate is. */
  | { kind: 'build'; build: BuildSettings; sha: string; checkout: Checkout }
  /** The target of the same name of this commit's bake file is to be built. */
  | { kind: 'bake'; group: BakeGroup; target: string; sha: string; checkout: Checkout }

/** Whether a record is asked for before anything is built. */
export function mayBeRecorded(
  { baseline }: ImageSettings,
  { records }: Pick<RunWorld, 'records'>,
): boolean {
  return baseline.kind === 'record' || (baseline.kind === 'auto' && records !== undefined)
}

/** Decides what to compare with. It reads records and git, and builds nothing. */
export async function planBaseline(
  image: ImageSettings,
  world: RunWorld,
  checkout: Checkout | { none: string },
  group: BakeGroup | null = null,
): Promise<BaselinePlan> {
  const { baseline } = image
  switch (baseline.kind) {
    case 'none':
      return known({ state: 'none' })
    case 'record': {
      const { path } = baseline
      const read = async (): Promise<Baseline> => ({
        state: 'compared',
        measurement: await readRecord(path, world.cwd, image.name),
      })
      return known(await orUnavailable(read))
    }
    case 'reference':
      return { kind: 'reference', subject: referenceSubject(baseline.reference) }
    case 'auto':
    case 'build':
      return planCommit(image, baseline, world, checkout, group)
  }
}

/**
 * Builds or finds what was planned; what there is none of is said in words.
 * @param attention `mayKeep`: the worktree of the base commit may stay for the other images
 */
export async function takeBaseline(
  plan: BaselinePlan,
  world: RunWorld,
  feeds: Feeds,
  { mayKeep, ...attention }: Attention & { mayKeep: boolean },
): Promise<Taken | Baseline> {
  if (plan.kind === 'known') return plan.baseline
  if (plan.kind === 'reference') {
    return orUnavailable(() => feeds.take(plan.subject, 'baseline', attention))
  }
  if (plan.kind === 'bake') {
    const { group, target, sha, checkout } = plan
    return orUnavailable(async () => {
      const subject = await group.baseline(target, sha, checkout)
      return 'state' in subject ? subject : feeds.take(subject, 'baseline', attention)
    })
  }
  const { build, sha, checkout } = plan
  const { top, repository } = checkout
  const place = { ...world, log: attention.log, sha, repository }
  const lend = mayKeep ? world.shared.worktree : withWorktree
  return orUnavailable(() =>
    lend<Taken | Baseline>({ ...place, cwd: top }, async worktree => {
      const { movedFrom, ...base } = await baseBuild(build, { ...place, top, worktree })
      const { path, text } = base.dockerfile
      if (text === null) {
        return { state: 'new image', why: `there is no ${path} at ${sha.slice(0, 7)}` }
      }
      const subject = buildSubject({ ...base, commit: sha }, movedFrom !== null)
      return feeds.take(subject, 'baseline', attention)
    }),
  )
}

/** Registry trouble, a broken base or a missing commit is not growth: it is said, and nothing fails for it. */
export async function orUnavailable<T = Baseline>(work: () => Promise<T>): Promise<T | Baseline> {
  try {
    return await work()
  } catch (error) {
    if (
      error instanceof UserError &&
      !(error instanceof UsageError) &&
      !(error instanceof Interrupted)
    ) {
      return { state: 'unavailable', why: messageOf(error) }
    }
    throw error
  }
}

// --- internal ---

function known(baseline: Baseline): BaselinePlan {
  return { kind: 'known', baseline }
}

function unavailable(why: string): BaselinePlan {
  return known({ state: 'unavailable', why })
}

async function planCommit(
  image: ImageSettings,
  baseline: Extract<BaselineSetting, { kind: 'auto' | 'build' }>,
  world: RunWorld,
  checkout: Checkout | { none: string },
  group: BakeGroup | null,
): Promise<BaselinePlan> {
  const { source } = image
  const wantsRecord = mayBeRecorded(image, world)
  if (source.kind === 'reference' && !wantsRecord) return nothingToBuild(source.reference)
  const base = await baseCommit(baseline, world, checkout)
  if (wantsRecord && 'sha' in base) {
    const record = await recordedBaseline(image, world, base)
    if (record !== null) return known(record)
  }
  if (source.kind === 'reference') return nothingToBuild(source.reference)
  if ('state' in base) return known(base)
  if (group !== null) {
    world.log.info(`Base commit: ${base.sha} (${base.how}).`)
    return { kind: 'bake', group, target: image.name, ...base }
  }
  if (contextKind(source.build.context) !== 'directory') {
    return unavailable(
      'the context is remote; name the image to compare with, e.g. baseline: docker://app:main',
    )
  }
  world.log.info(`Base commit: ${base.sha} (${base.how}).`)
  return { kind: 'build', build: source.build, ...base }
}

function nothingToBuild(reference: Reference): BaselinePlan {
  return unavailable(
    `the candidate is an existing image, so there is nothing to build; name the image to compare with, e.g. baseline: ${referenceText(reference)}`,
  )
}

/** The commit to build, or why there is none. */
async function baseCommit(
  baseline: Extract<BaselineSetting, { kind: 'auto' | 'build' }>,
  world: RunWorld,
  checkout: Checkout | { none: string },
): Promise<{ sha: string; how: string; checkout: Checkout } | Baseline> {
  if ('none' in checkout) return { state: 'unavailable', why: checkout.none }
  const { shared } = world
  const ref = baseline.kind === 'build' ? baseline.ref : null
  const found =
    ref === null
      ? await orUnavailable(() => shared.baseCommit(checkout))
      : await shared.commitOf({ checkout, ref })
  if ('none' in found) return { state: 'unavailable', why: found.none }
  return 'sha' in found ? { ...found, checkout } : found
}
