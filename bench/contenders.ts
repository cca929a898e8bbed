import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Engine } from '../scripts/engine.ts'
import { type GateRun, gates } from './gate.ts'
import type { Pair } from './pair.ts'

/** One way of comparing two images, from two Dockerfiles to an answer. */
export interface Contender {
  name: string
  /** `yardstick`: what the gate is held against; `peer`: what teams use instead. */
  group: 'gate' | 'yardstick' | 'peer'
  /** Its cost grows with the image, so it runs less often. */
  isSlow: boolean
  run: () => Promise<Sample>
}

/** What one run cost. */
export interface Sample {
  seconds: number
  /** Bytes that the engine had written to disk meanwhile. */
  engineWritten: number
  gate?: GateRun
}

/** Where images go that another engine or tool is to fetch. */
export interface Elsewhere {
  /** Of a registry. */
  address: string
  /** An engine that has neither image. */
  engine: Engine
}

export const PLAIN = 'two plain builds'
export const ONE_PLAIN = 'one plain build'
export const CACHED = 'the gate, files, cache of the default branch'
export const COLD = 'the gate, files, nothing known'
export const COLD_ALONE = 'the gate, files, nothing known, one CPU'
export const BOTH_EXPORTED = 'both exported as layouts and inflated on all cores'
export const BOTH_SAVED = '`docker save` of both at once, thrown away'

/** @param elsewhere null: without the peers that fetch images */
export function contenders(engine: Engine, pair: Pair, elsewhere: Elsewhere | null): Contender[] {
  const { repository, baseline, folder } = pair
  const gate = gates(engine, pair)
  const env = { ...process.env, ...engine.env }
  const sides = { candidate: repository, baseline }

  const docker = (args: string[], cwd: string, other = env) =>
    execFileSync('docker', args, { cwd, env: other, stdio: 'pipe' })
  const build = (cwd: string, ...options: string[]) =>
    docker(['buildx', 'build', '-q', ...options, '.'], cwd)
  const each = (use: (cwd: string, side: string) => void) => {
    for (const [side, cwd] of Object.entries(sides)) use(cwd, side)
  }

  const timed = (work: () => void | Promise<void>) => async (): Promise<Sample> => {
    const before = writtenBy(engine.pid)
    const start = performance.now()
    await work()
    return {
      seconds: (performance.now() - start) / 1000,
      engineWritten: writtenBy(engine.pid) - before,
    }
  }
  const gated = (run: () => GateRun) => async (): Promise<Sample> => {
    const before = writtenBy(engine.pid)
    const result = run()
    const engineWritten = writtenBy(engine.pid) - before
    return { seconds: result.seconds, engineWritten, gate: result }
  }
  const of = (group: Contender['group']) => (name: string, run: Contender['run']) => ({
    name,
    group,
    isSlow: group === 'peer' || /nothing known|exported/.test(name),
    run,
  })
  const [ours, yardstick, peer] = [of('gate'), of('yardstick'), of('peer')]

  const isContainerd = engine.store === 'containerd'
  return [
    yardstick(
      PLAIN,
      timed(() => each(cwd => build(cwd))),
    ),
    yardstick(
      ONE_PLAIN,
      timed(() => void build(repository)),
    ),
    ours(
      'the gate, layers, cache of the default branch',
      gated(() => gate.warm('layers')),
    ),
    ours(
      CACHED,
      gated(() => gate.warm('files')),
    ),
    ours(
      'the gate, layers, record as baseline',
      gated(() => gate.recorded('layers')),
    ),
    ours(
      'the gate, layers, nothing known',
      gated(() => gate.cold('layers')),
    ),
    ours(
      COLD,
      gated(() => gate.cold('files')),
    ),
    ours(
      COLD_ALONE,
      gated(() => gate.coldAlone('files')),
    ),
    ...(isContainerd
      ? [
          yardstick(
            BOTH_EXPORTED,
            timed(() => floor(sides, folder, env)),
          ),
        ]
      : []),
    peer(
      BOTH_SAVED,
      timed(() => {
        each((cwd, side) => build(cwd, '--load', '-t', `bench:${side}`))
        execFileSync('sh', ['-c', 'docker save bench:candidate bench:baseline >/dev/null'], { env })
      }),
    ),
    peer(
      '`docker save` of each, both archives walked',
      timed(() =>
        each((cwd, side) => {
          build(cwd, '--load', '-t', `bench:${side}`)
          const script = 'docker save "$1" | "$2" "$3"'
          const args = [`bench:${side}`, process.execPath, resolve(import.meta.dirname, 'walk.js')]
          execFileSync('sh', ['-c', script, 'sh', ...args], { env, stdio: 'pipe' })
        }),
      ),
    ),
    ...(elsewhere === null ? [] : fetching(elsewhere)),
  ]

  function fetching({ address, engine: other }: Elsewhere): Contender[] {
    const otherEnv = { ...process.env, ...other.env }
    const name = (side: string) => `${address}/bench:${side}`
    const push = (cwd: string, side: string) =>
      build(cwd, '--output', `type=image,push=true,name=${name(side)}`)
    const pulled = timed(() =>
      each((cwd, side) => {
        push(cwd, side)
        docker(['pull', '-q', name(side)], cwd, otherEnv)
        docker(['history', '--no-trunc', name(side)], cwd, otherEnv)
      }),
    )
    const copied = timed(() =>
      each((cwd, side) => {
        push(cwd, side)
        const to = `dir:${join(folder, `copy-${side}`)}`
        const args = ['copy', '--quiet', '--src-tls-verify=false', `docker://${name(side)}`, to]
        execFileSync('skopeo', ['--insecure-policy', ...args], { env, stdio: 'pipe' })
      }),
    )
    return [
      peer('`docker pull` of both into another engine, `docker history`', async () => {
        const before = writtenBy(other.pid)
        const sample = await pulled()
        const engineWritten = sample.engineWritten + writtenBy(other.pid) - before
        each((cwd, side) => docker(['image', 'rm', '-f', name(side)], cwd, otherEnv))
        return { ...sample, engineWritten }
      }),
      peer('`skopeo copy` of both', async () => {
        const sample = await copied()
        each((_, side) => rmSync(join(folder, `copy-${side}`), { recursive: true }))
        return sample
      }),
    ]
  }
}

// --- internal ---

/** Side by side, which is faster than one after the other. */
async function floor(
  sides: Record<string, string>,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const layouts = await Promise.all(
    Object.entries(sides).map(async ([side, cwd]) => {
      const dest = join(folder, `layout-${side}`)
      const output = `type=oci,tar=false,dest=${dest}`
      const args = ['buildx', 'build', '-q', '--output', output, '.']
      const [code] = await once(
        spawn('docker', args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] }),
        'close',
      )
      if (code !== 0) throw new Error(`the export of the ${side} ended with ${code}`)
      return dest
    }),
  )
  const script = resolve(import.meta.dirname, 'inflate.js')
  execFileSync(process.execPath, [script, ...layouts], { stdio: 'pipe' })
  for (const layout of layouts) rmSync(layout, { recursive: true })
}

/** Bytes that a process and those below it had written to disk so far. */
function writtenBy(pid: number): number {
  const [, bytes] = /^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8')) ?? []
  const children = globSync(`/proc/${pid}/task/*/children`)
    .flatMap(file => readFileSync(file, 'utf8').trim().split(' '))
    .filter(child => child !== '')
  return Number(bytes) + children.reduce((sum, child) => sum + writtenBy(Number(child)), 0)
}
