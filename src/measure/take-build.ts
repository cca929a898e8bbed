import { scanOciTar } from '../archive/oci-tar.ts'
import { linesTo } from '../common/log.ts'
import { CommandError } from '../common/run.ts'
import { engineBase } from '../docker/base-image.ts'
import {
  type Build,
  buildAndLoad,
  buildAndPush,
  buildToStream,
  type Pusher,
  usualPusher,
} from '../docker/build.ts'
import { BuildError } from '../docker/build-failure.ts'
import type { FeedChoice } from '../docker/choose-feed.ts'
import { couldNotConnect } from '../docker/engine.ts'
import { historyContent } from '../docker/history.ts'
import type { BuildMetadata } from '../docker/metadata.ts'
import type { ImageContent, KnownBase } from '../image/content.ts'
import { fromImage } from '../image/from-image.ts'
import { platformText } from '../oci/image-spec.ts'
import type { Attention, FeedTools, Side, Taken } from './feed-tools.ts'
import type { Subject } from './subject.ts'

/** Builds an image, and has its bytes come by the cheapest way. @throws BuildError when it cannot be built */
export async function takeBuild(
  tools: FeedTools,
  subject: Extract<Subject, { kind: 'build' }>,
  side: Side,
  { log, signal, turn }: Attention,
): Promise<Taken> {
  await turn
  const { run, pipe, options } = tools
  const { driver, store, host } = await tools.builder()
  const output = linesTo(line => line.trim() !== '' && log.info(line))
  const build: Build = {
    settings: subject.build,
    directory: subject.directory,
    driver,
    store,
    onOutput: output.write,
    signal,
  }
  const origins = (content: ImageContent, metadata: BuildMetadata) =>
    withBase(withProvenance(content, metadata), () => baseOf(subject))
  const choose = (reachable: boolean) => tools.choose({ source: 'build', driver, store, reachable })
  try {
    return await takeBy(choose(host !== null))
  } catch (error) {
    throw error instanceof CommandError ? new BuildError(subject, error) : error
  } finally {
    output.end()
  }

  /** What the engine knows of the image in the FROM line. */
  async function baseOf({ build, dockerfile }: typeof subject): Promise<KnownBase | null> {
    const name = dockerfile.text === null ? null : fromImage(dockerfile.text, build)
    return name === null || driver !== 'docker' ? null : engineBase(run, name, tools.engineApi)
  }

  async function takeBy(choice: FeedChoice): Promise<Taken> {
    const taken = { subject, ...choice }
    if (choice.feed === 'push' && host !== null) {
      const registry = await tools.registryOn(host)
      // A repository for each side: the registry has a layer that both lack sent by one of them only.
      const repository = `${registry.repository}/${side}`
      const name = `${registry.address}/${repository}:${TAG}`
      try {
        const push = async (pusher: Pusher) => {
          if (pusher === 'engine') tools.forget(name)
          return buildAndPush(run, build, name, pusher)
        }
        let metadata = await push(usualPusher(build))
        // A builder of another version may take it for a build that is not to be pushed.
        if (!registry.holds(TAG, repository)) metadata = await push('engine')
        const content = async () => origins(registry.content(TAG, repository), metadata)
        return { ...taken, content }
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
      return { ...taken, content: async () => origins(content, metadata) }
    }
    const tag = tools.tagFor(side)
    const metadata = await buildAndLoad(run, build, tag)
    tools.forget(tag)
    const content =
      choice.feed === 'history'
        ? () => historyContent(run, tag, null, tools.engineApi)
        : tools.saved(tag)
    return { ...taken, content: async () => origins(await content(), metadata) }
  }
}

// --- internal ---

const TAG = 'image'

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
