import * as z from 'zod'
import { UserError } from '../common/errors.ts'
import { CommandError, type Run } from '../common/run.ts'
import { decode, decodeJson } from '../oci/decode.ts'
import type { Engine } from './engine.ts'

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
export async function inspectBuilder(
  run: Run,
  name: string | null,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Builder> {
  const args = ['buildx', 'inspect', ...(name === null ? [] : ['--', name])]
  let text: string
  try {
    text = (await run({ program: 'docker', args })).stdout
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    const [, missing] = /no builder "?(.*?)"? found/.exec(error.stderr) ?? []
    if (missing === undefined) throw error
    const isVariable = name === null && env.BUILDX_BUILDER === missing
    throw new UserError(
      `${isVariable ? 'BUILDX_BUILDER' : 'builder'}: there is no builder \`${missing}\`; \`docker buildx ls\` lists them, and docker/setup-buildx-action makes one (its output \`name\`)`,
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
