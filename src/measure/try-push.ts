import { linesTo } from '../common/log.ts'
import { CommandError } from '../common/run.ts'
import { type PushPhase, phaseOf } from '../docker/push-phase.ts'
import type { MeasuringRegistry } from '../registry/measuring-registry.ts'

/** What a push is told, and has to tell. */
export interface PushWatch {
  /** Ends it. */
  signal: AbortSignal
  /** Takes every chunk of a build's progress. */
  onOutput: (text: string) => void
}

export type Pushed<T> =
  /** `isHeard`: whether the registry heard of it; else it went elsewhere, or nowhere. */
  | { value: T; isHeard: boolean }
  /** There is no way to the registry: why, in words, and what the push ended with. */
  | { why: string; error: CommandError }

/** Milliseconds from a push's beginning to its first request, which takes a few of them where there is a way. */
const PATIENCE = 10_000

/**
 * Has an image pushed, and finds out whether there is a way to the registry at all: there is none when the registry
 * heard nothing, whatever whoever pushed says of it. Proxies answer with all kinds of errors, and firewalls with
 * silence, so that a push is ended when its first request does not come in time.
 * @param repository the one that is pushed to, by nobody else meanwhile
 * @param begins `building` for a build that pushes, whose steps take as long as they take
 * @throws whatever the push throws, when the registry heard of it, or it did not come to pushing
 */
export async function tryPush<T>(
  registry: Pick<MeasuringRegistry, 'heard'>,
  { repository, begins, signal }: { repository: string; begins: PushPhase; signal: AbortSignal },
  push: (watch: PushWatch) => Promise<T>,
  patience = PATIENCE,
): Promise<Pushed<T>> {
  const before = registry.heard(repository)
  const isHeard = () => registry.heard(repository) > before
  const stalled = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let phase: PushPhase = 'building'
  const enter = (next: PushPhase) => {
    phase = next
    if (next !== 'pushing') return
    timer ??= setTimeout(() => isHeard() || stalled.abort(), patience)
  }
  enter(begins)
  const { write } = linesTo(line => {
    const next = phaseOf(line)
    if (next !== null && phase !== 'pushing') enter(next)
  })
  try {
    const value = await push({
      signal: AbortSignal.any([signal, stalled.signal]),
      onOutput: write,
    })
    return { value, isHeard: isHeard() }
  } catch (error) {
    if (isHeard() || signal.aborted || phase === 'building' || !(error instanceof CommandError)) {
      throw error
    }
    const why = stalled.signal.aborted
      ? `nothing came within ${patience / 1000} s`
      : reasonOf(error.stderr)
    return { why, error }
  } finally {
    clearTimeout(timer)
  }
}

// --- internal ---

/** The end of the chain of what wraps what, in the last line. */
function reasonOf(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1) ?? ''
  const end = line.split(/failed to do request: |failed to solve: |^ERROR: /).at(-1) ?? line
  return end.replace(/^\w+ "\S+": /, '')
}
