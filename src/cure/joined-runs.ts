import type { Outcome } from './edit.ts'
import { commandsOf, isDeleting, joinRuns, runsBetween } from './run.ts'
import { callOf } from './shell.ts'
import type { Source, Step } from './steps.ts'

/**
 * A `RUN` that only takes away, or only changes owner and mode of, what an earlier one wrote, is joined with it; and one
 * that writes the same files again, when it is the next one.
 * @param kind what the later one does to the files
 */
export function joinedRuns(
  source: Source,
  writer: Step,
  by: Step,
  kind: 'deleted' | 'overwritten' | 'copied',
): Outcome {
  const runs = runsBetween(source, writer, by)
  if (typeof runs === 'string') return { none: runs }
  const commands = commandsOf(source, by)
  if (commands === null) return { none: 'the commands of the later `RUN` are not plain shell' }
  if (kind === 'deleted' && !commands.every(command => isDeleting(command)))
    return { none: 'the later `RUN` does more than to delete it' }
  const owns = commands.every(command => /^ch(?:own|mod|grp)$/.test(callOf(command)?.program ?? ''))
  if (kind === 'copied' && !owns)
    return { none: 'the later `RUN` does more than to change owner and mode' }
  if (kind === 'overwritten' && runs.length > 2) return { none: 'other `RUN`s stand between' }
  const changes = joinRuns(source, runs)
  if (typeof changes === 'string') return { none: changes }
  const does = {
    deleted: 'deletes it',
    overwritten: 'writes it again',
    copied: 'changes its owner or mode',
  }[kind]
  return {
    kind: 'joined',
    what: `the \`RUN\` that writes it and the one that ${does} are one`,
    lines: { start: writer.lines.start, end: by.lines.end },
    changes,
    goes: [],
  }
}
