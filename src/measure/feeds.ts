import type { ArchiveImage } from '../archive/layout.ts'
import { scanArchive } from '../archive/oci-tar.ts'
import { isCompressed, needsCompressed } from '../budget/judge.ts'
import { UserError } from '../common/errors.ts'
import { newMark } from '../common/mark.ts'
import { once } from '../common/once.ts'
import { loadedTag, ownName, removeImages } from '../docker/build.ts'
import { chooseFeed } from '../docker/choose-feed.ts'
import { loginConfig } from '../docker/client-config.ts'
import { saveFromEngine } from '../docker/transfer.ts'
import type { ImageContent, KnownLayers } from '../image/content.ts'
import type { Layer } from '../image/measurement.ts'
import { startRegistry } from '../registry/measuring-registry.ts'
import type { FeedOptions } from '../scan/feed-options.ts'
import { newPathRoom } from '../scan/path-room.ts'
import type { ImageSettings, Settings } from '../settings/settings.ts'
import type { Attention, FeedTools, NamedImage, OpenRegistry, Side, Taken } from './feed-tools.ts'
import type { Progress } from './progress.ts'
import { rememberedImage } from './remembered-image.ts'
import type { RunWorld } from './shared.ts'
import type { Subject } from './subject.ts'
import { takeBuild } from './take-build.ts'
import { takeReference } from './take-reference.ts'

/** The ways by which images reach the scanner, for the length of a run. */
export interface Feeds {
  tools: FeedTools
  /** Builds or finds an image. @throws CommandError when it cannot be built or found */
  take: (subject: Subject, side: Side, attention: Attention) => Promise<Taken>
  /** Layers that were measured earlier need not come again. */
  learn: (layers: Layer[]) => void
  /** Whether two builds may run at the same time without moving or compressing a layer twice. */
  buildsOverlap: () => Promise<boolean>
  /** Stops the registry and takes loaded images away. */
  close: () => Promise<void>
}

/** No registry starts before an image needs it. */
export function openFeeds(
  image: ImageSettings,
  { detail, identify = false }: Pick<Settings, 'detail'> & Pick<FeedOptions, 'identify'>,
  {
    run,
    pipe,
    cwd,
    temporary,
    log,
    engineApi = null,
    interrupted,
    shared,
    threads = null,
  }: RunWorld,
  { known, progress }: { known: KnownLayers; progress: Progress },
): Feeds {
  const options: FeedOptions = {
    detail,
    identify,
    known,
    threads,
    room: newPathRoom(),
    ...progress,
  }
  const compressedBudget = needsCompressed(image.budgets)
  const mark = newMark()
  /** Names in the engine to take away in the end. */
  const named: string[] = []
  const registries = new Map<string, Promise<OpenRegistry>>()
  const closing: (() => Promise<void>)[] = []
  const { engine, engineHost } = shared
  const builderName = image.source.kind === 'build' ? image.source.build.builder : null
  const builder = () => shared.builder(builderName)
  // Asked while git is asked too; whoever needs the answer meets the failure.
  if (image.source.kind === 'build') void builder().catch(() => undefined)

  const openRegistry = async (host: string): Promise<OpenRegistry> => {
    const repository = ownName(newMark())
    const registry = await startRegistry({
      ...options,
      address: host,
      repository,
      senders: shared.senders,
    })
    closing.push(() => registry.close())
    const { address, credentials } = registry
    if (credentials === null) return { registry, run }
    const config = await loginConfig(process.env, temporary, { address, credentials })
    closing.push(config.remove)
    return {
      registry,
      run: command => run({ ...command, env: { ...command.env, ...config.env } }),
    }
  }
  const save = async (images: NamedImage[]): Promise<ArchiveImage[]> => {
    // The classic store hashes what it writes: https://github.com/moby/moby/blob/v26.1.5/layer/ro_layer.go (TarStream)
    const isVerified = (await engine()).store === 'classic'
    // By name, since Docker 26 lists only one of several that are asked for by ID (index.json).
    const tags = images.map(({ tag }) => tag)
    log.info('The engine packs its layers for `docker save`, and says nothing until that is done.')
    return saveFromEngine({ pipe, engineApi }, tags, archive =>
      scanArchive(archive, { ...options, isVerified }),
    )
  }
  /** Images that one `docker save` writes: what they share is in it once. Those that come later are of the next one. */
  const newArchive = () => {
    const loaded: Loaded[] = []
    const archive = once(async () => {
      current = newArchive()
      const found = await Promise.all(loaded.map(({ remembered }) => remembered))
      return save(loaded.filter((_, index) => found[index] === null))
    })
    return { loaded, archive }
  }
  let current = newArchive()

  const tools: FeedTools = {
    run,
    pipe,
    cwd,
    temporary,
    ...(interrupted && { interrupted }),
    options,
    engineApi,
    compressedOnly: detail === 'layers' && image.budgets.every(isCompressed) && compressedBudget,
    engine,
    builder,
    engineHost,
    inTurn: shared.inTurn,
    choose: question => chooseFeed({ ...question, detail, compressedBudget }),
    registryOn(address) {
      const started = registries.get(address) ?? openRegistry(address)
      registries.set(address, started)
      return started
    },
    tagFor: (side, index) => loadedTag(mark, side, index),
    forget: name => void named.push(name),
    saved(image) {
      // The engine's history tells no configuration (`Env`, `Cmd`), and a proof is about that too.
      const remembered = identify
        ? Promise.resolve(null)
        : rememberedImage(tools, image.id, known).catch(() => null)
      const { loaded, archive } = current
      loaded.push({ ...image, remembered })
      return async () => {
        const content = await remembered
        if (content !== null) return content
        // What is wrong with one image is not the other's fault.
        const images = archive().catch(error =>
          loaded.length > 1 ? save([image]) : Promise.reject(error),
        )
        return imageOf(await images, image)
      }
    },
  }

  return {
    tools,
    take: (subject, side, attention) =>
      subject.kind === 'build'
        ? takeBuild(tools, subject, side, attention)
        : takeReference(tools, subject, side, attention),
    async learn(layers) {
      await known.ready
      for (const { diffId, compressedSize, size, packages, paths, ...layer } of layers) {
        // A layer of the classic store is nowhere but in `docker save`, by its diffID.
        const digest = layer.digest ?? diffId
        if (digest === null || diffId === null || size === null || known.get(digest)) continue
        const told = { ...(packages === undefined ? {} : { packages }), ...(paths && { paths }) }
        known.set(digest, { digest, diffId, compressedSize, size, files: null, ...told })
      }
    },
    async buildsOverlap() {
      const { driver, store, host } = await builder()
      const { feed } = tools.choose({
        source: 'build',
        driver,
        store,
        reachable: host.address() !== null,
      })
      // The classic store compresses a layer for each push that finds it unpushed.
      return !(driver === 'docker' && store === 'classic' && feed === 'push')
    },
    async close() {
      // What is left of the run needs the memory.
      await threads?.rest()
      await Promise.allSettled(registries.values())
      for (const close of closing) await close()
      await removeImages(run, named, engineApi)
    },
  }
}

// --- internal ---

interface Loaded extends NamedImage {
  /** null: its layers have to be read. */
  remembered: Promise<ImageContent | null>
}

function imageOf(images: ArchiveImage[], { tag, id }: NamedImage): ImageContent {
  const image = images.find(({ names }) => names.includes(id))
  if (image === undefined) {
    throw new UserError(`${tag} is ${id}, and \`docker save\` wrote another image under that name`)
  }
  return image.content
}
