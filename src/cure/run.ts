import type { TextChange } from './edit.ts'
import { type Command, callOf, parseShell, verbsOf } from './shell.ts'
import type { Source, Step } from './steps.ts'

/** A RUN's commands; null where we are not sure of them. */
export function commandsOf({ text, escape: mark }: Source, step: Step): Command[] | null {
  if (step.keyword !== 'RUN' || !step.posix) return null
  if (step.form === 'shell') return parseShell(text, step.body.start, step.body.end, { mark })
  if (step.form !== 'heredoc' || step.heredoc === null) return null
  const head = text.slice(step.body.start, step.heredoc.start)
  if (!/^<<-?(["']?)\w+\1[ \t]*\r?\n$/.test(head)) return null
  const content = text.slice(step.heredoc.start, step.heredoc.end)
  if (/^#!/.test(content) && !/^#!\s*\S*\/(?:env +)?(?:ba|da|a)?sh\b/.test(content)) return null
  return parseShell(text, step.heredoc.start, step.heredoc.end, { mark: null })
}

/** Whether a RUN calls a program, with one of some verbs when they are told. */
export function calls(commands: Command[], programs: RegExp, verbs?: RegExp): boolean {
  return commands.some(command => {
    const call = callOf(command)
    if (call === null || !programs.test(call.program)) return false
    return verbs === undefined || verbsOf(call).some(verb => verbs.test(verb))
  })
}

/**
 * Has a RUN end with a command.
 * @returns the change, or why not, in words
 */
export function appendCommand(source: Source, step: Step, command: string): TextChange[] | string {
  const commands = commandsOf(source, step)
  if (commands === null) return 'its commands are not plain shell'
  const unended = endProblem(commands)
  if (unended !== null) return unended
  if (step.user !== null && !isRoot(step.user) && calls(commands, /^sudo$/))
    return 'it works with the rights of another user'
  const last = commands.at(-1) as Command
  if (step.form === 'heredoc') {
    const at = last.end
    if (isErrexit(commands)) {
      const indent = indentOf(source.text, at)
      return [added(at, `${source.eol}${indent}${command}`)]
    }
    return last.nested ? 'its last command is not a plain one' : [added(at, ` && ${command}`)]
  }
  if (!isWhole(source, step)) return 'its last line is continued'
  return [added(step.body.end, glue(source, step) + command)]
}

/**
 * Joins RUNs that stand in a row into the first.
 * @param steps in their order, at least two
 * @returns the changes, or why not, in words
 */
export function joinRuns(source: Source, steps: Step[]): TextChange[] | string {
  const changes: TextChange[] = []
  for (const [index, before] of steps.entries()) {
    const after = steps[index + 1]
    if (after === undefined) break
    const why = joinProblem(source, before, after)
    if (why !== null) return why
    changes.push(...joints(source, before, after))
  }
  return changes
}

/** The RUNs from one instruction to another, both included; what stands between them, in words, when it is no RUN. */
export function runsBetween({ steps, text }: Source, from: Step, to: Step): Step[] | string {
  if (from.stage !== to.stage || from.index >= to.index) return 'they stand in different stages'
  const between = steps.slice(from.index, to.index + 1)
  const other = between.find(({ keyword }) => keyword !== 'RUN')
  if (other !== undefined)
    return `\`${text.slice(other.start, other.end).split('\n', 1)[0]?.trim().slice(0, 40)}\` stands between`
  return between.length > mostJoined ? 'too many stand between' : between
}

export const isRoot = (user: string): boolean => /^(?:root|0)(?::|$)/.test(user)

export function added(
  at: number,
  text: string,
  file: TextChange['file'] = 'dockerfile',
): TextChange {
  return { file, start: at, end: at, text }
}

// --- internal ---

const mostJoined = 8

/** What would keep a command behind these from being run, or from failing as they do. */
function endProblem(commands: Command[]): string | null {
  const last = commands.at(-1)
  if (last?.operator === ';' || last?.operator === '&') return `it ends with \`${last.operator}\``
  if (commands.some(({ operator }) => operator === '&'))
    return 'it starts something in the background'
  const leaves = commands.some(({ words }) =>
    /^(?:exit|exec|return|trap)$/.test(words[0]?.text ?? ''),
  )
  return leaves ? 'it may end before its last command' : null
}

function joinProblem(source: Source, before: Step, after: Step): string | null {
  const { text } = source
  if (before.form !== 'shell' || after.form !== 'shell') return 'one of them is not in shell form'
  const [first, second] = [commandsOf(source, before), commandsOf(source, after)]
  if (first === null || second === null) return 'their commands are not plain shell'
  const flags = ({ flags }: Step) => JSON.stringify(flags)
  if (flags(before) !== flags(after)) return 'their options differ'
  if (!isWhole(source, before) || !isWhole(source, after)) return 'a last line is continued'
  const ends = endProblem(first)
  if (ends !== null) return ends
  if (second.some(({ operator, nested }) => nested || /^(?:\|\||;|&)$/.test(operator ?? '')))
    return 'the second would no longer fail when the first does'
  const state = /^(?:cd|pushd|popd|export|set|unset|umask|ulimit|alias|source|\.|shopt)$/
  const isFree = second.every(command => isDeleting(command, true))
  const isKept = first.some(({ words }) => {
    const assigns = words.every(({ text }) => text === null || /^[A-Za-z_]\w*=/.test(text))
    return assigns || state.test(words[0]?.text ?? '')
  })
  if (!isFree && isKept) return 'the first changes what the second would start with'
  return onlyComments(text.slice(before.body.end, after.start)) ? null : 'something stands between'
}

const onlyComments = (between: string): boolean =>
  between.split('\n').every(line => /^\s*(?:#[^\n]*)?$/.test(line))

/** Takes things away, and does nothing else. @param absolute whether it matters not where it runs */
export function isDeleting(command: Command, absolute = false): boolean {
  const call = callOf(command)
  if (call === null || command.nested) return false
  const [verb] = verbsOf(call)
  switch (call.program) {
    case 'rm':
    case 'rmdir':
      return !absolute || call.args.every(({ text }) => text === null || /^[-/]/.test(text))
    case 'find':
      return (
        call.args.at(-1)?.text === '-delete' &&
        (!absolute || call.args[0]?.text?.startsWith('/') === true)
      )
    case 'apt':
    case 'apt-get':
      return /^(?:purge|remove|autoremove|clean|autoclean|autopurge)$/.test(verb ?? '')
    case 'apk':
      return verb === 'del'
    case 'dnf':
    case 'microdnf':
    case 'yum':
    case 'dnf5':
    case 'zypper':
      return /^(?:remove|rm|erase|autoremove|clean)$/.test(verb ?? '')
    case 'npm':
    case 'yarn':
      return verbsOf(call).slice(0, 2).join(' ') === 'cache clean'
    case 'pip':
    case 'pip3':
      return verb === 'uninstall' || verbsOf(call).slice(0, 2).join(' ') === 'cache purge'
    case 'go':
    case 'conda':
    case 'mamba':
      return verb === 'clean'
    default:
      return false
  }
}

/** ` && \` behind one, and blanks in the keyword's place before the other; comments between stay as they are. */
function joints(source: Source, before: Step, after: Step): TextChange[] {
  const { text, eol, escape: mark } = source
  const leads = leadsLines(source, before)
  const lineEnd = text.indexOf('\n', before.body.end) + 1
  const lineStart = after.start - indentBefore(text, after.start)
  const replace = (start: number, end: number, put: string): TextChange => {
    return { file: 'dockerfile', start, end, text: put }
  }
  const changes = [replace(before.body.end, lineEnd, `${leads ? '' : ' &&'} ${mark}${eol}`)]
  for (let at = lineEnd; at < lineStart; ) {
    const end = text.indexOf('\n', at) + 1
    // An empty line among continued ones is on its way out of the format.
    if (text.slice(at, end).trim() === '') changes.push(replace(at, end, ''))
    at = end
  }
  const indent = continuedIndent(source, before)
  return [...changes, replace(lineStart, after.body.start, `${indent}${leads ? '&& ' : ''}`)]
}

function indentBefore(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1)
}

/** What stands between a RUN's last command and one that is added, as its other lines do it. */
function glue(source: Source, step: Step): string {
  const { escape: mark, eol } = source
  const indent = continuedIndent(source, step)
  return leadsLines(source, step) ? ` ${mark}${eol}${indent}&& ` : ` && ${mark}${eol}${indent}`
}

function leadsLines({ text }: Source, { body }: Step): boolean {
  return /\n[ \t]*&&/.test(text.slice(body.start, body.end))
}

function continuedIndent({ text }: Source, { body, start }: Step): string {
  const lines = text.slice(body.start, body.end).split('\n').slice(1)
  const last = lines.findLast(line => !/^\s*(?:#[^\n]*)?$/.test(line))
  return /^[ \t]*/.exec(last ?? '')?.[0] || `${' '.repeat(indentBefore(text, start))}    `
}

function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))?.[0] ?? ''
}

/** Whether nothing but blanks stands between what it runs and its end. */
function isWhole({ text }: Source, { body }: Step): boolean {
  const eol = text.indexOf('\n', body.end)
  return text.slice(body.end, eol === -1 ? undefined : eol).trim() === ''
}

function isErrexit(commands: Command[]): boolean {
  const [first] = commands
  if (first === undefined || first.nested || first.words[0]?.text !== 'set') return false
  const words = first.words.map(({ text }) => text ?? '')
  return words.some(word => /^-\w*e/.test(word)) || words.includes('errexit')
}
