import pLimit from 'p-limit'
import type { Baseline } from '../compare/compare.ts'
import type { Measurement } from '../image/measurement.ts'
import type { Settings } from '../settings/settings.ts'
import type { Bakes } from './bakes.ts'
import { type Unchanged, unchangedImages } from './only-changed.ts'
import type { RunWorld } from './shared.ts'

/** Both sides of an image that nobody built, from its record. */
export interface UnbuiltSides {
  candidate: Measurement
  baseline: Baseline
}

/**
 * The images that need not be built, with their records, where there are some of the same state. A run on the default
 * branch that has none builds the image, so that there will be one.
 */
export async function recordedUnchanged(
  settings: Pick<Settings, 'images' | 'onlyChanged' | 'config'>,
  bakes: Pick<Bakes, 'of'>,
  world: Omit<RunWorld, 'over'>,
): Promise<(Unchanged & { record: UnbuiltSides | null })[]> {
  const { records, event, log } = world
  const limit = pLimit(AT_ONCE)
  const unchanged = await unchangedImages(settings, bakes, world)
  const found = await Promise.all(
    unchanged.map(one => limit(async () => ({ ...one, record: await recordOf(one, world) }))),
  )
  if (records === undefined || event === null || event.pullRequest !== null) return found
  return found.filter(({ image, record }) => {
    if (record === null) log.info(`${image.name} is built all the same: there is no record of it.`)
    return record !== null
  })
}

// --- internal ---

/** Files of records that are asked of GitHub at a time. */
const AT_ONCE = 12

async function recordOf(
  { image, since, why, isSameSince }: Unchanged,
  { records, shared }: Omit<RunWorld, 'over'>,
): Promise<UnbuiltSides | null> {
  const found = (await records?.at(image.name, since)) ?? null
  if (found === null || found.commit === null || !(await isSameSince(found.commit))) return null
  const asked = image.source.kind === 'build' ? image.source.build.platforms : []
  const platforms = found.platforms.filter(({ platform }) => isAsked(platform, asked))
  if (platforms.length < Math.max(1, asked.length)) return null
  const measurement = { ...found, platforms }
  const checkout = await shared.checkoutOf(image)
  const commit = 'none' in checkout ? null : checkout.headSha
  const feedReason = `unchanged since ${since.slice(0, 7)}, not built: ${why}`
  return {
    candidate: { ...measurement, commit, feedReason },
    baseline: { state: 'compared', measurement },
  }
}

/** `linux/arm64` is `linux/arm64/v8` to some builders. */
function isAsked(platform: string, asked: string[]): boolean {
  return asked.length === 0 || asked.some(text => `${platform}/`.startsWith(`${text}/`))
}
