import { needsCompressed } from '../budget/judge.ts'
import type { Baseline } from '../compare/compare.ts'
import { type Measurement, totalSize } from '../image/measurement.ts'
import { samePlatform } from '../oci/image-spec.ts'
import type { ImageSettings } from '../settings/settings.ts'
import type { World } from './world.ts'

/**
 * The record of the base commit as the baseline, or of its nearest ancestor that has one.
 * @returns null when there is none that would do as well as a build: it needs every platform that is asked for,
 *   compressed sizes when a budget is on them, and every file when the growth of a path has a budget
 */
export async function recordedBaseline(
  image: ImageSettings,
  { records, log }: World,
  { sha }: { sha: string },
): Promise<Baseline | null> {
  if (records === undefined) return null
  const measurement = await records.at(image.name, sha)
  if (measurement === null) {
    log.info(`There is no record of ${image.name} at ${sha} or shortly before.`)
    return null
  }
  const { source } = image
  const lacks = source.kind === 'build' && lacking(measurement, source.build.platforms, image)
  if (lacks) {
    log.info(`The ${measurement.source} is not used: it has no ${lacks}.`)
    return null
  }
  log.info(`Baseline: ${measurement.source}.`)
  return { state: 'compared', measurement }
}

/**
 * A record may be of more platforms than this run measures: other jobs add theirs under the same name.
 * One that has none of them stays as it is, for the comparison to say.
 */
export function platformsOf(candidate: Measurement, baseline: Baseline): Baseline {
  if (baseline.state !== 'compared') return baseline
  const { measurement } = baseline
  const platforms = measurement.platforms.filter(({ platform }) =>
    candidate.platforms.some(wanted => samePlatform(wanted.platform, platform)),
  )
  return platforms.length === 0
    ? baseline
    : { ...baseline, measurement: { ...measurement, platforms } }
}

// --- internal ---

function lacking(
  { platforms }: Measurement,
  wanted: string[],
  { budgets }: ImageSettings,
): string | null {
  const isThere = (text: string) =>
    // `linux/arm64` is `linux/arm64/v8` to some builders.
    platforms.some(({ platform }) => platform === text || platform.startsWith(`${text}/`))
  const missing = wanted.find(text => !isThere(text))
  if (missing !== undefined) return missing
  const unmeasured = platforms.some(({ layers }) => totalSize(layers, 'compressed') === null)
  if (unmeasured && needsCompressed(budgets)) return 'compressed sizes'
  const onPath = budgets.find(({ metric, path }) => metric === 'max-increase' && path !== undefined)
  return onPath === undefined
    ? null
    : `sizes of single files, which the budget on ${onPath.path} needs`
}
