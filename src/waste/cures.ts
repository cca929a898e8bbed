import type { WasteFinding } from '../compare/comparison.ts'
import { keywordOf } from '../image/instruction.ts'
import type { Layer } from '../image/measurement.ts'
import type { Leftover } from './leftover.ts'

/** What a cure depends on. */
type Cause = Pick<WasteFinding, 'kind' | 'layer' | 'by' | 'original'>

/**
 * What saves wasted bytes, in one sentence without its full stop; `…` marks code. What is given as a command was applied,
 * built and measured by an end-to-end test; the rest is a direction in words.
 */
export function cureOf(cause: Cause, layers: Layer[], leftover: Leftover | null): string {
  const writer = layers[cause.layer]
  if (writer === undefined) return sameRun
  const copied = /^(?:COPY|ADD)$/.test(keywordOf(writer.instruction))
  const kind = cause.kind === 'copied' && leftover !== null ? leftover.kind : cause.kind
  switch (kind) {
    case 'deleted':
      return deletedCure(writer, copied)
    case 'copied':
      if (writer.upstream)
        return 'leave the files of the FROM image as they are: a later layer that touches one ships all of it again'
      if (/\bch(?:own|mod|grp)\b/.test(layers[cause.by ?? -1]?.instruction ?? ''))
        return copied
          ? 'set owner and mode where it is copied: `COPY --chown=… --chmod=…`'
          : 'set owner and mode in the same `RUN` that writes it: a later layer ships every file again'
      return 'write it once: a later layer that touches a file ships all of it again'
    case 'overwritten':
      if (writer.upstream) return 'a newer FROM image has it already'
      return copied
        ? 'leave it out of the first `COPY`'
        : 'write it once: join the two steps, or build in a stage of its own'
    case 'duplicate':
      return duplicateCure(copied, layers[cause.original?.layer ?? -1]?.upstream === true)
    case 'documentation':
    case 'translations':
      if (writer.upstream) return 'choose a slim FROM image, e.g. `debian:12-slim`'
      if (copied) return 'copy only what runs'
      return packageCure(kind, writer.instruction, leftover?.root ?? '')
    case 'unstripped':
      return leftover?.cure ?? sameRun
    default:
      if (writer.upstream) return 'it came with the FROM image: choose one without it'
      return copied ? copiedCure(kind, writer) : (leftover?.cure ?? sameRun)
  }
}

// --- internal ---

const sameRun = 'delete it in the same `RUN` that writes it'

/** The history does not say where a `COPY` took it from; provenance does. */
function deletedCure({ upstream, copiedFrom }: Layer, copied: boolean): string {
  if (upstream) return 'deleting saves nothing of a FROM image: a smaller FROM image does'
  if (!copied) return 'delete it in the same `RUN` that writes it: a later layer only hides it'
  switch (copiedFrom) {
    case 'context':
      return 'add it to `.dockerignore`, or use it without copying: `RUN --mount=type=bind`'
    case 'stage':
      return 'delete it in the stage that it is copied from, or use it without copying: `RUN --mount=type=bind,from=…`'
    case 'remote':
      return 'fetch, use and delete it in one `RUN`: a later layer only hides what `ADD` brought'
    default:
      return 'leave it out of what is copied, or use it without copying: `RUN --mount=type=bind`'
  }
}

/** `COPY --link` does not help, and a hard link to a file of a lower layer is a copy. */
function duplicateCure(copied: boolean, inBase: boolean): string {
  if (inBase)
    return 'the FROM image has it already: use it there, or make the other path a symbolic link'
  return copied
    ? 'copy it once, and make the other path a symbolic link'
    : 'move it in the `RUN` that writes it, or make the other path a symbolic link: a copy in a later layer ships it again'
}

const ignored: Partial<Record<Cause['kind'], string>> = {
  git: 'add `**/.git` to `.dockerignore`',
  bytecode: 'add `**/__pycache__` to `.dockerignore`',
}

function copiedCure(kind: Cause['kind'], { copiedFrom }: Layer): string {
  switch (copiedFrom) {
    case 'context':
      return ignored[kind] ?? 'add it to `.dockerignore`'
    case 'stage':
      return 'copy less of the other stage, or delete it there'
    default:
      return 'leave it out of what is copied, by `.dockerignore` where that is the build context'
  }
}

/** Package managers can leave such files out when they unpack. */
function packageCure(
  kind: 'documentation' | 'translations',
  instruction: string,
  root: string,
): string {
  if (/\b(?:apt|apt-get|dpkg|aptitude)\b/.test(instruction)) {
    const licences =
      root === 'usr/share/doc' ? ' and `path-include=/usr/share/doc/*/copyright`' : ''
    return `keep dpkg from unpacking it: \`path-exclude=/${root}/*\`${licences} in a file of \`/etc/dpkg/dpkg.cfg.d/\``
  }
  if (/\b(?:micro)?dnf\b|\byum\b/.test(instruction))
    return kind === 'documentation'
      ? 'have dnf install no documentation'
      : 'have rpm install no other languages'
  if (/\bapk\b/.test(instruction))
    return kind === 'documentation'
      ? 'leave out the packages of documentation'
      : 'leave out the packages of languages'
  return sameRun
}
