import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { Engine } from '../../scripts/engine.ts'
import type { WasteFinding } from '../../src/compare/comparison.ts'
import { compareByCli, onlyImage } from './cli.ts'
import { importImage } from './engine.ts'

/** What a tool does, and the places where it leaves something. */
export interface LeftoverCase {
  name: string
  run: (url: string) => string
  /**
   * Words of a shell for the places where the gate tells of something, and what of a place it tells, in words of
   * `find`. Who has nothing in `/tmp` is given another one: they would meet there.
   */
  places: (string | [place: string, ofIt: string])[]
}

export interface Workshop {
  engine: Engine
  /** A folder for build contexts. */
  folder: string
  base: string
  /** What every step mounts: what is in a built image is what tools wrote. */
  mounts: string[]
  /** Of the registry that they fetch from. */
  url: string
  environment: string
}

/**
 * Tests that each tool leaves something at its places and nowhere else, that the report has the bytes that the file
 * system tells, and that both cures, which are what a report gives, save as much and leave nothing.
 */
export function testLeftovers(cases: LeftoverCase[], workshop: () => Workshop): void {
  let before: Built

  test('every tool leaves something at known places, with the bytes that `find` tells', async () => {
    before = await build(({ run, places }) => [run(workshop().url), ...places.map(found)])
    expect(before.found.length).toBe(cases.flatMap(({ places }) => places).length)
    expect(
      cases.flatMap(({ name }, index) =>
        (before.findings[index] ?? []).map(({ path, bytes }) => `${name} ${path} ${bytes}`).sort(),
      ),
    ).toEqual(before.found)
  })

  test('what a cure removes at the end of the same RUN is what was told', async () => {
    const after = await build(({ run }, index) => [run(workshop().url), ...cures(index).map(end)])
    expectSaved(after)
  })

  test('what a cure mounts instead is what was told', async () => {
    const after = await build(
      ({ run }, index) => [
        run(workshop().url),
        ...cures(index)
          .filter(cure => mount(cure) === null)
          .map(end),
      ],
      index => cures(index).flatMap(cure => mount(cure) ?? []),
    )
    expectSaved(after)
  })

  const cures = (index: number) => (before.findings[index] ?? []).map(({ cure }) => cure)

  /** Logs and times differ a little from run to run. */
  function expectSaved(after: Built): void {
    expect(after.findings.flat()).toEqual([])
    const wrong = cases.flatMap(({ name }, index) => {
      const wasted = (before.findings[index] ?? []).reduce((sum, { bytes }) => sum + bytes, 0)
      const saved = (before.sizes[index] ?? 0) - (after.sizes[index] ?? 0)
      return Math.abs(saved - wasted) < 50_000 ? [] : [{ name, saved, wasted }]
    })
    expect(wrong).toEqual([])
  }

  /** One layer for each case. */
  async function build(
    step: (one: LeftoverCase, index: number) => string[],
    mounted: (index: number) => string[] = () => [],
  ): Promise<Built> {
    const { engine, folder, base, mounts, environment } = workshop()
    const context = join(folder, 'context')
    rmSync(context, { recursive: true, force: true })
    mkdirSync(context)
    const lines = cases.map((one, index) => {
      const enter = `mkdir -p /srv/${one.name} && cd /srv/${one.name} && export CASE=${one.name}`
      const tmp = one.places.includes('/tmp') ? [] : ['--mount=type=tmpfs,target=/tmp']
      return `RUN ${[...mounts, ...tmp, ...mounted(index)].join(' ')} ${[enter, ...step(one, index)].join(' && ')}`
    })
    writeFileSync(
      join(context, 'Dockerfile'),
      `FROM ${base}\nENV ${environment}\n${lines.join('\n')}\n`,
    )
    const result = await compareByCli(
      context,
      engine.env,
      '--baseline',
      'none',
      '--network',
      'host',
    )
    const { layers, waste } = onlyImage(result).platform
    const own = layers.flatMap(({ candidate }, index) =>
      candidate?.instruction.startsWith('RUN') ? [{ index, size: candidate.size ?? NaN }] : [],
    )
    return {
      sizes: own.map(({ size }) => size),
      findings: own.map(({ index }) =>
        (waste?.findings ?? []).filter(({ layer }) => layer === index),
      ),
      found: [...result.stderr.matchAll(/ FOUND (.*)$/gm)].map(([, line = '']) => line),
    }
  }
}

/** An image of empty directories, for tools that are mounted out of another image. */
export function importEmpty(engine: Engine, tag: string): void {
  const folders = ['usr/', 'root/', 'tmp/', 'etc/', 'var/', 'opt/', 'srv/']
  importImage(engine, tag, [
    ...folders.map(name => ({ name, type: '5', mode: 0o755 })),
    ...['bin', 'sbin', 'lib', 'lib64'].map(name => ({ name, type: '2', linkName: `usr/${name}` })),
  ])
}

export const mountsOf = (image: string, ...paths: string[]): string[] =>
  paths.map(path => `--mount=type=bind,from=${image},source=/${path},target=/${path}`)

// --- internal ---

interface Built {
  /** Bytes of each step's layer. */
  sizes: number[]
  findings: WasteFinding[][]
  /** What the file system tells: case, place, bytes. Sorted within a case. */
  found: string[]
}

/** Says what would be free without a directory: what has another name stays. */
function found(told: LeftoverCase['places'][number]): string {
  const [place, ofIt] = typeof told === 'string' ? [told, ''] : told
  const sum = 'awk \'{ sum += $1 } END { print "FOUND", ENVIRON["CASE"], ENVIRON["PLACE"], sum }\''
  return `export PLACE="${place}" && find "$PLACE" ${ofIt} -type f -links 1 -printf '%s\\n' | ${sum}`
}

/** The command that a cure ends a `RUN` with. */
const end = (cure: string): string => code(cure, /^(?:rm -rf|find) /)

/** The options of a cure that mounts; null: it mounts nothing. */
function mount(cure: string): string | null {
  if (!cure.includes('`RUN --mount')) return null
  return code(cure, /^RUN --mount/)
    .replace(/^RUN /, '')
    .replace(',uid=…', '')
}

function code(cure: string, start: RegExp): string {
  const found = [...cure.matchAll(/`([^`]+)`/g)].find(([, one = '']) => start.test(one))
  if (found?.[1] === undefined) throw new Error(`no ${start} in: ${cure}`)
  return found[1]
}
