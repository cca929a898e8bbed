import { baseName, parentPath } from '../compare/layer-tree.ts'
import type { Written } from './hidden-files.ts'
import type { Leftover } from './leftover.ts'

const leastArchive = 1_000_000

/**
 * Archives beside what was unpacked from them, and packages that were installed: `tool-1.2.tar.gz` beside `tool-1.2/`.
 * @returns by path
 */
export function unpackedArchives(visible: Written[]): Map<string, Leftover> {
  const archives = visible.filter(({ path, size }) => size >= leastArchive && archive.test(path))
  const beside = new Map(
    archives
      .filter(({ path }) => !installed.test(path))
      .map(({ path }) => [parentPath(path), new Set<string>()]),
  )
  if (beside.size > 0) for (const { path } of visible) addDirectories(beside, path)
  const told = archives.filter(({ path }) => {
    const stem = baseName(path).replace(archive, '')
    const names = [...(beside.get(parentPath(path)) ?? [])]
    return installed.test(path) || names.some(name => isOf(name, stem))
  })
  return new Map(
    told.map(({ path }) => [path, { kind: 'archive', root: path, cure: cureOf(path), tree: true }]),
  )
}

// --- internal ---

const archive = /\.(?:tar(?:\.(?:gz|bz2|xz|zst|lz4|lzma))?|tgz|tbz2?|txz|tzst|zip|7z|deb|rpm)$/i
const installed = /\.(?:deb|rpm)$/i

const cureOf = (path: string) =>
  `end the \`RUN\` that unpacks it with \`rm -f /${path}\`, or unpack it from where it is: \`RUN --mount=type=bind\``

/** The directories around a path that lie in one of the places. */
function addDirectories(places: Map<string, Set<string>>, path: string): void {
  for (let directory = parentPath(path); directory !== ''; directory = parentPath(directory)) {
    places.get(parentPath(directory))?.add(baseName(directory))
  }
}

/** `node-v24` and `node` are of `node-v24-linux-x64`. */
function isOf(directory: string, stem: string): boolean {
  if (directory.length < 3) return false
  return stem === directory || stem.startsWith(`${directory}-`) || directory.startsWith(`${stem}-`)
}
