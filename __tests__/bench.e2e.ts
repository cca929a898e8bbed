import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type GateRun, gates } from '../bench/gate.ts'
import { makePair } from '../bench/pair.ts'
import { type Engine, startEngine } from '../scripts/engine.ts'

/** Counts, since seconds differ from machine to machine: what is known is not read again, and nothing lands on disk. */
describe.each(['containerd', 'classic'] as const)('what a run reads, %s store', store => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-bench-'))
  let engine: Engine
  let gate: ReturnType<typeof gates>
  beforeAll(async () => {
    engine = await startEngine({ store })
    gate = gates(engine, makePair(engine, folder, { megabytes: 20, files: 300 }, 3_000_000))
  }, 60_000)
  afterAll(async () => {
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  const read = ({ read, layers }: GateRun) => `${read} of ${layers}`
  const MIB = 1_048_576

  test('everything once, when nothing is known', () => {
    const run = gate.cold('files')
    // Nine of the base, two that both images have, and the last one of each.
    expect(read(run)).toBe('13 of 13')
    expect(run.unpacked).toBeGreaterThanOrEqual(20e6 + 1e6 + 4e6)
    expect(run.unpacked).toBeLessThan(27e6)
    expect(run.written).toBeLessThan(5 * MIB)
  }, 60_000)

  test('only what changed, when the default branch left its cache', () => {
    const run = gate.warm('files')
    expect(read(run)).toBe('1 of 13')
    expect(run.unpacked).toBeLessThan(4.5e6)
    // `docker save` sends them all.
    if (store === 'containerd') expect(run.transferred).toBeLessThan(4.5e6)
    expect(run.written).toBeLessThan(5 * MIB)
  }, 60_000)

  test('nothing, when the cache has all of it', () => {
    const run = gate.again('files')
    expect(read(run)).toBe('0 of 13')
    // Manifests and configs; the classic store is asked for sizes only.
    expect(run.transferred).toBeLessThan(store === 'containerd' ? 100_000 : 1)
  }, 60_000)

  test('only what changed, when the baseline is a record', () => {
    const run = gate.recorded('layers')
    // The classic store tells sizes without any bytes.
    expect(read(run)).toBe(store === 'containerd' ? '1 of 13' : '0 of 0')
    expect(run.written).toBeLessThan(MIB)
    expect(read(gate.recorded('files'))).toBe('1 of 13')
  }, 60_000)
})
