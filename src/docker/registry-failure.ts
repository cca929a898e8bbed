import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf, UserError } from '../common/errors.ts'
import { CommandError, type CommandResult } from '../common/run.ts'
import { LONGEST_WAIT, retryAfter } from './retry-after.ts'

/** How a registry in trouble is waited for; times are milliseconds. */
export interface Patience {
  pause: (duration: number) => Promise<unknown>
  /** Without a sign of life for so long, a command is ended. */
  stall: number
  /** How long the registry asks to wait; null when it does not say. @param stderr of the command */
  retryAfter: (stderr: string) => Promise<number | null>
  /** Something that changes as long as the command gets on. */
  progress: () => unknown
}

/** What a registry's answer means for whoever asked. */
export type RegistryFailure =
  | 'missing'
  | 'denied'
  | 'busy'
  | 'silent'
  | 'unreachable'
  | 'untrusted'
  | 'plain'
  | 'no buildx'
  | 'unknown'

/**
 * Runs a command that asks a registry; a busy one is asked again when it says, else after 1, 4 and 10 seconds.
 * @param reference how the user wrote it, for the message
 * @param command ends when the signal says
 * @throws UserError that names the reference and the next step, with the CommandError as its cause
 */
export async function askRegistry(
  reference: string,
  command: (signal: AbortSignal) => Promise<CommandResult>,
  patience: Partial<Patience> = {},
): Promise<CommandResult> {
  const all = { ...standard, ...patience }
  for (const wait of [1_000, 4_000, 10_000, null]) {
    const { signal, stop } = untilStalled(all)
    try {
      return await command(signal)
    } catch (error) {
      if (isMissingProgram(error)) throw explained(reference, 'no buildx', messageOf(error), error)
      if (!(error instanceof CommandError)) throw error
      const failure = signal.aborted ? 'silent' : registryFailure(error.stderr)
      const why = signal.aborted
        ? `nothing came for ${all.stall / 1_000} s`
        : tellingLine(error.stderr, failure)
      if (wait === null || (failure !== 'busy' && failure !== 'silent')) {
        throw explained(reference, failure, why, error)
      }
      const asked = failure === 'busy' ? await all.retryAfter(error.stderr) : null
      if (asked !== null && asked > LONGEST_WAIT) {
        const seconds = Math.ceil(asked / 1_000)
        throw explained(reference, failure, `it asks to wait ${seconds} s; ${why}`, error)
      }
      await all.pause(asked ?? wait)
    } finally {
      stop()
    }
  }
  throw new TypeError('the last try returns or throws')
}

/**
 * Sorts what buildx and the engine print about a registry.
 * https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/resolver.go has most of the words.
 */
export function registryFailure(stderr: string): RegistryFailure {
  // A client without the plugin takes its options for options of its own.
  if (
    /'buildx' is not a docker command|unknown command: docker buildx|^unknown flag: .*\nSee 'docker --help'/.test(
      stderr,
    )
  ) {
    return 'no buildx'
  }
  if (/HTTP response to HTTPS client/i.test(stderr)) return 'plain'
  if (/x509: |tls: failed to verify|bad certificate|certificate required/i.test(stderr))
    return 'untrusted'
  if (/\b429\b.*too many requests|toomanyrequests|rate limit/i.test(stderr)) return 'busy'
  if (/: 5\d\d [A-Z]|\b50[0234] (?:Internal|Bad|Service|Gateway)/.test(stderr)) return 'busy'
  if (/timeout|timed out|deadline exceeded|connection reset|unexpected EOF|: EOF/i.test(stderr)) {
    return 'busy'
  }
  if (/\b40[13]\b|unauthorized|denied|forbidden|insufficient_scope|no basic auth/i.test(stderr)) {
    return 'denied'
  }
  if (/not found|manifest.unknown|name.unknown|no such (?:image|manifest)/i.test(stderr)) {
    return 'missing'
  }
  if (/no such host|connection refused|no route to host/i.test(stderr)) return 'unreachable'
  return 'unknown'
}

// --- internal ---

const standard: Patience = {
  pause: sleep,
  stall: 60_000,
  retryAfter: stderr => retryAfter(stderr),
  progress: () => null,
}

const nextSteps = {
  missing: 'there is no such image; check name and tag, or push it before this step',
  denied:
    'no permission to read it, or it does not exist; log in before this step (docker/login-action; ghcr.io also needs `permissions: packages: read`)',
  busy: 'the registry is overloaded or limits the rate, also when asked again; run the job again later, or log in for a higher limit (docker/login-action)',
  silent: 'the registry does not answer, also when asked again; run the job again later',
  unreachable:
    'the registry cannot be reached; check its name, and that this runner may connect to it',
  untrusted:
    'buildx does not trust its certificate, and reads no `/etc/docker/certs.d`: set SSL_CERT_FILE to a file with the certificate of its authority (e.g. `/etc/docker/certs.d/HOST/ca.crt`), or have the engine pull it before this step and write `docker-daemon:…`',
  plain:
    'the registry speaks plain HTTP, which buildx takes on loopback only: give it a certificate, or have an engine with `insecure-registries` pull it before this step and write `docker-daemon:…`',
  'no buildx':
    'docker with buildx is needed to read it: install them (https://docs.docker.com/build/install-buildx/), or run on a runner that has them, e.g. `ubuntu-latest`',
  unknown: 'the registry cannot deliver it',
} as const

function explained(
  reference: string,
  failure: RegistryFailure,
  why: string,
  cause: unknown,
): UserError {
  const host = /^docker:\/\/([^/]+)\//.exec(reference)?.[1] ?? 'HOST'
  const step = nextSteps[failure].replace('HOST', host)
  return new UserError(`${reference}: ${step} (${why})`, { cause })
}

/** The last line; all that follows the first one is help where the plugin is missing. */
function tellingLine(stderr: string, failure: RegistryFailure): string {
  const line =
    stderr
      .trim()
      .split('\n')
      .at(failure === 'no buildx' ? 0 : -1) ?? ''
  return line.replace(/^ERROR: /, '')
}

function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Aborts when nothing changes for too long. */
function untilStalled({ stall, progress }: Patience): { signal: AbortSignal; stop: () => void } {
  const abort = new AbortController()
  let last = progress()
  let since = Date.now()
  const timer = setInterval(
    () => {
      const now = progress()
      if (now !== last) since = Date.now()
      last = now
      if (Date.now() - since >= stall) abort.abort()
    },
    Math.min(1_000, stall / 4),
  )
  return { signal: abort.signal, stop: () => clearInterval(timer) }
}
