import { type CliResult, compareFor } from '../cli.ts'
import type { FaultProxy, Kind } from './fault-proxy.ts'
import { kinds } from './fault-proxy.ts'
import { inLanes } from './matrix.ts'

/** A run of the command line that asks a daemon things. */
export interface DaemonFlow {
  name: string
  /** Which daemon it is that fails: calls are tried once for each. */
  daemon: string
  /** Its requests are tried though another flow makes them, too: somebody else asks, for something else. */
  isOther?: true
}

export interface DaemonTrouble {
  call: string
  kind: Kind
}

export interface DaemonResult<Flow extends DaemonFlow> extends CliResult {
  flow: Flow
  /** null: nothing goes wrong. */
  trouble: DaemonTrouble | null
  /** What it asked the daemon, as the proxy names it. */
  calls: string[]
  /** Milliseconds. */
  took: number
}

/** What runs one case at a time: a checkout, and a proxy before each daemon. */
export interface Lane {
  proxies: Record<string, FaultProxy>
  cwd: string
}

export interface DaemonCommand {
  env: Record<string, string>
  args: string[]
}

/** Milliseconds, after which a run is asked to end. With the fast clock these are six minutes. */
export const PATIENCE = 45_000

/**
 * Runs each flow once to see what it asks, and then once for each of these calls with each kind of fault: with `FAULTS=all` in the
 * environment, else `some` of them, which take turns.
 * @param command what the flow runs, in a lane
 */
export async function runDaemonMatrix<Flow extends DaemonFlow>({
  flows,
  lanes,
  command,
  some = 2,
}: {
  flows: Flow[]
  lanes: Lane[]
  command: (flow: Flow, lane: Lane) => DaemonCommand | Promise<DaemonCommand>
  some?: number
}): Promise<{ clean: DaemonResult<Flow>[]; results: DaemonResult<Flow>[] }> {
  const take = async (lane: Lane, { flow, trouble }: Case<Flow>) => {
    const proxy = lane.proxies[flow.daemon]
    if (proxy === undefined) throw new Error(`no proxy before ${flow.daemon}`)
    const { env, args } = await command(flow, lane)
    proxy.calls.length = 0
    if (trouble !== null) proxy.fail(trouble.call, trouble.kind)
    const began = Date.now()
    const result = await compareFor(PATIENCE, lane.cwd, { ...env, ...fast }, ...args).catch(
      (error: Error): CliResult => ({ exitCode: -1, stdout: '', stderr: error.message, pid: 0 }),
    )
    proxy.heal()
    const took = Date.now() - began
    return { ...result, flow, trouble, calls: [...proxy.calls], took }
  }
  const clean = await inLanes(
    lanes,
    flows.map((flow): Case<Flow> => ({ flow, trouble: null })),
    take,
  )
  const seen = new Set<string>()
  const cases = clean.flatMap(({ flow, calls }) =>
    [...new Set(calls)].flatMap((call): Case<Flow>[] => {
      const name = `${flow.isOther ? flow.name : flow.daemon} ${call}`
      if (seen.has(name)) return []
      seen.add(name)
      return kindsOf(seen.size, some).map(kind => ({ flow, trouble: { call, kind } }))
    }),
  )
  return { clean, results: await inLanes(lanes, cases, take) }
}

// --- internal ---

interface Case<Flow> {
  flow: Flow
  trouble: DaemonTrouble | null
}

const fast = { NODE_OPTIONS: `--import ${new URL('fast-clock.js', import.meta.url).pathname}` }

function kindsOf(turn: number, some: number): Kind[] {
  if (process.env.FAULTS === 'all') return [...kinds]
  return Array.from(
    { length: some },
    (_, index) => kinds[(turn * some + index) % kinds.length] ?? 'cut',
  )
}
