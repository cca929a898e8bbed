import { UsageError } from '../common/errors.ts'
import { detailsTo, holdingLog, redactingLog } from '../common/log.ts'
import { once } from '../common/once.ts'
import { redactor } from '../common/redact.ts'
import { redactingCommands } from '../common/run.ts'
import type { Baseline } from '../compare/compare.ts'
import { type DockerfileDiff, diffDockerfiles } from '../compare/dockerfile-diff.ts'
import type { KnownLayers } from '../image/content.ts'
import { toMeasurement } from '../image/measure.ts'
import type { Measurement } from '../image/measurement.ts'
import type { ImageSettings, Settings } from '../settings/settings.ts'
import type { BakeGroup } from './bake-group.ts'
import {
  type BaselinePlan,
  mayBeRecorded,
  orUnavailable,
  planBaseline,
  takeBaseline,
} from './baseline.ts'
import type { Checkout } from './checkout.ts'
import type { Taken } from './feed-tools.ts'
import { type Feeds, openFeeds } from './feeds.ts'
import { hiddenValues } from './hidden.ts'
import { mayTeach } from './may-teach.ts'
import { createProgress } from './progress.ts'
import { platformsOf } from './recorded.ts'
import { sendsGit } from './sends-git.ts'
import type { RunWorld } from './shared.ts'
import {
  buildSubject,
  type Dockerfile,
  readDockerfile,
  referenceSubject,
  type Subject,
  whyNoDockerfile,
} from './subject.ts'

/** Both images of a comparison, measured the same way. */
export interface Sides {
  candidate: Measurement
  /** What the candidate was made from. */
  subject: Subject
  baseline: Baseline
  /** How the Dockerfile changed; null unless both images were built here. */
  diff: DockerfileDiff | null
  /** Settles when nothing of this image is left in the engine. */
  closed: Promise<void>
}

/**
 * Builds or finds the candidate and its baseline, side by side where that is possible, and measures both.
 * @param known layers that were measured before; those of this image are added
 * @throws UserError when the candidate cannot be built or measured; a baseline that cannot is a state
 */
export async function measureSides(
  image: ImageSettings,
  settings: Pick<Settings, 'detail'>,
  outer: RunWorld,
  known: KnownLayers,
  group: BakeGroup | null = null,
): Promise<Sides> {
  const hidden = (group?.images ?? [image]).flatMap(({ source }) =>
    source.kind === 'build' ? hiddenValues(source.build, process.env, outer.cwd) : [],
  )
  const redact = redactor(hidden)
  const commands = redactingCommands(outer, redact)
  const world = { ...outer, ...commands, log: redactingLog(outer.log, redact) }

  /** The base's bake file may give other values than the candidate's. */
  const redactFor = ({ subject }: Taken) =>
    group === null || subject.kind !== 'build'
      ? redact
      : redactor([...hidden, ...hiddenValues(subject.build, process.env, outer.cwd)])

  const progress = createProgress(world.log)
  const open = () => openFeeds(image, settings, world, { known, progress })
  const feeds = group === null ? open() : group.feeds(open)
  const close = () => (group === null ? feeds.close() : group.leave())
  try {
    const checkout = await world.shared.checkoutOf(image)
    const subject = await candidateOf(image, world, checkout, group)
    const held = holdingLog(world.log)
    const planned = planBaseline(image, { ...world, log: held.log }, checkout, group)
    // Whoever waits for it meets the failure.
    planned.catch(() => undefined)
    if (mayBeRecorded(image, world) && (await mayTeach(image, world))) learn(feeds, await planned)
    const { candidate, baseline } = await takeBoth({ image, subject, planned, held, world, feeds })
    detailsTo(world.log)(`The candidate is measured by ${candidate.feed}: ${candidate.reason}.`)
    const compare = async (): Promise<Baseline> =>
      'subject' in baseline
        ? { state: 'compared', measurement: await measured(baseline, redactFor(baseline)) }
        : baseline
    const [measurement, compared] = await Promise.all([
      measured(candidate, redact),
      orUnavailable(compare),
    ])
    if (readsLayers(candidate) && group === null) {
      world.log.info(progress.summary(countLayers(measurement, compared)))
    }
    return {
      candidate: measurement,
      subject,
      baseline: image.baseline.kind === 'auto' ? platformsOf(measurement, compared) : compared,
      diff: 'subject' in baseline ? dockerfileDiff(baseline.subject, candidate.subject) : null,
      closed: close(),
    }
  } catch (error) {
    await close()
    throw error
  }
}

// --- internal ---

function dockerfileDiff(baseline: Subject, candidate: Subject): DockerfileDiff | null {
  const [before, after] = [baseline, candidate].map(subject =>
    subject.kind === 'build' ? textInFile(subject.dockerfile) : null,
  )
  return before == null || after == null ? null : diffDockerfiles(before, after)
}

/** With its lines where they are in the file, as layers tell them. */
function textInFile({ text, firstLine = 1 }: Dockerfile): string | null {
  return text === null ? null : '\n'.repeat(firstLine - 1) + text
}

function readsLayers({ feed }: Taken): boolean {
  return feed !== 'history' && feed !== 'manifest'
}

/** Those that both sides, or two platforms, have in common once. */
function countLayers(candidate: Measurement, baseline: Baseline): number {
  const sides = baseline.state === 'compared' ? [candidate, baseline.measurement] : [candidate]
  const layers = sides.flatMap(({ platforms }) => platforms.flatMap(one => one.layers))
  return new Set(layers.map(({ digest, diffId }) => digest ?? diffId)).size
}

function learn(feeds: Feeds, plan: BaselinePlan): void {
  if (plan.kind !== 'known' || plan.baseline.state !== 'compared') return
  for (const { layers } of plan.baseline.measurement.platforms) feeds.learn(layers)
}

/**
 * Two builds run at the same time. Images that exist already come one after the other, so that the second
 * moves only what the first did not have.
 */
async function takeBoth({
  image,
  subject,
  planned,
  held,
  world,
  feeds,
}: {
  image: ImageSettings
  subject: Subject
  planned: Promise<BaselinePlan>
  held: ReturnType<typeof holdingLog>
  world: RunWorld
  feeds: Feeds
}): Promise<{ candidate: Taken; baseline: Taken | Baseline }> {
  const { log } = world
  const cancel = new AbortController()
  const signal = AbortSignal.any([cancel.signal, world.over])
  const first = feeds.take(subject, 'candidate', { log, signal })
  const take = async (mayKeep: boolean, turn = Promise.resolve()) =>
    takeBaseline(await planned, world, feeds, { log: held.log, signal, turn, mayKeep })
  const isBuilt = image.baseline.kind === 'auto' || image.baseline.kind === 'build'
  const needsGit = once(
    () => subject.kind === 'build' && sendsGit(subject.build, subject.directory),
  )
  const beside = async (): Promise<Taken | Baseline | null> => {
    if (subject.kind !== 'build' || !isBuilt) return null
    // By then the first build has started, which is not to wait for a Dockerfile being parsed.
    await planned
    return needsGit() ? null : take(true, turnOf(first, feeds))
  }
  const second = beside()
  // Whoever waits for it meets the failure.
  second.catch(() => undefined)
  try {
    const [candidate, plan] = await log.group(`Candidate: ${subject.words}`, () =>
      Promise.all([first, planned]),
    )
    const baseline = await log.group(`Baseline: ${wordsOf(plan)}`, async () => {
      held.release()
      return (await second) ?? take(!needsGit())
    })
    return { candidate, baseline }
  } catch (error) {
    cancel.abort()
    await Promise.allSettled([first, second])
    throw error
  }
}

/** When the second build may start: at once, or after the first. */
async function turnOf(first: Promise<Taken>, feeds: Feeds): Promise<void> {
  // Whoever waits for them meets the failures.
  if (await feeds.buildsOverlap().catch(() => false)) return
  await first.catch(() => undefined)
}

function wordsOf(plan: BaselinePlan): string {
  if (plan.kind === 'build' || plan.kind === 'bake') return `build at ${plan.sha.slice(0, 7)}`
  if (plan.kind === 'reference') return plan.subject.words
  return plan.baseline.state === 'compared' ? plan.baseline.measurement.source : plan.baseline.state
}

async function candidateOf(
  image: ImageSettings,
  world: RunWorld,
  checkout: Checkout | { none: string },
  group: BakeGroup | null,
): Promise<Subject> {
  if (group !== null) return group.candidate(image.name)
  if (image.source.kind === 'reference') return referenceSubject(image.source.reference)
  const { build } = image.source
  const { top, headSha } = 'none' in checkout ? { top: null, headSha: null } : checkout
  const dockerfile = await readDockerfile(build, world.cwd, top)
  if (dockerfile.path !== null && dockerfile.text === null) {
    throw new UsageError(await whyNoDockerfile(build, world.cwd, dockerfile.path))
  }
  return buildSubject({ build, directory: world.cwd, dockerfile, commit: headSha })
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
    ...(isBuild && subject.dockerfile.firstLine !== undefined
      ? { firstLine: subject.dockerfile.firstLine }
      : {}),
    redact,
  })
}
