/** A line of `docker history`. */
export interface HistoryEntry {
  createdBy: string
  comment: string
  /** Bytes. */
  size: number
}

/**
 * Which entries of a history, oldest first, wrote a layer. `docker history` does not say so: an entry of 0 bytes may
 * have written an empty layer (`RUN true`) or none (`ENV`). What is certain comes first, then what is likely, until
 * every one of the layers has an entry; whichever of the likely ones is taken, only layers of 0 bytes are swapped.
 * @param layers how many layers the image has; those beyond the history have no entry
 */
export function layerEntries(history: HistoryEntry[], layers: number): boolean[] {
  const ranked = history
    .map((entry, index) => ({ index, rank: rankOf(entry) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
  const certain = ranked.filter(({ rank }) => rank === 0).length
  const likely = ranked.filter(({ rank }) => rank < never).slice(0, Math.max(certain, layers))
  const taken = new Set(likely.map(({ index }) => index))
  return history.map((_, index) => taken.has(index))
}

// --- internal ---

const never = 9

/** 0: surely a layer; up to 8: the less likely, the higher; 9: surely none. */
function rankOf({ createdBy, comment, size }: HistoryEntry): number {
  if (size > 0) return 0
  const buildkit = comment.startsWith('buildkit.') || /# buildkit\s*$/.test(createdBy)
  const text = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
  const keyword = /^[A-Z]+\b/.exec(text)?.[0] ?? ''
  if (
    /^(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)$/.test(
      keyword,
    )
  ) {
    return never
  }
  // BuildKit makes a layer for each of these, also for one that changes nothing.
  // https://github.com/moby/buildkit/blob/v0.25.0/frontend/dockerfile/dockerfile2llb/convert.go (commitToHistory)
  if (/^(RUN|COPY|ADD)$/.test(keyword)) return buildkit ? 1 : 2
  if (keyword === 'WORKDIR')
    return /^WORKDIR \/\s*$/.test(text) ? (buildkit ? never : 6) : buildkit ? 1 : 3
  // The older builder writes RUN without its keyword, and drops layers that changed nothing.
  return /^(\/bin\/sh -c |\|\d+ )/.test(createdBy) ? 4 : 5
}
