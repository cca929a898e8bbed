import type { Flag, Heredoc, Instruction, ModifiableInstruction } from 'dockerfile-ast'
import { parseDockerfile } from '../image/dockerfile.ts'
import { keywordOf } from '../image/instruction.ts'
import type { Layer } from '../image/measurement.ts'

/** An instruction of a Dockerfile, with what holds where it stands. Offsets are of the text. */
export interface Step {
  keyword: string
  index: number
  /** Which stage, from 0 on. */
  stage: number
  start: number
  end: number
  /** Of what stands behind keyword and flags. */
  body: { start: number; end: number }
  /** As they stand, e.g. `--mount=type=cache,target=/x`; null where the parser does not tell. */
  flags: { name: string; value: string | null }[]
  words: string[]
  form: 'shell' | 'exec' | 'heredoc'
  /** The text between a heredoc's first line and its last one. */
  heredoc: { start: number; end: number } | null
  /** 1-based lines. */
  lines: { start: number; end: number }
  /** The directory that it runs in; null: unknown. */
  workdir: string | null
  /** As `USER` tells it; null: the FROM image's. */
  user: string | null
  /** Whether a shell that we know runs its commands. */
  posix: boolean
}

/** A Dockerfile, read for edits. */
export interface Source {
  text: string
  steps: Step[]
  /** Per stage, the one that it starts from; null: an image. */
  parents: (number | null)[]
  /** `\`, unless a directive says otherwise. */
  escape: string
  eol: string
  /** Minor version of `docker/dockerfile:1`; Infinity: newer than all we know; null: another frontend. */
  frontend: number | null
}

/** Reads a Dockerfile's instructions; never throws. */
export function readSource(text: string): Source {
  const parsed = parseDockerfile(text)
  const starts = lineStarts(text)
  const offset = ({ line, character }: { line: number; character: number }) =>
    Math.min(text.length, (starts[line] ?? text.length) + character)
  const stages: {
    name: string | null
    workdir: string | null
    user: string | null
    posix: boolean
  }[] = []
  const parents: Source['parents'] = []
  const steps: Step[] = []
  const instructions = text.startsWith('\uFEFF') ? [] : parsed.getInstructions()
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword().toUpperCase()
    const words = instruction.getArguments().map(one => one.getValue())
    if (keyword === 'FROM') {
      const from = words[0]?.toLowerCase()
      const at = stages.findLastIndex(one => one.name !== null && one.name === from)
      const parent = stages[at]
      parents.push(at === -1 ? null : at)
      const name = words[1]?.toLowerCase() === 'as' ? (words[2]?.toLowerCase() ?? null) : null
      const workdir = words[0] === 'scratch' ? '/' : null
      stages.push({ workdir, user: null, posix: true, ...parent, name })
    }
    const stage = stages.at(-1)
    const { start, end } = instruction.getRange()
    const flags = flagsOf(instruction)
    const [heredoc, ...more] = heredocsOf(instruction)
    const content = heredoc?.getContentRange() ?? null
    const body = instruction.getArgumentsRange() ?? { start: end, end }
    const bodyStart = offset(body.start)
    const isExec = /^\s*\[/.test(text.slice(bodyStart, offset(body.end)))
    steps.push({
      keyword,
      index: steps.length,
      stage: stages.length - 1,
      start: offset(start),
      end: offset(end),
      body: { start: bodyStart, end: offset(body.end) },
      flags: flags.map(flag => ({ name: flag.getName(), value: flag.getValue() })),
      words,
      form: heredoc !== undefined ? 'heredoc' : isExec ? 'exec' : 'shell',
      heredoc:
        content === null || more.length > 0
          ? null
          : { start: offset(content.start), end: offset(content.end) },
      lines: { start: start.line + 1, end: end.line + 1 },
      workdir: stage?.workdir ?? null,
      user: stage?.user ?? null,
      posix: stage?.posix ?? true,
    })
    if (stage === undefined) continue
    if (keyword === 'WORKDIR') stage.workdir = resolvePath(stage.workdir, words.join(' '))
    if (keyword === 'USER') stage.user = words[0] ?? null
    if (keyword === 'SHELL') stage.posix = isPosix(text.slice(bodyStart, offset(body.end)))
  }
  const syntax = parsed.getDirectives().find(one => one.getName().toLowerCase() === 'syntax')
  return {
    text,
    steps,
    parents,
    escape: parsed.getEscapeCharacter(),
    eol: /\r\n/.test(text) ? '\r\n' : '\n',
    frontend: frontendOf(syntax?.getValue() ?? null),
  }
}

/** The instruction that wrote a layer; null unless it is certain. */
export function stepOfLayer({ steps }: Source, layer: Layer | undefined): Step | null {
  const ranges = layer?.lines?.ranges ?? []
  const found = new Set(
    ranges.map(({ start }) =>
      steps.find(({ lines }) => lines.start <= start && start <= lines.end),
    ),
  )
  const [step] = found
  if (found.size !== 1 || step === undefined) return null
  return step.keyword === keywordOf(layer?.instruction ?? '') ? step : null
}

/** The instructions that start from what one left: behind it in its stage, and in stages that start from that. */
export function laterSteps({ steps, parents }: Source, { index, stage }: Step): Step[] {
  const heirs = new Set([stage])
  for (const [child, parent] of parents.entries())
    if (parent !== null && heirs.has(parent)) heirs.add(child)
  return steps.filter(step => step.index > index && heirs.has(step.stage))
}

/** Absolute and clean; null when it is not known. */
export function resolvePath(workdir: string | null, path: string): string | null {
  if (path === '' || /[$\\"'`]/.test(path)) return null
  const whole = path.startsWith('/') ? path : workdir === null ? null : `${workdir}/${path}`
  if (whole === null) return null
  const names: string[] = []
  for (const name of whole.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return `/${names.join('/')}`
}

/** Where a 0-based line begins. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

// --- internal ---

function flagsOf(instruction: Instruction): Flag[] {
  const some = instruction as Partial<ModifiableInstruction>
  return some.getFlags?.call(instruction) ?? []
}

/** Not all instructions have them. */
function heredocsOf(instruction: Instruction): Heredoc[] {
  const some: { getHeredocs?: () => Heredoc[] } = Object(instruction)
  return some.getHeredocs?.call(instruction) ?? []
}

function isPosix(shell: string): boolean {
  return /^\[\s*"(?:\/\S+\/)?(?:sh|bash|ash|dash)"/.test(shell) && /"-\w*c"\s*\]\s*$/.test(shell)
}

/** https://docs.docker.com/build/buildkit/frontend/#stable-channel */
function frontendOf(syntax: string | null): number | null {
  if (syntax === null) return Number.POSITIVE_INFINITY
  const found =
    /^(?:docker\.io\/)?docker\/dockerfile(?::(?:1(?:\.(\d+)(?:\.\d+)?)?|latest))?(?:-labs)?(?:@.*)?$/.exec(
      syntax.trim(),
    )
  if (found === null) return null
  return found[1] === undefined ? Number.POSITIVE_INFINITY : Number(found[1])
}
