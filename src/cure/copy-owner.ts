import { copyOf, withoutStep } from './copies.ts'
import type { Outcome, TextChange } from './edit.ts'
import { added, commandsOf } from './run.ts'
import { type Call, type Command, callOf } from './shell.ts'
import { resolvePath, type Source, type Step } from './steps.ts'

/**
 * `RUN chown` and `RUN chmod` of what a `COPY` brought become its `--chown` and `--chmod`. A directory that was there
 * before the `COPY` keeps a `chown` of its own, which ships no file.
 */
export function copyOwner(source: Source, copied: Step, by: Step): Outcome {
  const commands = commandsOf(source, by)
  if (commands === null || by.form !== 'shell')
    return { none: 'the commands of the later `RUN` are not plain shell' }
  if (commands.some(({ operator, nested }) => nested || (operator !== '&&' && operator !== null)))
    return { none: 'the later `RUN` is not a plain list of commands' }
  if (copied.stage !== by.stage || copied.index >= by.index)
    return { none: 'they stand in different stages' }
  const between = source.steps.slice(copied.index + 1, by.index)
  if (between.some(({ keyword }) => keyword === 'RUN' || keyword === 'USER'))
    return { none: 'another `RUN` stands between' }
  if (source.frontend === null || source.frontend < 2)
    return { none: 'the frontend that the Dockerfile names may not know `--chmod`' }
  const changes: TextChange[] = []
  const options: string[] = []
  const kept: boolean[] = []
  for (const command of commands) {
    const wanted = ownership(command, by)
    if (wanted === null) return { none: 'the later `RUN` does more than to change owner and mode' }
    const steps = source.steps
      .slice(0, by.index)
      .filter(step => step.stage === by.stage && wanted.paths.some(path => isCopiedTo(step, path)))
    const uncertain = steps.find(step => !step.flags.every(({ name }) => name !== wanted.option))
    if (steps.length === 0 || uncertain !== undefined || !steps.includes(copied))
      return { none: 'it is not certain that it concerns what the `COPY` brought' }
    const [target] = steps.map(step => copyOf(step))
    const mode = wanted.recursive || wanted.option === 'chown' ? wanted.value : modeOf(wanted.value)
    if (mode === null) return { none: `\`chmod ${wanted.value}\` depends on the mode that it has` }
    const isDirectory = wanted.recursive
    if (target == null) return { none: 'where the `COPY` puts it is not certain' }
    for (const step of steps)
      changes.push({ ...added(flagsAt(source, step), `--${wanted.option}=${mode} `), alone: true })
    options.push(`--${wanted.option}=${mode}`)
    kept.push(isDirectory)
    if (isDirectory) changes.push(...withoutRecursion(source, wanted.call))
  }
  if (!kept.includes(true)) changes.push(withoutStep(source, by))
  else if (kept.includes(false)) return { none: 'only some of its commands could go' }
  return {
    kind: 'owner',
    what: `\`${options.join(' ')}\` where it is copied: a later \`RUN\` ships every file again`,
    lines: { start: copied.lines.start, end: by.lines.end },
    changes,
    goes: [],
  }
}

// --- internal ---

interface Ownership {
  option: 'chown' | 'chmod'
  value: string
  recursive: boolean
  /** Absolute. */
  paths: string[]
  call: Call
}

function ownership(command: Command, by: Step): Ownership | null {
  const call = callOf(command)
  if (call === null || !/^ch(?:own|mod)$/.test(call.program)) return null
  const words = call.args.map(({ text }) => text)
  const flags = words.filter(text => text?.startsWith('-'))
  if (words.includes(null) || flags.some(text => text !== '-R')) return null
  const [value, ...paths] = words.flatMap(text => (text === null || text === '-R' ? [] : text))
  const absolute = paths.map(path => resolvePath(by.workdir, path))
  if (value === undefined || absolute.length === 0 || absolute.includes(null)) return null
  if (!/^[\w.:@-]+$/.test(value) && !/^[augo]*\+x$/.test(value)) return null
  const recursive = flags.length > 0
  if (call.program === 'chmod' && recursive && !/^[0-7]{3,4}$/.test(value)) return null
  return {
    option: call.program === 'chown' ? 'chown' : 'chmod',
    value,
    recursive,
    paths: absolute.flatMap(path => path ?? []),
    call,
  }
}

/** Git keeps no mode of a file but whether it may be run; the proof tells when it is another one. */
function modeOf(value: string): string | null {
  if (/^[0-7]{3,4}$/.test(value)) return value
  return /^a?\+x$/.test(value) ? '755' : null
}

/** Whether a COPY brings something to a path, or below it. */
function isCopiedTo(step: Step, path: string): boolean {
  const words = step.words.at(-1) ?? ''
  if (!/^(?:COPY|ADD)$/.test(step.keyword) || step.form !== 'shell') return false
  const target = resolvePath(step.workdir, words)
  if (target === null) return false
  const names = step.words.slice(0, -1).map(one => one.replace(/\/$/, '').split('/').at(-1))
  const inside = path === '/' ? '/' : `${path}/`
  return (
    target === path ||
    target.startsWith(inside) ||
    names.some(name => `${target === '/' ? '' : target}/${name}` === path)
  )
}

/** Behind the keyword. */
function flagsAt({ text }: Source, { start, keyword }: Step): number {
  const at = start + keyword.length
  return at + (/^[ \t]+/.exec(text.slice(at))?.[0].length ?? 0)
}

function withoutRecursion({ text }: Source, { args }: Call): TextChange[] {
  return args
    .filter(word => word.text === '-R')
    .map(({ start, end }) => {
      const blanks = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0
      return { file: 'dockerfile', start, end: end + blanks, text: '' }
    })
}
