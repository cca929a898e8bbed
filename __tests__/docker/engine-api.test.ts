import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createRawServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Interrupted } from '../../src/common/interrupt.ts'
import { commands } from '../../src/common/run.ts'
import { removeImages } from '../../src/docker/build.ts'
import { inspectEngine } from '../../src/docker/engine.ts'
import { type EngineApi, engineApi } from '../../src/docker/engine-api.ts'
import { inspectImage } from '../../src/docker/inspect-image.ts'
import { saveFromEngine } from '../../src/docker/transfer.ts'
import { fakeClient, recording } from './fake.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-api-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const DEFAULT = 'unix:///var/run/docker.sock'

test.each<[string, NodeJS.ProcessEnv, string | null, string | null]>([
  ['nothing is set', {}, null, DEFAULT],
  ['a login is stored', {}, '{"auths": {}}', DEFAULT],
  ['another context is in use', {}, '{"currentContext": "rootless"}', null],
  ['another context is named', { DOCKER_CONTEXT: 'rootless' }, null, null],
  ['a socket is named', { DOCKER_HOST: 'unix:///run/d.sock' }, null, 'unix:///run/d.sock'],
  [
    'a socket comes before a context',
    { DOCKER_HOST: 'unix:///run/d.sock' },
    '{"currentContext": "rootless"}',
    'unix:///run/d.sock',
  ],
  ['a host is named', { DOCKER_HOST: 'tcp://10.0.0.7:2375' }, null, null],
  ['a certificate is to be shown', { DOCKER_TLS_VERIFY: '1' }, null, null],
  ['a shell is named', { DOCKER_HOST: 'ssh://build@host' }, null, null],
])('%s', (_, env, config, endpoint) => {
  if (config !== null) writeFileSync(join(folder, 'config.json'), config)
  expect(
    engineApi({ ...fakeClient(folder), DOCKER_CONFIG: folder, ...env })?.endpoint ?? null,
  ).toBe(endpoint)
})

describe('a daemon on a socket', () => {
  const asked: string[] = []
  let status: number
  let server: Server
  beforeEach(async () => {
    asked.length = 0
    status = 200
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(status).end('{}')
    })
    await new Promise<void>(done => server.listen(join(folder, 'd.sock'), done))
  })
  afterEach(() => void server.close())

  const api = () => engineApi({ ...fakeClient(folder), DOCKER_HOST: `unix://${folder}/d.sock` })

  test('images are taken away without a process', async () => {
    const { run, lines } = recording(() => ({}))
    await removeImages(run, ['127.0.0.1:5000/a/b:c', 'd'], api())
    expect(asked.sort()).toEqual([
      'DELETE /images/127.0.0.1:5000/a/b:c?force=true',
      'DELETE /images/d?force=true',
    ])
    expect(lines()).toEqual([])
  })

  test('docker is asked when the daemon will not', async () => {
    const { run, lines } = recording(() => ({}))
    status = 403
    await removeImages(run, ['d'], api())
    expect(lines()).toEqual(['docker image rm --force d'])
  })

  test.each([
    [200, '{}'],
    [404, null],
  ])('an archive, when the answer is %i', async (code, expected) => {
    status = code
    const archive = (await api()?.open('/images/get?names=a')) ?? null
    expect(archive && (await text(Readable.from(archive)))).toBe(expected)
  })

  test.each([
    ['an error', 500],
    ['something else', 200],
  ])('docker is asked what the daemon does not tell: %s', async (_, code) => {
    const { run, lines } = recording(() => ({ stdout: '{"ServerVersion": "1", "ClientInfo": {}}' }))
    status = code
    expect(await inspectEngine(run, '', api())).toMatchObject({ version: '1', hasBuildx: false })
    expect(lines()).toEqual(['docker info --format {{json .}}'])
  })
})

test('a connection whose answer is not wanted is closed, or the process would not end', async () => {
  const closed = Promise.withResolvers<void>()
  const server = createRawServer(connection => {
    connection.on('close', () => closed.resolve())
    connection.once('data', () => connection.write('HTTP/1.0 404 Not Found\r\n\r\n{}'))
  })
  await new Promise<void>(done => server.listen(join(folder, 'd.sock'), done))
  const api = engineApi({ ...fakeClient(folder), DOCKER_HOST: `unix://${folder}/d.sock` })
  expect(await api?.open('/images/get?names=a')).toBeNull()
  await closed.promise
  server.close()
})

describe('an interruption', () => {
  const reason = new Interrupted('interrupted by SIGTERM')
  let hangUp = async () => {}
  afterEach(() => hangUp())

  test.each([
    ['before the archive begins', ''],
    ['in the midst of it', 'HTTP/1.0 200 OK\r\n\r\nthe beginning'],
  ])('ends the waiting for an engine that packs, and hangs up: %s', async (_, said) => {
    const server = createRawServer(
      connection => void connection.on('data', () => connection.write(said)),
    )
    const asked = new Promise<Socket>(done => server.once('connection', done))
    // A test that fails leaves nothing open.
    hangUp = async () => {
      server.close()
      const connection = await asked
      connection.destroy()
    }
    await new Promise<void>(done => server.listen(join(folder, 'd.sock'), done))
    const cancel = new AbortController()
    const env = { ...fakeClient(folder), DOCKER_HOST: `unix://${folder}/d.sock` }
    const engine = engineApi(env, cancel.signal)
    const saved = saveFromEngine(
      { engineApi: engine, ...commands(undefined, cancel.signal) },
      ['a'],
      async archive => text(Readable.from(archive)),
    )
    const closed = once(await asked, 'close')
    setTimeout(() => cancel.abort(reason), 50)
    await expect(saved).rejects.toBe(reason)
    await closed
  })

  test('lets images be taken away, and nothing else be asked', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.method}`)
      response.end('{}')
    })
    await new Promise<void>(done => server.listen(join(folder, 'd.sock'), done))
    const env = { ...fakeClient(folder), DOCKER_HOST: `unix://${folder}/d.sock` }
    const engine = engineApi(env, AbortSignal.abort(reason))
    await expect(engine?.ask('GET', '/info')).rejects.toBe(reason)
    await removeImages(recording().run, ['d'], engine)
    expect(asked).toEqual(['DELETE'])
    server.close()
  })
})

test('nobody at the socket', async () => {
  const { run, lines } = recording(() => ({}))
  await removeImages(
    run,
    ['d'],
    engineApi({ ...fakeClient(folder), DOCKER_HOST: `unix://${folder}/none.sock` }),
  )
  expect(lines()).toEqual(['docker image rm --force d'])
})

test.each<[string, string, string]>([
  ['acme/api:1', 'an answer', '[{}]'],
  ['acme/api:2', 'no such image', 'by docker'],
  ['a/../../info', 'no name', 'by docker'],
  ['a?b', 'no name', 'by docker'],
])('an image %s: %s', async (image, _, expected) => {
  const { run } = recording(() => 'by docker')
  const api: EngineApi = {
    endpoint: DEFAULT,
    open: async () => null,
    ask: async (method, path) => ({
      status: `${method} ${path}` === 'GET /images/acme/api:1/json' ? 200 : 404,
      body: '{}',
    }),
  }
  expect(await inspectImage(run, image, api)).toBe(expected)
})
