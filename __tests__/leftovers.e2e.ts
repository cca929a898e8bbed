import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, jest } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { debianRoot } from './support/debian.ts'
import { docker } from './support/engine.ts'
import { importEmpty, type LeftoverCase, mountsOf, testLeftovers } from './support/leftovers.ts'
import {
  nodeShelf,
  npmShelf,
  type OfflineRegistry,
  startOfflineRegistry,
} from './support/offline-registry.ts'
import { temporaryFolder } from './support/repositories.ts'

// Package managers of JavaScript as their makers ship them leave something behind, the gate names it, and what it
// gives as a cure saves that much. docs/leftovers.md has the list.

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

const app = `echo '{"name":"app","version":"1.0.0","dependencies":{"big-'$CASE'":"1.0.0"}}' > package.json`
const berry =
  'YARN_UNSAFE_HTTP_WHITELIST=127.0.0.1 YARN_ENABLE_TELEMETRY=0 YARN_ENABLE_IMMUTABLE_INSTALLS=0 YARN_NODE_LINKER=node-modules'

const cases: LeftoverCase[] = [
  {
    // Node.js keeps the code in `/tmp` that it compiled for npm.
    name: 'npm',
    run: url => `${app} && npm install --registry=${url}/npm/`,
    places: ['/root/.npm', '/tmp'],
  },
  {
    // It links what it installs to its store.
    name: 'pnpm',
    run: url => `${app} && pnpm install --registry=${url}/npm/`,
    places: ['/root/.cache', '/root/.local/share/pnpm/store'],
  },
  {
    name: 'yarn',
    run: url => `${app} && node /opt/node_modules/yarn/bin/yarn.js install --registry ${url}/npm`,
    places: ['/usr/local/share/.cache/yarn'],
  },
  {
    name: 'berry',
    run: url =>
      `${app} && YARN_NPM_REGISTRY_SERVER=${url}/npm ${berry} node /opt/node_modules/@yarnpkg/cli-dist/bin/yarn.js install`,
    places: ['/root/.yarn/berry/cache'],
  },
  {
    // So does it.
    name: 'bun',
    run: url => `${app} && BUN_CONFIG_REGISTRY=${url}/npm/ bun install`,
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
beforeAll(async () => {
  registry = await startOfflineRegistry(npmShelf(), nodeShelf())
  engine = await startEngine({ store: 'classic' })
  importEmpty(engine, 'gate-test/empty:1')
  docker(engine, 'import', debianRoot(), 'gate-test/debian:1')
  makeTools()
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

testLeftovers(cases, () => ({
  engine,
  folder: folder.path,
  base: 'gate-test/empty:1',
  mounts: mountsOf(
    'gate-test/tools:1',
    ...['usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64', 'usr/share', 'etc'],
    ...['opt/bin', 'opt/node_modules'],
  ),
  url: registry.url,
  environment: 'PATH=/opt/bin:/opt/node_modules/.bin:/usr/bin HOME=/root CI=1',
}))
