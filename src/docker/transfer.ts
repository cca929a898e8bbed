import { UserError } from '../common/errors.ts'
import { CommandError, type Pipe, type Run } from '../common/run.ts'
import { type Digest, digestSchema } from '../oci/image-spec.ts'
import { removeImages } from './build.ts'
import type { EngineApi } from './engine-api.ts'
import { askRegistry, type Patience } from './registry-failure.ts'

/**
 * Pushes an image of the engine to the measuring registry. The name it gets for that is taken off again.
 * @param image a name or an ID
 * @param name `ADDRESS/REPOSITORY:TAG`
 * @param signal ends the push
 * @returns the digest that the engine says it pushed; null when it says none (podman)
 * @throws UserError when the engine has no such image; CommandError when the push fails
 */
export async function pushFromEngine(
  { run, engineApi }: { run: Run; engineApi: EngineApi | null },
  image: string,
  name: string,
  signal?: AbortSignal,
): Promise<Digest | null> {
  await known(image, () => run({ program: 'docker', args: ['image', 'tag', '--', image, name] }))
  // Nobody else signs what comes here: https://docs.docker.com/engine/security/trust/
  const env = { DOCKER_CONTENT_TRUST: '0' }
  const command = { program: 'docker', args: ['image', 'push', name], env }
  try {
    const { stdout } = await run({ ...command, ...(signal === undefined ? {} : { signal }) })
    // https://github.com/moby/moby/blob/v28.5.2/distribution/push_v2.go (pushTag)
    return digestIn(stdout, /: digest: (sha256:[0-9a-f]{64}) size: \d+\s*$/m)
  } finally {
    await removeImages(run, [name], engineApi)
  }
}

/**
 * Copies an image, all platforms of it, from its registry to the measuring one. Only blobs that the target does not
 * know move; credentials are those of `docker login`. An image with one manifest may arrive in an index of its own.
 * @param image a name, without a transport
 * @param name `ADDRESS/REPOSITORY:TAG`
 * @returns the digest of what buildx says it pushed
 * @throws UserError that names the image and the next step
 */
export async function copyFromRegistry(
  run: Run,
  image: string,
  name: string,
  patience?: Partial<Patience>,
): Promise<Digest> {
  const args = ['buildx', 'imagetools', 'create', '--tag', name, '--', image]
  const copy = (signal: AbortSignal) => run({ program: 'docker', args, signal })
  const { stdout, stderr } = await askRegistry(`docker://${image}`, copy, patience)
  // https://github.com/docker/buildx/blob/v0.29.1/commands/imagetools/create.go
  const digest = digestIn(`${stdout}\n${stderr}`, /\bpushing (sha256:[0-9a-f]{64}) to /)
  if (digest !== null) return digest
  throw new UserError(
    `docker://${image}: this buildx does not tell the digest of what it copied, so it cannot be told from what others push; use another version (docker/setup-buildx-action)`,
  )
}

/**
 * Hands the tar of `docker save` to `consume`: of several images at once, since shared layers are in it once.
 * By the engine's API where that is known, since a tar that goes through `docker` as well takes a third longer.
 * @param consume is done with a chunk when it asks for the next, which may be in the same memory
 * @throws UserError when the engine has no such image; what `consume` throws
 */
export async function saveFromEngine<T>(
  { pipe, engineApi }: { pipe: Pipe; engineApi: EngineApi | null },
  images: string[],
  consume: (archive: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const query = images.map(image => `names=${encodeURIComponent(image)}`).join('&')
  const archive = await engineApi?.open(`/images/get?${query}`).catch(() => null)
  if (archive != null) return consume(archive)
  const args = ['image', 'save', '--', ...images]
  return known(images.join(', '), () =>
    pipe({ program: 'docker', args }, stdout => consume(stdout)),
  )
}

/**
 * Whether the containerd store has only some platforms of an image, as after `docker pull --platform`.
 * Docker before 28 pushes all or nothing, and can save what is there if the machine's own platform is.
 */
export function lacksPlatforms(error: unknown): boolean {
  return error instanceof CommandError && /content digest sha256:\w+: not found/.test(error.stderr)
}

/** @throws UserError that names the next step when the engine says that it has no such image */
export async function known<T>(image: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    if (lacksPlatforms(cause)) {
      throw new UserError(
        "the engine holds only some platforms of it, and not this machine's, so it cannot hand them over; pull that platform too, or write `docker://…` for the image in its registry",
        { cause },
      )
    }
    if (
      !(cause instanceof CommandError) ||
      !/no such image|not found|reference does not exist/i.test(cause.stderr)
    )
      throw cause
    throw new UserError(
      `docker-daemon:${image}: the engine has no such image; build or pull it before this step, or write \`docker://${image}\` for one in a registry`,
      { cause },
    )
  }
}

// --- internal ---

function digestIn(text: string, pattern: RegExp): Digest | null {
  return digestSchema.safeParse(pattern.exec(text)?.[1]).data ?? null
}
