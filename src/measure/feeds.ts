import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { isCompressed, needsCompressed } from '../budget/judge.ts'
import {
  type Build,
  buildAndLoad,
  buildAndPush,
  buildToStream,
  loadedTag,
  removeImages,
} from '../docker/build.ts'
import { chooseFeed, type FeedChoice } from '../docker/choose-feed.ts'
import { couldNotConnect, inspectBuilder, inspectEngine, registryHost } from '../docker/engine.ts'
import { historyContent } from '../docker/history.ts'
import type { BuildMetadata } from '../docker/metadata.ts'
import { registryContent } from '../docker/registry-content.ts'
import {
  copyFromRegistry,
  known as inEngine,
  pushFromEngine,
  saveFromEngine,
} from '../docker/transfer.ts'
import { UserError } from '../errors.ts'
import { formatBytes } from '../image/bytes.ts'
import type { ImageContent, ScannedLayer } from '../image/content.ts'
import type { Feed } from '../image/measurement.ts'
import { linesTo } from '../log.ts'
import { type Digest, platformText } from '../oci/image-spec.ts'
import type { ArchiveImage } from '../registry/layout.ts'
import { onlyImage } from '../registry/layout.ts'
import { type MeasuringRegistry, startRegistry } from '../registry/measuring-registry.ts'
import { scanOciDir } from '../registry/oci-dir.ts'
import { type FeedOptions, scanArchive, scanArchiveFile, scanOciTar } from '../registry/oci-tar.ts'
import { named as namingErrors } from '../registry/scanner.ts'
import { referenceText } from '../settings/references.ts'
import type { ImageSettings, Reference, Settings } from '../settings/settings.ts'
import type { Subject } from './subject.ts'
import type { World } from './world.ts'

export type Side = 'candidate' | 'baseline'

/** An image whose bytes are on their way to the scanner. */
export interface Taken {
  subject: Subject
  feed: Feed
  /** Why this feed, in words. */
  reason: string
  /** What was read. @throws UserError when the image's bytes are not what they say */
  content: () => Promise<ImageContent>
}

/** The ways by which images reach the scanner, for the length of a run. */
export interface Feeds {
  /** Builds or finds an image. @throws CommandError when it cannot be built or found */
  take: (subject: Subject, side: Side) => Promise<Taken>
  /** Stops the registry and takes loaded images away. */
  close: () => Promise<void>
}

/** No registry starts before an image needs it. */
export function openFeeds(
  image: ImageSettings,
  { detail }: Pick<Settings, 'detail'>,
  { run, pipe, log, cwd }: World,
): Feeds {
  let layers = 0
  const known = new Map<Digest, ScannedLayer>()
  const options: FeedOptions = { detail, known, onLayer: tellLayer }
  const compressedBudget = needsCompressed(image.budgets)
  // Then nobody needs the layers of an image that a registry holds.
  const compressedOnly =
    detail === 'layers' && image.budgets.every(isCompressed) && compressedBudget
  const runName = randomBytes(8).toString('hex')
  /** Images in the engine that `docker save` writes, and all names to take away in the end. */
  const loaded: string[] = []
  const named: string[] = []
  const registries = new Map<string, Promise<MeasuringRegistry>>()
  const engine = once(() => inspectEngine(run))
  const builder = once(async () => {
    const name = image.source.kind === 'build' ? image.source.build.builder : null
    const [server, found] = await Promise.all([engine(), inspectBuilder(run, name)])
    const host = await registryHost(run, found, server)
    return { driver: found.driver, store: server.store, host }
  })
  // Asked while git is asked too; whoever needs the answer meets the failure.
  if (image.source.kind === 'build') void builder().catch(() => undefined)

  // Of both images at once: what they share is in it once.
  const archive = once(() => saveFromEngine(pipe, loaded, stdout => scanArchive(stdout, options)))

  return {
    take: (subject, side) =>
      subject.kind === 'build' ? takeBuild(subject, side) : takeReference(subject, side),
    close: async () => {
      const started = await Promise.allSettled(registries.values())
      for (const one of started) if (one.status === 'fulfilled') await one.value.close()
      await removeImages(run, named)
    },
  }

  async function takeBuild(
    subject: Extract<Subject, { kind: 'build' }>,
    side: Side,
  ): Promise<Taken> {
    const { driver, store, host } = await builder()
    const output = linesTo(line => line.trim() !== '' && log.info(line))
    const build: Build = {
      settings: subject.build,
      directory: subject.directory,
      driver,
      store,
      onOutput: output.write,
    }
    const choose = (reachable: boolean) =>
      chooseFeed({ source: 'build', driver, store, detail, compressedBudget, reachable })
    try {
      return await takeBy(choose(host !== null))
    } finally {
      output.end()
    }

    async function takeBy(choice: FeedChoice): Promise<Taken> {
      const taken = { subject, ...choice }
      if (choice.feed === 'push' && host !== null) {
        const registry = await registryOn(host)
        const name = `${registry.address}/${registry.repository}:${side}`
        try {
          const metadata = await buildAndPush(run, build, name)
          if (driver === 'docker') named.push(name)
          return { ...taken, content: async () => withProvenance(registry.content(side), metadata) }
        } catch (error) {
          if (!couldNotConnect(error, registry.address)) throw error
          log.info(`The builder cannot reach ${registry.address}, so another way is taken.`)
          return takeBy(choose(false))
        }
      }
      if (choice.feed === 'stream') {
        const { content, metadata } = await buildToStream(pipe, build, stdout =>
          scanOciTar(stdout, options),
        )
        return { ...taken, content: async () => withProvenance(content, metadata) }
      }
      const tag = loadedTag(runName, side)
      const metadata = await buildAndLoad(run, build, tag)
      keep(tag)
      const content = choice.feed === 'history' ? () => historyContent(run, tag) : () => saved(tag)
      return { ...taken, content: async () => withProvenance(await content(), metadata) }
    }
  }

  async function takeReference(
    subject: Extract<Subject, { kind: 'reference' }>,
    side: Side,
  ): Promise<Taken> {
    const { transport, value } = subject.reference
    if (transport === 'docker' && compressedOnly) {
      const content = await registryContent(run, value)
      const reason = 'only compressed sizes are asked for, and the manifest tells them'
      return { subject, feed: 'manifest', reason, content: async () => content }
    }
    if (transport === 'docker') {
      const registry = await registryOn('127.0.0.1')
      await copyFromRegistry(run, value, `${registry.address}/${registry.repository}:${side}`)
      const reason = 'an image in a registry is copied, but for the layers that are known'
      return { subject, feed: 'push', reason, content: async () => registry.content(side) }
    }
    if (transport === 'docker-daemon') return takeFromEngine(subject, value, side)
    const content = await readArchive(subject.reference)
    return { subject, feed: 'archive', reason: 'it is read in place', content: async () => content }
  }

  async function takeFromEngine(subject: Subject, name: string, side: Side): Promise<Taken> {
    const { store } = await engine()
    const choice = chooseFeed({
      source: 'engine',
      driver: 'docker',
      store,
      detail,
      compressedBudget,
      reachable: true,
    })
    const taken = { subject, ...choice }
    if (choice.feed === 'push') {
      const registry = await registryOn('127.0.0.1')
      await pushFromEngine(run, name, `${registry.address}/${registry.repository}:${side}`)
      return { ...taken, content: async () => registry.content(side) }
    }
    // A name of our own, so that cleaning up never takes one of the user's.
    const tag = loadedTag(runName, side)
    await inEngine(name, () => run({ program: 'docker', args: ['image', 'tag', '--', name, tag] }))
    keep(tag)
    const content = choice.feed === 'history' ? () => historyContent(run, tag) : () => saved(tag)
    return { ...taken, content }
  }

  async function readArchive(reference: Reference): Promise<ImageContent> {
    const path = resolve(cwd, reference.value)
    const scan = reference.transport === 'oci' ? scanOciDir : scanArchiveFile
    const name = referenceText(reference)
    return onlyImage(await namingErrors(name, scan(path, options)), name)
  }

  function registryOn(address: string): Promise<MeasuringRegistry> {
    const started = registries.get(address) ?? startRegistry({ ...options, address })
    registries.set(address, started)
    return started
  }

  function keep(tag: string): void {
    loaded.push(tag)
    named.push(tag)
  }

  async function saved(tag: string): Promise<ImageContent> {
    return imageNamed(await archive(), tag)
  }

  function tellLayer({ size }: ScannedLayer): void {
    layers += 1
    log.info(`Measured layer ${layers}: ${formatBytes(size)} unpacked.`)
  }
}

// --- internal ---

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}

function imageNamed(images: ArchiveImage[], tag: string): ImageContent {
  const image = images.find(({ names }) =>
    names.some(name => name === tag || name.endsWith(`/${tag}`)),
  )
  if (image === undefined) throw new UserError(`docker save did not write ${tag}`)
  return image.content
}

/** The metadata file tells the provenance where the image carries no attestation. */
function withProvenance(content: ImageContent, { provenance }: BuildMetadata): ImageContent {
  const platforms = content.platforms.map(one => {
    const told = provenance.find(
      ({ platform }) => platform === null || platform === platformText(one.config),
    )
    return one.provenance == null && told !== undefined
      ? { ...one, provenance: told.predicate }
      : one
  })
  return { ...content, platforms }
}
