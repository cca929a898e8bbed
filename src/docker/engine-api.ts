import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { askEngine } from './engine-http.ts'
import { hasPlainClient } from './plain-client.ts'

/** The engine's own API, for questions that `docker` answers too, a tenth of a second later. */
export interface EngineApi {
  /** Where the daemon listens: `unix:///…`. */
  endpoint: string
  /** @param path e.g. `/info` @throws Error when nobody answers */
  ask: (method: 'GET' | 'DELETE', path: string) => Promise<{ status: number; body: string }>
  /** For what is too large for memory: each piece is overwritten by the next. null: `docker` should be asked. */
  open: (path: string) => Promise<AsyncIterable<Buffer> | null>
}

/**
 * The engine that `docker` would ask, if it is plain that it listens on a Unix socket; null: `docker` knows better.
 * https://docs.docker.com/reference/api/engine/ and https://docs.docker.com/engine/manage-resources/contexts/
 * @param interrupted ends what is asked, with its reason; images are taken away all the same
 */
export function engineApi(
  env: NodeJS.ProcessEnv = process.env,
  interrupted?: AbortSignal,
): EngineApi | null {
  if (!hasPlainClient(env) || env.DOCKER_TLS || env.DOCKER_TLS_VERIFY) return null
  const endpoint = env.DOCKER_HOST || (hasContext(env) ? '' : 'unix:///var/run/docker.sock')
  const [, socketPath] = /^unix:\/\/(\/.+)$/.exec(endpoint) ?? []
  if (socketPath === undefined) return null
  return {
    endpoint,
    ask: (method, path) =>
      ask(socketPath, method, path, method === 'DELETE' ? undefined : interrupted),
    open: path => open(socketPath, path, interrupted),
  }
}

// --- internal ---

/** Milliseconds without a sign of the daemon. */
const SILENCE = 20_000
/** The same within an archive, which comes from the engine's disk. */
const SILENT_ARCHIVE = 120_000

/** Whether another context than the default is chosen, or cannot be ruled out. */
function hasContext({ DOCKER_CONTEXT, DOCKER_CONFIG }: NodeJS.ProcessEnv): boolean {
  if (DOCKER_CONTEXT) return true
  const config = join(DOCKER_CONFIG || join(homedir(), '.docker'), 'config.json')
  try {
    return existsSync(config) && readFileSync(config, 'utf8').includes('"currentContext"')
  } catch {
    return true
  }
}

async function ask(
  socketPath: string,
  method: 'GET' | 'DELETE',
  path: string,
  interrupted: AbortSignal | undefined,
): Promise<{ status: number; body: string }> {
  const { status, body } = await askEngine(
    socketPath,
    method,
    path,
    { before: SILENCE, within: SILENCE },
    interrupted,
  )
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of body) text += decoder.decode(piece, { stream: true })
  return { status, body: text + decoder.decode() }
}

/** An engine writes an archive to disk before it sends it, and says nothing meanwhile. */
async function open(
  socketPath: string,
  path: string,
  interrupted: AbortSignal | undefined,
): Promise<AsyncIterable<Buffer> | null> {
  const { status, body, close } = await askEngine(
    socketPath,
    'GET',
    path,
    { before: null, within: SILENT_ARCHIVE },
    interrupted,
  )
  if (status === 200) return body
  close()
  return null
}
