import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { getExecOutput } from '@actions/exec'
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

/** What is started for a command: a program and its arguments. */
export type Start = (command: Command) => [program: string, args: string[]]

/**
 * The two ways to run a command.
 * @param start may know a shorter way to the same program; errors name the command as it was given
 */
export function commands(start: Start = ({ program, args }) => [program, args]): {
  run: Run
  pipe: Pipe
} {
  const run: Run = async command => {
    if (command.signal !== undefined) return runUntil(pipe, command)
    const { exitCode, stdout, stderr } = await getExecOutput(...start(command), {
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
      env: environment(command),
      silent: true,
      ignoreReturnCode: true,
      listeners: { stderr: data => command.onStderr?.(data.toString()) },
    })
    if (exitCode !== 0 && !command.allowed?.includes(exitCode)) {
      throw new CommandError(command, exitCode, stderr)
    }
    return { exitCode, stdout, stderr }
  }

  // @actions/exec has no back-pressure, which an image on standard output needs.
  const pipe: Pipe = async (command, consume) => {
    const child = spawn(...start(command), {
      cwd: command.cwd,
      env: environment(command),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const end = () => void child.kill()
    command.signal?.addEventListener('abort', end)
    if (command.signal?.aborted) end()
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-65_536)
      command.onStderr?.(text)
    })
    const exited = new Promise<number>((resolve, reject) => {
      child.on('error', reject).on('close', code => resolve(code ?? 128))
    })
    const consumed = consume(child.stdout).then(
      value => ({ value }),
      (error: unknown) => {
        child.kill()
        return { error }
      },
    )
    const [exitCode, outcome] = await Promise.all([exited, consumed]).finally(() =>
      command.signal?.removeEventListener('abort', end),
    )
    if ('value' in outcome && exitCode === 0) return outcome.value
    // A command that broke by itself explains more than the half-written stream that it left.
    const killed = 'error' in outcome && child.signalCode !== null
    if (exitCode !== 0 && !killed) throw new CommandError(command, exitCode, stderr)
    throw 'error' in outcome ? outcome.error : new CommandError(command, exitCode, stderr)
  }

  return { run, pipe }
}

/** Commands as they are given. */
export const { run, pipe } = commands()

// --- internal ---

/** @actions/exec cannot end a program. */
async function runUntil(pipe: Pipe, command: Command): Promise<CommandResult> {
  let stderr = ''
  const onStderr = (text: string) => {
    stderr += text
    command.onStderr?.(text)
  }
  const stdout = await pipe({ ...command, onStderr }, text)
  return { exitCode: 0, stdout, stderr }
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
