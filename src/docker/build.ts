import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Command, Pipe, Run } from '../common/run.ts'
import type { BuildSettings } from '../settings/settings.ts'
import { buildArguments, csvField } from './build-arguments.ts'
import type { Driver } from './builder.ts'
import type { Engine } from './engine.ts'
import type { EngineApi } from './engine-api.ts'
import { type BuildMetadata, decodeMetadata } from './metadata.ts'
import { prepareSecrets } from './secrets.ts'

/** One build: what, where, and by whom. */
export interface Build {
  settings: BuildSettings
  /** Where the build is started; relative paths of the settings belong to it. */
  directory: string
  driver: Driver
  store: Engine['store']
  /** Ends the build. */
  signal?: AbortSignal
  /** The folder for secrets and what the build tells; the machine's own unless told. */
  temporary?: string
  /** Called with every chunk that buildx says. */
  onOutput?: (text: string) => void
}

/**
 * Whether a builder can push by itself. BuildKit in an engine can where the engine's images are its own; elsewhere the
 * engine pushes what was loaded into it, and has to look for garbage when the image is taken away again.
 */
export function pushesItself({ driver, store }: Pick<Build, 'driver' | 'store'>): boolean {
  return driver !== 'docker' || store === 'containerd'
}

/**
 * Builds and has the builder push to a registry on plain HTTP. Nothing is left in the engine.
 * @param name `ADDRESS/REPOSITORY:TAG`
 * @throws CommandError with the end of the build's output when it fails
 */
export async function buildAndPush(run: Run, build: Build, name: string): Promise<BuildMetadata> {
  const output = `type=image,${csvField(`name=${name}`)},${pushBy(build)}`
  return runBuild(build, output, async command => void (await run(command)))
}

/**
 * Builds and hands the tar of an OCI layout to `consume`, with back-pressure.
 * @throws CommandError when the build fails; what `consume` throws
 */
export async function buildToStream<T>(
  pipe: Pipe,
  build: Build,
  consume: (stdout: Readable) => Promise<T>,
): Promise<{ content: T; metadata: BuildMetadata }> {
  const consumed: T[] = []
  const metadata = await runBuild(build, 'type=oci,dest=-', async command => {
    consumed.push(await pipe(command, consume))
  })
  const [content] = consumed as [T]
  return { content, metadata }
}

/**
 * Builds into the engine's image store under `tag`, which the caller takes away with `removeImages`.
 * A build that fails leaves nothing.
 * @throws CommandError with the end of the build's output when it fails
 */
export async function buildAndLoad(run: Run, build: Build, tag: string): Promise<BuildMetadata> {
  const output = `type=docker,${csvField(`name=${tag}`)}`
  try {
    return await runBuild(build, output, async command => void (await run(command)))
  } catch (error) {
    // An engine may keep what it could not hand over whole.
    await removeImages(run, [tag])
    throw error
  }
}

/**
 * The name of a loaded image: unique to this run, so no name of the user is taken or removed.
 * @param mark of the run
 * @param index of several images of a side
 */
export function loadedTag(
  mark: string,
  side: 'candidate' | 'baseline',
  index: number | null = null,
): string {
  return `${ownName(mark)}:${side}${index === null ? '' : `-${index}`}`
}

/** A name that a run gives an image, in the engine or in the measuring registry. */
export function ownName(mark: string): string {
  return `image-size-gate/${mark}`
}

/** Takes names off images in the engine; what no other name holds goes with them. Never rejects: it runs while cleaning up. */
export async function removeImages(
  run: Run,
  names: string[],
  api: EngineApi | null = null,
): Promise<void> {
  // One by one, the containerd store would look for garbage after each.
  const remove = async (name: string) => {
    const answer = await api?.ask('DELETE', `/images/${name}?force=true`).catch(() => undefined)
    if (answer?.status === 200 || answer?.status === 404) return
    await run({
      program: 'docker',
      args: ['image', 'rm', '--force', name],
      allowed: [1],
      cleansUp: true,
    })
  }
  await Promise.allSettled(names.map(remove))
}

/** What has a builder push to a registry on plain HTTP, as fields of `--output`. */
export function pushBy({ driver }: Pick<Build, 'driver'>): string {
  // The engine takes 127.0.0.0/8 for insecure by itself; other builders must be told.
  if (driver !== 'docker') return 'push=true,registry.insecure=true'
  // An empty value is yes to BuildKit, and no to buildx, which would have the engine push as well:
  // https://github.com/moby/buildkit/blob/v0.12.5/exporter/containerimage/export.go (Resolve)
  // https://github.com/docker/buildx/blob/v0.13.1/build/build.go (pushWithMoby)
  return 'push=,store=false'
}

// --- internal ---

async function runBuild(
  build: Build,
  output: string,
  execute: (command: Command) => Promise<void>,
): Promise<BuildMetadata> {
  const folder = await mkdtemp(join(build.temporary ?? tmpdir(), 'image-size-gate-build-'))
  try {
    const secrets = await prepareSecrets(build.settings, build.directory, folder)
    try {
      const metadataFile = join(folder, 'metadata.json')
      await execute({
        program: 'docker',
        args: buildArguments(build.settings, {
          output: [output],
          metadataFile,
          provenance: build.driver !== 'docker' || build.store === 'containerd',
          secrets: secrets.values,
        }),
        cwd: build.directory,
        // What the build says is read, too (`phaseOf`).
        // https://docs.docker.com/build/building/variables/#buildx_metadata_provenance
        env: { BUILDX_METADATA_PROVENANCE: 'max', BUILDKIT_PROGRESS: 'plain' },
        ...(build.onOutput === undefined ? {} : { onStderr: build.onOutput }),
        ...(build.signal === undefined ? {} : { signal: build.signal }),
      })
      return decodeMetadata(await readFile(metadataFile, 'utf8'))
    } finally {
      await secrets.remove()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
