import { matchesGlob } from 'node:path/posix'
import { scanOciTar } from '../archive/oci-tar.ts'
import { messageOf, UserError } from '../common/errors.ts'
import { linesTo } from '../common/log.ts'
import { CommandError } from '../common/run.ts'
import { type Bake, bakeAndLoad, bakeAndPush, bakeToStream } from '../docker/bake.ts'
import { type BakeDefinition, withLinks } from '../docker/bake-definition.ts'
import { pushesItself } from '../docker/build.ts'
import { BuildError, failedLine } from '../docker/build-failure.ts'
import type { FeedChoice } from '../docker/choose-feed.ts'
import { historyContent } from '../docker/history.ts'
import { type BuildMetadata, imageId } from '../docker/metadata.ts'
import { pushFromEngine } from '../docker/transfer.ts'
import type { ImageContent } from '../image/content.ts'
import type { BakeSettings } from '../settings/settings.ts'
import { type BakePlace, checkBakeTarget, movedKeys } from './bake-paths.ts'
import { untilBuilt } from './bake-until-built.ts'
import type { Attention, FeedTools, Side, Taken } from './feed-tools.ts'
import type { BuildSubject } from './subject.ts'
import { manyPlatforms, withOrigins } from './take-build.ts'
import { toldByEngine } from './told-by-engine.ts'
import { tryPush } from './try-push.ts'

/** The targets of a bake file that one side needs, which are built together. */
export interface BakeBatch {
  side: Side
  definition: Pick<BakeDefinition, 'targets'>
  place: BakePlace
  settings: Pick<BakeSettings, 'builder' | 'allow' | 'pull' | 'noCache' | 'set'>
  /** Which targets are needed; asked for when the first of them is. */
  wanted: () => Promise<string[]>
  /** A target as a build of its own. @throws UserError when its Dockerfile cannot be read */
  subject: (target: string) => Promise<BuildSubject>
  /** Ends the build, which no single image's end does. */
  signal: AbortSignal
  /** Made when the first target is taken. */
  outcomes?: Promise<Map<string, Outcome>>
}

/** One target of a batch: how its bytes are had, or why there are none. */
type Outcome = { take: () => Promise<Omit<Taken, 'subject'>> } | { error: unknown }

/** Takes one target; the first has all of its batch built. @throws BuildError when it cannot be built */
export async function takeBaked(
  tools: FeedTools,
  { batch, target, subject }: { batch: BakeBatch; target: string; subject: BuildSubject },
  attention: Attention,
): Promise<Taken> {
  batch.outcomes ??= bakeAll(tools, batch, attention)
  const outcome = (await batch.outcomes).get(target)
  if (outcome === undefined) throw new UserError(`target ${target}: nothing was built of it`)
  if ('error' in outcome) throw outcome.error
  return { subject, ...(await outcome.take()) }
}

// --- internal ---

/**
 * Builds all targets of a batch by one call. When one of them fails, buildx ends the others; then those that had no part
 * in the failure are built once more, for which the cache has every step that came to its end.
 */
async function bakeAll(
  tools: FeedTools,
  batch: BakeBatch,
  { log, turn }: Attention,
): Promise<Map<string, Outcome>> {
  const { definition, place, settings, side, signal } = batch
  await turn
  const { run, pipe, options } = tools
  const { driver, store, host } = await tools.builder()
  const outcomes = new Map<string, Outcome>()
  const around = { definition, log, signal }
  const wanted = await batch.wanted()
  for (const name of wanted) {
    const error = refusal(name)
    if (error !== null) outcomes.set(name, { error })
  }
  const names = wanted.filter(name => !outcomes.has(name))
  if (names.length === 0) return outcomes
  const output = linesTo(line => line.trim() !== '' && log.info(line))
  const base: Omit<Bake, 'targets'> = {
    definition,
    directory: place.directory,
    driver,
    store,
    builder: settings.builder,
    allow: settings.allow.filter(one => !/^fs(?:[.=]|$)/.test(one)),
    pull: settings.pull,
    noCache: settings.noCache,
    onOutput: output.write,
    signal,
    temporary: tools.temporary,
    change: target => ({
      ...movedKeys(target, place),
      ...(side === 'candidate' && writesCache(settings.set, target.name)
        ? { 'cache-to': target.cacheTo }
        : {}),
    }),
  }
  const choose = (reachable: boolean) => tools.choose({ source: 'build', driver, store, reachable })
  try {
    await takeBy(choose(host.address() !== null), names, base)
  } finally {
    output.end()
  }
  return outcomes

  /** Why a target is not to be built: what it leads to, or what the builder cannot do. */
  function refusal(name: string): unknown {
    try {
      for (const link of withLinks(definition, name)) {
        const target = definition.targets.get(link)
        if (target === undefined) continue
        checkBakeTarget(target, place)
        const { platforms } = target.build
        if (driver === 'docker' && store === 'classic' && platforms.length > 1) {
          throw new UserError(`target ${link}: ${manyPlatforms(platforms)}`)
        }
      }
      return null
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return error
    }
  }

  async function takeBy(choice: FeedChoice, left: string[], bake: typeof base): Promise<void> {
    if (choice.feed === 'push') {
      const again = await push(choice, left, bake)
      if (again.length > 0) await takeBy(choose(false), again, afterwards(bake))
      return
    }
    if (choice.feed === 'stream') {
      // One call a target, as it has one way out; they share what the builder has built before.
      for (const name of left) {
        succeed(name, choice, async () => {
          const streamed = await named(name, () =>
            bakeToStream(pipe, bake, name, stdout => scanOciTar(stdout, options)),
          )
          return { content: () => streamed.content, metadata: streamed.metadata }
        })
      }
      return
    }
    const loaded = await load(left, bake)
    for (const [name, { tag, metadata }] of loaded) {
      const id = imageId(metadata)
      const content =
        choice.feed === 'history'
          ? () => historyContent(run, id, null, tools.engineApi)
          : tools.saved({ tag, id })
      succeed(name, choice, async () => ({ content, metadata }))
    }
  }

  /** @returns those for which another way has to be taken */
  async function push(choice: FeedChoice, left: string[], bake: typeof base): Promise<string[]> {
    const address = host.address()
    const opened = address === null ? null : await tools.registryOn(address).catch(messageOf)
    if (opened === null || typeof opened === 'string') {
      host.lose(address ?? 'this machine', opened ?? 'as the other build found', log)
      return left
    }
    const { registry, run: runPush } = opened
    const repository = `${registry.repository}/${side}`
    let attempt = 0
    let why: string | null = null
    if (pushesItself(bake)) {
      const { built, failed } = await untilBuilt(around, left, async targets => {
        attempt += 1
        // A tag for each attempt: what was built without the cache would come twice under one, and differ.
        const tag = (target: string) => `image-${attempt}-${left.indexOf(target)}`
        const watched = { repository, signal, begins: 'building' } as const
        const pushed = await tryPush(registry, watched, watch => {
          const onOutput = (text: string) => {
            bake.onOutput?.(text)
            watch.onOutput(text)
          }
          const one = { ...bake, targets, signal: watch.signal, onOutput }
          const name = (target: string) => `${registry.address}/${repository}:${tag(target)}`
          return bakeAndPush(runPush, one, name).catch((error: unknown) => {
            if (isBuildFailure(error, registry.address)) return { error }
            throw error
          })
        })
        if ('why' in pushed) {
          why = pushed.why
          return new Map()
        }
        if ('error' in pushed.value) throw pushed.value.error
        const { value } = pushed
        return new Map(targets.map(name => [name, { tag: tag(name), metadata: value.get(name) }]))
      })
      await fail(failed)
      const lost: string[] = left.filter(name => !built.has(name) && !failed.has(name))
      for (const [name, { tag, metadata }] of built) {
        if (metadata === undefined || !registry.holds(tag, repository)) {
          lost.push(name)
          continue
        }
        succeed(name, choice, async () => ({
          content: () => registry.content(metadata, repository),
          metadata,
        }))
      }
      if (lost.length === 0) return []
      left = lost
    }
    if (why === null && driver === 'docker') {
      const loaded = await load(left, afterwards(bake))
      const lost: string[] = []
      for (const [name, { tag, metadata }] of loaded) {
        const to = `${registry.address}/${repository}:image-${left.indexOf(name)}`
        const watched = { repository, signal, begins: 'pushing' } as const
        const pushIt = () =>
          tryPush(registry, watched, watch =>
            pushFromEngine({ ...tools, run: runPush }, tag, to, watch.signal),
          )
        const pushed = await (store === 'classic' ? tools.inTurn(pushIt) : pushIt())
        if ('value' in pushed && pushed.isHeard) {
          const told = toldByEngine(store, imageId(metadata), pushed.value)
          succeed(name, choice, async () => ({
            content: () => registry.content(told, repository),
            metadata,
          }))
        } else {
          why = 'why' in pushed ? pushed.why : null
          lost.push(name)
        }
      }
      if (lost.length === 0) return []
      left = lost
    }
    host.lose(registry.address, why ?? 'it says that it did', log)
    return left
  }

  async function load(
    left: string[],
    bake: typeof base,
  ): Promise<Map<string, { tag: string; metadata: BuildMetadata }>> {
    const tags = new Map(left.map(name => [name, tools.tagFor(side, wanted.indexOf(name))]))
    const tag = (name: string) => tags.get(name) as string
    for (const one of tags.values()) tools.forget(one)
    const { built, failed } = await untilBuilt(around, left, targets =>
      bakeAndLoad(run, { ...bake, targets }, tag),
    )
    await fail(failed)
    return new Map([...built].map(([name, metadata]) => [name, { tag: tag(name), metadata }]))
  }

  function succeed(
    name: string,
    { feed, reason }: FeedChoice,
    take: () => Promise<{
      content: () => ImageContent | Promise<ImageContent>
      metadata: BuildMetadata
    }>,
  ): void {
    outcomes.set(name, {
      async take() {
        const [{ content, metadata }, subject] = [await take(), await batch.subject(name)]
        return {
          feed,
          reason,
          content: async () => withOrigins(tools, driver, subject, await content(), metadata),
        }
      },
    })
  }

  async function fail(failed: Map<string, CommandError>): Promise<void> {
    for (const [name, error] of failed) {
      outcomes.set(name, { error: await failureOf(name, error) })
    }
  }

  /** As an error of the target whose Dockerfile it is: a step may be of one that this one builds on. */
  async function failureOf(name: string, error: CommandError): Promise<unknown> {
    const shown = failedLine(error)
    try {
      for (const link of shown === null ? [] : withLinks(definition, name)) {
        const subject = await batch.subject(link)
        if (shown !== null && hasLine(subject, shown)) return new BuildError(subject, error)
      }
      return new BuildError(await batch.subject(name), error)
    } catch (other) {
      if (other instanceof UserError) return other
      throw other
    }
  }

  async function named<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof CommandError ? await failureOf(name, error) : error
    }
  }
}

function hasLine(
  { dockerfile }: BuildSubject,
  { line, text }: { line: number; text: string },
): boolean {
  return dockerfile.text?.split('\n')[line - 1]?.trim() === text.trim()
}

/** Whether a step failed, and not the way to the registry. */
function isBuildFailure(error: unknown, address: string): error is CommandError {
  if (!(error instanceof CommandError)) return false
  const last = error.stderr.split(/\r?\n/).findLast(line => line.startsWith('ERROR: '))
  return last !== undefined && !last.includes(address)
}

/** The user has to wish for it in the settings: a bake file is also built elsewhere, and writes its caches there. */
function writesCache(overrides: string[], target: string): boolean {
  return overrides.some(override => {
    const [, pattern] = /^([^.=]+)\.cache-to\+?=/.exec(override) ?? []
    return pattern !== undefined && matchesGlob(target, pattern)
  })
}

/** What was built without the cache just now is in it, and would differ if built again. */
function afterwards<T extends Pick<Bake, 'noCache'>>(bake: T): T {
  return { ...bake, noCache: false }
}
