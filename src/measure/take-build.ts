import { scanOciTar } from '../archive/oci-tar.ts'
import { messageOf, UserError } from '../common/errors.ts'
import { linesTo } from '../common/log.ts'
import { CommandError } from '../common/run.ts'
import { engineBase } from '../docker/base-image.ts'
import {
  type Build,
  buildAndLoad,
  buildAndPush,
  buildToStream,
  pushesItself,
} from '../docker/build.ts'
import { BuildError } from '../docker/build-failure.ts'
import type { Driver } from '../docker/builder.ts'
import type { FeedChoice } from '../docker/choose-feed.ts'
import { historyContent } from '../docker/history.ts'
import { type BuildMetadata, imageId } from '../docker/metadata.ts'
import { pushFromEngine } from '../docker/transfer.ts'
import type { ImageContent, KnownBase } from '../image/content.ts'
import { fromImage } from '../image/from-image.ts'
import { platformText } from '../oci/image-spec.ts'
import type { Told } from '../registry/manifests.ts'
import type { Attention, FeedTools, Side, Taken } from './feed-tools.ts'
import type { BuildSubject } from './subject.ts'
import { toldByEngine } from './told-by-engine.ts'
import { type PushWatch, tryPush } from './try-push.ts'

/** Builds an image, and has its bytes come by the cheapest way. @throws BuildError when it cannot be built */
export async function takeBuild(
  tools: FeedTools,
  subject: BuildSubject,
  side: Side,
  { log, signal, turn }: Attention,
): Promise<Taken> {
  await turn
  const { run, pipe, options } = tools
  const { driver, store, host } = await tools.builder()
  const { platforms } = subject.build
  if (driver === 'docker' && store === 'classic' && platforms.length > 1) {
    throw new UserError(manyPlatforms(platforms))
  }
  const output = linesTo(line => line.trim() !== '' && log.info(line))
  const build: Build = {
    settings: subject.build,
    directory: subject.directory,
    driver,
    store,
    onOutput: output.write,
    signal,
    temporary: tools.temporary,
  }
  const origins = (content: ImageContent, metadata: BuildMetadata) =>
    withOrigins(tools, driver, subject, content, metadata)
  let loaded: BuildMetadata | null = null
  const choose = (reachable: boolean) => tools.choose({ source: 'build', driver, store, reachable })
  try {
    return await takeBy(choose(host.address() !== null), build)
  } catch (error) {
    throw error instanceof CommandError ? new BuildError(subject, error) : error
  } finally {
    output.end()
  }

  async function takeBy(choice: FeedChoice, build: Build): Promise<Taken> {
    const taken = { subject, ...choice }
    if (choice.feed === 'push') {
      const pushed = await push(build)
      return 'metadata' in pushed
        ? { ...taken, content: async () => origins(pushed.content(), pushed.metadata) }
        : takeBy(choose(false), pushed.again)
    }
    if (choice.feed === 'stream') {
      const { content, metadata } = await buildToStream(pipe, build, stdout =>
        scanOciTar(stdout, options),
      )
      return { ...taken, content: async () => origins(content, metadata) }
    }
    const { tag, metadata } = await load(build)
    // The name may be given to another image meanwhile; the ID is this one's.
    const id = imageId(metadata)
    const content =
      choice.feed === 'history'
        ? () => historyContent(run, id, null, tools.engineApi)
        : tools.saved({ tag, id })
    return { ...taken, content: async () => origins(await content(), metadata) }
  }

  /** By the builder where it can, else by the engine. */
  async function push(build: Build): Promise<PushedBuild> {
    const address = host.address()
    const opened = address === null ? null : await tools.registryOn(address).catch(messageOf)
    if (opened === null || typeof opened === 'string') {
      host.lose(address ?? 'this machine', opened ?? 'as the other build found', log)
      return { again: build }
    }
    const { registry, run: runPush } = opened
    // A repository for each side: the registry has a layer that both lack sent by one of them only.
    const repository = `${registry.repository}/${side}`
    const name = `${registry.address}/${repository}:${TAG}`
    const content = (told: Told) => () => registry.content(told, repository)
    let why: string | null = null
    if (pushesItself(build)) {
      const target = { repository, signal, begins: 'building' } as const
      const pushed = await tryPush(registry, target, watch =>
        buildAndPush(runPush, watched(build, watch), name),
      )
      if ('value' in pushed && registry.holds(TAG, repository)) {
        return { content: content(pushed.value), metadata: pushed.value }
      }
      why = 'why' in pushed ? pushed.why : null
    }
    if (why === null && driver === 'docker') {
      // Also where a builder of another version took it for a build that is not to be pushed.
      const { tag, metadata } = await load(afterwards(build))
      const target = { repository, signal, begins: 'pushing' } as const
      const push = () =>
        tryPush(registry, target, watch =>
          pushFromEngine({ ...tools, run: runPush }, tag, name, watch.signal),
        )
      const pushed = await (store === 'classic' ? tools.inTurn(push) : push())
      if ('value' in pushed && pushed.isHeard) {
        return { content: content(toldByEngine(store, imageId(metadata), pushed.value)), metadata }
      }
      why = 'why' in pushed ? pushed.why : null
    }
    host.lose(registry.address, why ?? 'it says that it did', log)
    return { again: afterwards(build) }
  }

  async function load(build: Build): Promise<{ tag: string; metadata: BuildMetadata }> {
    const tag = tools.tagFor(side)
    loaded ??= await buildAndLoad(run, build, tag)
    tools.forget(tag)
    return { tag, metadata: loaded }
  }
}

/** Adds where an image's layers came from, as far as it is told beside the image. */
export function withOrigins(
  { run, engineApi }: Pick<FeedTools, 'run' | 'engineApi'>,
  driver: Driver,
  { build, dockerfile }: BuildSubject,
  content: ImageContent,
  metadata: BuildMetadata,
): Promise<ImageContent> {
  /** What the engine knows of the image in the FROM line. */
  const base = async (): Promise<KnownBase | null> => {
    const name = dockerfile.text === null ? null : fromImage(dockerfile.text, build)
    return name === null || driver !== 'docker' ? null : engineBase(run, name, engineApi)
  }
  return withBase(withProvenance(content, metadata), base)
}

/** What is wrong with several platforms on the classic store, and what to do. */
export function manyPlatforms(platforms: string[]): string {
  return `platforms: the classic image store holds one platform of an image, and these are ${platforms.length} (${platforms.join(', ')}): add the step docker/setup-buildx-action, whose builder builds them all, or switch the engine to the containerd image store`
}

// --- internal ---

const TAG = 'image'

/** `again`: there is no way to the registry, and how to build for another one. */
type PushedBuild = { content: () => ImageContent; metadata: BuildMetadata } | { again: Build }

function watched(build: Build, { signal, onOutput }: PushWatch): Build {
  const both = (text: string) => {
    build.onOutput?.(text)
    onOutput(text)
  }
  return { ...build, signal, onOutput: both }
}

/** The same image once more: what was built without the cache just now is in it, and would differ if built again. */
function afterwards(build: Build): Build {
  return { ...build, settings: { ...build.settings, noCache: false, noCacheFilters: [] } }
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

/** Older buildx tells no provenance for the classic image store. */
async function withBase(
  content: ImageContent,
  ask: () => Promise<KnownBase | null>,
): Promise<ImageContent> {
  if (content.platforms.every(({ provenance }) => provenance != null)) return content
  const base = await ask()
  if (base === null) return content
  return { ...content, platforms: content.platforms.map(one => ({ ...one, base })) }
}
