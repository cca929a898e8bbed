/** What a user did or met; printed without a stack. Anything else that is thrown is a bug and keeps its stack. */
export class UserError extends Error {
  override name = 'UserError'
}

/** A wrong input, option or configuration value (CLI exit code 2). */
export class UsageError extends UserError {
  override name = 'UsageError'
}

/** What the system refuses (a file that is missing, or may not be read) is met by a user; anything else stays what it is. */
export function metByUser(error: unknown): unknown {
  const isSystem = typeof error === 'object' && error !== null && 'syscall' in error
  if (!isSystem || !('message' in error)) return error
  return new UserError(`cannot be read: ${error.message}`, { cause: error })
}

/** A foreign text within a message: one line, in quotes, with what cannot be printed as escapes. */
export function quoted(text: string): string {
  const shown = JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)
  return shown.replace(unprintable, character => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** A message for a terminal: what a foreign text could do to it is taken out, lines stay lines. */
export function printable(message: string): string {
  return message
    .replace(escapeSequences, '')
    .replace(unprintable, character => (/[\n\t]/.test(character) ? character : ''))
}

/** One sentence for whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

// --- internal ---

/** Colours and cursor moves of a build's output, whole. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what has to go
const escapeSequences = /\u001b\[[0-?]*[ -/]*[@-~]/g

const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
