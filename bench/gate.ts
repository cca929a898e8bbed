import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Engine } from '../scripts/engine.ts'
import type { Pair } from './pair.ts'

export type Detail = 'layers' | 'files'

/** What one run of the gate cost. */
export interface GateRun {
  seconds: number
  /** Peak resident memory of the gate's process, bytes. */
  peak: number
  /** Bytes that the gate and the programs that it started had written to disk. */
  written: number
  /** Layers whose bytes were read, of those of both images; all 0 when it asked the engine for sizes only. */
  read: number
  layers: number
  /** Bytes that came in for that, and bytes of them when inflated. */
  transferred: number
  unpacked: number
}

const top = resolve(import.meta.dirname, '..')

/** Runs the committed command line on a pair, and takes its report's word for what it read. */
export function runGate(
  engine: Engine,
  pair: Pair,
  options: string[],
  cwd = pair.repository,
  pin: string[] = [],
): GateRun {
  const file = join(pair.folder, 'measured.json')
  const args = ['--import', join(top, 'bench/measured.js'), join(top, 'dist/cli.js'), 'compare']
  const start = performance.now()
  const [program = '', ...rest] = [...pin, process.execPath, ...args, ...options]
  const { status, stdout, stderr } = spawnSync(program, rest, {
    cwd,
    // Nothing is known but what a way of running it brings along.
    env: { ...process.env, ...engine.env, BENCH_MEASURED: file, XDG_CACHE_HOME: '/dev/null' },
    encoding: 'utf8',
  })
  const seconds = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(`the gate ended with ${status}:\n${stdout}\n${stderr}`)
  const { peak, written } = JSON.parse(readFileSync(file, 'utf8'))
  return { seconds, peak: peak * 1024, written, ...readingOf(stderr + stdout) }
}

/** The ways of running the gate that are worth telling apart; each starts from the same state every time. */
export function gates(
  engine: Engine,
  pair: Pair,
): {
  /** As on a pull request when a run on the default branch has left its cache. */
  warm: (detail: Detail) => GateRun
  /** Once more with the cache that `warm` left. */
  again: (detail: Detail) => GateRun
  /** Nothing is known. */
  cold: (detail: Detail) => GateRun
  /** The same, with one CPU. */
  coldAlone: (detail: Detail) => GateRun
  /** The baseline is a record, so only the candidate is built. */
  recorded: (detail: Detail) => GateRun
} {
  const caches = new Map<Detail, string>()
  const record = join(pair.folder, 'record.json')
  let isRecorded = false
  const against = (baseline: string, detail: Detail, ...more: string[]) =>
    runGate(engine, pair, ['--baseline', baseline, '--detail', detail, ...more])

  function cacheOfBaseline(detail: Detail): string {
    const known = caches.get(detail)
    if (known !== undefined) return known
    const cache = join(pair.folder, `cache-${detail}`)
    const options = ['--baseline', 'none', '--detail', detail, '--cache-dir', cache]
    runGate(engine, pair, options, pair.baseline)
    caches.set(detail, cache)
    return cache
  }

  return {
    warm(detail) {
      const cache = join(pair.folder, 'cache')
      rmSync(cache, { recursive: true, force: true })
      cpSync(cacheOfBaseline(detail), cache, { recursive: true })
      return against('build:HEAD~1', detail, '--cache-dir', cache)
    },
    again: detail => against('build:HEAD~1', detail, '--cache-dir', join(pair.folder, 'cache')),
    cold: detail => against('build:HEAD~1', detail),
    coldAlone: detail =>
      runGate(engine, pair, ['--baseline', 'build:HEAD~1', '--detail', detail], pair.repository, [
        'taskset',
        '--cpu-list',
        '0',
      ]),
    recorded(detail) {
      if (!isRecorded) {
        runGate(engine, pair, ['--baseline', 'none', '--json', record], pair.baseline)
        isRecorded = true
      }
      return against(`record:${record}`, detail)
    },
  }
}

// --- internal ---

const units: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 }

function readingOf(log: string): Pick<GateRun, 'read' | 'layers' | 'transferred' | 'unpacked'> {
  const line = /Read (\d+) of (\d+) layers: ([\d.]+) (\w+), ([\d.]+) (\w+) unpacked/.exec(log)
  if (line === null) return { read: 0, layers: 0, transferred: 0, unpacked: 0 }
  const [read, layers, transferred, one, unpacked, other] = line.slice(1)
  const bytes = (value: unknown, unit: unknown) =>
    Number(value) * (units[String(unit)] ?? Number.NaN)
  return {
    read: Number(read),
    layers: Number(layers),
    transferred: bytes(transferred, one),
    unpacked: bytes(unpacked, other),
  }
}
