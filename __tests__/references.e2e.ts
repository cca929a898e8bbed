import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { run } from '../src/common/run.ts'
import { registryContent } from '../src/docker/registry-content.ts'
import { copyFromRegistry } from '../src/docker/transfer.ts'
import { startRegistry } from '../src/registry/measuring-registry.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import type { Report } from '../src/report/report.ts'
import { runAction } from './support/action.ts'
import { canaryEnvironment, expectNoCanary } from './support/canaries.ts'
import {
  type DockerRegistry,
  login,
  putImage,
  type RegistryFault,
  type RegistryProxy,
  startDockerRegistry,
  startRegistryProxy,
} from './support/docker-registry.ts'
import { repositoryEvent } from './support/event-file.ts'
import {
  anImage,
  descriptor,
  digestOf as digestOfBytes,
  type ImageFixture,
  json,
} from './support/fixtures.ts'
import { packedLayer } from './support/layouts.ts'
import { rawTar } from './support/raw-tar.ts'
import { temporaryFolder } from './support/repositories.ts'

// Existing images, wherever they are: the bundle, real engines, a real registry behind a proxy that counts and fails.

jest.setTimeout(60_000)

const folder = temporaryFolder()
const cwd = join(folder.path, 'work')
let containerd: Engine
let classic: Engine
/** Shares nothing with this machine but its socket. */
let remote: Engine
let registry: DockerRegistry
let proxy: RegistryProxy
let locked: DockerRegistry

/** `lib` is in both versions; `app` grows by 20 kB. */
const versions = { v1: 50_000, v2: 70_000 } as const
type Version = keyof typeof versions
const contextOf = (version: Version) => join(folder.path, version)

beforeAll(async () => {
  const started = await Promise.all([
    startEngine({ store: 'containerd' }),
    startEngine({ store: 'classic' }),
    startEngine({ store: 'containerd', network: 'isolated' }),
    startDockerRegistry(),
    startDockerRegistry(true),
  ])
  ;[containerd, classic, remote, registry, locked] = started
  proxy = await startRegistryProxy(registry.address)
  mkdirSync(cwd)
  for (const version of ['v1', 'v2'] as const) prepare(version)
}, 120_000)

afterAll(async () => {
  proxy?.stop()
  registry?.stop()
  locked?.stop()
  await Promise.all([containerd, classic, remote].map(engine => engine?.stop()))
  folder.remove()
})

/** Every form of a reference: how it is written, and on which engine. */
const forms: Record<string, [(version: Version) => string, (() => Engine)?]> = {
  'docker-daemon:, containerd store': [version => `docker-daemon:api:${version}`],
  'docker-daemon:, classic store': [version => `docker-daemon:api:${version}`, () => classic],
  'docker-daemon:, remote engine': [version => `docker-daemon:api:${version}`, () => remote],
  'docker:// of Docker schema 2': [version => `docker://${proxy.address}/api:schema2-${version}`],
  'a bare name': [version => `${proxy.address}/api:${version}`],
  'docker:// by digest': [version => `docker://${proxy.address}/api@${digestOf(version)}`],
  'docker:// behind a login': [version => `docker://${locked.address}/api:${version}`],
  'oci:': [version => `oci:${version}-oci`],
  'oci-archive:': [version => `oci-archive:${version}.oci.tar`],
  'docker-archive:': [version => `docker-archive:${version}.docker.tar`],
}
const names = Object.keys(forms)

// Each form once as the image and once as the baseline.
test.each(names.map((name, index) => [name, names[(index + 1) % names.length] ?? '']))(
  '%s against %s',
  async (image, baseline) => {
    const [candidateOf, engineOfCandidate] = forms[image] ?? []
    const [baselineOf, engineOfBaseline] = forms[baseline] ?? []
    // One run has one engine.
    if (engineOfCandidate !== engineOfBaseline && engineOfCandidate && engineOfBaseline) {
      const archive = forms['docker-archive:']?.[0]
      await compares(candidateOf?.('v2'), archive?.('v1'), engineOfCandidate())
      await compares(archive?.('v2'), baselineOf?.('v1'), engineOfBaseline())
      return
    }
    const engine = (engineOfCandidate ?? engineOfBaseline ?? (() => containerd))()
    await compares(candidateOf?.('v2'), baselineOf?.('v1'), engine)
  },
)

async function compares(image = '', baseline = '', engine: Engine = containerd): Promise<void> {
  const args = [`--image=${image}`, `--baseline=${baseline}`, '--max-increase=10kB']
  const { exitCode, comparison, output } = await compare(args, engine)
  expect(output).toContain('grew by 20 kB')
  expect(exitCode).toBe(1)
  expect(comparison?.platforms[0]?.unpacked).toEqual({
    baseline: 350_000,
    candidate: 370_000,
    change: 20_000,
  })
  const written = (text: string) =>
    /^[a-z-]+:/.test(text) && !/^127/.test(text) ? text : `docker://${text}`
  expect(comparison?.candidate.source).toBe(written(image))
  expect(comparison?.baseline).toMatchObject({ state: 'compared', source: written(baseline) })
  if (comparison?.baseline.state === 'compared' && /oci|docker:\/\//.test(written(baseline))) {
    expect(comparison.baseline.digest).toMatch(/^sha256:/)
  }
}

test('an engine that cannot reach this machine saves the image', async () => {
  const args = ['--image=docker-daemon:api:v2', '--baseline=docker-daemon:api:v1']
  const { exitCode, comparison, output } = await compare(args, remote)
  expect(exitCode).toBe(0)
  expect(comparison?.candidate).toMatchObject({ feed: 'save' })
  expect(comparison?.baseline).toMatchObject({ feed: 'save' })
  expect(comparison?.platforms[0]?.unpacked.change).toBe(20_000)
  expect(output).toMatch(
    /The engine cannot reach 127\.0\.0\.1:\d+ \(.*connection refused\), so another way is taken/,
  )
})

test('every platform of an index is compared, its attestations are none', async () => {
  const args = [`--image=${proxy.address}/api:multi-v2`, `--baseline=${proxy.address}/api:multi-v1`]
  const { comparison } = await compare(args)
  const changes = comparison?.platforms.map(({ platform, unpacked }) => [platform, unpacked.change])
  expect(changes).toEqual([
    ['linux/amd64', 20_000],
    ['linux/arm64', 20_000],
  ])
})

test('of an image in the engine, only the platforms that were pulled are compared', async () => {
  // One that has built none of it, so that it holds what is pulled only.
  const engine = await startEngine({ store: 'containerd' })
  try {
    const name = (version: Version) => `${registry.address}/api:multi-${version}`
    const pull = (version: Version, platform: string) =>
      docker(engine, 'pull', '--quiet', '--platform', platform, name(version))
    const args = [`--image=docker-daemon:${name('v2')}`, '--max-increase=0']
    const against = (version: Version) => [...args, `--baseline=docker-daemon:${name(version)}`]
    pull('v2', 'linux/amd64')
    pull('v1', 'linux/arm64')

    const why = /holds only some platforms of it, and not this machine's.*pull that platform too/
    const unavailable = await compare(against('v1'), engine)
    expect(unavailable.comparison?.baseline).toEqual({
      state: 'unavailable',
      why: expect.stringMatching(why),
    })
    expect(unavailable.comparison?.candidate).toMatchObject({ feed: 'save' })
    const refused = await compare(
      [`--image=docker-daemon:${name('v1')}`, '--baseline=none'],
      engine,
    )
    expect(refused.exitCode).toBe(3)
    expect(refused.output).toMatch(why)
    expect(refused.output).toContain(`could not be measured: docker-daemon:${name('v1')}: `)

    pull('v1', 'linux/amd64')
    const { exitCode, comparison, output } = await compare(against('v1'), engine)
    expect(exitCode).toBe(1)
    expect(output).toContain('does not hold every platform of this image')
    expect(
      comparison?.platforms.map(({ platform, unpacked, compressed }) => [
        platform,
        unpacked.change,
        compressed.candidate !== null,
      ]),
    ).toEqual([
      ['linux/amd64', 20_000, true],
      ['linux/arm64', null, false],
    ])
  } finally {
    await engine.stop()
  }
})

describe('what moves', () => {
  const blobsOf = async (args: string[]) => {
    proxy.requests.length = 0
    const result = await compare(args)
    return { ...result, blobs: proxy.blobs() }
  }
  const baseline = () => `--baseline=${proxy.address}/api:v1`

  test('no layer, when only compressed sizes are asked for', async () => {
    const args = ['--detail=layers', '--max-compressed-increase=0']
    const { blobs, comparison } = await blobsOf([
      `--image=${proxy.address}/api:v2`,
      baseline(),
      ...args,
    ])
    const { layers, config } = await blobsIn('v1')
    expect(comparison?.baseline).toMatchObject({ feed: 'manifest' })
    expect(comparison?.platforms[0]?.compressed.change).toBeGreaterThan(0)
    expect(blobs).toContain(config)
    for (const layer of layers) expect(blobs).not.toContain(layer)
  })

  test('only the layers of the baseline that the candidate does not have', async () => {
    const [shared, own] = (await blobsIn('v1')).layers
    expect((await blobsIn('v2')).layers[0]).toBe(shared)
    for (const image of [`docker-daemon:api:v2`, 'oci:v2-oci', `${registry.address}/api:v2`]) {
      const { blobs, comparison } = await blobsOf([`--image=${image}`, baseline()])
      expect(comparison?.platforms[0]?.unpacked.change).toBe(20_000)
      expect([image, blobs.filter(blob => blob === shared || blob === own)]).toEqual([image, [own]])
    }
  })
})

describe('a registry in trouble', () => {
  const patience = { pause: async () => undefined, stall: 1_500 }
  const faults: [string, RegistryFault, RegExp][] = [
    ['429', { status: 429, headers: { 'retry-after': '7' } }, /limits the rate.*429 Too Many/],
    ['500', { status: 500 }, /is overloaded .*log in.* \(.*500 Internal/],
    ['503', { status: 503 }, /is overloaded .* \(.*503 Service/],
    ['a reset', 'reset', /is overloaded .* \(.*EOF/],
    ['silence', 'hang', /does not answer.*run the job again later \(nothing came for 1\.5 s/],
  ]
  afterEach(() => proxy.fail(null))

  test.each(faults)('%s: asked again four times, then said', async (name, fault, why) => {
    const waits: unknown[] = []
    const pause = async (time: number) => waits.push(time)
    await withDocker(async () => {
      proxy.fail(fault)
      const image = `${proxy.address}/api:v1`
      const failed = await registryContent(run, image, { ...patience, pause }).catch(messageOf)
      expect(failed).toMatch(new RegExp(`^docker://${image}: the registry `))
      expect(failed).toMatch(why)
      expect(waits).toEqual(name === '429' ? [7_000, 7_000, 7_000] : [1_000, 4_000, 10_000])
    })
  })

  test('a copy that hangs is ended and asked for again', async () => {
    const to = await startRegistry({ detail: 'layers', credentials: null })
    try {
      await withDocker(async () => {
        proxy.fail('hang', 1)
        const name = `${to.address}/${to.repository}:x`
        const digest = await copyFromRegistry(run, `${proxy.address}/api:v1`, name, patience)
        expect(to.content({ digest, configDigest: null }).platforms[0]?.layers).toHaveLength(2)
      })
    } finally {
      await to.close()
    }
  })

  test('a baseline that comes at the second try is compared', async () => {
    proxy.fail({ status: 503 }, 1)
    const args = ['--image=oci:v2-oci', `--baseline=${proxy.address}/api:v1`]
    const { comparison } = await compare(args)
    expect(comparison?.platforms[0]?.unpacked.change).toBe(20_000)
  })

  test.each([
    ['baseline', 0, /baseline unavailable/],
    [
      'image',
      3,
      /^image-size-gate: api could not be measured: docker:\/\/127.*asks to wait 3600 s/m,
    ],
  ])('a %s that the registry asks to wait an hour for', async (role, code, shown) => {
    proxy.fail({ status: 429, headers: { 'retry-after': '3600' } })
    const troubled = `${proxy.address}/api:v1`
    const args = [
      `--image=${role === 'image' ? troubled : 'oci:v2-oci'}`,
      `--baseline=${role === 'image' ? 'oci:v1-oci' : troubled}`,
      '--max-increase=0',
    ]
    const { exitCode, comparison, output } = await compare(args)
    expect(exitCode).toBe(code)
    expect(output).toMatch(shown)
    if (role === 'image') return
    const why = expect.stringMatching(/^docker:\/\/127.*run the job again later.*3600 s/)
    expect(comparison?.baseline).toEqual({ state: 'unavailable', why })
  })
})

describe('what is wrong is said with the reference and the next step', () => {
  const cases: [string, () => string, RegExp, number][] = [
    ['no such tag', () => `${registry.address}/api:nope`, /no such image; check name and tag/, 3],
    ['no such repository', () => `${registry.address}/nope:1`, /no such image; check name and/, 3],
    ['no such host', () => 'nosuch.invalid/api:1', /cannot be reached; check its name/, 3],
    ['no login', () => `${lockedOut()}/api:v1`, /no permission.*docker\/login-action/, 3],
    ['an image of the engine', () => 'api:v2', /, which is written docker-daemon:api:v2/, 3],
    ['nothing in the engine', () => 'docker-daemon:nope:1', /no such image; build or pull it/, 3],
    ['an archive that is none', () => 'oci-archive:broken.tar', /broken\.tar/, 3],
    ['no such archive', () => 'docker-archive:nope.tar', /no such file; give its path/, 2],
    ['no such layout', () => 'oci:nope', /nope/, 2],
    ['another transport', () => 'containers-storage:api:1', /`containers-storage:` is not read/, 2],
    ['a misspelt transport', () => 'docker-deamon:api', /did you mean `docker-daemon:`/, 2],
  ]

  test.each(cases)('%s', async (_, reference, why, code) => {
    writeFileSync(join(cwd, 'broken.tar'), 'no tar at all')
    const name = reference().replace(/^[a-z-]+:/, '')
    const asImage = await compare([`--image=${reference()}`, '--baseline=none'])
    expect(asImage.output).toMatch(why)
    expect(asImage.output).toContain(name)
    expect(asImage.output).not.toMatch(/^ +at /m)
    expect(asImage.exitCode).toBe(code)
    const args = ['--image=oci:v2-oci', `--baseline=${reference()}`, '--max-increase=0']
    const asBaseline = await compare(args)
    expect(asBaseline.exitCode).toBe(code === 3 ? 0 : code)
    expect(asBaseline.output.replace(/\s+/g, ' ')).toMatch(why)
  })

  const tar = rawTar([{ name: 'a', content: 'a'.repeat(1_000) }])
  const layer = packedLayer(tar)
  const chart = 'application/vnd.cncf.helm.config.v1+json'
  const image = anImage([layer])
  const odd: [string, ImageFixture, RegExp][] = [
    ['a-broken-layer', anImage([{ ...layer, bytes: layer.bytes.subarray(0, -20) }]), /broken gzip/],
    [
      'another-diffid',
      anImage([{ ...layer, diffId: digestOfBytes('other') }]),
      /layer 1 unpacks to/,
    ],
    ['no-layer', anImage([{ ...layer, bytes: Buffer.from('no tar') }]), /not delivered as gzip/],
    [
      'fewer-diffids',
      { ...image, ...withConfig({ rootfs: { type: 'layers', diff_ids: [] } }) },
      /0 diffIDs/,
    ],
    ['a-chart', { ...image, ...withConfig({ name: 'chart' }, chart) }, /is not a container image/],
  ]

  test.each(odd)('an image in a registry with %s', async (name, fixture, why) => {
    await putImage(registry.address, name, fixture)
    const reference = `docker://${registry.address}/${name}:1`
    const { exitCode, output } = await compare([`--image=${reference}`, '--baseline=none'])
    const [error = '', ...others] = output
      .split('\n')
      .filter(line => /^image-size-gate: /.test(line))
    expect(others).toEqual([])
    expect(error).toContain(`image-size-gate: ${name} could not be measured: ${reference}: `)
    expect(error).toMatch(why)
    expect(error).toContain('push it again, or name another')
    expect(exitCode).toBe(3)
    const { comparison } = await compare(['--image=oci:v2-oci', `--baseline=${reference}`])
    const state = { state: 'unavailable', why: error.replace(/^.*? could not be measured: /, '') }
    expect(comparison?.baseline).toEqual(state)
  })

  test('an image of another platform', async () => {
    await putImage(registry.address, 'arm', anImage([layer], 'arm64'))
    const reference = `docker://${registry.address}/arm:1`
    const args = ['--image=oci:v2-oci', `--baseline=${reference}`, '--max-increase=0']
    const { exitCode, comparison } = await compare(args)
    expect(exitCode).toBe(0)
    const why = `${reference} has only linux/arm64, and the candidate only linux/amd64; name a`
    expect(comparison?.baseline).toEqual({
      state: 'unavailable',
      why: expect.stringContaining(why),
    })
  })

  function withConfig(value: object, mediaType = 'application/vnd.oci.image.config.v1+json') {
    const config = json(value)
    const manifest = {
      ...JSON.parse(image.manifest.toString()),
      config: descriptor(mediaType, config),
    }
    return { config, manifest: json(manifest) }
  }

  test('no engine', async () => {
    const env = { ...containerd.env, DOCKER_HOST: 'unix:///nowhere.sock' }
    const { exitCode, output } = await compare(['--image=docker-daemon:api:v1'], { env })
    expect(exitCode).toBe(3)
    expect(output).toMatch(/docker-daemon:api:v1: the Docker daemon does not answer: start it, or/)
  })

  test('a platform of a build that the image does not have, and inputs of a build', async () => {
    const args = ['--image=oci:v2-oci', '--platforms=linux/arm64']
    const { exitCode, output } = await compare(args)
    expect(exitCode).toBe(2)
    expect(output).toMatch(/image, platforms: give one of them/)
  })

  test('a record of a newer schema', async () => {
    writeFileSync(join(cwd, 'newer.json'), '{"schema":2}')
    const args = ['--image=oci:v2-oci', '--baseline=record:newer.json', '--max-increase=0']
    const { exitCode, comparison } = await compare(args)
    expect(exitCode).toBe(0)
    const why = expect.stringMatching(/record:newer\.json: has report schema 2.*same version/)
    expect(comparison?.baseline).toEqual({ state: 'unavailable', why })
  })
})

test('an image that another step built and pushed is gated without another build', async () => {
  // What docker/build-push-action does with `push: true`; its output `digest` is from that file.
  const metadata = join(folder.path, 'metadata.json')
  const pushed = `${registry.address}/shop/api`
  const push = [
    'buildx',
    'build',
    '-q',
    '--push',
    '--metadata-file',
    metadata,
    '-t',
    `${pushed}:pr`,
  ]
  docker(containerd, ...push, contextOf('v2'))
  const text = readFileSync(metadata, 'utf8')
  const { 'containerimage.digest': digest } = JSON.parse(text) as Record<string, string>
  const sha = '1'.repeat(40)
  const env = repositoryEvent(folder.path, github, { name: 'push', sha })
  const result = await runAction({
    cwd,
    env: { ...containerd.env, ...env },
    inputs: {
      image: `docker://${pushed}@${digest}`,
      baseline: `docker://${proxy.address}/api:v1`,
      'max-increase': '10kB',
      name: 'api',
    },
  })
  expect(result.exitCode).toBe(1)
  expect(result.outputs).toMatchObject({ verdict: 'exceeded', 'size-change': '20000' })
  const [image] = decodeReport(result.outputs.report ?? '', 'report').images
  expect(image?.comparison.candidate).toMatchObject({
    digest,
    source: `docker://${pushed}@${digest}`,
  })
  expect(result.log).not.toMatch(/load build definition/)
})

// --- helpers ---

const github = { apiUrl: 'http://127.0.0.1:1', repository: { owner: 'octocat', repo: 'shop' } }

/** Puts a version of the image everywhere. */
function prepare(version: Version): void {
  const context = contextOf(version)
  mkdirSync(join(context, 'app'), { recursive: true })
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY lib /lib\nCOPY app /app/\n')
  writeFileSync(join(context, 'lib'), 'l'.repeat(300_000))
  writeFileSync(join(context, 'app/main'), 'm'.repeat(versions[version]))
  const build = (engine: Engine, ...args: string[]) =>
    docker(engine, 'buildx', 'build', '-q', '--provenance=false', ...args, context)
  for (const engine of [containerd, classic, remote])
    build(engine, '-t', `api:${version}`, '--load')
  docker(containerd, 'login', '-u', login.username, '-p', login.password, locked.address)
  const push = (name: string, oci: boolean) =>
    build(containerd, `--output=type=image,push=true,oci-mediatypes=${oci},name=${name}`)
  for (const { address } of [registry, locked]) push(`${address}/api:${version}`, true)
  push(`${registry.address}/api:schema2-${version}`, false)
  const both = ['--platform=linux/amd64,linux/arm64', '--provenance=true', '--push']
  build(containerd, ...both, '-t', `${registry.address}/api:multi-${version}`)
  build(containerd, `--output=type=oci,tar=false,dest=${join(cwd, `${version}-oci`)}`)
  build(containerd, `--output=type=oci,dest=${join(cwd, `${version}.oci.tar`)}`)
  build(containerd, `--output=type=docker,dest=${join(cwd, `${version}.docker.tar`)}`)
}

function docker(engine: Engine, ...args: string[]): string {
  const env = { ...process.env, ...engine.env }
  return execFileSync('docker', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function digestOf(version: Version): string {
  const image = `${registry.address}/api:${version}`
  const manifest = docker(containerd, 'buildx', 'imagetools', 'inspect', '--raw', image)
  return `sha256:${createHash('sha256').update(manifest).digest('hex')}`
}

/** What the manifest of the version lists. */
async function blobsIn(version: Version): Promise<{ layers: string[]; config: string }> {
  const accept = 'application/vnd.oci.image.manifest.v1+json'
  const url = `http://${registry.address}/v2/api/manifests/${version}`
  const manifest = (await (await fetch(url, { headers: { accept } })).json()) as {
    layers: { digest: string }[]
    config: { digest: string }
  }
  return { layers: manifest.layers.map(({ digest }) => digest), config: manifest.config.digest }
}

/** The same registry under a name that nobody logged in to. */
function lockedOut(): string {
  return locked.address.replace('127.0.0.1', 'localhost')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Lets commands of this process find the containerd engine. */
async function withDocker(work: () => Promise<void>): Promise<void> {
  const before = { ...process.env }
  Object.assign(process.env, containerd.env)
  try {
    await work()
  } finally {
    for (const name of Object.keys(containerd.env)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

/** Runs `image-size-gate compare`, and checks that nothing of it is left behind. */
async function compare(
  args: string[],
  { env }: Pick<Engine, 'env'> = containerd,
): Promise<{
  exitCode: number
  output: string
  comparison: Report['images'][number]['comparison'] | undefined
}> {
  const temporary = mkdtempSync(join(folder.path, 'temporary-'))
  const json = join(folder.path, 'report.json')
  const tags = () =>
    env.DOCKER_HOST.includes('nowhere')
      ? []
      : execFileSync('docker', ['images', '--format', '{{.Repository}}:{{.Tag}}'], {
          env: { ...process.env, ...env },
          encoding: 'utf8',
        })
          .split('\n')
          .toSorted()
  const before = tags()
  const child = spawn(
    process.execPath,
    [resolve('dist/cli.js'), 'compare', `--json=${json}`, ...args],
    {
      cwd,
      env: { ...process.env, ...canaryEnvironment, ...env, TMPDIR: temporary },
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', data => {
      output += String(data)
    })
  }
  const exitCode = await new Promise<number>(done => child.on('close', code => done(code ?? 128)))
  expectNoCanary({ output, ...(existsSync(json) ? { json: readFileSync(json, 'utf8') } : {}) })
  expect(tags()).toEqual(before)
  expect(readdirSync(temporary)).toEqual([])
  const report = exitCode < 2 ? decodeReport(readFileSync(json, 'utf8'), 'report') : undefined
  return {
    exitCode,
    output: output.replaceAll('\u00a0', ' '),
    comparison: report?.images[0]?.comparison,
  }
}
