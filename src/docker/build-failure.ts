import { UserError } from '../common/errors.ts'
import type { CommandError } from '../common/run.ts'
import { placed } from '../report/sections/failed.ts'
import { oneLine, truncate } from '../report/sections/text.ts'

/** Why a build failed, as far as buildx told. */
export interface BuildFailure {
  /** In one sentence without its full stop; `…` marks code: "`RUN make` ended with code 2". */
  why: string
  /** The lines of the Dockerfile that it blames, from 1 on; null when it blames none. */
  lines: { start: number; end: number } | null
}

/** A build that failed by its Dockerfile, its context or its builder; the whole story is in the log. */
export class BuildError extends UserError {
  override name = 'BuildError'
  readonly failure: BuildFailure
  /** Path of the Dockerfile, relative to the repository; null where it is no file here. */
  readonly dockerfile: string | null

  /**
   * @param words what was built: `build of Dockerfile at 1a2b3c4`
   * @param text of the Dockerfile, which no line can be behind; null where it is no file here
   */
  constructor(
    {
      words,
      dockerfile,
    }: {
      words: string
      dockerfile: { path: string | null; text: string | null; firstLine?: number }
    },
    cause: CommandError,
  ) {
    const { why, lines } = buildFailure(cause)
    const last = dockerfile.text?.split('\n').length ?? Number.POSITIVE_INFINITY
    const before = (dockerfile.firstLine ?? 1) - 1
    const known =
      lines !== null && lines.end <= last
        ? { start: lines.start + before, end: lines.end + before }
        : null
    super(`${words} failed: ${placed({ why, dockerfile: dockerfile.path, lines: known })}`, {
      cause,
    })
    this.failure = { why, lines: known }
    this.dockerfile = dockerfile.path
  }
}

/** Reads what a failed `docker buildx build` said. Its words are those of the Dockerfile and its steps, and hostile. */
export function buildFailure({ stderr, exitCode }: Said): BuildFailure {
  const lines = stderr.split(/\r?\n/)
  const last = lines.findLastIndex(line => line.startsWith('ERROR: '))
  if (last === -1) {
    const said = lines.findLast(line => line.trim() !== '')
    const ended = `the builder ended with code ${exitCode}`
    const why = said === undefined ? `${ended} and said nothing` : clean(`${ended}: ${said}`)
    return { why, lines: null }
  }
  const excerpt = readExcerpt(lines.slice(0, last))
  const step = excerpt?.instruction ?? failedStep(lines.slice(0, last))
  return { why: sentence(reasonOf(lines[last] ?? ''), step), lines: excerpt?.lines ?? null }
}

/** The first line of a Dockerfile that a failed build shows as the one to blame; null when it shows none. */
export function failedLine({
  stderr,
}: Pick<Said, 'stderr'>): { line: number; text: string } | null {
  const excerpt = readExcerpt(stderr.split(/\r?\n/))
  return excerpt === null ? null : { line: excerpt.lines.start, text: excerpt.text }
}

// --- internal ---

type Said = Pick<CommandError, 'stderr' | 'exitCode'>

const LONGEST_INSTRUCTION = 80
const LONGEST_REASON = 300

function clean(text: string, length = LONGEST_REASON): string {
  return truncate(oneLine(text), length)
}

/** As code within a sentence, whose mark it cannot have itself. */
function code(instruction: string): string {
  return `\`${clean(instruction, LONGEST_INSTRUCTION).replaceAll('`', "'")}\``
}

/** What is behind the words that every failed build begins with, and those that tell its target. */
function reasonOf(line: string): string {
  return line.replace(
    /^ERROR: (?:target [\w.-]+: |(?:failed to (?:build|solve|create LLB definition)|failed to solve with frontend \S+|rpc error: code = \w+ desc =):? )*/,
    '',
  )
}

/** The words of BuildKit's frontend and solver, as a sentence about the step. */
function sentence(reason: string, step: string | null): string {
  const [, process] = /^process ".*" did not complete successfully: (.*)$/s.exec(reason) ?? []
  const subject = step === null || clean(step) === '' ? 'a step' : code(step)
  const [, exit] = /^exit code: (\d+)$/.exec(process ?? '') ?? []
  if (exit !== undefined) {
    // 128 + SIGKILL: https://docs.docker.com/engine/containers/run/#exit-status
    const killed = exit === '137' ? ' (killed, as a rule because memory ran out)' : ''
    return `${subject} ended with code ${exit}${killed}`
  }
  const [, syntax] = /^dockerfile parse error(?: on)? line \d+: (.*)$/s.exec(reason) ?? []
  if (syntax !== undefined && clean(syntax) !== '') return clean(syntax)
  const [, missing] =
    /^(?:failed to compute cache key: )?failed to calculate checksum of ref \S+ (".*"): not found$/s.exec(
      reason,
    ) ?? []
  const [, unresolved] = /^\S+: (failed to resolve source metadata for .*)$/s.exec(reason) ?? []
  const what = clean(
    missing === undefined ? (process ?? unresolved ?? reason) : `there is no ${missing}`,
  )
  if (what === '') return `${subject} failed`
  return step === null ? what : `${subject}: ${what}`
}

const RULE = '-'.repeat(20)

/**
 * The part of the Dockerfile that buildx prints last, between two rules:
 * https://github.com/moby/buildkit/blob/v0.13.1/solver/errdefs/source.go (Print)
 */
function readExcerpt(
  lines: string[],
): { instruction: string; text: string; lines: { start: number; end: number } } | null {
  const end = lines.lastIndexOf(RULE)
  const start = lines.slice(0, Math.max(0, end)).lastIndexOf(RULE)
  if (start < 1 || !/^\S.*:\d+$/.test(lines[start - 1] ?? '')) return null
  const marked = lines.slice(start + 1, end).flatMap(line => {
    const [, number, text = ''] = /^ *(\d{1,9}) \| >>> (.*)$/.exec(line) ?? []
    return number === undefined ? [] : [{ number: Number(number), text }]
  })
  const [first] = marked
  if (first === undefined) return null
  // Of two places the first.
  const run = marked.filter(({ number }, index) => number === first.number + index)
  const instruction = run
    .map(({ text }) => text.trim().replace(/\s*\\$/, ''))
    .filter(text => text !== '' && !text.startsWith('#'))
    .join(' ')
  return instruction === ''
    ? null
    : {
        instruction,
        text: first.text,
        lines: { start: first.number, end: first.number + run.length - 1 },
      }
}

/** `RUN make` of ` > [linux/amd64 build 2/2] RUN make:`, the head of the failed step's last lines. */
function failedStep(lines: string[]): string | null {
  for (const line of lines.toReversed()) {
    const [, place, step] = /^ > \[([^\]]*)\] (.*):$/.exec(line) ?? []
    if (step !== undefined) return place === 'internal' ? null : step
  }
  return null
}
