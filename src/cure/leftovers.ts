import type { Outcome } from './edit.ts'
import { isHandled } from './package-caches.ts'
import { appendCommand, calls, commandsOf, joinRuns } from './run.ts'
import { laterSteps, type Source, type Step } from './steps.ts'

/**
 * What a `RUN` leaves behind: an archive that it unpacked, a core dump, a clone's `.git`, files in `/tmp`.
 * @param kind of the finding, @param path absolute
 */
export function leftover(
  source: Source,
  step: Step,
  kind: 'archive' | 'core dump' | 'git' | 'temporary',
  path: string,
): Outcome {
  if (isPlain(path) === false) return { none: 'its name would have to be quoted' }
  const commands = commandsOf(source, step)
  if (commands === null) return { none: 'the commands of its `RUN` are not plain shell' }
  if (isHandled(source, step, path)) return { none: 'its `RUN` deletes it already' }
  const text = (one: Step) => source.text.slice(one.start, one.end)
  const later = laterSteps(source, step)
  if (kind === 'git') {
    if (!calls(commands, /^git$/, /^clone$/)) return { none: 'no `git clone` of its `RUN` made it' }
    if (later.some(one => /\bgit\b/.test(text(one))))
      return { none: 'a later instruction uses git' }
    return atTheEnd(source, [step], `rm -rf ${path}`, path)
  }
  if (kind === 'temporary') {
    if (later.some(one => text(one).includes(path)))
      return { none: `a later instruction reads \`${path}\`` }
    return atTheEnd(source, [step], `rm -rf ${path}/*`, path)
  }
  const name = path.slice(path.lastIndexOf('/') + 1)
  const last = later.findLast(one => text(one).includes(name))
  if (kind === 'archive' && last === undefined && !text(step).includes(name))
    return { none: 'which instruction unpacks it is not certain' }
  if (last === undefined) return atTheEnd(source, [step], `rm -f ${path}`, path)
  if (last.keyword !== 'RUN' || last.stage !== step.stage)
    return { none: 'a later instruction reads it' }
  const runs = source.steps.slice(step.index, last.index + 1)
  if (runs.some(({ keyword }) => keyword !== 'RUN'))
    return { none: 'other instructions stand between its `RUN` and the last one that reads it' }
  if (isHandled(source, last, path)) return { none: 'a later `RUN` deletes it already' }
  return atTheEnd(source, runs, `rm -f ${path}`, path)
}

// --- internal ---

const isPlain = (path: string): boolean => /^[\w./@%+:,-]+$/.test(path)

function atTheEnd(source: Source, runs: Step[], command: string, path: string): Outcome {
  const [first] = runs
  const last = runs.at(-1)
  if (first === undefined || last === undefined) return { none: 'it has no `RUN`' }
  const joined = runs.length > 1 ? joinRuns(source, runs) : []
  if (typeof joined === 'string') return { none: `a later \`RUN\` reads it, and ${joined}` }
  const changes = appendCommand(source, last, command)
  if (typeof changes === 'string') return { none: `of its \`RUN\`, ${changes}` }
  return {
    kind: 'leftover',
    what:
      runs.length > 1
        ? `one \`RUN\` that ends with \`${command}\``
        : `\`${command}\` at the end of the same \`RUN\``,
    lines: { start: first.lines.start, end: last.lines.end },
    changes: [...joined, ...changes],
    goes: [path],
  }
}
