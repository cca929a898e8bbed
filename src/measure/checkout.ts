import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Repository, readRepository } from '../git/repository.ts'
import type { ImageSettings } from '../settings/settings.ts'
import type { World } from './world.ts'

/** The repository that the run stands in. */
export interface Checkout {
  top: string
  headSha: string | null
  repository: Repository
}

/**
 * The context decides which repository it is: a workflow may check several out, in folders.
 * @returns as a sentence, why there is none
 */
export async function readCheckout(
  image: ImageSettings,
  world: World,
): Promise<Checkout | { none: string }> {
  const context =
    image.source.kind === 'build' ? resolve(world.cwd, image.source.build.context) : ''
  const repository = await readRepository(world.run, existsSync(context) ? context : world.cwd)
  if ('none' in repository) return repository
  return { top: repository.topLevel, headSha: repository.headSha, repository }
}
