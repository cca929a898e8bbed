import type { LayerFile } from '../image/measurement.ts'
import type { TarEntry } from './tar.ts'

const WHITEOUT = '.wh.'
const OPAQUE = '.wh..wh..opq'
/** What is left of this prefix is bookkeeping of aufs. */
const AUFS = '.wh..wh.'

/**
 * What a tar entry means in a layer; null for aufs' own bookkeeping.
 * A whiteout has the path that it hides, an opaque whiteout the path of the directory that it empties
 * (`''` is the root).
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts
 */
export function layerFile(entry: TarEntry): LayerFile | null {
  const path = normalise(entry.path)
  const slash = path.lastIndexOf('/')
  const name = path.slice(slash + 1)
  if (name === OPAQUE) return { path: path.slice(0, Math.max(slash, 0)), size: 0, kind: 'opaque' }
  if (path.startsWith(AUFS) || path.includes(`/${AUFS}`)) return null
  if (name.startsWith(WHITEOUT)) {
    const hidden = path.slice(0, slash + 1) + name.slice(WHITEOUT.length)
    return { path: hidden, size: 0, kind: 'whiteout' }
  }
  const kind = kindOf(entry.type)
  return { path, size: kind === 'file' ? entry.size : 0, kind }
}

/** Drops `.` and empty segments; `..` stays, as text. The root is `''`. */
export function normalise(path: string): string {
  // Most paths are in order already, and there are many.
  if (!/(?:^|\/)\.?(?:\/|$)/.test(path)) return path
  return path
    .split('/')
    .filter(segment => segment !== '' && segment !== '.')
    .join('/')
}

// --- internal ---

function kindOf(type: string): LayerFile['kind'] {
  switch (type) {
    case '0':
    case '7': // contiguous
    case 'S': // old GNU sparse
      return 'file'
    case '1':
    case '2':
      return 'link'
    case '5':
      return 'directory'
    default:
      return 'special'
  }
}
