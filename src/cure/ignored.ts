import { contextPath, copyOf, withoutStep } from './copies.ts'
import type { CureFiles, Outcome, TextChange } from './edit.ts'
import { commandsOf } from './run.ts'
import { callOf } from './shell.ts'
import { resolvePath, type Source, type Step } from './steps.ts'

/** A pattern that fits wherever something of a kind lies, as the cure in words has it. */
const patterns: Record<string, string> = { git: '**/.git', bytecode: '**/__pycache__' }

const mostLines = 20

/**
 * What a `COPY` brings from the build context and nobody needs is not sent to the builder at all.
 * @param paths files of the image, absolute; of a kind with a pattern, the directory is enough
 * @param by the step that deletes them or writes them again; null: they are in the image
 */
export function ignoredFiles(
  source: Source,
  files: CureFiles,
  copied: Step,
  { kind, paths, by }: { kind: string; paths: string[]; by: Step | null },
): Outcome {
  const copy = copyOf(copied)
  if (copy === null) return { none: 'where the `COPY` takes it from is not certain' }
  const own = paths.map(path => contextPath(copy, path))
  if (own.includes(null) || own.length === 0)
    return { none: 'where the `COPY` takes it from is not certain' }
  const names = own.flatMap(path => path ?? [])
  const pattern = patterns[kind]
  const lines = pattern === undefined ? [...new Set(names)].sort() : [pattern]
  if (lines.length > mostLines) return { none: `they are more than ${mostLines} files` }
  if (lines.some(line => pattern === undefined && !isPlain(line)))
    return { none: 'its name would be a pattern in the ignore file' }
  if (copy.sources.some(({ path }) => names.includes(path)))
    return { none: 'the `COPY` names it, and would not find it' }
  const other = source.steps.find(
    step => step !== copied && pattern === undefined && names.some(name => mayRead(step, name)),
  )
  if (other !== undefined)
    return { none: `line ${other.lines.start} may read it from the build context` }
  const known = new Set((files.ignore ?? '').split(/\r?\n/))
  const more = lines.filter(line => !known.has(line))
  if (more.length === 0) return { none: 'the ignore file has it already' }
  const removed = by === null ? [] : withoutRemoval(source, by, new Set(paths))
  if (typeof removed === 'string') return { none: removed }
  return {
    kind: 'ignored',
    what: `${more.map(line => `\`${line}\``).join(', ')} in the ignore file: it is not sent to the builder`,
    lines: removed.length === 0 ? null : (by?.lines ?? null),
    changes: [...removed, addedLines(files.ignore, more)],
    goes: by === null ? paths : [],
  }
}

// --- internal ---

const isPlain = (line: string): boolean =>
  /^[\w@%+,/-][\w.@%+:,/ -]*$|^\.[\w][\w./-]*$/.test(line) && line.trim() === line

/** Whether an instruction takes a file of the build context, as far as one can see. */
function mayRead(step: Step, name: string): boolean {
  const bound = step.flags.some(
    flag =>
      flag.name === 'mount' &&
      /type=bind|^(?!type=)/.test(flag.value ?? '') &&
      !/(?:^|,)from=/.test(flag.value ?? ''),
  )
  if (step.keyword === 'RUN') return bound
  if (!/^(?:COPY|ADD)$/.test(step.keyword)) return false
  if (step.flags.some(flag => flag.name === 'from')) return false
  return step.words.slice(0, -1).some(word => {
    const path = resolvePath('/', word)
    if (path === null || /[*?[$<]/.test(word)) return true
    return path === '/' || path === `/${name}` || `/${name}`.startsWith(`${path}/`)
  })
}

/** A `rm` of what is no longer there goes as a whole, or does not mind. */
function withoutRemoval(source: Source, by: Step, paths: Set<string>): TextChange[] | string {
  if (by.keyword !== 'RUN') return []
  const commands = commandsOf(source, by)
  if (commands === null) return 'the commands of the later `RUN` are not plain shell'
  const removals = commands.flatMap(command => {
    const call = callOf(command)
    return call?.program === 'rm' ? [call] : []
  })
  const targets = removals.map(({ args }) =>
    args.flatMap(({ text }) =>
      text?.startsWith('-') ? [] : [text === null ? null : resolvePath(by.workdir, text)],
    ),
  )
  const isAll =
    removals.length === commands.length &&
    targets.flat().every(path => path !== null && paths.has(path))
  if (isAll && removals.length > 0) return [withoutStep(source, by)]
  const forced = removals.every(({ args }) => args.some(({ text }) => /^-\w*f/.test(text ?? '')))
  return forced ? [] : 'the later `RUN` would not find what it deletes'
}

function addedLines(ignore: string | null, lines: string[]): TextChange {
  const text = ignore ?? ''
  const eol = /\r\n/.test(text) ? '\r\n' : '\n'
  const before = text === '' || text.endsWith('\n') ? '' : eol
  return {
    file: 'ignore',
    start: text.length,
    end: text.length,
    text: before + lines.map(line => line + eol).join(''),
  }
}
