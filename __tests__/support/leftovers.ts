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
  /** Where the gate tells of something, sorted. Who has nothing in `/tmp` is given another one: they would meet there. */
  places: string[]
}

export interface Workshop {
  engine: Engine
  /** A folder for build contexts. */
  folder: string
  /** An image with the tools; they are mounted, so that what is in a built image is what they wrote. */
  tools: string
  /** Directories of that image. */
  mounted: string[]
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
    const { engine } = workshop()
    const folders = ['usr/', 'root/', 'tmp/', 'etc/', 'var/', 'opt/', 'srv/']
    importImage(engine, 'gate-test/empty:1', [
      ...folders.map(name => ({ name, type: '5', mode: 0o755 })),
      ...['bin', 'sbin', 'lib', 'lib64'].map(name => ({
        name,
        type: '2',
        linkName: `usr/${name}`,
      })),
    ])
    before = await build(({ run, places }) =>
      [run(workshop().url), ...places.map(place => told(place))].join(' && '),
    )
    const places = cases.map(({ name, places }) => ({
      name,
      places: places.map(path => [path, before.found.get(`${name} ${path}`)]),
    }))
    expect(
      cases.map(({ name }, index) => ({
        name,
        places: (before.findings[index] ?? [])
          .map(({ path, bytes }) => [path, bytes] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1)),
      })),
    ).toEqual(places)
  })

  test('what a cure removes at the end of the same RUN is what was told', async () => {
    const after = await build(({ run }, index) =>
      [run(workshop().url), ...cures(index).map(cure => code(cure, 'rm -rf'))].join(' && '),
    )
    expectSaved(after)
  })

  test('what a cure mounts instead is what was told', async () => {
    const after = await build(
      ({ run }) => run(workshop().url),
      index =>
        cures(index).map(cure =>
          code(cure, 'RUN --mount').replace(/^RUN /, '').replace(',uid=…', ''),
        ),
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
    step: (one: LeftoverCase, index: number) => string,
    mounts: (index: number) => string[] = () => [],
  ): Promise<Built> {
    const { engine, folder, tools, mounted, environment } = workshop()
    const bound = mounted.map(
      path => `--mount=type=bind,from=${tools},source=/${path},target=/${path}`,
    )
    const context = join(folder, 'context')
    rmSync(context, { recursive: true, force: true })
    mkdirSync(context)
    const lines = cases.map((one, index) => {
      const enter = `mkdir -p /srv/${one.name} && cd /srv/${one.name} && export CASE=${one.name}`
      const tmp = one.places.includes('/tmp') ? [] : ['--mount=type=tmpfs,target=/tmp']
      return `RUN ${[...bound, ...tmp, ...mounts(index)].join(' ')} ${enter} && ${step(one, index)}`
    })
    writeFileSync(
      join(context, 'Dockerfile'),
      `FROM gate-test/empty:1\nENV ${environment}\n${lines.join('\n')}\n`,
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
      found: new Map(
        [...result.stderr.matchAll(/ FOUND (\S+ \S+) (\d+)$/gm)].map(([, where = '', bytes]) => [
          where,
          Number(bytes),
        ]),
      ),
    }
  }
}

// --- internal ---

interface Built {
  /** Bytes of each step's layer. */
  sizes: number[]
  findings: WasteFinding[][]
  /** By case and place: what the file system tells. */
  found: Map<string, number>
}

/** Says what would be free without a directory: what has another name stays. */
const told = (place: string) =>
  `find ${place} -type f -links 1 -printf '%s\\n' | awk '{ sum += $1 } END { print "FOUND", ENVIRON["CASE"], "${place}", sum }'`

function code(cure: string, start: string): string {
  const found = [...cure.matchAll(/`([^`]+)`/g)].find(([, one]) => one?.startsWith(start))
  if (found?.[1] === undefined) throw new Error(`no ${start} in: ${cure}`)
  return found[1]
}
