/** What a user did or met; printed without a stack. Anything else that is thrown is a bug and keeps its stack. */
export class UserError extends Error {
  override name = 'UserError'
}

/** A wrong input, option or configuration value (CLI exit code 2). */
export class UsageError extends UserError {
  override name = 'UsageError'
}

/** One sentence for whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
