import { parseDockerfile } from '../image/dockerfile.ts'
import { instructionKey } from '../image/instruction.ts'
import { alignOrdered } from './order.ts'

/** How the lines of one Dockerfile became those of another; numbers are the first lines of instructions, from 1 on. */
export interface DockerfileDiff {
  /** Instructions of the same text. */
  same: (readonly [baseline: number, candidate: number])[]
  /** Instructions of the baseline, and those that stand in their place in the candidate. */
  replaced: { baseline: number[]; candidate: number[] }[]
}

/** More instructions than any Dockerfile has by far; bounds what a hostile one can cost. */
const mostInstructions = 1000
const mostLines = 100_000

/**
 * Follows the instructions from one Dockerfile to the other as git follows lines: those of equal text in their order,
 * and what was replaced between them.
 * @returns null when one of them has too many instructions; of equal texts also lines where none begins
 */
export function diffDockerfiles(baseline: string, candidate: string): DockerfileDiff | null {
  // Most changes are of sources: nothing is parsed for them.
  if (baseline === candidate) {
    const lines = baseline.split('\n').slice(0, mostLines)
    return { same: lines.map((_, index) => [index + 1, index + 1] as const), replaced: [] }
  }
  const before = instructionsOf(baseline)
  const after = instructionsOf(candidate)
  if (before.length > mostInstructions || after.length > mostInstructions) return null
  const pairs = alignOrdered([...before.keys()], [...after.keys()], (b, c) => {
    const [one, other] = [before[b], after[c]]
    if (one === undefined || other === undefined || one.text !== other.text) return 0
    // What stands beside the same lines on both sides is more likely the same, when there are several like it.
    const neighbours = [-1, 1].filter(
      step =>
        before[b + step]?.text !== undefined && before[b + step]?.text === after[c + step]?.text,
    )
    return 1 + neighbours.length / 10_000
  })
  const line = (side: Instruction[], index: number) => side[index]?.line ?? 0
  const replaced: DockerfileDiff['replaced'] = []
  let [nextB, nextC] = [0, 0]
  for (const [b, c] of [...pairs, [before.length, after.length] as const]) {
    if (b > nextB && c > nextC) {
      replaced.push({
        baseline: before.slice(nextB, b).map(one => one.line),
        candidate: after.slice(nextC, c).map(one => one.line),
      })
    }
    nextB = b + 1
    nextC = c + 1
  }
  return {
    same: pairs.map(([b, c]) => [line(before, b), line(after, c)] as const),
    replaced,
  }
}

// --- internal ---

interface Instruction {
  line: number
  /** With its keyword in capitals, and without what continues its lines. */
  text: string
}

function instructionsOf(dockerfile: string): Instruction[] {
  return parseDockerfile(dockerfile)
    .getInstructions()
    .map(instruction => {
      const rest = (instruction.getRawArgumentsContent() ?? '').replace(
        /\\[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/g,
        ' ',
      )
      return {
        line: instruction.getRange().start.line + 1,
        text: instructionKey(`${instruction.getKeyword().toUpperCase()} ${rest}`),
      }
    })
}
