import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { once } from '../common/once.ts'
import { type Builder, DEFAULT_BUILDER, inspectBuilder, registryHost } from '../docker/builder.ts'
import { hasDefaultBuilder } from '../docker/buildx-plugin.ts'
import { demandBuildx, type Engine, inspectEngine } from '../docker/engine.ts'
import { findBaseCommit } from '../git/base-commit.ts'
import type { BaseCommit } from '../git/merge-base.ts'
import { resolveRef } from '../git/ref.ts'
import { readRepository } from '../git/repository.ts'
import { withWorktree } from '../git/worktree.ts'
import { createSenders, type Senders } from '../registry/senders.ts'
import type { ImageSettings } from '../settings/settings.ts'
import { type Checkout, cloneAround } from './checkout.ts'
import type { FeedTools, Host } from './feed-tools.ts'
import type { World } from './world.ts'

/** What the images of a run have in common. It is asked for once, when an image first needs it. */
export interface Shared {
  engine: () => Promise<Engine>
  /** Where the engine by itself would find a registry of this machine. */
  engineHost: () => Promise<Host>
  /** @param name null: the one that builds would use */
  builder: (name: string | null) => ReturnType<FeedTools['builder']>
  senders: Senders
  /** Pushes one after the other: the classic store compresses a layer for each push that finds it unpushed. */
  inTurn: <T>(push: () => Promise<T>) => Promise<T>
  /** The repository of the run; or, as a sentence, why there is none. */
  checkout: () => Promise<Checkout | { none: string }>
  /** The repository of an image: its context decides, since a workflow may check several out, in folders. */
  checkoutOf: (image: ImageSettings) => Promise<Checkout | { none: string }>
  /** What the event says that the checkout is compared with. */
  baseCommit: (checkout: Checkout) => Promise<BaseCommit>
  /** The commit of `build:REF`, fetched once: two fetches at a time are in each other's way in a shallow clone. */
  commitOf: (question: { checkout: Checkout; ref: string }) => ReturnType<typeof resolveRef>
  /** Lends the files of a commit: one worktree for all images that ask for it, which stays until `close`. */
  worktree: typeof withWorktree
  /** Takes the worktrees away. */
  close: () => Promise<void>
}

/** The world of one of several images. */
export interface RunWorld extends World {
  shared: Shared
  /** Aborts when the run has failed: nobody waits for its images any more. */
  over: AbortSignal
}

/** Nothing is asked yet. */
export function shareAmongImages(world: World): Shared {
  const { run, cwd, engineApi = null } = world
  const engine = once(() => inspectEngine(run, undefined, engineApi))
  /** Who cannot reach a registry of this machine, as far as this run has found out. */
  const outOfReach = new Set<string>()
  const hostFor = (pusher: string, found: string | null): Host => ({
    address: () => (outOfReach.has(pusher) ? null : found),
    lose(where, why, to) {
      to.info(`The ${pusher} cannot reach ${where} (${why}), so another way is taken.`)
      outOfReach.add(pusher)
    },
  })
  const worktrees = new Map<string, { directory: Promise<string>; remove: () => Promise<void> }>()
  let turn: Promise<unknown> = Promise.resolve()
  const checkoutAt = remembering(
    (directory: string) => {
      const real = realpathSync(directory)
      return cloneAround(real) ?? real
    },
    async (directory): Promise<Checkout | { none: string }> => {
      const repository = await readRepository(run, directory)
      if ('none' in repository) return repository
      return { top: repository.topLevel, headSha: repository.headSha, repository }
    },
  )

  return {
    engine,
    engineHost: once(async () =>
      hostFor('engine', await registryHost(run, DEFAULT_BUILDER, await engine())),
    ),
    builder: remembering(
      name => name ?? '',
      async name => {
        const mayBePlain = engineApi !== null && name === null && hasDefaultBuilder(process.env)
        const asked = mayBePlain ? null : inspectBuilder(run, name)
        // Whoever waits for it meets the failure; what is wrong with the engine explains more.
        asked?.catch(() => undefined)
        const server = await engine()
        demandBuildx(server)
        const isPlain = mayBePlain && server.isDocker
        const found: Pick<Builder, 'name' | 'driver' | 'endpoint'> = isPlain
          ? DEFAULT_BUILDER
          : await (asked ?? inspectBuilder(run, name))
        const { driver } = found
        const host = await registryHost(run, found, server)
        const pusher = driver === 'docker' ? 'engine' : `builder ${found.name}`
        return { driver, store: server.store, host: hostFor(pusher, host) }
      },
    ),
    senders: createSenders(),
    inTurn(push) {
      const pushed = turn.then(push)
      turn = pushed.catch(() => undefined)
      return pushed
    },
    checkout: () => checkoutAt(cwd),
    checkoutOf({ source }) {
      const isOwn = source.kind === 'build' && source.target === undefined
      const context = isOwn ? resolve(cwd, source.build.context) : cwd
      return checkoutAt(existsSync(context) ? context : cwd)
    },
    baseCommit: remembering(
      ({ top }) => top,
      ({ top, repository }) => findBaseCommit({ ...world, cwd: top, repository }),
    ),
    commitOf: remembering(
      ({ checkout, ref }) => `${checkout.top} ${ref}`,
      ({ checkout: { top, repository }, ref }) => {
        const { credentials } = world
        const place = { run, cwd: top, ref, repository }
        return resolveRef(credentials === undefined ? place : { ...place, credentials })
      },
    ),
    async worktree(options, use) {
      const key = `${options.sha} ${options.cwd}`
      const lent = worktrees.get(key) ?? keepWorktree(options)
      worktrees.set(key, lent)
      return use(await lent.directory)
    },
    async close() {
      for (const { remove } of worktrees.values()) await remove()
    },
  }
}

/** A worktree that stays until it is removed. */
export function keepWorktree(options: Parameters<typeof withWorktree>[0]) {
  const ready = Promise.withResolvers<string>()
  const over = Promise.withResolvers<void>()
  let isMade = false
  const lent = withWorktree(options, async directory => {
    isMade = true
    ready.resolve(directory)
    await over.promise
  })
  lent.catch(ready.reject)
  return {
    directory: ready.promise,
    async remove() {
      over.resolve()
      // Whoever asked for the folder has met the failure, if it could not be made.
      await lent.catch(error => (isMade ? Promise.reject(error) : undefined))
    },
  }
}

// --- internal ---

/** The same question is asked once. */
function remembering<Q, A>(key: (question: Q) => string, ask: (question: Q) => Promise<A>) {
  const answers = new Map<string, Promise<A>>()
  return (question: Q): Promise<A> => {
    const answer = answers.get(key(question)) ?? ask(question)
    answers.set(key(question), answer)
    return answer
  }
}
