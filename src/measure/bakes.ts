import { UsageError, UserError } from '../common/errors.ts'
import { CommandError } from '../common/run.ts'
import { demandBuildx } from '../docker/engine.ts'
import type { FailedImage } from '../report/report.ts'
import type { BakeSettings, ImageSettings, Settings } from '../settings/settings.ts'
import { type BakeGroup, openGroup } from './bake-group.ts'
import { printCandidate } from './bake-print.ts'
import { failedImage } from './failed.ts'
import type { RunWorld } from './shared.ts'

/** The images of a run, with those of its bake files, and what these have in common. */
export interface Bakes {
  /** In the order of the settings. */
  images: ImageSettings[]
  /** Bake files that cannot be read. */
  failed: FailedImage[]
  groups: BakeGroup[]
  /** null: it is of no bake file. */
  of: (image: ImageSettings) => BakeGroup | null
  close: () => Promise<void>
}

/**
 * Reads the bake files of the candidate.
 * @throws UsageError when a file or a target that was named is not there, or two images have one name
 */
export async function openBakes(
  { images, bakes }: Pick<Settings, 'images' | 'bakes'>,
  world: Omit<RunWorld, 'over'>,
): Promise<Bakes> {
  const all = [...images]
  const groups: BakeGroup[] = []
  const failed: FailedImage[] = []
  for (const bake of bakes.toReversed()) {
    try {
      const group = await openOne(bake, world)
      groups.unshift(group)
      all.splice(bake.after, 0, ...group.images)
    } catch (error) {
      world.interrupted?.throwIfAborted()
      if (error instanceof UsageError || !(error instanceof UserError)) throw error
      failed.unshift(failedImage(bake.files.join(', '), error, world.log))
    }
  }
  refuseTwice(all, groups)
  const byImage = new Map(groups.flatMap(group => group.images.map(({ name }) => [name, group])))
  return {
    images: all,
    failed,
    groups,
    of: ({ name, source }) =>
      source.kind === 'build' && source.target !== undefined ? (byImage.get(name) ?? null) : null,
    async close() {
      for (const group of groups) await group.close()
    },
  }
}

// --- internal ---

async function openOne(bake: BakeSettings, world: Omit<RunWorld, 'over'>): Promise<BakeGroup> {
  const checkout = await world.shared.checkout()
  const { cwd, run } = world
  const top = 'none' in checkout ? cwd : checkout.top
  const definition = await printCandidate(run, bake, { cwd, top }).catch(async error => {
    if (error instanceof CommandError) demandBuildx(await world.shared.engine())
    throw error
  })
  const { unknown, selected } = definition
  const names = bake.files.join(', ')
  if (unknown.length > 0) {
    world.log.warning(
      `${names}: not known here, and left out of the builds: ${unknown.join(', ')}.`,
    )
  }
  world.log.info(`Images of ${names}: ${selected.join(', ')}.`)
  return openGroup(bake, definition, { ...world, checkout })
}

function refuseTwice(images: ImageSettings[], groups: BakeGroup[]): void {
  const placeOf = (image: ImageSettings) =>
    groups.find(group => group.images.includes(image))?.settings.files.join(', ') ?? 'another image'
  for (const [index, image] of images.entries()) {
    const first = images.slice(0, index).find(({ name }) => name === image.name)
    if (first === undefined) continue
    throw new UsageError(
      `${JSON.stringify(image.name)} is the name of two images, one of ${placeOf(first)} and one of ${placeOf(image)}; choose other ones, for example targets: web`,
    )
  }
}
