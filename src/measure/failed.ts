import { messageOf, UserError } from '../common/errors.ts'
import type { Log } from '../common/log.ts'
import { CommandError } from '../common/run.ts'
import { BuildError } from '../docker/build-failure.ts'
import type { FailedImage } from '../report/report.ts'
import { oneLine, truncate } from '../report/sections/text.ts'

/**
 * What a report says of an image that could not be built or measured.
 * @param error redacted already
 * @param log is told what does not fit there
 */
export function failedImage(name: string, error: unknown, log: Pick<Log, 'info'>): FailedImage {
  if (error instanceof BuildError) {
    // The build has said it all already.
    const { failure, dockerfile } = error
    return { name, state: 'not built', ...failure, dockerfile }
  }
  const why = sentence(error)
  const whole = isDefect(error) ? (error.stack ?? error.message) : messageOf(error)
  if (whole !== why) log.info(whole)
  return { name, state: 'not measured', why, dockerfile: null, lines: null }
}

// --- internal ---

/** Whoever reports it needs the place. */
function isDefect(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof UserError)
}

const LONGEST_REASON = 600

/** A command's last line says what its first ones led to; all of them are in the log. */
function sentence(error: unknown): string {
  const message =
    error instanceof UserError
      ? messageOf(error)
      : `a defect of Image Size Gate, please report it (${messageOf(error)})`
  if (!(error instanceof CommandError)) return truncate(oneLine(message), LONGEST_REASON)
  const [first = '', ...said] = message.split('\n').filter(line => line.trim() !== '')
  const last = said.at(-1)
  return truncate(oneLine(last === undefined ? first : `${first} ${last}`), LONGEST_REASON)
}
