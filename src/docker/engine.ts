import * as z from 'zod'
import { UserError } from '../common/errors.ts'
import { CommandError, type Run } from '../common/run.ts'
import { decodeJson } from '../oci/decode.ts'
import { buildxPlugin } from './buildx-plugin.ts'
import type { EngineApi } from './engine-api.ts'

export interface Engine {
  /** e.g. `28.5.2` */
  version: string
  store: 'classic' | 'containerd'
  /** Where the client finds the daemon: `unix:///var/run/docker.sock`, `tcp://…`. */
  endpoint: string
  /** Whether it is Docker's, which has a builder of its own; podman's has none. Whoever did not say so may be another. */
  isDocker: boolean
  hasBuildx: boolean
}

/**
 * The engine behind the `docker` command: by its API, else by one process, and another one where a context other than the
 * default is in use.
 * @param host `DOCKER_HOST`, which comes before the default context
 * @param api where it is known which engine that is
 * @throws UserError that names the next step when docker is missing or the daemon does not answer
 */
export async function inspectEngine(
  run: Run,
  host: string | undefined = process.env.DOCKER_HOST,
  api: EngineApi | null = null,
): Promise<Engine> {
  const told = api === null ? null : await engineByApi(api)
  if (told !== null) return told
  const info = decodeJson(infoSchema, await dockerInfo(run), '`docker info`')
  if (info.ServerVersion === undefined || info.ServerVersion === '') {
    throw new UserError(noDaemon(info.ServerErrors?.[0]))
  }
  return {
    version: info.ServerVersion,
    store: storeOf(info),
    endpoint: await endpointOf(run, info.ClientInfo.Context, host),
    isDocker: false,
    hasBuildx: info.ClientInfo.Plugins?.some(({ Name }) => Name === 'buildx') === true,
  }
}

/** @throws UserError that names the next step where nothing can be built */
export function demandBuildx({ hasBuildx }: Pick<Engine, 'hasBuildx'>): void {
  if (hasBuildx) return
  throw new UserError(
    'docker has no buildx plugin: add the step `docker/setup-buildx-action`, or install it (https://docs.docker.com/build/install-buildx/)',
  )
}

// --- internal ---

const LOCAL = 'unix:///var/run/docker.sock'
const snapshotter = 'io.containerd.snapshotter.v1'

// https://docs.docker.com/reference/api/engine/version/v1.44/#tag/System/operation/SystemInfo
const serverSchema = z.object({
  ServerVersion: z.string().optional(),
  DriverStatus: z.array(z.tuple([z.string(), z.string()])).nullish(),
})

// https://github.com/docker/cli/blob/v28.5.2/cli/command/system/info.go (dockerInfo)
const infoSchema = serverSchema.extend({
  ServerErrors: z.array(z.string()).nullish(),
  ClientInfo: z.object({
    Context: z.string().default('default'),
    Plugins: z.array(z.object({ Name: z.string() })).nullish(),
  }),
})

// https://docs.docker.com/reference/api/engine/version/v1.44/#tag/System/operation/SystemVersion
const versionSchema = z.object({ Components: z.array(z.object({ Name: z.string() })).nullish() })

const contextsSchema = z.array(
  z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string() }).optional() }) }),
)

/** https://docs.docker.com/engine/storage/containerd/ */
function storeOf({ DriverStatus }: z.infer<typeof serverSchema>): Engine['store'] {
  const isContainerd = DriverStatus?.some(
    ([key, value]) => key === 'driver-type' && value === snapshotter,
  )
  return isContainerd ? 'containerd' : 'classic'
}

/** null: `docker` has to be asked, which also knows what to say when something is missing. */
async function engineByApi({ endpoint, ask }: EngineApi): Promise<Engine | null> {
  if (buildxPlugin(process.env) === null) return null
  const answer = await ask('GET', '/info').catch(() => null)
  if (answer?.status !== 200) return null
  const info = decodeJson(serverSchema, answer.body, 'what the engine tells of itself')
  // Whatever answers, it is no engine.
  if (info.ServerVersion === undefined) return null
  const version = await ask('GET', '/version').catch(() => null)
  const isDocker =
    version?.status === 200 &&
    decodeJson(versionSchema, version.body, 'the version of the engine').Components?.some(
      ({ Name }) => Name === 'Engine',
    ) === true
  return {
    version: info.ServerVersion,
    store: storeOf(info),
    endpoint,
    isDocker,
    hasBuildx: true,
  }
}

async function dockerInfo(run: Run): Promise<string> {
  const args = ['info', '--format', '{{json .}}']
  try {
    const { stdout, stderr, exitCode } = await run({ program: 'docker', args, allowed: [1] })
    if (exitCode !== 0 && stdout.trim() === '') throw new UserError(noClient(stderr))
    if (isPodman(stdout)) throw new UserError(PODMAN)
    return stdout
  } catch (cause) {
    if (cause instanceof UserError && !(cause instanceof CommandError)) throw cause
    if (cause instanceof CommandError) throw new UserError(noDaemon(cause.message), { cause })
    throw new UserError(
      '`docker` cannot be started: install it (https://docs.docker.com/engine/install/), or run on a runner that has it, e.g. `ubuntu-latest`',
      { cause },
    )
  }
}

/** The shim of the package podman-docker prints what podman tells of itself. */
function isPodman(info: string): boolean {
  return /"buildahVersion"/.test(info) && !/"ClientInfo"/.test(info)
}

const PODMAN =
  "`docker` is podman's here (podman-docker), which has no buildx: install Docker's client with buildx (https://docs.docker.com/build/install-buildx/) and set DOCKER_HOST to podman's socket, e.g. `unix:///run/podman/podman.sock`; or build with podman, and measure what it writes: `podman save --format oci-archive -o api.tar api` and `image: oci-archive:api.tar`"

/** The client could not even begin to ask. */
function noClient(stderr: string): string {
  const [, context] = /context "(.*?)"(?:: context)? not found/.exec(stderr) ?? []
  return context === undefined
    ? noDaemon(stderr.trim().split('\n').at(-1))
    : `DOCKER_CONTEXT: there is no context \`${context}\`; \`docker context ls\` lists them, and \`docker context use\` or DOCKER_HOST name another engine`
}

function noDaemon(why: string | undefined): string {
  return `the Docker daemon does not answer: start it, or point DOCKER_HOST or \`docker context use\` at one that runs (${why ?? 'it named no version'})`
}

async function endpointOf(run: Run, context: string, host: string | undefined): Promise<string> {
  if (context === 'default') return host || LOCAL
  const args = ['context', 'inspect', '--', context]
  const { exitCode, stdout } = await run({ program: 'docker', args, allowed: [1] })
  if (exitCode !== 0) return LOCAL
  const [found] = decodeJson(contextsSchema, stdout, '`docker context inspect`')
  return found?.Endpoints.docker?.Host ?? LOCAL
}
