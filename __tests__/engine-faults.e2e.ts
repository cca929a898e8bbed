import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { docker, importImage } from './support/engine.ts'
import {
  type DaemonFlow,
  type DaemonResult,
  type Lane,
  runDaemonMatrix,
} from './support/faults/daemon-matrix.ts'
import { expectTold, type Figures } from './support/faults/expect-told.ts'
import { startFaultProxy } from './support/faults/fault-proxy.ts'
import { commit, git, temporaryFolder } from './support/repositories.ts'

// Every request that a run makes to the engine's socket, by itself or by `docker`, with every fault: which requests
// there are is found out by clean runs. What each comes to is in docs/fault-model.md.

interface Flow extends DaemonFlow {
  daemon: Engine['store']
  args: string[]
}

const images = ['--image', 'docker-daemon:large', '--baseline', 'docker-daemon:small']
const build = ['--baseline', 'build:HEAD~1']
const flows: Flow[] = [
  { name: 'history', daemon: 'classic', args: [...images, '--detail', 'layers'] },
  { name: 'save', daemon: 'classic', args: images },
  { name: 'build and save', daemon: 'classic', args: build },
  { name: 'push', daemon: 'containerd', args: images },
  { name: 'build and push', daemon: 'containerd', args: build },
]

const folder = temporaryFolder()
const engines = {
  classic: await startEngine({ store: 'classic' }),
  containerd: await startEngine({ store: 'containerd' }),
}
const { clean, results, left } = await matrix().finally(async () => {
  await Promise.all(Object.values(engines).map(({ stop }) => stop()))
  folder.remove()
})

async function matrix() {
  for (const engine of Object.values(engines)) {
    importImage(engine, 'small', [{ name: 'app', content: 'a'.repeat(1_000) }])
    importImage(engine, 'large', [{ name: 'app', content: 'a'.repeat(5_001) }])
  }
  const lanes = await Promise.all(['one', 'two'].map(aLane))
  try {
    const found = await runDaemonMatrix({
      flows,
      lanes,
      command: ({ daemon, args }, { proxies }) => ({
        args: [...args, '--max-increase', '1kB'],
        env: { ...engines[daemon].env, DOCKER_HOST: `unix://${proxies[daemon]?.address}` },
      }),
    })
    const left = Object.values(engines).map(engine =>
      docker(engine, 'image', 'ls', '--format', '{{.Repository}}').split('\n'),
    )
    return { ...found, left: left.flat() }
  } finally {
    for (const { proxies } of lanes) for (const proxy of Object.values(proxies)) proxy.close()
  }
}

async function aLane(name: string): Promise<Lane> {
  const cwd = join(folder.path, name)
  mkdirSync(cwd)
  git(cwd, 'init', '--quiet')
  commit(cwd, { Dockerfile: 'FROM scratch\nCOPY app /\n', app: `${name}${'a'.repeat(997)}` })
  commit(cwd, { app: `${name}${'a'.repeat(4_998)}` })
  const before = (engine: Engine) =>
    startFaultProxy(
      { socketPath: engine.host.replace('unix://', '') },
      join(folder.path, `${name}-${engine.store}.sock`),
      callOf,
    )
  return {
    cwd,
    proxies: {
      classic: await before(engines.classic),
      containerd: await before(engines.containerd),
    },
  }
}

/** `GET /images/{}/json`, for whichever image and version of the API. */
function callOf(request: string): string {
  return request
    .replace(/\?.*$/, '')
    .replace(/ \/v\d\.\d+\//, ' /')
    .replace(/ \/images\/(?!(?:json|get)$).+?(?=\/(?:json|history|push|tag)$|$)/, ' /images/{}')
}

type Result = DaemonResult<Flow>

const sizesOf = ({ report }: Result) =>
  report?.images.map(({ comparison }) => comparison.platforms.map(({ unpacked }) => unpacked))

test('the runs without a fault', () => {
  for (const one of clean) {
    if (one.exitCode !== 1) throw new Error(`${one.flow.name}: ${one.exitCode}\n${one.stderr}`)
    expect(sizesOf(one)).toMatchObject([[{ baseline: 1_000, candidate: 5_001, change: 4_001 }]])
    expect(one.stderr).toContain(`measured by ${one.flow.name.split(' ').at(-1)}`)
  }
  expect(new Set(clean.flatMap(({ calls }) => calls)).size).toBeGreaterThan(8)
})

const rows = results.map(
  one => [`${one.flow.name}: ${one.trouble?.call}: ${one.trouble?.kind}`, one] as const,
)

const unpacked: Figures = (platform, side) => platform.unpacked[side]

test.each(rows)('%s', (_, result) => {
  const own = clean.find(({ flow }) => flow === result.flow)
  expectTold(result, own ?? result, unpacked)
})

test('no name of a run stays, but where the engine did not let it go', () => {
  const refusals = results.filter(
    ({ trouble, exitCode }) => trouble?.call.startsWith('DELETE') || exitCode === 143,
  )
  const ours = left.filter(name => name.includes('image-size-gate/'))
  const made = new Set(refusals.map(({ pid }) => String(pid)))
  const pidOf = (name: string) => /image-size-gate\/(\d+)-/.exec(name)?.[1] ?? ''
  expect(ours.filter(name => !made.has(pidOf(name)))).toEqual([])
})
