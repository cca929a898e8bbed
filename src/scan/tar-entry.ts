import { UserError } from '../common/errors.ts'
import type { OldSparse, TarHeader, TarOwner } from './tar-header.ts'
import { attributesOf, type PaxRecords, type PaxSparse, paxHeader } from './tar-pax.ts'
import { addFragments, createSparseMap, type SparseMap, wrongMap } from './tar-sparse.ts'

export interface TarEntry {
  /** As in the archive: a text, never followed. */
  path: string
  /** POSIX type flag: `0` file, `1` hard link, `2` symbolic link, `5` directory, … */
  type: string
  /** Bytes of the file as it would be unpacked, holes included; 0 for types without a body. */
  size: number
  /** Its body is not its content. */
  isSparse: boolean
  linkPath: string
  /** Only where it is asked for; with extended attributes as one text. */
  owner?: TarOwner & { attributes: string }
}

/** What stood before a header, about its entry. */
export interface Extensions {
  pax?: PaxRecords
  /** GNU's. */
  longName?: string
  longLink?: string
}

export interface ResolvedEntry {
  entry: TarEntry
  /** Bytes of body in the archive. */
  stored: number
  /** Of a sparse file whose body starts with it; nothing is in it yet. */
  map?: SparseMap
}

/**
 * What a header and those before it say together, in the order of Go's archive/tar: an empty text says nothing, a GNU
 * name goes before one of PAX, and that of a sparse file before both.
 * https://github.com/golang/go/blob/master/src/archive/tar/reader.go (`next`)
 * @throws UserError when a size or the map of a sparse file cannot be
 */
export function resolveEntry(
  header: TarHeader,
  { pax, longName, longLink }: Extensions,
  oldSparse: OldSparse | undefined,
): ResolvedEntry {
  const extended = pax === undefined ? undefined : paxHeader(pax)
  const path = longName || extended?.path || header.path
  const linkPath = longLink || extended?.linkPath || header.linkPath
  const type = typeOf(header.type, path)
  const stored = storedSize(header, type, extended?.size)
  const entry: TarEntry = { path, type, size: stored, isSparse: false, linkPath }
  if (header.owner !== undefined) {
    const { mode, uid, gid } = header.owner
    entry.owner = {
      mode,
      uid: extended?.uid ?? uid,
      gid: extended?.gid ?? gid,
      attributes: pax === undefined ? '' : attributesOf(pax),
    }
  }
  if (oldSparse !== undefined) {
    if (oldSparse.map.data !== stored) throw wrongMap()
    return { entry: { ...entry, size: oldSparse.size, isSparse: true }, stored }
  }
  return extended?.sparse === undefined ? { entry, stored } : sparseEntry(entry, extended.sparse)
}

// --- internal ---

function sparseEntry(entry: TarEntry, sparse: PaxSparse): ResolvedEntry {
  if (!hasBody(entry.type)) throw wrongMap()
  const stored = entry.size
  const size = sparse.size ?? stored
  const resolved = { ...entry, path: sparse.path ?? entry.path, size, isSparse: true }
  const map = createSparseMap(size)
  if (sparse.map === undefined) return { entry: resolved, stored, map }
  addFragments(map, sparse.map.count, sparse.map.list)
  if (map.data !== stored) throw wrongMap()
  return { entry: resolved, stored }
}

function storedSize(header: TarHeader, type: string, extended: number | undefined): number {
  const size = extended ?? header.size
  const isRight = hasBody(type) ? size >= 0 && Number.isSafeInteger(size) : !Number.isNaN(size)
  if (!isRight || (hasBody(header.type) && header.size < 0)) {
    throw new UserError('an impossible size in a tar header')
  }
  return hasBody(type) ? size : 0
}

/** The oldest tars mark a directory by a slash. */
function typeOf(flag: string, path: string): string {
  if (flag !== '\0') return flag
  return path.endsWith('/') ? '5' : '0'
}

function hasBody(type: string): boolean {
  return type < '1' || type > '6'
}
