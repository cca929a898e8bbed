import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { type CliResult, compareByCli, onlyImage } from '../support/cli.ts'
import { type ContainerBuilder, startContainerBuilder } from '../support/container-builder.ts'
import { docker } from '../support/engine.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

jest.setTimeout(120_000)

const folder = temporaryFolder()
const repository = join(folder.path, 'api')
const dockerfile = 'FROM scratch\nCOPY lib /lib/\nCOPY app /app/\n'
const config = `images:
  - { name: one, context: ., baseline: none }
  - { name: two, context: ., baseline: none }
`
let engine: Engine

beforeAll(async () => {
  engine = await startEngine({ store: 'classic' })
  mkdirSync(repository)
  git(repository, 'init', '--quiet')
  commit(repository, { Dockerfile: dockerfile, 'lib/l': 'l'.repeat(90_000), 'app/a': 'a' })
  commit(repository, { 'app/a': 'a'.repeat(50_001), 'two.yml': config })
}, 120_000)

afterAll(async () => {
  await engine?.stop()
  folder.remove()
}, 60_000)

const pushes = 'push: the measuring registry takes only the layers that it has not seen'
const streams =
  'stream: a builder with the driver `docker-container` cannot reach the measuring registry here'

async function compare(builder: ContainerBuilder, env: Engine['env'], ...more: string[]) {
  const options = ['--builder', builder.name, '--baseline', 'build:HEAD~1', ...more]
  return compareByCli(repository, env, ...options)
}

function expectMeasured(result: CliResult, feed: string): void {
  const { platform } = onlyImage(result)
  expect(platform.unpacked).toMatchObject({ baseline: 90_001, candidate: 140_001 })
  expect(result.stderr).toContain(`The candidate is measured by ${feed}`)
  // Two builds without a cache write the layer that they share at two times.
  expect(result.stderr).toMatch(/Read (?:3 of 3|4 of 4) layers/)
}

/** Steps that BuildKit had done before. */
const cached = ({ stderr }: CliResult) => stderr.match(/^#\d+ CACHED$/gm)?.length ?? 0

test('a builder on the bridge, and a firewall that begins to drop what it sends', async () => {
  const builder = await startContainerBuilder(engine, 'bridge')
  try {
    expectMeasured(await compare(builder, engine.env), pushes)
    // Packets to a neighbour that does not exist get no answer at all.
    const [gateway = ''] =
      /\d+\.\d+\.\d+\.1/.exec(docker(engine, 'network', 'inspect', 'bridge')) ?? []
    const neighbour = [
      'neigh',
      'replace',
      gateway,
      'lladdr',
      '02:00:00:00:00:01',
      'nud',
      'permanent',
    ]
    const enter = [`--net=/proc/${builder.process}/ns/net`, 'ip', ...neighbour, 'dev', 'eth0']
    execFileSync('nsenter', enter)
    const result = await compare(builder, engine.env, '--no-cache')
    expectMeasured(result, streams)
    expect(result.stderr).toMatch(/gate-test-bridge cannot reach \S+ \(nothing came within 10 s\)/)
    // Built by the first way, found by the second.
    expect(cached(result)).toBeGreaterThanOrEqual(4)
  } finally {
    await builder.stop()
  }
})

test('a proxy that answers for the registry; what was found out holds for the next image', async () => {
  let asked = 0
  const proxy = createServer((_request, response) => {
    asked += 1
    response.writeHead(403).end('this network has rules')
  }).on('connect', (_request, socket) => {
    asked += 1
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>(done => proxy.listen(0, done))
  const { port } = proxy.address() as AddressInfo
  const [gateway] = /\d+\.\d+\.\d+\.1/.exec(docker(engine, 'network', 'inspect', 'bridge')) ?? []
  const env = { HTTP_PROXY: `http://${gateway}:${port}`, HTTPS_PROXY: `http://${gateway}:${port}` }
  const builder = await startContainerBuilder(engine, 'bridge', env)
  try {
    const result = await compare(builder, engine.env, '--no-cache')
    expectMeasured(result, streams)
    expect(result.stderr).toMatch(/cannot reach \S+ \(Forbidden\), so another way/)
    expect(cached(result)).toBeGreaterThanOrEqual(4)
    expect(asked).toBeGreaterThan(0)
    asked = 0
    const by = { ...engine.env, BUILDX_BUILDER: builder.name }
    const two = await compareByCli(repository, by, '--config', 'two.yml', '--parallel', '1')
    expect(
      two.report?.images.map(({ comparison }) => comparison.platforms[0]?.unpacked.candidate),
    ).toEqual([140_001, 140_001])
    expect(two.stderr.match(/so another way is taken/g)).toHaveLength(1)
  } finally {
    await builder.stop()
    proxy.close()
  }
})

test('an engine in another network, whose addresses this machine does not have', async () => {
  const far = await startEngine({ store: 'classic', network: 'isolated' })
  try {
    const builder = await startContainerBuilder(far, 'bridge')
    try {
      const result = await compare(builder, far.env)
      expectMeasured(result, streams)
      expect(result.stderr).toMatch(/this machine lets nobody listen on \S+ \(EADDRNOTAVAIL\)/)
    } finally {
      await builder.stop()
    }
  } finally {
    await far.stop()
  }
})
