/**
 * Times the whole gate (both images built, measured, compared, reported) on fully cached images whose last layer
 * changed, in turns with plain builds and with what teams would use instead.
 *
 *     npm run bench -- [--sizes 50:1500,700:10000,3000:60000] [--runs 5] [--peer-runs 3]
 *                      [--changes 1,12,50,150] [--store containerd] [--json FILE] [--svg FILE]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { markdownTable } from 'markdown-table'
import { startDockerRegistry } from '../__tests__/support/docker-registry.ts'
import { type Engine, startEngine } from '../scripts/engine.ts'
import {
  CACHED,
  type Contender,
  contenders,
  type Elsewhere,
  ONE_PLAIN,
  PLAIN,
  type Sample,
} from './contenders.ts'
import { makePair, type Pair, type Size } from './pair.ts'
import { type Line, plot } from './plot.ts'
import { startUps } from './start-up.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '50:1500,700:10000,3000:60000' },
    runs: { type: 'string', default: '5' },
    'peer-runs': { type: 'string', default: '3' },
    changes: { type: 'string', default: '1,12,50,150' },
    store: { type: 'string', default: 'containerd' },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
})

/** The samples of every contender at one size. */
type Results = Map<Contender, Sample[]>

/** Seconds by the megabytes that changed. */
interface Change {
  change: number
  plain: number
  gate: number
}

const GROWTH = 12_000_000
const [runs, peerRuns] = [Number(values.runs), Number(values['peer-runs'])]
const sizes = list(values.sizes).map(text => {
  const [megabytes, files] = text.split(':').map(Number)
  return { megabytes: megabytes ?? 50, files: files ?? 1500 }
})
const changes = list(values.changes).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'image-size-gate-bench-'))
const stops: (() => unknown)[] = []

try {
  const store = values.store === 'classic' ? 'classic' : 'containerd'
  const engine = await start(store)
  const elsewhere = store === 'classic' ? null : await startElsewhere()
  const all = new Map<Size, Results>()
  const slope: Change[] = []
  for (const size of sizes) {
    const own = join(folder, `${size.megabytes}`)
    mkdirSync(own)
    const pair = makePair(engine, own, size, GROWTH)
    const results = await compete(contenders(engine, pair, elsewhere))
    all.set(size, results)
    console.log(
      `\n${size.megabytes} MB unpacked, ${size.files} files, last layer +12 MB, ${store} store, medians of ${runs} runs (others: ${peerRuns})\n`,
    )
    console.log(tableOf(results))
    if (changes.length > 0 && size === sizes[Math.floor((sizes.length - 1) / 2)]) {
      slope.push(...(await timeChanges(engine, pair)))
    }
    rmSync(own, { recursive: true })
  }
  const starts = startUps(runs * 2).map(
    ({ door, milliseconds }) => `${door} ${Math.round(median(milliseconds))} ms`,
  )
  console.log(`\nStart-up, over that of Node alone: ${starts.join(', ')}`)
  if (slope.length > 0) {
    console.log('\nSeconds by the bytes that changed:\n')
    console.log(
      markdownTable([
        ['changed', ...slope.map(({ change }) => `${change} MB`)],
        [PLAIN, ...slope.map(({ plain }) => plain.toFixed(2))],
        [CACHED, ...slope.map(({ gate }) => gate.toFixed(2))],
      ]),
    )
  }
  if (values.json !== undefined) writeFileSync(values.json, jsonOf(all, slope))
  if (values.svg !== undefined) writeFileSync(values.svg, svgOf(all, slope))
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
async function timeChanges(engine: Engine, pair: Pair): Promise<Change[]> {
  const both = contenders(engine, pair, null).filter(({ name }) => [PLAIN, CACHED].includes(name))
  const found: Change[] = []
  for (const change of changes) {
    pair.grow(change * 1_000_000)
    const results = await compete(both)
    found.push({ change, plain: secondsOf(results, PLAIN), gate: secondsOf(results, CACHED) })
  }
  return found
}

function tableOf(results: Results): string {
  const plain = secondsOf(results, PLAIN)
  const mega = (bytes: number) => (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)
  const rows = [...results].map(([{ name }, samples]) => {
    const seconds = median(samples.map(sample => sample.seconds))
    const gate = samples.flatMap(sample => sample.gate ?? [])
    const highest = (of: 'peak' | 'written') => mega(Math.max(...gate.map(run => run[of])))
    return [
      name,
      seconds.toFixed(2),
      `${(seconds / plain).toFixed(2)}×`,
      gate.length === 0 ? '' : highest('peak'),
      gate.length === 0 ? '' : highest('written'),
      mega(median(samples.map(sample => sample.engineWritten))),
    ]
  })
  const head = [
    '',
    'seconds',
    'of two plain builds',
    'peak memory, MB',
    'written, MB',
    'by the engine, MB',
  ]
  return markdownTable([head, ...rows], { align: ['l', 'r', 'r', 'r', 'r', 'r'] })
}

function secondsOf(results: Results, name: string): number {
  const found = [...results].find(([contender]) => contender.name === name)
  return median((found?.[1] ?? []).map(sample => sample.seconds))
}

function jsonOf(all: Map<Size, Results>, slope: object[]): string {
  const measured = [...all].map(([size, results]) => ({
    ...size,
    contenders: [...results].map(([{ name, group }, samples]) => ({ name, group, samples })),
  }))
  return `${JSON.stringify({ sizes: measured, slope }, null, 1)}\n`
}

function svgOf(all: Map<Size, Results>, slope: Change[]): string {
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
