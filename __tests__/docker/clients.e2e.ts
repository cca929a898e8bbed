import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { compareByCli, onlyImage } from '../support/cli.ts'
import { buildImage, docker, importBusybox, tool } from '../support/engine.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

jest.setTimeout(120_000)

const folder = temporaryFolder()
const repository = join(folder.path, 'api')
const dockerfile = 'FROM scratch\nCOPY app /app\n'
let classic: Engine
let containerd: Engine

beforeAll(async () => {
  ;[classic, containerd] = await Promise.all([
    startEngine({ store: 'classic' }),
    startEngine({ store: 'containerd' }),
  ])
  mkdirSync(repository)
  git(repository, 'init', '--quiet')
  commit(repository, { Dockerfile: dockerfile, app: 'a'.repeat(70_000) })
  for (const [engine, bytes] of [
    [classic, 10_000],
    [containerd, 20_000],
  ] as const) {
    buildImage(engine, 'api:1', { Dockerfile: dockerfile, app: 'a'.repeat(bytes) })
  }
})

afterAll(async () => {
  await Promise.all([classic?.stop(), containerd?.stop()])
  folder.remove()
})

const compare = (env: Record<string, string>, ...options: string[]) =>
  compareByCli(repository, env, '--baseline', 'none', ...options)

/** A folder with a `docker` that goes to an engine by itself. */
function wrapper(engine: Engine): string {
  const bin = join(folder.path, `bin-${engine.store}`)
  mkdirSync(bin)
  const script = `#!/bin/sh\nexec '${tool('docker')}' --host '${engine.host}' "$@"\n`
  writeFileSync(join(bin, 'docker'), script)
  chmodSync(join(bin, 'docker'), 0o755)
  return bin
}

test('a wrapper decides which engine it is, and nothing goes around it', async () => {
  const PATH = [wrapper(containerd), classic.env.PATH].join(delimiter)
  const env = { ...classic.env, PATH }
  const found = await compare(env, '--image', 'docker-daemon:api:1')
  expect(onlyImage(found).platform.unpacked.candidate).toBe(20_000)
  const built = await compare(env)
  expect(onlyImage(built).platform.unpacked.candidate).toBe(70_000)
  expect(built.stderr).toContain('is measured by push')
  const around = await compare(classic.env, '--image', 'docker-daemon:api:1')
  expect(onlyImage(around).platform.unpacked.candidate).toBe(10_000)
})

test("what is broken of the user's is not asked for what goes to this machine", async () => {
  const config = join(folder.path, 'config')
  mkdirSync(config)
  symlinkSync(join(classic.env.DOCKER_CONFIG, 'cli-plugins'), join(config, 'cli-plugins'))
  const proxy = 'http://127.0.0.1:9'
  const proxies = { default: { httpProxy: proxy, httpsProxy: proxy } }
  writeFileSync(join(config, 'config.json'), JSON.stringify({ credsStore: 'gone', proxies }))
  const broken = {
    DOCKER_CONFIG: config,
    DOCKER_CONTENT_TRUST: '1',
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    ALL_PROXY: 'socks5://127.0.0.1:9',
  }
  const budget = ['--max-compressed-size', '1MB', '--fail-on-unjudged']
  for (const [engine, options, bytes] of [
    [classic, [], 70_000],
    [classic, ['--image', 'docker-daemon:api:1'], 10_000],
    [containerd, ['--image', 'docker-daemon:api:1'], 20_000],
  ] as const) {
    const result = await compare({ ...engine.env, ...broken }, ...budget, ...options)
    expect(onlyImage(result).platform.unpacked.candidate).toBe(bytes)
    expect(result.stderr).toContain('is measured by push')
    expect(result.exitCode).toBe(0)
  }
})

test('an engine of which only some can be asked says what to do', async () => {
  const platforms = ['--platforms', 'linux/amd64,linux/arm64']
  const two = await compare(classic.env, ...platforms)
  expect(two.stderr).toMatch(/platforms: the classic image store holds one platform .*setup-buildx/)
  const { DOCKER_HOST: _, ...env } = classic.env
  const steps: [Record<string, string>, RegExp][] = [
    [
      { ...env, DOCKER_HOST: 'tcp://127.0.0.1:9' },
      /daemon does not answer: start it.*127\.0\.0\.1:9/,
    ],
    [{ ...env, DOCKER_HOST: 'unix:///gone.sock' }, /daemon does not answer: start it.*gone\.sock/],
    [
      { ...env, DOCKER_HOST: '', DOCKER_CONTEXT: 'gone' },
      /DOCKER_CONTEXT: there is no context gone/,
    ],
    [{ ...classic.env, BUILDX_BUILDER: 'gone' }, /BUILDX_BUILDER: there is no builder gone/],
  ]
  for (const [wrong, message] of steps) {
    const result = await compare(wrong)
    expect(result.stderr).toMatch(message)
    expect(result.exitCode).toBe(3)
  }
})

test.each(['classic', 'containerd'] as const)(
  'lines of exec form and of steps that both cold builds run, on the %s store',
  async store => {
    const engine = store === 'classic' ? classic : containerd
    importBusybox(engine, 'gate-test-busybox')
    const own = join(folder.path, `lines-${store}`)
    mkdirSync(own)
    git(own, 'init', '--quiet')
    const steps = ['RUN ["/bin/sleep", "0.5"]', 'RUN ["/bin/mkdir", "/new"]', 'COPY app /app']
    const Dockerfile = ['FROM gate-test-busybox', ...steps, ''].join('\n')
    commit(own, { Dockerfile, app: 'a' })
    commit(own, { app: 'bb' })
    const result = await compareByCli(own, engine.env, '--baseline', 'build:HEAD~1')
    const { baseline, candidate } = onlyImage(result).platform
    const from = store === 'classic' ? 'guess' : 'provenance'
    for (const side of [baseline, candidate]) {
      const lines = side?.layers.slice(1).map(({ lines }) => [lines?.from, lines?.ranges[0]?.start])
      expect(lines).toEqual([2, 3, 4].map(line => [from, line]))
      expect(side?.base?.name).toBe('gate-test-busybox:latest')
    }
  },
)

describe('a registry on another address than loopback', () => {
  const files = { key: join(folder.path, 'key.pem'), cert: join(folder.path, 'ca.crt') }
  const listen = async (server: Server): Promise<string> => {
    await new Promise<void>(done => server.listen(0, done))
    const [gateway] = /\d+\.\d+\.\d+\.1/.exec(docker(classic, 'network', 'inspect', 'bridge')) ?? []
    return `${gateway}:${(server.address() as AddressInfo).port}`
  }

  test('with a certificate that buildx does not trust, and then does', async () => {
    const gateway = /\d+\.\d+\.\d+\.1/.exec(docker(classic, 'network', 'inspect', 'bridge'))?.[0]
    const subject = ['-subj', '/CN=gate-test', '-addext', `subjectAltName=IP:${gateway}`]
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', files.key]
    const args = ['req', '-x509', '-days', '2', ...key, '-out', files.cert, ...subject]
    execFileSync('openssl', args, { stdio: 'pipe' })
    const options = { key: readFileSync(files.key), cert: readFileSync(files.cert) }
    const server = createServer(options, (_request, response) => response.writeHead(404).end())
    const image = `docker://${await listen(server)}/api:1`
    const told = await compare(classic.env, '--image', image)
    expect(told.stderr).toContain(`${image}: buildx does not trust its certificate`)
    expect(told.stderr).toMatch(
      /set SSL_CERT_FILE to .*certs\.d\/\S+\/ca\.crt.* write docker-daemon:/,
    )
    const trusted = await compare({ ...classic.env, SSL_CERT_FILE: files.cert }, '--image', image)
    expect(trusted.stderr).toContain(`${image}: there is no such image`)
    server.close()
  })

  test('without any', async () => {
    const server = createPlainServer((_request, response) => response.writeHead(404).end())
    const image = `docker://${await listen(server)}/api:1`
    const { stderr } = await compare(classic.env, '--image', image)
    expect(stderr).toContain(
      `${image}: the registry speaks plain HTTP, which buildx takes on loopback only`,
    )
    server.close()
  })
})
