import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { startEngine } from '../scripts/engine.ts'
import { login, putImage, startDockerRegistry } from './support/docker-registry.ts'
import { type DaemonFlow, type Lane, runDaemonMatrix } from './support/faults/daemon-matrix.ts'
import { expectTold, type Figures } from './support/faults/expect-told.ts'
import { startFaultProxy } from './support/faults/fault-proxy.ts'
import { anImage } from './support/fixtures.ts'
import { packedLayer } from './support/layouts.ts'
import { rawTar } from './support/raw-tar.ts'
import { commit, git, temporaryFolder } from './support/repositories.ts'

// Every request that a run makes to a registry, by buildx or by BuildKit, with every fault: which requests there are is
// found out by clean runs. What each comes to is in docs/fault-model.md.

interface Flow extends DaemonFlow {
  daemon: 'open' | 'locked'
  /** @param address of the registry @param base a FROM image that no other run had */
  args: (address: string, base: string) => string[]
}

const images = (address: string) => [
  '--image',
  `docker://${address}/large:1`,
  '--baseline',
  `docker://${address}/small:1`,
]
const flows: Flow[] = [
  {
    name: 'copied',
    daemon: 'open',
    args: address => [...images(address), '--max-increase', '1kB'],
  },
  {
    name: 'manifest',
    daemon: 'open',
    args: address => [...images(address), '--detail', 'layers', '--max-compressed-size', '1B'],
  },
  {
    name: 'FROM',
    daemon: 'open',
    isOther: true,
    args: (_, base) => ['--baseline', 'none', '--max-size', '1kB', '--build-args', `BASE=${base}`],
  },
  {
    name: 'behind a login',
    daemon: 'locked',
    args: address => [...images(address), '--max-increase', '1kB'],
  },
]

const folder = temporaryFolder()
const engine = await startEngine({ store: 'classic' })
const registries = { open: await startDockerRegistry(), locked: await startDockerRegistry(true) }
const { clean, results } = await matrix().finally(async () => {
  for (const registry of Object.values(registries)) registry.stop()
  await engine.stop()
  folder.remove()
})

async function matrix() {
  const headers = { authorization: `Basic ${btoa(`${login.username}:${login.password}`)}` }
  for (const [name, size] of [
    ['small', 1_000],
    ['large', 5_001],
  ] as const) {
    await putImage(registries.open.address, name, imageOf(size, name))
    await putImage(registries.locked.address, name, imageOf(size, name), headers)
  }
  const credentials: Credentials = {}
  const lanes = await Promise.all(['one', 'two'].map(name => aLane(name, credentials)))
  // As `docker login` stores it.
  const config = JSON.stringify({ auths: credentials })
  writeFileSync(join(engine.env.DOCKER_CONFIG, 'config.json'), config)
  let bases = 0
  try {
    return await runDaemonMatrix({
      flows,
      lanes,
      async command({ daemon, args }, { proxies }) {
        const address = proxies[daemon]?.address ?? ''
        const base = `base-${++bases}`
        await putImage(registries.open.address, base, imageOf(3_000, base))
        return { args: args(address, `${address}/${base}:1`), env: engine.env }
      },
    })
  } finally {
    for (const { proxies } of lanes) for (const proxy of Object.values(proxies)) proxy.close()
  }
}

function imageOf(size: number, name: string) {
  const content = name.padEnd(size, 'a')
  return anImage([packedLayer(rawTar([{ name: 'app', content }]))])
}

type Credentials = Record<string, { auth: string }>

async function aLane(name: string, credentials: Credentials): Promise<Lane> {
  const cwd = join(folder.path, name)
  mkdirSync(cwd)
  git(cwd, 'init', '--quiet')
  commit(cwd, { Dockerfile: 'ARG BASE\nFROM $BASE\nCOPY own /\n', own: name })
  const before = ({ address }: { address: string }) => {
    const { hostname: host, port } = new URL(`http://${address}`)
    return startFaultProxy({ host, port: Number(port) }, null, callOf)
  }
  const [open, locked] = [await before(registries.open), await before(registries.locked)]
  credentials[locked.address] = { auth: btoa(`${login.username}:${login.password}`) }
  return { cwd, proxies: { open, locked } }
}

/** `GET /v2/{}/manifests/DIGEST`, for whichever image. */
function callOf(request: string): string {
  return request
    .replace(/\?.*$/, '')
    .replace(/ \/v2\/.+\/(manifests|blobs)\//, ' /v2/{}/$1/')
    .replace(/sha256:[0-9a-f]+$/, 'DIGEST')
}

test('the runs without a fault', () => {
  for (const one of clean) expect([one.flow.name, one.exitCode]).toEqual([one.flow.name, 1])
  const candidates = clean.map(({ report }) =>
    report?.images.map(({ comparison }) => comparison.platforms[0]?.unpacked.candidate),
  )
  expect(candidates).toEqual([[5_001], [null], [3_003], [5_001]])
  expect(new Set(clean.flatMap(({ calls }) => calls)).size).toBeGreaterThan(3)
})

const rows = results.map(
  one => [`${one.flow.name}: ${one.trouble?.call}: ${one.trouble?.kind}`, one] as const,
)

const both: Figures = ({ unpacked, compressed }, side) => [unpacked[side], compressed[side]]

test.each(rows)('%s', (_, result) => {
  const own = clean.find(({ flow }) => flow === result.flow)
  expectTold(result, own ?? result, both)
  // What the user wrote is named.
  if (result.exitCode === 3)
    expect(result.stderr).toMatch(/^image-size-gate: .*(docker:\/\/|FROM )/m)
})
