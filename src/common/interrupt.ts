import { UserError } from './errors.ts'

/** What a run that was interrupted ends with; it is no image's failure. */
export class Interrupted extends UserError {
  override name = 'Interrupted'
}

export interface Interruption {
  /** Aborts when the run is interrupted, with `Interrupted` as its reason. */
  signal: AbortSignal
  /** As a shell tells it: 128 and the signal's number; null when nobody interrupted. */
  exitCode: () => number | null
  /** Signals do again what they do by themselves. */
  ignore: () => void
}

/**
 * Listens for the signals that ask a run to end. Its commands end then, and what it holds is taken away as after an error.
 * Whoever asks twice the same way, or waits longer than a runner does, is obeyed at once.
 * https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs: SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL.
 */
export function listenForInterruption(exit: (code: number) => void = process.exit): Interruption {
  const abort = new AbortController()
  let received: keyof typeof NUMBERS | null = null
  const exitCode = () => (received === null ? null : 128 + NUMBERS[received])
  const onSignal = (name: NodeJS.Signals): void => {
    const known = names.find(one => one === name)
    if (known === undefined) return
    if (received === known) exit(128 + NUMBERS[known])
    if (received !== null) return
    received = known
    setTimeout(() => exit(128 + NUMBERS[known]), GRACE).unref()
    abort.abort(new Interrupted(`interrupted by ${known}`))
  }
  for (const name of names) process.on(name, onSignal)
  return {
    signal: abort.signal,
    exitCode,
    ignore() {
      for (const name of names) process.off(name, onSignal)
    },
  }
}

/**
 * What is worked on, or the interruption, whichever comes first: for work of which nothing has to be taken away.
 * @param patience milliseconds that the work still has when the run is interrupted
 * @throws the reason of the signal
 */
export async function unlessInterrupted<T>(
  signal: AbortSignal | undefined,
  work: Promise<T>,
  patience = 0,
): Promise<T> {
  if (signal === undefined) return work
  const { promise, reject } = Promise.withResolvers<never>()
  let timer: NodeJS.Timeout | undefined
  const onAbort = () => {
    timer = setTimeout(() => reject(signal.reason), patience)
  }
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}

// --- internal ---

const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const
const names = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const
/** Milliseconds. */
const GRACE = 9_000
