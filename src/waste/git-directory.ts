import type { Comparison } from '../compare/comparison.ts'
import { formatBytes } from '../image/bytes.ts'
import { keywordOf } from '../image/instruction.ts'
import type { PlatformMeasurement } from '../image/measurement.ts'

/**
 * A baseline that is built in a worktree has a `.git` file of some bytes where the candidate's checkout has the
 * whole directory, so an image that copies it seems to grow by it.
 *
 * @param comparison with a baseline that this run built
 * @returns what to do about it, for the report's notes; null when nothing is wrong
 */
export function gitDirectoryNote({ name, platforms }: Comparison): string | null {
  const bytes = platforms.flatMap(({ baseline, candidate }) =>
    baseline === null || candidate === null || copiedGit(baseline) > 0 ? [] : copiedGit(candidate),
  )
  const most = Math.max(0, ...bytes)
  if (most === 0) return null
  return `\`.git\` is in the image \`${name}\` (${formatBytes(most)}): add it to \`.dockerignore\`. The baseline is built in a worktree, where it is only a small file, so the growth shown for it is not real.`
}

// --- internal ---

/** Bytes of files in a `.git` directory that the Dockerfile copied. */
function copiedGit({ layers }: PlatformMeasurement): number {
  return layers
    .filter(({ upstream, instruction }) => {
      return !upstream && /^(?:COPY|ADD)$/.test(keywordOf(instruction))
    })
    .flatMap(({ files }) => files ?? [])
    .filter(({ path }) => /(?:^|\/)\.git\//.test(path))
    .reduce((sum, { size }) => sum + size, 0)
}
