import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onlyImage } from '../archive/layout.ts'
import { scanOciDir } from '../archive/oci-dir.ts'
import { scanArchiveFile } from '../archive/oci-tar.ts'
import { messageOf, UserError } from '../common/errors.ts'
import { unlessInterrupted } from '../common/interrupt.ts'
import { CommandError } from '../common/run.ts'
import type { FeedChoice } from '../docker/choose-feed.ts'
import { historyContent } from '../docker/history.ts'
import { imageIdOf } from '../docker/inspect-image.ts'
import { registryContent } from '../docker/registry-content.ts'
import {
  copyFromRegistry,
  known as inEngine,
  lacksPlatforms,
  pushFromEngine,
} from '../docker/transfer.ts'
import type { ImageContent } from '../image/content.ts'
import type { Told } from '../registry/manifests.ts'
import type { MeasuringRegistry } from '../registry/measuring-registry.ts'
import { named } from '../scan/scanner.ts'
import { referenceText } from '../settings/references.ts'
import type { Reference } from '../settings/settings.ts'
import type { Attention, FeedTools, Side, Taken } from './feed-tools.ts'
import { lacksLogin } from './lacks-login.ts'
import type { Subject } from './subject.ts'
import { toldByEngine } from './told-by-engine.ts'
import { tryPush } from './try-push.ts'

/** Finds an image that exists already. @throws UserError that names the reference and the next step */
export async function takeReference(
  tools: FeedTools,
  subject: ReferenceSubject,
  side: Side,
  attention: Attention,
): Promise<Taken> {
  const taken = await naming(subject, () =>
    take(tools, subject, side, attention).catch(error => alsoInEngine(error, tools, subject)),
  )
  return { ...taken, content: () => naming(subject, taken.content) }
}

// --- internal ---

const TAG = 'image'

type ReferenceSubject = Extract<Subject, { kind: 'reference' }>

/** Whatever goes wrong with an image is told with its reference. */
async function naming<T>({ words }: ReferenceSubject, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UserError) || error.message.includes(words)) throw error
    throw new UserError(`${words}: ${error.message}`, { cause: error })
  }
}

/** Without a transport a name means a registry, which is not what `docker build -t` wrote to. */
async function alsoInEngine(
  error: unknown,
  { run, engineApi }: FeedTools,
  { reference: { transport, value } }: ReferenceSubject,
): Promise<never> {
  if (transport !== 'docker' || !(error instanceof UserError)) throw error
  const isThere = await imageIdOf(run, value, engineApi).then(
    () => true,
    () => false,
  )
  if (!isThere) throw error
  throw new UserError(
    `${error.message}; the engine has an image of this name, which is written docker-daemon:${value}`,
    { cause: error.cause },
  )
}

const readAgain = {
  docker: 'push it again, or name another',
  'docker-daemon': 'build or pull it again before this step',
  oci: 'write it again before this step',
  'oci-archive': 'write it again before this step',
  'docker-archive': 'write it again before this step',
} as const

/** What is wrong with an image's own bytes is told with the next step; a command that fails has one of its own. */
async function reading<T>({ transport }: Reference, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isImage = error instanceof UserError && ![error, error.cause].some(isCommandError)
    if (!isImage) throw error
    throw new UserError(
      `${error.message}; check that it is one whole container image, and ${readAgain[transport]}`,
      { cause: error },
    )
  }
}

function isCommandError(error: unknown): boolean {
  return error instanceof CommandError
}

async function take(
  tools: FeedTools,
  subject: ReferenceSubject,
  side: Side,
  attention: Attention,
): Promise<Taken> {
  const { run, interrupted } = tools
  const { transport, value } = subject.reference
  const pause = (duration: number) => unlessInterrupted(interrupted, sleep(duration))
  if (transport === 'docker' && tools.compressedOnly) {
    const content = await registryContent(run, value, { pause })
    const reason = 'only compressed sizes are asked for, and the manifest tells them'
    return { subject, feed: 'manifest', reason, content: async () => content }
  }
  if (transport === 'docker') {
    const { registry, run: runPush } = await tools.registryOn('127.0.0.1')
    const repository = `${registry.repository}/${side}`
    const copy = async (): Promise<Told> => {
      const to = `${registry.address}/${repository}:${TAG}`
      const progress = () => registry.stats.bytes
      const digest = await copyFromRegistry(runPush, value, to, { progress, pause })
      return { digest, configDigest: null }
    }
    const content = await pushed(subject, repository, registry, () =>
      copy().catch(cause => {
        if (!lacksLogin(registry, cause)) throw cause
        throw new UserError(
          '`docker` takes no DOCKER_CONFIG from its environment, which has the login for the measuring registry; let it through, e.g. `sudo --preserve-env=DOCKER_CONFIG,BUILDX_CONFIG docker`',
          { cause },
        )
      }),
    )
    const reason = 'an image in a registry is copied, but for the layers that are known'
    return { subject, feed: 'push', reason, content }
  }
  if (transport === 'docker-daemon') {
    return takeFromEngine(tools, subject, { name: value, side, ...attention })
  }
  const content = await unlessInterrupted(interrupted, readArchive(tools, subject.reference))
  return { subject, feed: 'archive', reason: 'it is read in place', content: async () => content }
}

/** Has an image pushed; if it is refused, what the registry found says more than who pushed. */
async function pushed(
  { reference }: ReferenceSubject,
  repository: string,
  registry: MeasuringRegistry,
  push: () => Promise<Told>,
): Promise<Taken['content']> {
  const before = registry.refusal()
  try {
    const told = await push()
    return () => reading(reference, async () => registry.content(told, repository))
  } catch (error) {
    const refusal = registry.refusal()
    if (refusal === null || refusal === before) throw error
    return reading(reference, () => Promise.reject(refusal))
  }
}

async function takeFromEngine(
  tools: FeedTools,
  subject: ReferenceSubject,
  { name, side, log, signal }: { name: string; side: Side } & Attention,
): Promise<Taken> {
  const { run } = tools
  const { store } = await tools.engine()
  // The name may be given to another image meanwhile.
  const id = await imageIdOf(run, name, tools.engineApi)
  const choose = (reachable: boolean) =>
    tools.choose({ source: 'engine', driver: 'docker', store, reachable })
  const host = await tools.engineHost()
  const address = host.address()
  const choice = choose(address !== null)
  if (choice.feed !== 'push' || address === null) return takeBy(choice)
  const opened = await tools.registryOn(address).catch(messageOf)
  if (typeof opened === 'string') return takeOtherwise(address, opened)
  const { registry, run: runPush } = opened
  const repository = `${registry.repository}/${side}`
  try {
    const to = `${registry.address}/${repository}:${TAG}`
    let why: string | null = null
    const content = await pushed(subject, repository, registry, async () => {
      const target = { repository, signal, begins: 'pushing' } as const
      const push = () =>
        tryPush(registry, target, watch =>
          pushFromEngine({ ...tools, run: runPush }, id, to, watch.signal),
        )
      const told = await (store === 'classic' ? tools.inTurn(push) : push())
      if ('error' in told && lacksPlatforms(told.error)) throw told.error
      if ('why' in told) why = told.why
      else if (!told.isHeard) why = 'it says that it did'
      return toldByEngine(store, id, 'value' in told ? told.value : null)
    })
    return why === null ? { subject, ...choice, content } : takeOtherwise(registry.address, why)
  } catch (error) {
    if (!lacksPlatforms(error)) throw error
    log.info(
      'The engine does not hold every platform of this image, so it cannot push it. It saves those that are there, and only they are measured.',
    )
    return takeBy({ feed: 'save', reason: 'the engine holds only some of its platforms' })
  }

  function takeOtherwise(where: string, why: string): Promise<Taken> {
    host.lose(where, why, log)
    return takeBy(choose(false))
  }

  async function takeBy(choice: FeedChoice): Promise<Taken> {
    const tag = tools.tagFor(side)
    // So that it stays until it is read.
    await inEngine(name, () => run({ program: 'docker', args: ['image', 'tag', '--', id, tag] }))
    tools.forget(tag)
    const saved = choice.feed === 'save' ? tools.saved({ tag, id }) : null
    const content = () =>
      saved === null
        ? historyContent(run, id, null, tools.engineApi)
        : reading(subject.reference, saved)
    return { subject, ...choice, content }
  }
}

async function readArchive(
  { cwd, options }: FeedTools,
  reference: Reference,
): Promise<ImageContent> {
  const { transport, value } = reference
  const path = resolve(cwd, value)
  const name = referenceText(reference)
  return reading(reference, async () => {
    if (transport === 'oci')
      return onlyImage(await named(name, scanOciDir(path, options, cwd)), name)
    // What is not there is told by whoever reads it.
    const size = await stat(path).then(
      stats => stats.size,
      () => 0,
    )
    options.onTotal?.(size)
    return onlyImage(await named(name, scanArchiveFile(path, options, cwd)), name)
  })
}
