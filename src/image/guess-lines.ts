import { DockerfileParser } from 'dockerfile-ast'
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
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const key = written(instruction.getKeyword(), instruction.getRawArgumentsContent() ?? '')
    const { start, end } = instruction.getRange()
    found.set(key, found.has(key) ? null : { start: start.line + 1, end: end.line + 1 })
  }
  return instructions.map(instruction => {
    const space = instruction.indexOf(' ')
    const lines = found.get(written(instruction.slice(0, space), instruction.slice(space + 1)))
    return lines == null ? null : [lines]
  })
}

// --- internal ---

/** Continuations are joined as the builder joins them; build arguments before a RUN's command go. */
function written(keyword: string, rest: string): string {
  const joined = rest
    .replace(/\\[ \t]*\r?\n/g, ' ')
    .replace(/^(?:[A-Za-z_]\w*=\*\*\* )*/, '')
    .replace(/^(?:--[a-z]+(?:=\S+)? +)*/, '')
  return instructionKey(`${keyword.toUpperCase()} ${joined}`)
}
