/**
 * The properties of `__tests__/fuzz`, each for as long as one likes; the tests run the same a few times.
 *
 *     npm run fuzz -- [--seconds 30] [--seed N] [--path P] [NAME...]
 *
 * `--seconds` is for each target. A failure tells its seed and path, with which it comes again at once.
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import type { FuzzTarget } from '../__tests__/fuzz/target.ts'
import { fuzzTargets } from '../__tests__/fuzz/targets.ts'

/** Of one check: what a stranger writes must not stop the gate. */
const MOST_MILLISECONDS = 10_000
/** Of the process, in kilobytes. */
const MOST_MEMORY = 1_500_000

interface Options {
  seconds: number
  seed: number
  path: string | undefined
}

async function fuzz({ name, property }: FuzzTarget, options: Options): Promise<boolean> {
  let slowest = 0
  const see = (milliseconds: number) => {
    slowest = Math.max(slowest, milliseconds)
    if (milliseconds > MOST_MILLISECONDS) throw new Error(`took ${Math.round(milliseconds)} ms`)
  }
  const { seed, path } = options
  const found = await fc.check(property(see), {
    seed,
    ...(path === undefined ? {} : { path, endOnFailure: true }),
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: options.seconds * 1000,
  })
  const memory = process.resourceUsage().maxRSS
  const isRight = !found.failed && memory < MOST_MEMORY
  const figures = `${found.numRuns} runs, seed ${found.seed}, slowest ${Math.round(slowest)} ms`
  console.log(
    `${isRight ? 'ok' : 'not ok'} ${name}: ${figures}, peak ${Math.round(memory / 1000)} MB`,
  )
  if (found.failed) console.log(fc.defaultReportMessage(found))
  return isRight
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    path: { type: 'string' },
  },
})
const targets = fuzzTargets.filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
)
if (targets.length === 0) {
  const names = fuzzTargets.map(({ name }) => JSON.stringify(name)).join(', ')
  console.error(`fuzz: no target is called ${positionals.join(' or ')}; there are ${names}`)
  process.exitCode = 2
}
for (const target of targets) {
  const options = { seconds: Number(values.seconds), seed: Number(values.seed), path: values.path }
  if (!(await fuzz(target, options))) process.exitCode = 1
}
