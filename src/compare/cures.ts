import { keywordOf } from '../image/instruction.ts'
import type { Layer } from '../image/measurement.ts'
import type { WasteKind } from './comparison.ts'
import type { Leftover } from './leftovers.ts'

/**
 * What saves wasted bytes, in one sentence without its full stop; `…` marks code.
 * @param writer the layer that wrote them
 * @param by the layer that hides them; null: they are still visible
 */
export function cureOf(
  kind: WasteKind,
  writer: Layer | undefined,
  by: Layer | undefined,
  leftover: Leftover | null,
): string {
  const copied = /^(?:COPY|ADD)$/.test(keywordOf(writer?.instruction ?? ''))
  const upstream = writer?.upstream === true
  switch (kind) {
    case 'deleted':
      if (upstream) return 'deleting saves nothing of a FROM image: a smaller FROM image does'
      if (copied)
        return 'add it to `.dockerignore`, or use it without copying: `RUN --mount=type=bind`'
      return 'delete it in the same `RUN` that writes it: a later layer only hides it'
    case 'copied':
      if (/\bch(?:own|mod|grp)\b/.test(by?.instruction ?? ''))
        return copied
          ? 'set owner and mode where it is copied: `COPY --chown=… --chmod=…`'
          : 'set owner and mode in the same `RUN` that writes it: a later layer ships every file again'
      return 'write it once: a later layer that touches a file ships all of it again'
    case 'overwritten':
      if (upstream) return 'a newer FROM image has it already'
      return copied
        ? 'leave it out of the first `COPY`'
        : 'write it once: join the two steps, or build in a stage of its own'
    default:
      if (upstream) return 'it came with the FROM image: choose one without it'
      if (copied)
        return kind === 'git'
          ? 'add `.git` to `.dockerignore`'
          : 'leave it out of what is copied, e.g. by `.dockerignore`'
      return leftover?.cure ?? 'delete it in the same `RUN` that writes it'
  }
}
