import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import { CommandError, type CommandResult } from '../run.ts'

/** Milliseconds. */
export type Pause = (duration: number) => Promise<unknown>

/** What a registry's answer means for whoever asked. */
export type RegistryFailure = 'missing' | 'denied' | 'busy' | 'unreachable' | 'unknown'

/**
 * Runs a command that asks a registry; a busy one is asked again after 1, 4 and 10 seconds.
 * @param reference how the user wrote it, for the message
 * @throws UserError that names the reference and the next step, with the CommandError as its cause
 */
export async function askRegistry(
  reference: string,
  command: () => Promise<CommandResult>,
  pause: Pause = sleep,
): Promise<CommandResult> {
  for (const wait of [1_000, 4_000, 10_000]) {
    try {
      return await command()
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      if (registryFailure(error.stderr) !== 'busy') throw explained(reference, error)
      await pause(wait)
    }
  }
  try {
    return await command()
  } catch (error) {
    throw error instanceof CommandError ? explained(reference, error) : error
  }
}

/**
 * Sorts what buildx and the engine print about a registry.
 * https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/resolver.go has most of the words.
 */
export function registryFailure(stderr: string): RegistryFailure {
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
  if (
    /no such host|connection refused|no route to host|certificate|HTTP response to HTTPS/i.test(
      stderr,
    )
  ) {
    return 'unreachable'
  }
  return 'unknown'
}

// --- internal ---

const nextSteps = {
  missing: 'there is no such image; check name and tag, or push it before this step',
  denied:
    'no permission to read it, or it does not exist; log in before this step (docker/login-action; ghcr.io also needs `permissions: packages: read`)',
  busy: 'the registry is overloaded or limits the rate, also after three more tries; run the job again later, or log in for a higher limit (docker/login-action)',
  unreachable:
    'the registry cannot be reached; check its name, and that this runner may connect to it',
  unknown: 'the registry cannot deliver it',
} as const

function explained(reference: string, cause: CommandError): UserError {
  const [last = ''] = cause.stderr.trim().split('\n').slice(-1)
  const step = nextSteps[registryFailure(cause.stderr)]
  return new UserError(`${reference}: ${step} (${last.replace(/^ERROR: /, '')})`, { cause })
}
