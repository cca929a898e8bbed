import type { TextChange } from './edit.ts'
import { lineStarts, resolvePath, type Source, type Step } from './steps.ts'

/** What a `COPY` of the build context takes, and where it puts it. */
export interface Copy {
  sources: { path: string; word: number }[]
  /** Absolute. */
  target: string
  /** Whether what is copied lies in the target, and is not the target itself. */
  into: boolean
}

/** @returns null where it is not certain: other sources, variables, patterns, quotes */
export function copyOf(step: Step): Copy | null {
  if (!/^(?:COPY|ADD)$/.test(step.keyword) || step.form !== 'shell') return null
  if (step.flags.some(({ name }) => !/^(?:chown|chmod|link)$/.test(name))) return null
  const target = resolvePath(step.workdir, step.words.at(-1) ?? '')
  const paths = step.words.slice(0, -1)
  if (target === null || paths.length === 0) return null
  if (paths.some(path => /[$*?[\]\\"'`<]/.test(path) || /^\w+:\/\//.test(path))) return null
  const sources = paths.map((path, word) => ({
    path: resolvePath('/', path)?.slice(1) ?? '',
    word,
  }))
  const last = step.words.at(-1) ?? ''
  return { sources, target, into: paths.length > 1 || /(?:^|\/)\.{0,2}$/.test(last) }
}

/** Where in the build context a file of the image came from; null when that is not certain. */
export function contextPath(copy: Copy, path: string): string | null {
  const { sources, target, into } = copy
  const below = target === '/' ? '' : target
  if (sources.length !== 1) {
    // Of several, files keep their names, and directories give their content.
    const name = path.slice(path.lastIndexOf('/') + 1)
    const named = sources.filter(source => `${below}/${source.path.split('/').at(-1)}` === path)
    return named.length === 1 && name !== '' ? (named[0]?.path ?? null) : null
  }
  const source = sources[0]?.path ?? ''
  if (path === target) return into ? null : source
  if (!path.startsWith(`${below}/`)) return null
  const rest = path.slice(below.length + 1)
  if (into && source !== '' && rest === source.split('/').at(-1)) return source
  return source === '' ? rest : `${source}/${rest}`
}

/** Takes an instruction away, with its lines. */
export function withoutStep({ text }: Source, step: Step): TextChange {
  const starts = lineStarts(text)
  const start = starts[step.lines.start - 1] ?? step.start
  return { file: 'dockerfile', start, end: starts[step.lines.end] ?? text.length, text: '' }
}
