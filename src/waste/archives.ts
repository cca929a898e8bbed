import { baseName, parentPath } from '../compare/layer-tree.ts'
import type { Layer } from '../image/measurement.ts'
import type { Written } from './hidden-files.ts'
import type { Leftover } from './leftover.ts'

const leastArchive = 1_000_000

/**
 * Archives beside what was unpacked from them, those that an instruction unpacks somewhere else, and packages that were
 * installed: `tool-1.2.tar.gz` beside `tool-1.2/`, or with `RUN tar -C /opt -xf tool-1.2.tar.gz`.
 * @param layers their instructions
 * @returns by path
 */
export function unpackedArchives(
  visible: Written[],
  layers: Pick<Layer, 'instruction' | 'upstream'>[],
): Map<string, Leftover> {
  const archives = visible.filter(({ path, size }) => size >= leastArchive && archive.test(path))
  const beside = new Map(
    archives
      .filter(({ path }) => !installed.test(path))
      .map(({ path }) => [parentPath(path), new Set<string>()]),
  )
  if (beside.size > 0) for (const { path } of visible) addDirectories(beside, path)
  const unpacked = layers.map(({ instruction, upstream }) =>
    upstream ? new Set<string>() : unpacks(instruction),
  )
  const told = archives.filter(({ path, layer }) => {
    const name = baseName(path)
    if (unpacked.some((names, by) => by >= layer && names.has(name))) return true
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
  `end the \`RUN\` that fetches and unpacks it with \`rm -f /${path}\`, or unpack it from where it is: \`RUN --mount=type=bind\``

/** The names that commands of a RUN mention which unpack. */
function unpacks(instruction: string): Set<string> {
  const commands = instruction.split(/&&|\|\||[;|\n]/).filter(command => unpacking.test(command))
  return new Set(commands.flatMap(command => command.split(/[\s'"=]+/).map(baseName)))
}

const unpacking = /\b(?:bsd)?tar\s(?:.*\s)?(?:-?[a-zA-Z]*x|--extract|--get)|\b(?:unzip|7za?\s+x)\b/

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
