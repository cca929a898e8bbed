import type { Feed } from '../image/measurement.ts'
import type { Driver } from './builder.ts'

export interface FeedQuestion {
  /** What is measured: a build, or an image that the engine holds already. */
  source: 'build' | 'engine'
  /** The builder's; an image in the engine goes by `docker`. */
  driver: Driver
  store: 'classic' | 'containerd'
  detail: 'layers' | 'files'
  /** Whether a budget asks for compressed figures. */
  compressedBudget: boolean
  /** Whether the builder is expected to reach the measuring registry. */
  reachable: boolean
}

export interface FeedChoice {
  feed: Extract<Feed, 'push' | 'stream' | 'save' | 'history'>
  /** One sentence for the log and the report. */
  reason: string
}

/**
 * How the image's bytes get here at the least cost.
 * The measuring registry takes only what it has not seen, so it is the rule; the exceptions are measured ones:
 * for a built image of 530 MB the classic store took 39 s to push, 8 s to save and 0.1 s to tell its history.
 */
export function chooseFeed(question: FeedQuestion): FeedChoice {
  const { source, driver, store, detail, compressedBudget, reachable } = question
  if (driver === 'docker' && store === 'classic') {
    if (compressedBudget && reachable) {
      return choice(
        'push',
        'a budget asks for compressed sizes, which the classic image store computes only when it pushes',
      )
    }
    const but = compressedBudget
      ? ', although a budget asks for compressed sizes: the engine cannot reach the measuring registry'
      : ''
    return detail === 'layers'
      ? choice(
          'history',
          `the classic image store knows the unpacked size of every layer exactly, and would have to compress each one to push it${but}`,
        )
      : choice(
          'save',
          `one \`docker save\` is cheaper on the classic image store than a push, which compresses every layer${but}`,
        )
  }
  if (reachable) {
    return choice('push', 'the measuring registry takes only the layers that it has not seen')
  }
  if (source === 'engine') {
    return choice('save', 'the engine cannot reach the measuring registry, so it saves the image')
  }
  return choice(
    'stream',
    `a builder with the driver \`${driver}\` cannot reach the measuring registry here, so it streams the image`,
  )
}

// --- internal ---

function choice(feed: FeedChoice['feed'], reason: string): FeedChoice {
  return { feed, reason }
}
