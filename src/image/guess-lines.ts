import { parseDockerfile } from './dockerfile.ts'
import { instructionKey } from './instruction.ts'
import type { LineRange } from './measurement.ts'

/**
 * Finds instructions in the text of a Dockerfile, for images without provenance.
 *
 * @param instructions as `instructionText` gives them
 * @returns per instruction its lines, or null when it is found never or more than once: a wrong line
 * is worse than none
 */
export function guessLines(dockerfile: string, instructions: string[]): (LineRange[] | null)[] {
  const found = new Map<string, LineRange | null>()
  const parsed = parseDockerfile(dockerfile)
  for (const instruction of parsed.getInstructions()) {
    const text = withoutHeredoc(
      instruction.getKeyword(),
      instruction.getRawArgumentsContent() ?? '',
    )
    const key = written(instruction.getKeyword(), text)
    const { start, end } = instruction.getRange()
    found.set(key, found.has(key) ? null : { start: start.line + 1, end: end.line + 1 })
  }
  const keys = instructions.map(instruction => {
    const space = instruction.indexOf(' ')
    return written(instruction.slice(0, space), instruction.slice(space + 1))
  })
  const oneStage = parsed.getFROMs().length === 1
  return keys.map((key, layer) => {
    const lines = found.get(key)
    if (lines == null) return null
    // The FROM image may have such a layer, too, as `COPY . .`: it lies below ours, if ours is in this image at all.
    const isOurs = keys.lastIndexOf(key) === layer && (oneStage || keys.indexOf(key) === layer)
    return isOurs ? [lines] : null
  })
}

// --- internal ---

/** A heredoc as the history tells it: of a mere `RUN <<EOF` what it runs, of `COPY <<EOF /x` no content. */
function withoutHeredoc(keyword: string, text: string): string {
  if (/^(?:COPY|ADD)$/i.test(keyword) && text.includes('<<')) return text.split('\n', 1)[0] ?? ''
  const [, body] = /^<<-?(["']?)(\w+)\1[ \t]*\r?\n([\s\S]*?)\r?\n?\2$/.exec(text)?.slice(2) ?? []
  return body ?? text
}

/**
 * Continuations are joined as the builder joins them. What one of the two does not tell goes: build arguments before a
 * RUN's command, and the shell, which a `SHELL` of this file or of the FROM image names.
 */
function written(keyword: string, rest: string): string {
  const joined = rest
    .replace(/\\[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/g, ' ')
    .replace(/^(?:[A-Za-z_]\w*=\*\*\* )*/, '')
    .replace(/^(?:--[a-z]+(?:=\S+)? +)*/, '')
  return instructionKey(`${keyword.toUpperCase()} ${withoutShell(execForm(joined))}`)
}

/** `["a", "b"]` as the history tells it: `a b`. Anything else is as it is. */
function execForm(text: string): string {
  if (!/^\s*\[/.test(text)) return text
  try {
    const words: unknown = JSON.parse(text)
    const isList = Array.isArray(words) && words.every(word => typeof word === 'string')
    return isList ? words.join(' ') : text
  } catch {
    return text
  }
}

function withoutShell(text: string): string {
  return text.replace(
    /^(?:(?:\/\S+\/)?(?:sh|bash|ash|dash|zsh)(?: -[a-zA-Z]\S*| pipefail)* -\w*c )+/,
    '',
  )
}
