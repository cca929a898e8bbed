import * as core from '@actions/core'
import { printable, UserError } from '../common/errors.ts'
import { inert } from '../common/inert.ts'
import { lastWords } from '../common/last-words.ts'
import type { Log } from '../common/log.ts'

/** The log of a step: `core` escapes what stands in a command, and nothing of a plain line. */
export const actionLog: Log = {
  info: text => core.info(inert(text)),
  warning: text => core.warning(printable(text)),
  debug: text => core.debug(printable(text)),
  group: (title, work) => core.group(printable(title), work),
}

/** Fails the step. Whoever looks for a defect of ours needs more than its line. */
export function fail(error: unknown): void {
  core.setFailed(printable(lastWords(error)))
  if (!(error instanceof UserError) && error instanceof Error)
    core.debug(printable(error.stack ?? ''))
}
