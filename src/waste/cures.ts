import type { WasteFinding } from '../compare/comparison.ts'
import { keywordOf } from '../image/instruction.ts'
import type { Layer } from '../image/measurement.ts'
import type { Leftover } from './leftover.ts'

/** What a cure depends on. */
type Cause = Pick<WasteFinding, 'kind' | 'layer' | 'by' | 'original'>

/** What saves wasted bytes, in one sentence without its full stop; `…` marks code. */
export function cureOf(cause: Cause, layers: Layer[], leftover: Leftover | null): string {
  const writer = layers[cause.layer]
  const copied = /^(?:COPY|ADD)$/.test(keywordOf(writer?.instruction ?? ''))
  const upstream = writer?.upstream === true
  const kind = cause.kind === 'copied' && leftover !== null ? leftover.kind : cause.kind
  switch (kind) {
    case 'deleted':
      if (upstream) return 'deleting saves nothing of a FROM image: a smaller FROM image does'
      if (copied)
        return 'add it to `.dockerignore`, or use it without copying: `RUN --mount=type=bind`'
      return 'delete it in the same `RUN` that writes it: a later layer only hides it'
    case 'copied':
      if (/\bch(?:own|mod|grp)\b/.test(layers[cause.by ?? -1]?.instruction ?? ''))
        return copied
          ? 'set owner and mode where it is copied: `COPY --chown=… --chmod=…`'
          : 'set owner and mode in the same `RUN` that writes it: a later layer ships every file again'
      return 'write it once: a later layer that touches a file ships all of it again'
    case 'overwritten':
      if (upstream) return 'a newer FROM image has it already'
      return copied
        ? 'leave it out of the first `COPY`'
        : 'write it once: join the two steps, or build in a stage of its own'
    case 'duplicate':
      return duplicateCure(copied, layers[cause.original?.layer ?? -1]?.upstream === true)
    case 'documentation':
    case 'translations':
      if (upstream) return 'choose a slim FROM image, e.g. `debian:12-slim`'
      if (copied) return 'copy only what runs'
      return packageCure(kind, writer?.instruction ?? '', leftover?.root ?? '')
    default:
      if (upstream) return 'it came with the FROM image: choose one without it'
      if (copied) return copiedCure(kind)
      return leftover?.cure ?? sameRun
  }
}

// --- internal ---

const sameRun = 'delete it in the same `RUN` that writes it'

/** `COPY --link` does not help, and a hard link to a file of a lower layer is a copy. */
function duplicateCure(copied: boolean, inBase: boolean): string {
  if (inBase)
    return 'the FROM image has it already: use it there, or make the other path a symbolic link'
  return copied
    ? 'copy it once, and make the other path a symbolic link'
    : 'move it in the `RUN` that writes it, or make the other path a symbolic link: a copy in a later layer ships it again'
}

function copiedCure(kind: Cause['kind']): string {
  switch (kind) {
    case 'git':
      return 'add `.git` to `.dockerignore`'
    case 'bytecode':
      return 'add `**/__pycache__` to `.dockerignore`'
    default:
      return 'leave it out of what is copied, e.g. by `.dockerignore`'
  }
}

/** Package managers can leave such files out when they unpack. */
function packageCure(
  kind: 'documentation' | 'translations',
  instruction: string,
  root: string,
): string {
  const docs = kind === 'documentation'
  if (/\b(?:apt|apt-get|dpkg|aptitude)\b/.test(instruction))
    return `keep dpkg from unpacking it: \`path-exclude=/${root}/*\` in \`/etc/dpkg/dpkg.cfg.d/\``
  if (/\b(?:micro)?dnf\b|\byum\b/.test(instruction))
    return docs
      ? 'install without: `--setopt=tsflags=nodocs`'
      : 'install without: `%_install_langs C` in `/etc/rpm/macros.lang`'
  if (/\bapk\b/.test(instruction))
    return docs ? 'leave out the `-doc` packages' : 'leave out the `-lang` packages'
  return sameRun
}
