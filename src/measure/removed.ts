import { messageOf, UserError } from '../common/errors.ts'
import { readFileAt } from '../git/file-at.ts'
import { pathInRepository } from '../git/repository.ts'
import type { RemovedImage } from '../report/report.ts'
import { readConfigFile } from '../settings/config-file.ts'
import type { ImageSettings, Settings } from '../settings/settings.ts'
import type { BakeGroup } from './bake-group.ts'
import type { RunWorld } from './shared.ts'

/**
 * The images that the configuration file listed at the base commit and lists no more. One that only has another
 * name is not among them. What cannot be read is told in the log, and fails nothing.
 */
export async function removedImages(
  { config, images }: Pick<Settings, 'config' | 'images'>,
  groups: BakeGroup[],
  world: Omit<RunWorld, 'over'>,
): Promise<RemovedImage[]> {
  // Whoever compares with something else has no base commit to ask.
  if (!images.some(({ baseline }) => isOfBaseCommit(baseline))) return []
  if (config === null && groups.length === 0) return []
  const { run, cwd, log, credentials, shared } = world
  try {
    const checkout = await shared.checkout()
    if ('none' in checkout) throw new UserError(checkout.none)
    const { repository } = checkout
    const base = await shared.baseCommit(checkout)
    if ('none' in base) return []
    const { sha } = base
    const names = new Set(images.map(({ name }) => name))
    const ofGroup = async (group: BakeGroup, targets?: string[]): Promise<RemovedImage[]> => {
      const [file = ''] = group.settings.files
      const path = (await pathInRepository(repository, cwd, file)) ?? file
      const were = (await group.namesAt(sha, checkout, targets)) ?? []
      return were
        .filter(name => !names.has(name))
        .map(name => ({ name, config: path, commit: sha }))
    }
    if (config === null) return (await Promise.all(groups.map(group => ofGroup(group)))).flat()
    const path = await pathInRepository(repository, cwd, config.path)
    if (path === null) return []
    const place = { run, cwd: repository.topLevel, sha, path }
    const text = await readFileAt(credentials === undefined ? place : { ...place, credentials })
    if (text === null) return []
    const kept = new Set(images.flatMap(({ name, source }) => [name, identity(source)]))
    const before = readConfigFile({ path, text }, 'exclude', config.repositoryName)
    const ofBakes = before.bakes.map(async ({ files, targets }): Promise<RemovedImage[]> => {
      const group = groups.find(one => one.settings.files.join() === files.join())
      if (group !== undefined) return ofGroup(group, targets)
      // What it listed is not read any more, so that it stands for its images.
      return [{ name: files.join(', '), config: path, commit: sha }]
    })
    const ofImages = before.images
      .filter(({ name, source }) => !kept.has(name) && !kept.has(identity(source)))
      .map(({ name }) => ({ name, config: path, commit: sha }))
    return [...ofImages, ...(await Promise.all(ofBakes)).flat()]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    log.info(`Whether an image was removed is unknown: ${messageOf(error)}`)
    return []
  }
}

// --- internal ---

function isOfBaseCommit(baseline: ImageSettings['baseline']): boolean {
  return baseline.kind === 'auto' || (baseline.kind === 'build' && baseline.ref === null)
}

/** What makes an image the same under another name. */
function identity(source: ImageSettings['source']): string {
  if (source.kind === 'reference') return JSON.stringify(source.reference)
  const { context, file, target } = source.build
  return JSON.stringify([context, file, target])
}
