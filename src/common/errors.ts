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

/** A message for a terminal or a log: what a foreign text could do to it is taken out, lines stay lines. */
export function printable(message: string): string {
  return withoutControls(message)
    .replace(/\r(?!\n)/g, ' ')
    .replaceAll('\r', '')
}

/** A text without escape sequences and what cannot be printed, but for white space. */
export function withoutControls(text: string): string {
  return text
    .replace(escapeSequences, '')
    .replace(unprintable, character => (/[\n\t\r]/.test(character) ? character : ''))
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
