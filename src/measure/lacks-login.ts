import { CommandError } from '../common/run.ts'
import type { MeasuringRegistry } from '../registry/measuring-registry.ts'

/**
 * Whether a command failed because it did not read the configuration that it was given, as behind `sudo`: the registry
 * heard from somebody, and from nobody with its credentials.
 */
export function lacksLogin({ stats }: Pick<MeasuringRegistry, 'stats'>, error: unknown): boolean {
  const isCommand = error instanceof Error && [error, error.cause].some(isCommandError)
  return isCommand && stats.requests === 0 && stats.refused > 0
}

// --- internal ---

function isCommandError(error: unknown): boolean {
  return error instanceof CommandError
}
