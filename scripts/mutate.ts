/**
 * Turns operators and moves bounds of the sources, one at a time, and tells which ones no unit test notices.
 *
 *     npm run mutate -- [--sample LINES] [--seed N] [PATH...]
 *
 * Without paths: the pure rooms and the scanner, which takes hours; `--sample` tries that many lines of each path.
 */
import { globSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { MutantResult } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import { equivalents } from './equivalent-mutants.ts'

/** Rooms whose tests are those of another. */
const borrowed: Record<string, string[]> = {
  oci: ['image', 'archive'],
  compare: ['waste'],
  waste: ['compare'],
}
const rooms = ['oci', 'image', 'compare', 'waste', 'budget', 'report', 'record', 'scan']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
// Programs that the tests call.
process.env.PATH = `${resolve('.cache/bin')}:${process.env.PATH}`

const seed = Number(values.seed)
const paths = positionals.length > 0 ? positionals : rooms.map(room => `src/${room}`)
// One room after another, each with its own tests: it is them that have to notice.
for (const path of paths) report(path, await mutantsOf(path))
if (values.sample !== undefined) console.log(`seed ${seed}`)

async function mutantsOf(path: string): Promise<MutantResult[]> {
  const room = path.split('/')[1] ?? ''
  process.env.MUTATE_TESTS = [room, ...(borrowed[room] ?? [])].join('|')
  const stryker = new Stryker({
    mutate: values.sample === undefined ? filesOf(path) : linesOf(path, Number(values.sample)),
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      projectType: 'custom',
      configFile: 'scripts/jest-mutate.config.js',
      enableFindRelatedTests: true,
    },
    coverageAnalysis: 'perTest',
    // Constants of a module: each takes a new start of every test.
    ignoreStatic: true,
    concurrency: 1,
    // On a busy machine a slow test is no endless one.
    timeoutMS: 15_000,
    // Texts are held by the golden folders.
    mutator: { excludedMutations: ['StringLiteral'] },
    ignorePatterns: ['/dist', '/.cache', '/.git'],
    // It would read this with the compiler's interface, which TypeScript 7 has not.
    tsconfigFile: 'none',
    warnings: false,
    reporters: ['progress-append-only'],
    tempDirName: '.cache/stryker',
    allowConsoleColors: false,
  })
  return stryker.runMutationTest()
}

function report(path: string, mutants: MutantResult[]): void {
  const tried = mutants.filter(({ status }) => !['Ignored', 'CompileError'].includes(status))
  const alive = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const known = alive.filter(mutant => reasonOf(mutant) !== undefined)
  const share = ((tried.length - alive.length) / Math.max(1, tried.length - known.length)) * 100
  for (const mutant of alive) if (!known.includes(mutant)) console.log(describe(mutant))
  console.log(
    `${path}: ${tried.length} mutants, ${tried.length - alive.length} killed, ${known.length} equivalent, ${alive.length - known.length} survived: ${share.toFixed(1)} %`,
  )
}

function describe(mutant: MutantResult): string {
  const { fileName, location, replacement, mutatorName, status } = mutant
  const text = (code: string) => JSON.stringify(code.length > 160 ? `${code.slice(0, 160)}…` : code)
  const place = `${relative(fileName)}:${location.start.line}`
  return `${place} ${status} ${mutatorName}: ${text(original(mutant))} → ${text(replacement ?? '')}`
}

function reasonOf(mutant: MutantResult): string | undefined {
  const file = relative(mutant.fileName)
  return equivalents.find(
    one =>
      one.file === file &&
      one.line === lineOf(mutant) &&
      one.original === original(mutant) &&
      one.replacement === mutant.replacement,
  )?.reason
}

function original({ fileName, location: { start, end } }: MutantResult): string {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line)
  const last = lines.length - 1
  lines[last] = lines[last]?.slice(0, end.column - 1) ?? ''
  lines[0] = lines[0]?.slice(start.column - 1) ?? ''
  return lines.join('\n')
}

function lineOf({ fileName, location }: MutantResult): string {
  return readFileSync(fileName, 'utf8').split('\n')[location.start.line - 1]?.trim() ?? ''
}

function filesOf(path: string): string[] {
  const files = statSync(path).isDirectory() ? globSync(`${path}/**/*.ts`) : [path]
  // A thread of its own loads what is mutated without the mutant.
  return files.filter(file => !/\/rpm-\w+\.ts$/.test(file)).sort()
}

/** Lines of code, each as a range that Stryker takes; the same ones for the same seed. */
function linesOf(path: string, count: number): string[] {
  const lines = filesOf(path).flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        /^\s*(?:$|\/?\*|\/\/|import |export type |\}|\)|[\w?]+: [\w<>[\]| ]+$)/.test(line)
          ? []
          : [`${file}:${index + 1}-${index + 1}`],
      ),
  )
  let state = seed
  // A linear congruential generator is random enough to pick lines.
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return lines
    .map(line => ({ line, order: next() }))
    .sort((one, other) => one.order - other.order)
    .slice(0, count)
    .map(({ line }) => line)
}

function relative(file: string): string {
  return file.startsWith(`${process.cwd()}/`) ? file.slice(process.cwd().length + 1) : file
}
