import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import type { WasteFinding } from '../src/compare/comparison.ts'
import { compareByCli, onlyImage } from './support/cli.ts'
import { debianRoot } from './support/debian.ts'
import { docker, importImage } from './support/engine.ts'
import { type OfflineRegistry, startOfflineRegistry } from './support/offline-registry.ts'
import { temporaryFolder } from './support/repositories.ts'

// Tools as their makers ship them leave something behind, the gate names it, and what it gives as a cure saves that much.

jest.setTimeout(400_000)

/** From npm; kept in `.cache`. */
const tools = [
  'npm@11.21.2',
  'pnpm@10.34.8',
  'yarn@1.22.22',
  '@yarnpkg/cli-dist@4.18.1',
  'bun@1.4.5',
  'node-gyp@13.1.0',
]

/** What a tool does, and the places where it leaves something that is worth telling. */
const cases: { name: string; run: (url: string) => string; places: string[] }[] = [
  { name: 'npm', run: url => `npm install --registry=${url}/npm/`, places: ['/root/.npm'] },
  {
    name: 'pnpm',
    run: url => `pnpm install --registry=${url}/npm/`,
    places: ['/root/.local/share/pnpm/store'],
  },
  {
    name: 'yarn',
    run: url => `node /opt/node_modules/yarn/bin/yarn.js install --registry ${url}/npm`,
    places: ['/usr/local/share/.cache/yarn'],
  },
  {
    name: 'berry',
    run: url =>
      `YARN_NPM_REGISTRY_SERVER=${url}/npm YARN_UNSAFE_HTTP_WHITELIST=127.0.0.1 YARN_ENABLE_TELEMETRY=0 YARN_ENABLE_IMMUTABLE_INSTALLS=0 YARN_NODE_LINKER=node-modules node /opt/node_modules/@yarnpkg/cli-dist/bin/yarn.js install`,
    places: ['/root/.yarn/berry/cache'],
  },
  {
    name: 'bun',
    run: url => `BUN_CONFIG_REGISTRY=${url}/npm/ bun install`,
    places: ['/root/.bun/install/cache'],
  },
  {
    name: 'node-gyp',
    run: url => `node-gyp install --dist-url=${url}/dist`,
    places: ['/root/.cache/node-gyp'],
  },
]

const folder = temporaryFolder()
let engine: Engine
let registry: OfflineRegistry
let before: Built
beforeAll(async () => {
  registry = await startOfflineRegistry()
  engine = await startEngine({ store: 'classic' })
  docker(engine, 'import', debianRoot(), 'gate-test/debian:1')
  makeTools()
  // The programs are mounted: what is in the image is what they wrote.
  const folders = ['usr/', 'root/', 'tmp/', 'etc/', 'var/', 'opt/']
  importImage(engine, 'gate-test/empty:1', [
    ...folders.map(name => ({ name, type: '5', mode: 0o755 })),
    ...['bin', 'sbin', 'lib', 'lib64'].map(name => ({ name, type: '2', linkName: `usr/${name}` })),
  ])
  before = await build(({ name, run }) => stepOf(name, run(registry.url)))
})
afterAll(async () => {
  registry.close()
  await engine.stop()
  folder.remove()
})

/** An image with Debian, Node.js and the tools. */
function makeTools(): void {
  const kept = resolve('.cache/leftovers')
  const place = join(kept, tools.join(' ').replaceAll('/', '-'))
  if (!existsSync(place)) {
    mkdirSync(kept, { recursive: true })
    const work = mkdtempSync(join(kept, 'work-'))
    writeFileSync(join(work, 'package.json'), '{"private":true}')
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    execFileSync('npm', ['install', ...options, ...tools], { cwd: work, stdio: 'pipe' })
    renameSync(work, place)
  }
  const context = join(folder.path, 'tools')
  mkdirSync(context)
  cpSync(join(place, 'node_modules'), join(context, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  cpSync(realpathSync(process.execPath), join(context, 'node'))
  writeFileSync(
    join(context, 'Dockerfile'),
    `FROM gate-test/debian:1
COPY node /opt/bin/node
COPY node_modules /opt/node_modules
RUN cd /opt/bin && ln -s ../node_modules/@oven/bun-linux-*/bin/bun /opt/bin/bun
`,
  )
  docker(engine, 'buildx', 'build', '-q', '--provenance=false', '-t', 'gate-test/tools:1', context)
}

interface Built {
  /** Bytes of each step's layer. */
  sizes: number[]
  findings: WasteFinding[][]
}

const stepOf = (name: string, run: string) =>
  `mkdir -p /app/${name} && cd /app/${name} && echo '{"name":"app","version":"1.0.0","dependencies":{"big":"1.0.0"}}' > package.json && ${run}`

/** One layer for each case. */
async function build(
  step: (one: (typeof cases)[number], index: number) => string,
  mount: (index: number) => string = () => '',
): Promise<Built> {
  const mounted = [
    ...['usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64', 'usr/share', 'etc'],
    ...['opt/bin', 'opt/node_modules'],
  ]
    .map(path => `--mount=type=bind,from=gate-test/tools:1,source=/${path},target=/${path}`)
    .join(' ')
  const context = join(folder.path, 'context')
  rmSync(context, { recursive: true, force: true })
  mkdirSync(context)
  writeFileSync(
    join(context, 'Dockerfile'),
    `FROM gate-test/empty:1
ENV PATH=/opt/bin:/opt/node_modules/.bin:/usr/bin HOME=/root CI=1
${cases.map((one, index) => `RUN ${mounted} ${mount(index)} ${step(one, index)}`).join('\n')}
`,
  )
  const result = await compareByCli(context, engine.env, '--baseline', 'none', '--network', 'host')
  if (result.report === undefined) throw new Error(result.stderr)
  const { layers, waste } = onlyImage(result).platform
  const own = layers.flatMap(({ candidate }, index) =>
    candidate?.instruction.startsWith('RUN') ? [{ index, size: candidate.size ?? Number.NaN }] : [],
  )
  return {
    sizes: own.map(({ size }) => size),
    findings: own.map(({ index }) =>
      (waste?.findings ?? []).filter(({ layer }) => layer === index),
    ),
  }
}

const code = (cure: string, start: string) =>
  [...cure.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one).find(one => one.startsWith(start)) ??
  ''

describe.each(cases.map((one, index) => ({ ...one, index })))('$name', ({ places, index }) => {
  test('leaves something at a known place', () => {
    expect(before.findings[index]?.map(({ path }) => path).sort()).toEqual(places)
  })
})

test('what the cure removes in the same RUN is what was told', async () => {
  const after = await build(({ name, run }, index) =>
    [
      stepOf(name, run(registry.url)),
      ...(before.findings[index] ?? []).map(({ cure }) => code(cure, 'rm -rf')),
    ].join(' && '),
  )
  expect(saved(after)).toEqual(told())
  expect(after.findings.flat()).toEqual([])
})

test('what is mounted instead is what was told', async () => {
  const after = await build(
    ({ name, run }) => stepOf(name, run(registry.url)),
    index =>
      (before.findings[index] ?? [])
        .map(({ cure }) => code(cure, 'RUN --mount').replace(/^RUN /, '').replace(',uid=…', ''))
        .join(' '),
  )
  expect(saved(after)).toEqual(told())
  expect(after.findings.flat()).toEqual([])
})

/** In units of 50 kB: logs and times differ a little from run to run. */
const roughly = (bytes: number) => Math.round(bytes / 50_000)
const told = () =>
  before.findings.map((some, index) => ({
    name: cases[index]?.name,
    bytes: roughly(some.reduce((sum, { bytes }) => sum + bytes, 0)),
  }))
const saved = (after: Built) =>
  before.sizes.map((size, index) => ({
    name: cases[index]?.name,
    bytes: roughly(size - (after.sizes[index] ?? 0)),
  }))
