import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createRawServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { askEngine, type EngineAnswer } from '../../src/docker/engine-http.ts'

let folder: string
let socket: string
let server: Server | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-http-'))
  socket = join(folder, 'd.sock')
})
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
  rmSync(folder, { recursive: true })
})

async function serve(listener: RequestListener): Promise<void> {
  const started = createServer(listener)
  server = started
  await new Promise<void>(done => started.listen(socket, done))
}

/** Answers with these bytes, whatever is asked, and hangs up. */
async function answer(text: string): Promise<() => void> {
  const raw = createRawServer(connection => {
    // The client may hang up before it has read all of it.
    connection.on('error', () => undefined)
    connection.once('data', () => connection.end(text))
  })
  await new Promise<void>(done => raw.listen(socket, done))
  return () => void raw.close()
}

const patient = { before: null, within: 60_000 }
const get = (path = '/') => askEngine(socket, 'GET', path, patient)

async function collect({ body }: EngineAnswer): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of body) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 7) % 251))

test.each([0, 1, 65_536, 3_000_000])('a body of %i bytes', async length => {
  let asked = ''
  await serve((request, response) => {
    asked = `${request.method} ${request.url} ${request.httpVersion}`
    response.end(bytes(length))
  })
  const answered = await get('/images/get?names=a')
  expect((await collect(answered)).equals(bytes(length))).toBe(true)
  expect(asked).toBe('GET /images/get?names=a 1.0')
})

test('pieces share their memory', async () => {
  await serve((_request, response) => {
    response.write(bytes(100))
    setTimeout(() => response.end(bytes(100)), 50)
  })
  const memory = new Set<ArrayBufferLike>()
  for await (const piece of (await get()).body) memory.add(piece.buffer)
  // The first piece came with the head, which is copied.
  expect(memory.size).toBeLessThanOrEqual(2)
  expect(memory.size).toBeGreaterThan(0)
})

test.each([404, 500, 301])('the status %i', async status => {
  await serve((_request, response) => response.writeHead(status).end('{"message": "no"}'))
  const answered = await get()
  expect(answered.status).toBe(status)
  expect((await collect(answered)).toString()).toBe('{"message": "no"}')
})

test('a daemon that says nothing', async () => {
  await serve(() => undefined)
  await expect(askEngine(socket, 'DELETE', '/', { before: 50, within: 50 })).rejects.toThrow(
    `${socket} does not answer`,
  )
})

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
  ['nothing', ''],
  ['half a head', 'HTTP/1.0 200 OK\r\nServer: x\r\n'],
  ['a head without end', `HTTP/1.0 200 OK\r\nServer: ${'x'.repeat(100_000)}`],
  ['frames', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n'],
])('%s is no answer', async (_, text) => {
  const close = await answer(text)
  await expect(get()).rejects.toThrow(`${socket} does not speak HTTP/1.0`)
  close()
})

test('nobody is there', async () => {
  await expect(askEngine(join(folder, 'none'), 'GET', '/', patient)).rejects.toThrow('ENOENT')
})

test('whoever has enough hangs up', async () => {
  let hungUp = () => {}
  const closed = new Promise<void>(resolve => {
    hungUp = resolve
  })
  await serve((_request, response) => {
    response.on('close', hungUp)
    const more = () => {
      while (!response.destroyed && response.write(bytes(60_000)));
    }
    response.on('drain', more)
    more()
  })
  const { body } = await get()
  let read = 0
  for await (const piece of body) {
    read += piece.length
    if (read > 1_000_000) break
  }
  await closed
  expect(read).toBeLessThan(1_100_000)
})

test('a body that breaks off', async () => {
  // What is closed before the request was read is closed by force.
  const raw = createRawServer({ pauseOnConnect: true }, connection => {
    connection.write(`HTTP/1.0 200 OK\r\n\r\n${'x'.repeat(1000)}`)
    setTimeout(() => connection.destroy(), 50)
  })
  await new Promise<void>(done => raw.listen(socket, done))
  const reading = collect(await get())
  await expect(reading).rejects.toThrow(/^the engine broke off what it was sending: .*ECONNRESET/)
  await expect(reading).rejects.toBeInstanceOf(UserError)
  raw.close()
})

test('a body that stops without an end', async () => {
  let hungUp = () => {}
  const closed = new Promise<void>(resolve => {
    hungUp = resolve
  })
  await serve((_request, response) => {
    response.on('close', hungUp)
    response.write(bytes(100))
  })
  const { body } = await askEngine(socket, 'GET', '/', { before: null, within: 50 })
  const reading = (async () => {
    for await (const _ of body);
  })()
  await expect(reading).rejects.toThrow(
    `the engine broke off what it was sending: ${socket} does not answer`,
  )
  await closed
})

test('whoever reads slowly is not the daemon', async () => {
  await serve((_request, response) => response.end(bytes(200_000)))
  const { body } = await askEngine(socket, 'GET', '/', { before: null, within: 30 })
  let read = 0
  for await (const piece of body) {
    read += piece.length
    if (read === piece.length) await new Promise(done => setTimeout(done, 100))
  }
  expect(read).toBe(200_000)
})
