import manifest from '../../package.json' with { type: 'json' }
import { messageOf, printable, UserError } from './errors.ts'

/**
 * What is said of whatever ended a run. A user's mistake or misfortune has words of its own; what the system refuses
 * (a full disk, a file that may not be read) is told as it tells it; anything else is a defect of this project, which
 * is one line that says so and asks for a report.
 */
export function lastWords(error: unknown): string {
  if (error instanceof UserError) return messageOf(error)
  if (isRefusal(error)) return `the system refuses: ${messageOf(error)}`
  return `this is a defect of Image Size Gate ${manifest.version}, not of your image: ${defect(error)}; please report this line and what you ran: ${ISSUES}`
}

// --- internal ---

const ISSUES = 'https://github.com/image-size-gate/image-size-gate/issues'
const LONGEST = 300

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** Kind, message and place, in one line. */
function defect(error: unknown): string {
  const kind = error instanceof Error ? `${error.name}: ` : ''
  const text = printable(`${kind}${messageOf(error)}`)
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST)
  const [, place] = /\n\s+at .*?([^/\\(\s]+:\d+:\d+)\)?/.exec(stackOf(error)) ?? []
  return place === undefined ? text : `${text} (${place})`
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : ''
}
