import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mediaTypes } from '../../src/oci/image-spec.ts'
import { tool } from './engine.ts'
import { digestOf, type ImageFixture } from './fixtures.ts'
import { freePort } from './free-port.ts'

export interface DockerRegistry {
  /** `127.0.0.1:PORT` */
  address: string
  stop: () => void
}

/** Who may use a registry that wants a login. */
export const login = { username: 'reader', password: 'opensesame' }

// bcrypt of the password, which is all that the registry takes.
const HTPASSWD = `reader:$2y$05$abcdefghijklmnopqrstuuQbLfdQZSxZ9gjhA5V9o8Tyc6aQRO0Qi\n`

/**
 * A real registry on loopback (Debian's docker-registry).
 * @param wantsLogin whether it answers nobody but `login`
 */
export async function startDockerRegistry(wantsLogin = false): Promise<DockerRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-registry-'))
  const port = await freePort()
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'htpasswd'), HTPASSWD)
  const config = [
    'version: 0.1',
    `storage: {filesystem: {rootdirectory: ${folder}/data}}`,
    `http: {addr: '127.0.0.1:${port}'}`,
    ...(wantsLogin ? [`auth: {htpasswd: {realm: test, path: ${folder}/htpasswd}}`] : []),
  ]
  writeFileSync(join(folder, 'config.yml'), `${config.join('\n')}\n`)
  const args = ['serve', join(folder, 'config.yml')]
  const child: ChildProcess = spawn(tool('docker-registry'), args, { stdio: 'ignore' })
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => null)
    if (answer !== null) break
    await sleep(100)
  }
  return {
    address: `127.0.0.1:${port}`,
    stop: () => {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Puts an image into a registry as it is, which a builder would not make. @param login headers of whoever may */
export async function putImage(
  registry: string,
  name: string,
  { layers, config, manifest }: ImageFixture,
  login: Record<string, string> = {},
): Promise<void> {
  const put = async (url: string, body: Buffer, type: string) => {
    const headers = { 'content-type': type, ...login }
    const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) })
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  }
  for (const blob of [config, ...layers.map(({ bytes }) => bytes)]) {
    const uploads = `http://${registry}/v2/${name}/blobs/uploads/`
    const place =
      (await fetch(uploads, { method: 'POST', headers: login })).headers.get('location') ?? ''
    await put(`${place}&digest=${digestOf(blob)}`, blob, 'application/octet-stream')
  }
  const url = `http://${registry}/v2/${name}/manifests/1`
  await put(url, manifest, mediaTypes.ociManifest)
}

/** What goes wrong with a request: an answer, none ever, or a connection that is cut. */
export type RegistryFault = { status: number; headers?: Record<string, string> } | 'hang' | 'reset'

export interface RegistryProxy extends DockerRegistry {
  /** `GET /v2/…` of every request, oldest first. */
  requests: string[]
  /** Digests of the blobs that were fetched, in order. */
  blobs: () => string[]
  /** What goes wrong with manifests from now on; as often as told, or always. */
  fail: (fault: RegistryFault | null, times?: number) => void
}

/** In front of a registry: counts its requests, and fails on demand. */
export async function startRegistryProxy(registry: string): Promise<RegistryProxy> {
  const requests: string[] = []
  let fault: RegistryFault | null = null
  let left = 0
  const server = createServer((incoming, response) => {
    const { method, url = '' } = incoming
    requests.push(`${method} ${url}`)
    if (fault === null || left === 0 || !url.includes('/manifests/')) {
      return forward(registry, incoming, response)
    }
    left -= 1
    if (fault === 'reset') return void incoming.socket.destroy()
    if (fault !== 'hang') response.writeHead(fault.status, fault.headers).end()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    blobs: () =>
      requests.flatMap(line => /^GET \/v2\/.*\/blobs\/(sha256:[0-9a-f]+)$/.exec(line)?.[1] ?? []),
    fail(what, times = Number.POSITIVE_INFINITY) {
      fault = what
      left = times
    },
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

// --- internal ---

/** With the host that the client asked, so that the registry names the proxy in its answers. */
function forward(registry: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming
  const outgoing = request(`http://${registry}${url}`, { method, headers }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  outgoing.on('error', () => response.destroy())
  incoming.pipe(outgoing)
}
