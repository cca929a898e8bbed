import { acceptance } from './budget/acceptance.ts'
import { type Approval, parseApprovals } from './budget/approvals.ts'
import { judge, worstVerdict } from './budget/judge.ts'
import { type RememberedLayers, rememberLayers } from './cache/known-layers.ts'
import type { LayerCache } from './cache/layer-cache.ts'
import { kindOfEntries, openNamedCache, openUsualCache } from './cache/run-cache.ts'
import { UsageError } from './common/errors.ts'
import { redactingLog } from './common/log.ts'
import { redactError, redactor } from './common/redact.ts'
import { redactingCommands } from './common/run.ts'
import { compare } from './compare/compare.ts'
import type { Comparison } from './compare/comparison.ts'
import { unlistedNotes } from './compare/unlisted-layers.ts'
import { type Cures, nothingTried } from './cure/cures.ts'
import type { KnownLayers } from './image/content.ts'
import type { BakeGroup } from './measure/bake-group.ts'
import { type Bakes, openBakes } from './measure/bakes.ts'
import { cachePlace } from './measure/cache-place.ts'
import { failedImage } from './measure/failed.ts'
import { secretsOfRun } from './measure/hidden.ts'
import { readHistory } from './measure/lookback.ts'
import { mend } from './measure/mend.ts'
import { checkNamedFiles } from './measure/named-files.ts'
import { recordedUnchanged, type UnbuiltSides } from './measure/recorded-unchanged.ts'
import { removedImages } from './measure/removed.ts'
import { type RunWorld, shareAmongImages } from './measure/shared.ts'
import { sideBySide } from './measure/side-by-side.ts'
import { measureSides, type Sides } from './measure/sides.ts'
import type { World } from './measure/world.ts'
import { redactReport } from './report/printers/redact-report.ts'
import type { FailedImage, ImageReport, Report, UnchangedImage } from './report/report.ts'
import { unjudgedNotes } from './report/sections/verdict.ts'
import { openScanThreads } from './scan/scan-threads.ts'
import type { ImageSettings, Settings } from './settings/settings.ts'
import { gitDirectoryNote } from './waste/git-directory.ts'
import { withWaste } from './waste/waste.ts'

/** What a report needs to know of the place that it is written for. */
export interface Surroundings {
  repository: Report['repository']
  /** Labels of the pull request; null: there is none, so nothing can be approved. */
  labels: string[] | null
  /** What was noticed before measuring, e.g. inputs that this version does not serve. */
  notes: string[]
}

/**
 * The straight line: measure both sides of every image, compare, judge, report. Publishing and failing
 * are the doors' business.
 * @param surroundings may still be asked for while images are measured
 * What the run carries and nobody may read is in nothing that comes out.
 * @throws UsageError when the settings name what is not there; an image that cannot be built or measured is in the report
 */
export async function gate(
  settings: Settings,
  world: World,
  surroundings: Promise<Surroundings>,
): Promise<Report> {
  const redact = redactor(secretsOfRun(settings, process.env, world.cwd))
  const threads = openScanThreads()
  const hiding = {
    ...world,
    threads,
    ...redactingCommands(world, redact),
    log: redactingLog(world.log, redact),
  }
  try {
    return redactReport(await gateImages(settings, hiding, surroundings), redact)
  } catch (error) {
    throw redactError(error, redact)
  } finally {
    await threads?.close()
  }
}

// --- internal ---

/** The images of bake files are known when these are read. */
async function gateImages(
  settings: Settings,
  world: World,
  surroundings: Promise<Surroundings>,
): Promise<Report> {
  const shared = shareAmongImages(world)
  try {
    const bakes = await openBakes(settings, { ...world, shared })
    try {
      const whole = { ...settings, images: bakes.images }
      const report = await gateEvery(whole, { ...world, shared }, bakes, surroundings)
      return redactReport(report, redactor(secretsOfRun(whole, process.env, world.cwd)))
    } finally {
      await bakes.close()
    }
  } finally {
    await shared.close()
  }
}

async function gateEvery(
  settings: Settings,
  world: Omit<RunWorld, 'over'>,
  bakes: Bakes,
  surroundings: Promise<Surroundings>,
): Promise<Report> {
  const approved = surroundings.then(({ labels }) =>
    parseApprovals(labels ?? [], settings.approvalLabelPrefix),
  )
  // Whoever waits for it meets the failure.
  approved.catch(() => undefined)
  await checkNamedFiles(settings.images, world.cwd)
  const found: string[] = []
  const cache = await cacheOf(settings, world, text => found.push(text))
  const layers = rememberLayers(cache)
  const { unbuilt, unchanged } = await withoutBuilding(settings, bakes, world, approved)
  const built = settings.images.filter(({ name }) => !unbuilt.has(name))
  const outcomes = await sideBySide(
    { ...settings, images: built },
    world,
    (image, { log, over }) => {
      const around = { ...world, log, over }
      return orFailed(image, around, approved, () =>
        gateImage(image, settings, around, { layers, group: bakes.of(image) }, approved),
      )
    },
  )
  await cache?.close()
  if (cache?.hasLearnt()) world.cache?.learnt(kindOfEntries(settings.detail))
  const removed = await removedImages(settings, bakes.groups, world)
  const { repository, notes, labels } = await surroundings
  const measured = new Map(outcomes.map(({ image, report }) => [image.name, report]))
  const images = settings.images.flatMap(({ name }) => {
    const report = measured.get(name) ?? unbuilt.get(name)
    return report === undefined || report === null || 'why' in report ? [] : [report]
  })
  const failed = [
    ...bakes.failed,
    ...outcomes.flatMap(({ report }) => ('why' in report ? [report] : [])),
  ]
  const { approvals } = await approved
  const prefix = labels === null ? null : settings.approvalLabelPrefix
  const judgements = images.flatMap(image => image.judgements)
  const accept = acceptance(judgements, approvals, prefix)
  return {
    schema: 1,
    // What is not measured is not within its budgets.
    verdict: failed.length > 0 ? 'exceeded' : worstVerdict(images.map(({ verdict }) => verdict)),
    images,
    ...(failed.length === 0 ? {} : { failed }),
    ...(unchanged.length === 0 ? {} : { unchanged }),
    ...(removed.length === 0 ? {} : { removed }),
    notes: [
      ...notes,
      ...(await approved).notes,
      ...accept.notes,
      ...outcomes.flatMap(({ image, report }) => notesOf(image, report)),
      ...found,
    ],
    repository,
    minimumChange: settings.minimumChange,
    ...(accept.acceptWith === undefined ? {} : { acceptWith: accept.acceptWith }),
    ...(settings.failOnExceeded ? {} : { warnOnly: true }),
  }
}

/**
 * The images that need not be built.
 * @returns `unbuilt`: by name, its report where a record tells its sizes, else null; `unchanged`: those without one
 */
async function withoutBuilding(
  settings: Settings,
  bakes: Bakes,
  world: Omit<RunWorld, 'over'>,
  approved: Promise<{ approvals: Approval[] }>,
): Promise<{ unbuilt: Map<string, ImageReport | null>; unchanged: UnchangedImage[] }> {
  const unbuilt = new Map<string, ImageReport | null>()
  const unchanged: UnchangedImage[] = []
  for (const { image, since, why, record } of await recordedUnchanged(settings, bakes, world)) {
    await bakes.of(image)?.skip(image.name)
    if (record === null) unchanged.push({ name: image.name, since, why })
    const { approvals } = await approved
    unbuilt.set(image.name, record && recordedReport(image, record, approvals))
  }
  return { unbuilt, unchanged }
}

/** Nothing of it grew here; what others grew since a tag or a day is not this change's. */
function recordedReport(
  { name, budgets }: ImageSettings,
  { baseline, candidate }: UnbuiltSides,
  approvals: Approval[],
): ImageReport {
  const comparison = withWaste(compare(name, baseline, candidate))
  const own = budgets.filter(({ since }) => since === undefined)
  return { comparison, ...judge(comparison, own, approvals) }
}

/** What was noticed of one image. */
function notesOf(image: ImageSettings, report: ImageReport | FailedImage): string[] {
  if ('why' in report) return []
  const note = wasBuilt(image, report) ? gitDirectoryNote(report.comparison) : null
  return [
    ...(note === null ? [] : [note]),
    ...unlistedNotes(report.comparison),
    ...unjudgedNotes(report),
  ]
}

/** What is known of layers from earlier runs; null: nothing, and nothing is kept. */
async function cacheOf(
  { cache, detail, images }: Settings,
  world: World,
  warn: (text: string) => void,
): Promise<LayerCache | null> {
  if (cache === 'none') return null
  if (cache !== 'usual') {
    return openNamedCache(cachePlace(cache.directory, images, world), { detail, warn })
  }
  if (world.cache === undefined) return null
  const { folder, service } = world.cache
  const tell = world.log.debug ?? (() => {})
  return openUsualCache(cachePlace(folder, images, world), { detail, warn }, service, tell)
}

/** What is wrong with one image leaves the others alone; what is wrong with the settings or the run does not. */
async function orFailed(
  { name }: ImageSettings,
  { log, interrupted }: World,
  everyImageNeeds: Promise<unknown>,
  work: () => Promise<ImageReport>,
): Promise<ImageReport | FailedImage> {
  try {
    return await work()
  } catch (error) {
    interrupted?.throwIfAborted()
    await everyImageNeeds
    if (error instanceof UsageError) throw error
    return failedImage(name, error, log)
  }
}

/** Whether this run built the baseline, in a worktree. */
function wasBuilt({ source, baseline }: ImageSettings, { comparison }: ImageReport): boolean {
  const { state } = comparison.baseline
  const fromRecord = state === 'compared' && comparison.baseline.feed === 'record'
  const builds = baseline.kind === 'auto' || baseline.kind === 'build'
  return source.kind === 'build' && builds && state === 'compared' && !fromRecord
}

async function gateImage(
  image: ImageSettings,
  settings: Settings,
  world: RunWorld,
  { layers, group }: { layers: RememberedLayers; group: BakeGroup | null },
  approved: Promise<{ approvals: Approval[] }>,
): Promise<ImageReport> {
  const known = group === null ? layers.lend() : group.known(() => layers.lend())
  const work = async () => {
    const sides = await measureSides(image, settings, world, known, group)
    const compared = compare(image.name, sides.baseline, sides.candidate, sides.diff)
    const comparison = settings.cures === 'off' ? compared : withWaste(compared)
    const cures = await curesOf(image, settings, world, { known, comparison, ...sides })
    return { comparison, cures, closed: sides.closed }
  }
  const { comparison, cures, closed } = await work().finally(() => known.done())
  const history = await readHistory(image, world)
  const { approvals } = await approved
  const trends = (await world.records?.trends(comparison)) ?? []
  // Compared while the engine cleans up.
  await closed
  return {
    comparison,
    ...judge(comparison, image.budgets, approvals, history, settings.failOnUnjudged),
    ...(trends.length === 0 ? {} : { trends }),
    ...(cures === null ? {} : { cures }),
  }
}

/** null: nobody asked, or there is nothing to cure. */
async function curesOf(
  image: ImageSettings,
  { cures }: Settings,
  world: RunWorld,
  found: Pick<Sides, 'subject' | 'closed'> & { comparison: Comparison; known: KnownLayers },
): Promise<Cures | null> {
  if (cures !== 'verified' && cures !== 'all') return null
  const { subject, known, closed } = found
  const platform = found.comparison.platforms.find(
    ({ waste }) => (waste?.findings ?? []).length > 0,
  )
  if (platform === undefined) return nothingTried(null)
  // The engine has one image of this run at a time.
  await closed
  return mend(image, { subject, platform, documentation: cures === 'all' }, world, known)
}
