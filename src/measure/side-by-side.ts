import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import { UserError } from '../common/errors.ts'
import type { Log } from '../common/log.ts'
import { logInOrder } from '../common/log-in-order.ts'
import type { ImageSettings, Settings } from '../settings/settings.ts'
import { sendsGit } from './sends-git.ts'
import type { RunWorld } from './shared.ts'
import type { World } from './world.ts'

/** What became of an image. */
export interface Outcome<T> {
  image: ImageSettings
  report: T
}

/**
 * Works on several images at a time, each with a group of the log of its own. The first failure ends the others, and is
 * thrown when all have ended.
 * @param work rejects only with what ends the run; what is wrong with one image is an answer
 * @returns in the order of the settings
 */
export async function sideBySide<T>(
  { images, parallel }: Pick<Settings, 'images' | 'parallel'>,
  world: World,
  work: (image: ImageSettings, attention: Pick<RunWorld, 'log' | 'over'>) => Promise<T>,
): Promise<Outcome<T>[]> {
  const stop = new AbortController()
  const over = stop.signal
  const begin = async (image: ImageSettings, log: Log): Promise<Outcome<T>> => {
    over.throwIfAborted()
    try {
      return { image, report: await work(image, { log, over }) }
    } catch (error) {
      stop.abort(error)
      throw error
    }
  }
  const [only] = images
  if (images.length === 1 && only !== undefined) return [await begin(only, world.log)]

  const { group } = logInOrder(world.log)
  const inGroup = (image: ImageSettings, limit: ReturnType<typeof pLimit>) => {
    const title = `${image.name} (${images.indexOf(image) + 1} of ${images.length})`
    return group(title, log => limit(() => begin(image, log)))
  }
  // Worktrees of base commits show in the checkout's `.git`, which these may send.
  const first = images.filter(image => mustBeFirst(image, world))
  if (first.length > 0) world.log.info(whyFirst(first))
  const one = pLimit(1)
  const outcomes = await settled(first.map(image => inGroup(image, one)))
  over.throwIfAborted()
  const many = pLimit(parallel ?? availableParallelism())
  const others = images.filter(image => !first.includes(image))
  outcomes.push(...(await settled(others.map(image => inGroup(image, many)))))
  over.throwIfAborted()
  return outcomes.toSorted((a, b) => images.indexOf(a.image) - images.indexOf(b.image))
}

// --- internal ---

/** Waits for all, also after a failure. */
async function settled<T>(work: Promise<T>[]): Promise<T[]> {
  const all = await Promise.allSettled(work)
  return all.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
}

function mustBeFirst({ source }: ImageSettings, { cwd }: World): boolean {
  if (source.kind !== 'build') return false
  try {
    return sendsGit(source.build, cwd)
  } catch (error) {
    // Whoever builds it says what is wrong.
    if (error instanceof UserError) return false
    throw error
  }
}

function whyFirst(images: ImageSettings[]): string {
  const names = images.map(({ name }) => name).join(', ')
  return `Built before the others, one after the other, since their contexts may hold \`.git\`: ${names}. A line \`.git\` in .dockerignore ends that.`
}
