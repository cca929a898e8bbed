import { existsSync, readFileSync } from 'node:fs'
import type { request } from 'node:http'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { openBody } from './engine-body.ts'

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
 */
export function engineApi(env: NodeJS.ProcessEnv = process.env): EngineApi | null {
  const endpoint = env.DOCKER_HOST || (hasContext(env) ? '' : 'unix:///var/run/docker.sock')
  const [, socketPath] = /^unix:\/\/(\/.+)$/.exec(endpoint) ?? []
  if (socketPath === undefined) return null
  return {
    endpoint,
    ask: (method, path) => ask({ socketPath, method, path }),
    open: path => openBody(socketPath, path),
  }
}

// --- internal ---

/** Milliseconds without a sign of the daemon. */
const SILENCE = 20_000

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

function ask(options: {
  socketPath: string
  method: string
  path: string
}): Promise<{ status: number; body: string }> {
  // An import would load it before anything else starts.
  const http: { request: typeof request } = process.getBuiltinModule('node:http')
  return new Promise((resolve, reject) => {
    const asked = http.request({ ...options, host: 'docker', timeout: SILENCE }, answer => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        body += text
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('timeout', () => asked.destroy(new Error(`${options.socketPath} does not answer`)))
    asked.on('error', reject)
    asked.end()
  })
}
