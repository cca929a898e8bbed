import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { printable, UserError, withoutControls } from './errors.ts'
import { linesTo } from './log.ts'
import type { Redactor } from './redact.ts'

/** A program with its arguments; never a shell string. */
export interface Command {
  program: string
  args: string[]
  cwd?: string
  /** Added to this process's environment. */
  env?: Record<string, string>
  /** Called with every chunk of standard error, for live output. */
  onStderr?: (text: string) => void
  /** Ends the program. */
  signal?: AbortSignal
  /** It takes away what the run holds, so that it runs after an interruption, too. */
  cleansUp?: boolean
  /** Exit codes other than 0 that are answers, not failures. */
  allowed?: number[]
}

export interface CommandResult {
  exitCode: number
  stdout: string
  stderr: string
}

/** Runs a command to its end. Rejects with `CommandError` on any exit code that is not 0 or allowed. */
export type Run = (command: Command) => Promise<CommandResult>

/** Runs a command and hands its standard output, with back-pressure, to `consume`; rejects as `Run` does. */
export type Pipe = <T>(command: Command, consume: (stdout: Readable) => Promise<T>) => Promise<T>

/** A command that failed: which one, its exit code, and the end of what it said. */
export class CommandError extends UserError {
  override name = 'CommandError'
  readonly exitCode: number
  readonly stderr: string
  private readonly verbs: string

  constructor(command: Command, exitCode: number, stderr: string) {
    const end = lastLines(stderr, 20)
    // Arguments may carry build-args and secrets, so only the verbs are named.
    super(
      `\`${nameOf(command)}\` failed with exit code ${exitCode}${end === '' ? ' and said nothing' : `:\n${end}`}`,
    )
    this.exitCode = exitCode
    this.stderr = stderr
    this.verbs = nameOf(command)
  }

  /** The same failure, without what nobody may read. */
  redacted(redact: (text: string) => string): CommandError {
    const { verbs: program, exitCode, stderr } = this
    return new CommandError(
      { program, args: [] },
      exitCode,
      printable(redact(withoutControls(stderr))),
    )
  }
}

/** Commands whose output, live or in an error, never tells what is hidden. What they print on standard output is data. */
export function redactingCommands(
  { run, pipe }: { run: Run; pipe: Pipe },
  redact: Redactor,
): { run: Run; pipe: Pipe } {
  const hiding = async <T>(command: Command, start: (command: Command) => Promise<T>) => {
    const { onStderr } = command
    const hidden = redact.lines(line => onStderr?.(`${printable(line)}\n`))
    const output = linesTo(line => hidden.write(withoutControls(line)))
    try {
      return await start(onStderr === undefined ? command : { ...command, onStderr: output.write })
    } catch (error) {
      throw error instanceof CommandError ? error.redacted(redact) : error
    } finally {
      output.end()
      hidden.end()
    }
  }
  return {
    run: command => hiding(command, run),
    pipe: (command, consume) => hiding(command, started => pipe(started, consume)),
  }
}

/** `docker buildx build` for `docker buildx build --build-arg TOKEN=… .` */
export function nameOf({ program, args }: Command): string {
  const verbs: string[] = []
  for (const arg of args) {
    if (!/^[a-z]+$/.test(arg) || verbs.length === 2) break
    verbs.push(arg)
  }
  return [program, ...verbs].join(' ')
}

/** What is started for a command: a program, its arguments, and what is in its environment instead of those. */
export type Start = (
  command: Command,
) => [program: string, args: string[], env?: Record<string, string>]

/**
 * The two ways to run a command. Each has a group of processes of its own, all of which end with it.
 * @param start may know a shorter way to the same program; errors name the command as it was given
 * @param interrupted ends every command that does not clean up; what waits for one gets its reason
 */
export function commands(
  start: Start = ({ program, args }) => [program, args],
  interrupted?: AbortSignal,
): { run: Run; pipe: Pipe } {
  const whole = async <T>(command: Command, consume: (stdout: Readable) => Promise<T>) => {
    const interruption = command.cleansUp ? undefined : interrupted
    interruption?.throwIfAborted()
    const ended = await untilEnd(start(command), { ...command, interruption }, consume)
    interruption?.throwIfAborted()
    return ended
  }

  const run: Run = async command => {
    const { exitCode, stderr, outcome } = await whole(command, text)
    const isAnswer = exitCode === 0 || command.allowed?.includes(exitCode)
    if (!isAnswer || 'error' in outcome) throw new CommandError(command, exitCode, stderr)
    return { exitCode, stdout: outcome.value, stderr }
  }

  const pipe: Pipe = async (command, consume) => {
    const { exitCode, stderr, outcome, isKilled } = await whole(command, consume)
    if ('value' in outcome && exitCode === 0) return outcome.value
    // A command that broke by itself explains more than the half-written stream that it left.
    const killed = 'error' in outcome && isKilled
    if (exitCode !== 0 && !killed) throw new CommandError(command, exitCode, stderr)
    throw 'error' in outcome ? outcome.error : new CommandError(command, exitCode, stderr)
  }

  return { run, pipe }
}

/** For whoever knows no shorter way to a program, and is not interrupted. */
export const { run, pipe } = commands()

// --- internal ---

/** Milliseconds that a program has to end when it is asked to. */
const PATIENCE = 2_000
/** Characters. */
const MOST_STDERR = 1_048_576

interface Ended<T> {
  exitCode: number
  /** Its end. */
  stderr: string
  isKilled: boolean
  outcome: { value: T } | { error: unknown }
}

async function untilEnd<T>(
  [program, args, env]: ReturnType<Start>,
  command: Command & { interruption: AbortSignal | undefined },
  consume: (stdout: Readable) => Promise<T>,
): Promise<Ended<T>> {
  // A terminal's Ctrl-C reaches all of its group by itself, and a program may ask there for a password.
  const detached = ![process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: { ...environment(command), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached,
  })
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (detached && child.pid !== undefined) process.kill(-child.pid, signal)
      else child.kill(signal)
    } catch {
      // It has ended.
    }
  }
  let impatience: NodeJS.Timeout | undefined
  const end = () => {
    kill('SIGTERM')
    impatience ??= setTimeout(() => kill('SIGKILL'), PATIENCE)
  }
  const signals = [command.signal, command.interruption].filter(signal => signal !== undefined)
  for (const signal of signals) {
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  }
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-MOST_STDERR)
    command.onStderr?.(text)
  })
  const exited = new Promise<number>((resolve, reject) => {
    child.on('error', error => reject(withoutArguments(error, command)))
    child.on('close', code => resolve(code ?? 128))
  })
  const consumed = consume(child.stdout).then(
    value => ({ value }),
    (error: unknown) => {
      end()
      return { error }
    },
  )
  try {
    const [exitCode, outcome] = await Promise.all([exited, consumed])
    return { exitCode, stderr, outcome, isKilled: child.signalCode !== null }
  } finally {
    clearTimeout(impatience)
    for (const signal of signals) signal.removeEventListener('abort', end)
  }
}

/** Node tells the arguments of what it cannot start, and there are secrets among them. */
function withoutArguments(error: Error, command: Command): Error {
  const plain = new UserError(`\`${nameOf(command)}\` cannot be started: ${error.message}`)
  return 'code' in error ? Object.assign(plain, { code: error.code }) : plain
}

function environment(command: Command): Record<string, string> {
  const env = Object.entries({ ...process.env, ...command.env })
  return Object.fromEntries(
    env.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
