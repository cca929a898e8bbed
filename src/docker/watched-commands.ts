import type { Readable } from 'node:stream'
import { UserError } from '../common/errors.ts'
import type { Log } from '../common/log.ts'
import { type Command, type CommandResult, nameOf, type Pipe, type Run } from '../common/run.ts'

/**
 * Commands that nobody waits for in vain: what asks an engine a question ends where there is no answer within a minute,
 * and of all else that is silent for a minute, two, four … the log tells that it is waited for.
 * @param patience in milliseconds
 */
export function watchedCommands(
  { run, pipe }: { run: Run; pipe: Pipe },
  log: Pick<Log, 'info'>,
  patience = PATIENCE,
): { run: Run; pipe: Pipe } {
  return {
    run: command =>
      questions.has(nameOf(command))
        ? answered(command, run, patience)
        : told(command, log, patience, run),
    pipe: (command, consume) =>
      told(command, log, patience, (started, watch) =>
        pipe(started, stdout => {
          watch(stdout)
          return consume(stdout)
        }),
      ),
  }
}

// --- internal ---

const PATIENCE = 60_000

/** What an engine or a builder answers from memory. */
const questions = new Set([
  'docker info',
  'docker buildx inspect',
  'docker context inspect',
  'docker image history',
  'docker image inspect',
  'docker image ls',
  'docker image rm',
  'docker image tag',
  'docker network inspect',
])

/** @throws UserError with the next step where there is no answer in time */
async function answered(command: Command, run: Run, patience: number): Promise<CommandResult> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), patience)
  const { signal } = command
  const either = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
  const unanswered = (cause?: unknown) =>
    new UserError(
      `\`${nameOf(command)}\` had no answer within ${patience / 1_000} s: see whether the engine answers anybody (\`docker info\`), and start it anew`,
      { cause },
    )
  try {
    const result = await run({ ...command, signal: either })
    // A client that is ended may have an exit code that is allowed.
    if (late.signal.aborted) throw unanswered()
    return result
  } catch (error) {
    throw late.signal.aborted ? unanswered(error) : error
  } finally {
    clearTimeout(timer)
  }
}

/** Whatever comes of its output is a sign of life. */
async function told<T>(
  command: Command,
  log: Pick<Log, 'info'>,
  patience: number,
  start: (command: Command, watch: (stdout: Readable) => void) => Promise<T>,
): Promise<T> {
  let silence = 0
  let timer: NodeJS.Timeout | undefined
  let output: (Readable & { bytesRead?: number }) | undefined
  let seen: number | undefined
  const wait = (next: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const grown = output?.bytesRead !== seen
      seen = output?.bytesRead
      if (grown) return begin()
      silence += next
      const seconds = silence / 1_000
      log.info(`Waiting for \`${nameOf(command)}\`, which has said nothing for ${seconds} s.`)
      wait(silence)
    }, next)
  }
  const begin = () => {
    silence = 0
    wait(patience)
  }
  begin()
  const onStderr = (text: string) => {
    begin()
    command.onStderr?.(text)
  }
  try {
    return await start({ ...command, onStderr }, stdout => {
      output = stdout
    })
  } finally {
    clearTimeout(timer)
  }
}
