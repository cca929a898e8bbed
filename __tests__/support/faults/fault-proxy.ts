import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** What goes wrong with a request to an engine or a registry. */
export const kinds = [
  '401',
  '403',
  '404',
  '500',
  '502',
  '503',
  'slow',
  'silent',
  'cut',
  'not JSON',
  'other JSON',
  'null',
] as const
export type Kind = (typeof kinds)[number]

/** In front of a daemon: names each request, and has one kind of them fail. */
export interface FaultProxy {
  /** `HOST:PORT`, or the path of a socket. */
  address: string
  /** As `callOf` names them, in the order in which they came. */
  calls: string[]
  fail: (call: string, kind: Kind) => void
  heal: () => void
  close: () => void
}

/**
 * @param upstream where the daemon listens
 * @param place a path for a socket of its own; else it listens on loopback
 * @param callOf names `METHOD URL`, so that the same requests of two runs have the same name
 */
export async function startFaultProxy(
  upstream: RequestOptions,
  place: string | null,
  callOf: (request: string) => string,
): Promise<FaultProxy> {
  const calls: string[] = []
  let trouble: { call: string; kind: Kind } | null = null
  const faultOf = ({ method, url }: IncomingMessage): Kind | null => {
    const call = callOf(`${method} ${url}`)
    calls.push(call)
    return call === trouble?.call ? trouble.kind : null
  }
  const open = new Set<Duplex>()
  const server = createServer(async (incoming, response) => {
    const kind = faultOf(incoming)
    if (kind === 'silent') return
    if (kind === 'slow') await new Promise(done => setTimeout(done, SLOW))
    const answer = kind === null ? undefined : answers[kind]
    if (answer !== undefined) return void response.writeHead(...answer.head).end(answer.body)
    forward(upstream, incoming, response, kind === 'cut')
  })
  server.on('connection', socket => keep(open, socket))
  server.on('upgrade', async (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined)
    const kind = faultOf(incoming)
    if (kind === 'silent') return
    if (kind === 'slow') await new Promise(done => setTimeout(done, SLOW))
    const answer = kind === null ? undefined : answers[kind]
    if (answer !== undefined) return void socket.end(text(...answer.head, answer.body))
    upgrade(upstream, incoming, socket, head, kind === 'cut')
  })
  await new Promise<void>(done =>
    place === null ? server.listen(0, '127.0.0.1', done) : server.listen(place, done),
  )
  return {
    address: place ?? `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    fail(call, kind) {
      trouble = { call, kind }
    },
    heal() {
      trouble = null
    },
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

// --- internal ---

/** Milliseconds: within everybody's patience. */
const SLOW = 1_000

type Head = [status: number, headers: Record<string, string>]

const json = { 'content-type': 'application/json' }
const refusal = (status: number): { head: Head; body: string } => ({
  head: [status, json],
  // As engines and registries say it.
  body: JSON.stringify({ message: 'no', errors: [{ code: 'NO', message: 'no' }] }),
})
const wrong = (body: string): { head: Head; body: string } => ({ head: [200, json], body })

const answers: Partial<Record<Kind, { head: Head; body: string }>> = {
  ...Object.fromEntries([401, 403, 404, 500, 502, 503].map(code => [code, refusal(code)])),
  'not JSON': wrong('<html>Sorry</html>'),
  'other JSON': wrong('{"other":[1]}'),
  null: wrong('null'),
}

function text(status: number, headers: Record<string, string>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} \r\n${lines.join('')}connection: close\r\n\r\n${body}`
}

function forward(
  upstream: RequestOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
  cut: boolean,
): void {
  const { method, url, headers } = incoming
  const outgoing = request({ ...upstream, method, path: url, headers }, answer => {
    const { 'transfer-encoding': _, connection: __, ...rest } = answer.headers
    response.writeHead(answer.statusCode ?? 502, rest)
    answer.on('close', () => answer.complete || response.destroy())
    if (!cut) return void answer.pipe(response)
    answer.once('data', (piece: Buffer) => response.write(piece.subarray(0, piece.length / 2)))
    const destroy = () => setTimeout(() => response.destroy(), 20)
    answer.once('data', destroy).once('end', destroy)
  })
  outgoing.on('error', () => response.destroy())
  response.on('close', () => outgoing.destroy())
  incoming.pipe(outgoing)
}

/** https://docs.docker.com/reference/api/engine/version/v1.44/#tag/Session, and the same for its gRPC. */
function upgrade(
  upstream: RequestOptions,
  { method, url, headersDistinct, headers: { host } }: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  cut: boolean,
): void {
  // Several of one name are not one: `X-Docker-Expose-Session-Grpc-Method`.
  const headers = { ...headersDistinct, host }
  const outgoing = request({ ...upstream, method, path: url, headers })
  outgoing.on('upgrade', (answer, daemon: Duplex, first: Buffer) => {
    const told = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`HTTP/1.1 101 UPGRADED\r\n${told.join('')}\r\n`)
    socket.write(first)
    daemon.write(head)
    daemon.on('error', () => socket.destroy()).pipe(socket)
    socket.on('close', () => daemon.destroy()).pipe(daemon)
    daemon.on('close', () => socket.destroy())
    if (cut) setTimeout(() => socket.destroy(), 50)
  })
  outgoing.on('response', answer => {
    socket.write(text(answer.statusCode ?? 502, {}, ''))
    answer.pipe(socket)
  })
  outgoing.on('error', () => socket.destroy())
  outgoing.end()
}

function keep(open: Set<Duplex>, socket: Duplex): void {
  open.add(socket)
  socket.on('close', () => open.delete(socket))
}
