import { parseDockerfile } from './dockerfile.ts'
import type { LineRange } from './measurement.ts'

/** What decides which image a Dockerfile starts from. */
export interface FromChoice {
  /** The stage that is built; null: the last one. */
  target: string | null
  /** `NAME=VALUE`; a bare `NAME`, which the environment fills in, is unknown here. */
  buildArgs: string[]
}

/**
 * The image in the FROM line of the stage that is built, through the stages that it starts from, as BuildKit writes
 * it: `debian:12`, `ghcr.io/acme/base:latest`.
 *
 * @returns null when it is none (`scratch`), or depends on what the Dockerfile does not tell
 */
export function fromImage(dockerfile: string, { target, buildArgs }: FromChoice): string | null {
  const image = builtStages(dockerfile, { target, buildArgs }).at(-1)?.image ?? ''
  return image === '' || image === 'scratch' ? null : canonical(image)
}

export interface Stage {
  /** As in the FROM line, filled in; null when that depends on what the Dockerfile does not tell. */
  image: string | null
  /** From the FROM line to the one before the next. */
  lines: LineRange
}

/** The stage that is built, the one that it starts from, and so on down to the one that starts from an image. */
export function builtStages(dockerfile: string, { target, buildArgs }: FromChoice): Stage[] {
  const parsed = parseDockerfile(dockerfile)
  const values = globalArguments(parsed.getInitialARGs(), buildArgs)
  const froms = parsed.getFROMs()
  const stages = froms.map((from, index) => ({
    name: from.getBuildStage()?.toLowerCase() ?? null,
    image: filledIn(from.getImage() ?? '', values),
    lines: {
      start: from.getRange().start.line + 1,
      end: froms[index + 1]?.getRange().start.line ?? Number.POSITIVE_INFINITY,
    },
  }))
  const built: Stage[] = []
  let index = target === null ? stages.length - 1 : stageOf(target)
  for (let stage = stages[index]; stage !== undefined; stage = stages[index]) {
    const { image, lines } = stage
    built.push({ image, lines })
    index = stages.slice(0, index).findLastIndex(({ name }) => name === image?.toLowerCase())
  }
  return built

  function stageOf(target: string): number {
    const named = stages.findLastIndex(({ name }) => name === target.toLowerCase())
    return named === -1 && /^\d+$/.test(target) ? Number(target) : named
  }
}

// --- internal ---

type Argument = ReturnType<ReturnType<typeof parseDockerfile>['getInitialARGs']>[number]

/** `ARG`s before the first FROM, which alone can be used in FROM lines. */
function globalArguments(declared: Argument[], buildArgs: string[]): Map<string, string | null> {
  const given = new Map(
    buildArgs.map(text => {
      const equals = text.indexOf('=')
      return equals === -1 ? [text, null] : [text.slice(0, equals), text.slice(equals + 1)]
    }),
  )
  const values = new Map<string, string | null>()
  for (const argument of declared) {
    const property = argument.getProperty()
    if (property === null) continue
    const name = property.getName()
    const value = given.get(name)
    values.set(name, value === undefined ? filledIn(property.getValue() ?? '', values) : value)
  }
  return values
}

/** With `$NAME`, `${NAME}` and `${NAME:-default}` replaced; null when one is unknown, or written in another way. */
function filledIn(text: string, values: Map<string, string | null>): string | null {
  let unknown = false
  const filled = text.replace(
    /\$(?:(\w+)|\{(\w+)(?::-([^{}$]*))?\})/g,
    (_match, bare: string | undefined, braced: string | undefined, fallback = '') => {
      const value = values.get(bare ?? braced ?? '')
      if (value === null) unknown = true
      return value || fallback
    },
  )
  return unknown || filled.includes('$') ? null : filled
}

function canonical(image: string): string {
  const short = image.replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, '')
  return /[:@][^/]*$/.test(short) ? short : `${short}:latest`
}
