import * as z from 'zod'
import { UserError } from '../common/errors.ts'
import { CommandError, type Run } from '../common/run.ts'
import { decode, decodeJson } from '../oci/decode.ts'
import { buildxPlugin } from './buildx-plugin.ts'
import type { EngineApi } from './engine-api.ts'

export interface Engine {
  /** e.g. `28.5.2` */
  version: string
  store: 'classic' | 'containerd'
  /** Where the client finds the daemon: `unix:///var/run/docker.sock`, `tcp://…`. */
  endpoint: string
}

const drivers = ['docker', 'docker-container', 'kubernetes', 'remote', 'cloud'] as const
export type Driver = (typeof drivers)[number]

export interface Builder {
  name: string
  driver: Driver
  /** Of the first node; for the `docker` driver often the name of a context. */
  endpoint: string
  /** Empty as long as the builder has not been started. */
  platforms: string[]
}

/**
 * The engine behind the `docker` command: by its API, else by one process, and another one where a context other than the
 * default is in use.
 * @param host `DOCKER_HOST`, which comes before the default context
 * @param api where it is known which engine that is
 * @throws UserError that names the next step when docker or buildx is missing or the daemon does not answer
 */
export async function inspectEngine(
  run: Run,
  host: string | undefined = process.env.DOCKER_HOST,
  api: EngineApi | null = null,
): Promise<Engine> {
  const told = api === null ? null : await engineByApi(api)
  if (told !== null) return told
  const info = decodeJson(infoSchema, await dockerInfo(run), '`docker info`')
  const buildx = info.ClientInfo.Plugins?.find(plugin => plugin.Name === 'buildx')
  if (buildx === undefined) {
    throw new UserError(
      'docker has no buildx plugin: add the step `docker/setup-buildx-action`, or install it (https://docs.docker.com/build/install-buildx/)',
    )
  }
  if (info.ServerVersion === undefined || info.ServerVersion === '') {
    throw new UserError(noDaemon(info.ServerErrors?.[0]))
  }
  return {
    version: info.ServerVersion,
    store: storeOf(info),
    endpoint: await endpointOf(run, info.ClientInfo.Context, host),
  }
}

/** What buildx takes when no other builder was ever made: BuildKit in the engine. */
export const DEFAULT_BUILDER: Pick<Builder, 'name' | 'driver' | 'endpoint'> = {
  name: 'default',
  driver: 'docker',
  endpoint: 'default',
}

/**
 * A builder as `docker buildx inspect` prints it; null: the one that builds would use.
 * An unknown driver counts as `remote`, of which nothing is expected.
 * @throws UserError that names the next step when there is no such builder
 */
export async function inspectBuilder(run: Run, name: string | null): Promise<Builder> {
  const args = ['buildx', 'inspect', ...(name === null ? [] : ['--', name])]
  let text: string
  try {
    text = (await run({ program: 'docker', args })).stdout
  } catch (error) {
    if (!(error instanceof CommandError) || !/no builder .* found/.test(error.stderr)) throw error
    throw new UserError(
      `builder: there is no builder \`${name ?? ''}\`; \`docker buildx ls\` lists them, and docker/setup-buildx-action makes one (its output \`name\`)`,
      { cause: error },
    )
  }
  return decode(builderSchema, fieldsOf(text), '`docker buildx inspect`')
}

/**
 * The host's address on the default bridge, which containers on any bridge of this host reach; null without one.
 * Builders of the `docker-container` driver do not share the host's loopback.
 */
export async function bridgeGateway(run: Run): Promise<string | null> {
  const command = { program: 'docker', args: ['network', 'inspect', 'bridge'], allowed: [1] }
  const { exitCode, stdout } = await run(command)
  if (exitCode !== 0) return null
  const networks = decodeJson(networksSchema, stdout, '`docker network inspect bridge`')
  const gateways = networks.flatMap(({ IPAM }) => IPAM.Config ?? []).map(({ Gateway }) => Gateway)
  return gateways.find(gateway => gateway?.includes('.')) ?? null
}

/**
 * The address of this machine on which the builder would find a registry; null: none can be named.
 * It is an expectation: whoever cannot bind it, or whose push is not heard there, takes another feed.
 */
export async function registryHost(
  run: Run,
  builder: Pick<Builder, 'driver' | 'endpoint'>,
  engine: Pick<Engine, 'endpoint'>,
): Promise<string | null> {
  const endpoint = builder.endpoint.includes('://') ? builder.endpoint : engine.endpoint
  switch (builder.driver) {
    case 'docker':
      return isLocal(endpoint) ? '127.0.0.1' : null
    case 'docker-container':
      return isLocal(endpoint) ? bridgeGateway(run) : null
    case 'remote':
      return builder.endpoint.includes('://') && isLocal(endpoint) ? '127.0.0.1' : null
    default:
      return null
  }
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

const contextsSchema = z.array(
  z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string() }).optional() }) }),
)

const networksSchema = z.array(
  z.object({
    IPAM: z.object({ Config: z.array(z.object({ Gateway: z.string().optional() })).nullish() }),
  }),
)

const builderSchema = z.object({
  name: z.string(),
  driver: z.string().transform(text => drivers.find(driver => driver === text) ?? 'remote'),
  endpoint: z.string().default(''),
  platforms: z
    .string()
    .default('')
    .transform(text => text.split(',').map(platform => platform.trim().replace(/\*$/, '')))
    .transform(platforms => platforms.filter(platform => platform !== '')),
})

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
  return { version: info.ServerVersion ?? '', store: storeOf(info), endpoint }
}

async function dockerInfo(run: Run): Promise<string> {
  const args = ['info', '--format', '{{json .}}']
  try {
    return (await run({ program: 'docker', args, allowed: [1] })).stdout
  } catch (cause) {
    if (cause instanceof CommandError) throw new UserError(noDaemon(cause.message), { cause })
    throw new UserError(
      '`docker` cannot be started: install it (https://docs.docker.com/engine/install/), or run on a runner that has it, e.g. `ubuntu-latest`',
      { cause },
    )
  }
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

function isLocal(endpoint: string): boolean {
  return (
    /^(unix|npipe):\/\//.test(endpoint) ||
    /^tcp:\/\/(127\.[\d.]+|localhost|\[::1\])(:|$)/.test(endpoint)
  )
}

/** `Key: value` lines up to the second node, the first of each key, with lower-case keys. */
function fieldsOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const [, key, value] = /^([A-Z][A-Za-z ]*):\s*(.*?)\s*$/.exec(line) ?? []
    if (key === undefined || value === undefined || value === '') continue
    found[key.toLowerCase()] ??= value
  }
  return found
}
