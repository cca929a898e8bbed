import { posix } from 'node:path'
import type { LayerFile } from '../image/measurement.ts'
import type { TarEntry } from './tar.ts'

const WHITEOUT = '.wh.'
const OPAQUE = '.wh..wh..opq'

/**
 * What a tar entry means in a layer, as engines with overlayfs take it: a whiteout by its last name alone, whatever
 * its type, and all else as it is, so the other names of aufs (`.wh..wh.*`) and what lies below them too.
 * A whiteout has the path that it hides, an opaque whiteout the path of the directory that it empties (`''` is the
 * root). The content of one is dropped when it is unpacked, but sent and stored, so it counts as a file beside it.
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts
 * https://github.com/moby/go-archive/blob/main/archive_linux.go (`ConvertRead`)
 */
export function layerFiles(entry: TarEntry): LayerFile[] {
  const path = normalise(entry.path)
  const kind = kindOf(entry.type)
  const file: LayerFile = { path, size: kind === 'file' ? entry.size : 0, kind }
  const slash = path.lastIndexOf('/')
  const name = path.slice(slash + 1)
  if (!name.startsWith(WHITEOUT)) {
    if (entry.type === '1') file.hardLink = normalise(entry.linkPath)
    return [file]
  }
  const whiteout: LayerFile =
    name === OPAQUE
      ? { path: path.slice(0, Math.max(slash, 0)), size: 0, kind: 'opaque' }
      : { path: path.slice(0, slash + 1) + name.slice(WHITEOUT.length), size: 0, kind: 'whiteout' }
  return file.size > 0 ? [whiteout, file] : [whiteout]
}

/** Resolves `.`, `..` and empty segments within the text; `..` at its start stays. The root is `''`. */
export function normalise(path: string): string {
  // Most paths are in order already, and there are many.
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path
  const clean = posix.normalize(path).replace(/^\/+|\/+$/g, '')
  return clean === '.' ? '' : clean
}

// --- internal ---

function kindOf(type: string): LayerFile['kind'] {
  switch (type) {
    case '1':
    case '2':
      return 'link'
    case '5':
      return 'directory'
    case '3':
    case '4':
    case '6':
      return 'special'
    // Contiguous files, old GNU sparse files, and whatever else has a body.
    default:
      return 'file'
  }
}
