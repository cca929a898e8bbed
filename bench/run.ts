/**
 * Times the whole gate (both images built, measured, compared, reported) on fully cached images whose last layer
 * changed, in turns with plain builds and with what teams would use instead.
 *
 *     npm run bench -- [--sizes 50:1500,700:10000,3000:60000] [--classic-sizes 50:1500,700:10000] [--runs 5]
 *                      [--peer-runs 3] [--changes 1,12,50,150] [--json FILE] [--write]
 *
 * Without options, or with `--write`, it writes docs/performance.md and its plot.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startDockerRegistry } from '../__tests__/support/docker-registry.ts'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { once } from '../src/common/once.ts'
import {
  CACHED,
  type Contender,
  contenders,
  type Elsewhere,
  ONE_PLAIN,
  PLAIN,
  type Sample,
} from './contenders.ts'
import { type Bench, type Column, page, type Row } from './page.ts'
import { makePair, type Pair, type Size } from './pair.ts'
import { type Line, plot } from './plot.ts'
import { startUps } from './start-up.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '50:1500,700:10000,3000:60000' },
    runs: { type: 'string', default: '5' },
    'peer-runs': { type: 'string', default: '3' },
    changes: { type: 'string', default: '1,12,50,150' },
    'classic-sizes': { type: 'string', default: '50:1500,700:10000' },
    json: { type: 'string' },
    write: { type: 'boolean', default: process.argv.length === 2 },
  },
})

/** The samples of every contender at one size. */
type Results = Map<Contender, Sample[]>

const GROWTH = 12_000_000
const [runs, peerRuns] = [Number(values.runs), Number(values['peer-runs'])]
const sizes = sizesIn(values.sizes)
const changes = list(values.changes).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'image-size-gate-bench-'))
const stops: (() => unknown)[] = []
const engines = {
  classic: once(() => start('classic')),
  containerd: once(() => start('containerd')),
}
const other = once(startElsewhere)

try {
  const measured = { classic: new Map<Size, Results>(), containerd: new Map<Size, Results>() }
  const bench: Bench = {
    machine: '',
    containerd: [],
    classic: [],
    slope: [],
    startUps: startUps(runs * 2).map(({ door, milliseconds }) => ({
      door,
      milliseconds: median(milliseconds),
    })),
  }
  for (const [store, size] of [
    ...sizesIn(values['classic-sizes']).map(size => ['classic', size] as const),
    ...sizes.map(size => ['containerd', size] as const),
  ]) {
    measured[store].set(size, await measure(store, size, bench.slope))
    bench[store] = columnsOf(measured[store])
    bench.machine = machine(await engines[store]())
    process.stderr.write(`measured ${size.megabytes} MB with the ${store} store\n`)
    // What was measured is kept when somebody has no patience for the rest.
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(bench, null, 1)}\n`)
    if (!values.write || bench.containerd.length === 0) continue
    const docs = resolve(import.meta.dirname, '../docs')
    writeFileSync(join(docs, 'performance.md'), page(bench))
    writeFileSync(join(docs, 'performance.svg'), svgOf(measured.containerd, bench.slope))
  }
  if (!values.write) console.log(page(bench))
} finally {
  for (const stop of stops.reverse()) await stop()
  rmSync(folder, { recursive: true, force: true })
}

async function start(store: 'classic' | 'containerd'): Promise<Engine> {
  const engine = await startEngine({ store })
  stops.push(engine.stop)
  return engine
}

async function startElsewhere(): Promise<Elsewhere> {
  const registry = await startDockerRegistry()
  stops.push(registry.stop)
  return { address: registry.address, engine: await start('containerd') }
}

/** @param slope takes what the megabytes that changed cost, at the size in the middle */
async function measure(
  store: 'classic' | 'containerd',
  size: Size,
  slope: Bench['slope'],
): Promise<Results> {
  const engine = await engines[store]()
  const own = join(folder, `${store}-${size.megabytes}`)
  mkdirSync(own)
  const pair = makePair(engine, own, size, GROWTH)
  const elsewhere = store === 'classic' ? null : await other()
  const results = await compete(contenders(engine, pair, elsewhere))
  if (store === 'containerd' && size === sizes[(sizes.length - 1) >> 1]) {
    slope.push(...(await timeChanges(engine, pair)))
  }
  rmSync(own, { recursive: true })
  return results
}

/** In turns, after one turn that only warms up. */
async function compete(all: Contender[]): Promise<Results> {
  const results: Results = new Map(all.map(contender => [contender, []]))
  for (let turn = 0; turn <= runs; turn++) {
    for (const [contender, samples] of results) {
      if (contender.isSlow && turn > peerRuns) continue
      const sample = await contender.run()
      if (turn > 0) samples.push(sample)
    }
  }
  return results
}

/** Plain builds and the gate with a cache, by the megabytes that the last layer grows by. */
async function timeChanges(engine: Engine, pair: Pair): Promise<Bench['slope']> {
  const both = contenders(engine, pair, null).filter(({ name }) => [PLAIN, CACHED].includes(name))
  const found: Bench['slope'] = []
  for (const change of changes) {
    pair.grow(change * 1_000_000)
    const results = await compete(both)
    found.push({ change, plain: secondsOf(results, PLAIN), gate: secondsOf(results, CACHED) })
  }
  return found
}

function columnsOf(all: Map<Size, Results>): Column[] {
  return [...all].map(([size, results]) => ({
    ...size,
    rows: [...results].map(([{ name, group }, samples]): Row => {
      const gate = samples.flatMap(sample => sample.gate ?? [])
      const highest = (of: 'peak' | 'written') =>
        gate.length === 0 ? null : Math.max(...gate.map(run => run[of]))
      const seconds = median(samples.map(sample => sample.seconds))
      const [peak, written] = [highest('peak'), highest('written')]
      return { name, group, seconds, runs: samples.length, peak, written }
    }),
  }))
}

function machine(engine: Engine): string {
  const env = { ...process.env, ...engine.env }
  const version = (...args: string[]) =>
    /\d+\.\d+\.\d+/.exec(execFileSync('docker', args, { env, encoding: 'utf8' }))?.[0]
  const when = new Date().toLocaleDateString('en', { month: 'long', year: 'numeric' })
  const docker = version('--version')
  const buildx = version('buildx', 'version')
  const cores = availableParallelism()
  return `${when}, ${cores} ${cores === 1 ? 'core' : 'cores'}, Docker ${docker} with buildx ${buildx}, Node ${process.versions.node}`
}

function secondsOf(results: Results, name: string): number {
  const found = [...results].find(([contender]) => contender.name === name)
  return median((found?.[1] ?? []).map(sample => sample.seconds))
}

function svgOf(all: Map<Size, Results>, slope: Bench['slope']): string {
  const names = [...(all.values().next().value ?? new Map<Contender, Sample[]>()).keys()]
  const shown = names.filter(({ name }) => name !== ONE_PLAIN)
  const bySize = shown.map(({ name, group }): Line => {
    const points = [...all].map(([{ megabytes }, results]) => ({
      x: megabytes,
      y: secondsOf(results, name),
    }))
    return {
      name: name.replaceAll('`', ''),
      points,
      isOurs: group === 'gate' && !name.includes('nothing'),
    }
  })
  const byChange: Line[] = [
    {
      name: PLAIN,
      points: slope.map(({ change, plain }) => ({ x: change, y: plain })),
      isOurs: false,
    },
    {
      name: CACHED,
      points: slope.map(({ change, gate }) => ({ x: change, y: gate })),
      isOurs: true,
    },
  ]
  return plot([
    {
      title: 'Seconds by the size of the image',
      x: 'MB unpacked, of which 12 MB changed',
      lines: bySize,
    },
    ...(slope.length === 0
      ? []
      : [{ title: 'Seconds by what changed', x: 'MB changed', lines: byChange }]),
  ])
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2
}

function list(text: string): string[] {
  return text.split(',').filter(item => item !== '')
}

function sizesIn(text: string): Size[] {
  return list(text).map(one => {
    const [megabytes, files] = one.split(':').map(Number)
    return { megabytes: megabytes ?? 50, files: files ?? 1500 }
  })
}
