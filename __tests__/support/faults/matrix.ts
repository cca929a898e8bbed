import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type FaultCase, flows, troublesOf } from './fault.ts'
import type { FaultResult } from './runner.ts'

export interface Matrix {
  /** What each flow comes to when nothing goes wrong. */
  clean: FaultResult[]
  /** One for each call of a flow and each fault. */
  results: FaultResult[]
}

/**
 * Runs every flow once to see which calls it makes, and then once for each of its calls with each fault. A call that
 * several flows make is tried in the first, unless it may mean something else there (`again`). With `FAULTS=all` in
 * the environment every call meets every fault; else some always and the others in turn.
 */
export async function runMatrix(again: RegExp): Promise<Matrix> {
  const runners = Array.from({ length: Math.min(4, availableParallelism()) }, startRunner)
  try {
    await Promise.all(runners.map(answerOf))
    const clean = await inLanes(
      runners,
      flows.map(flow => ({ flow, trouble: null })),
      ask,
    )
    const seen = new Set<string>()
    const cases = clean.flatMap(({ flow, calls }) =>
      [...new Set(calls)].flatMap((call): FaultCase[] => {
        if (seen.has(call) && !again.test(`${flow}: ${call}`)) return []
        seen.add(call)
        const turn = process.env.FAULTS === 'all' ? null : seen.size
        return troublesOf(call, turn).map(trouble => ({ flow, trouble }))
      }),
    )
    return { clean, results: await inLanes(runners, cases, ask) }
  } finally {
    await Promise.all(runners.map(end))
  }
}

/** Each lane takes the next case as soon as it is done with one. @returns what came of them, in their order */
export async function inLanes<Lane, Case, Result>(
  lanes: Lane[],
  cases: Case[],
  take: (lane: Lane, one: Case) => Promise<Result>,
): Promise<Result[]> {
  const waiting = cases.map((one, index) => ({ one, index }))
  const results: Result[] = []
  const work = async (lane: Lane) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next.index] = await take(lane, next.one)
    }
  }
  await Promise.all(lanes.map(work))
  return results
}

// --- internal ---

function startRunner(): ChildProcess {
  const path = join(import.meta.dirname, 'runner.ts')
  return fork(path, { execPath: process.execPath, execArgv: [] })
}

/** Each takes its temporary folder with it. */
async function end(runner: ChildProcess): Promise<void> {
  if (runner.exitCode !== null || runner.signalCode !== null) return
  const ended = once(runner, 'exit')
  if (runner.connected) runner.disconnect()
  await ended
}

function ask(runner: ChildProcess, one: FaultCase): Promise<FaultResult> {
  const answer = answerOf(runner)
  runner.send(one)
  return answer as Promise<FaultResult>
}

/** The next thing that a runner says; the first is that it is ready. */
function answerOf(runner: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the runner ended with ${code}`))
    runner.once('exit', ended)
    runner.once('message', answer => {
      runner.off('exit', ended)
      resolve(answer)
    })
  })
}
