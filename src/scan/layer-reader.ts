import { crc32 } from 'node:zlib'
import { UserError } from '../common/errors.ts'
import {
  type LayerFile,
  leastFingerprinted,
  type Package,
  type PathSum,
} from '../image/measurement.ts'
import { listsPackages, mostPackages, readJars, readPackages } from '../image/packages.ts'
import { createElfFinder } from './elf-facts.ts'
import { createGoFinder, leastGoBinary } from './go-build-info.ts'
import { hasContent, hashing, identityOf } from './identity.ts'
import { layerFiles } from './layer-file.ts'
import { createPathKeeper, newPathRoom, type PathRoom } from './path-room.ts'
import { isRpmDatabase, readRpmDatabase } from './rpm-database.ts'
import { createTarReader, type TarEntry, type TarSink } from './tar.ts'

export interface ScanOptions {
  /** `files` keeps every path of the layer, `layers` only the sum. */
  detail: 'layers' | 'files'
  /** Most unpacked bytes of one layer: 256 GiB unless told, which is some ten minutes of inflating. */
  limit?: number
  /** Whether files are to be told from others of the same path and size: mode, owner, and a digest of their content. */
  identify?: boolean
  /** What the paths of all layers read with these options may still take; without it each layer has a room of its own. */
  room?: PathRoom
}

export interface LayerContent {
  /** Sum of the sizes of the regular files, in bytes. */
  size: number
  files: LayerFile[] | null
  /** With `detail: files`, where there are more than fit into memory: bytes by directory, and how many paths. */
  paths?: PathSum[]
  unlisted?: number
  /** Its packages, with `detail: files`; absent when it has none, null: too large or unreadable. */
  packages?: Package[] | null
}

/** Takes a layer's unpacked bytes. `write` throws and `end` rejects with a UserError for a broken tar. */
export interface LayerReader {
  write(chunk: Buffer): void
  end(): Promise<LayerContent>
}

const MAX_CAPTURED_FILE = 32 * 1_048_576
const MAX_CAPTURED = 64 * 1_048_576
/** Every npm package has a file of its own. */
const MAX_DATABASES = 10_000
const DEFAULT_LIMIT = 256 * 1_073_741_824
/** 8 TiB, holes included; the sum of a thousand such layers is still counted exactly. */
const MAX_SIZE = 2 ** 43

/**
 * Sums a layer up. Memory: nothing with `detail: layers`, the list of paths and a number for each large file with `files`.
 * @param weight bytes that came of the layer so far, as it is sent
 */
export function createLayerReader(options: ScanOptions, weight: () => number): LayerReader {
  const limit = options.limit ?? DEFAULT_LIMIT
  const keeper =
    options.detail === 'files' ? createPathKeeper(options.room ?? newPathRoom(), weight) : null
  const databases = new Map<string, Buffer<ArrayBuffer>>()
  const rpmDatabases = new Map<string, Buffer<ArrayBuffer>>()
  const programs: Package[] = []
  let size = 0
  let bytes = 0
  let capturedBytes = 0
  let tooLarge = false

  const { identify = false } = options
  const tar = createTarReader(takeEntry, { owners: identify })

  function takeEntry(entry: TarEntry): TarSink | undefined {
    const found = layerFiles(entry)
    const [file] = found
    if (identify && file !== undefined) file.identity = identityOf(entry)
    for (const one of found) take(one)
    const sink = file === undefined ? undefined : sinkFor(file, entry)
    return identify && file !== undefined && hasContent(file, entry) ? hashing(file, sink) : sink
  }

  function sinkFor(file: LayerFile, entry: TarEntry): TarSink | undefined {
    if (!hasContent(file, entry)) return undefined
    if (keeper === null) return undefined
    const isRpm = isRpmDatabase(file.path)
    if (!isRpm && !listsPackages(file.path)) {
      return file.size < leastFingerprinted ? undefined : largeFileSink(file, programs)
    }
    const into = isRpm ? rpmDatabases : databases
    const sink = databases.size < MAX_DATABASES ? captureSink(file, into) : undefined
    if (sink === undefined) tooLarge = true
    return sink
  }

  function take(file: LayerFile): void {
    size += file.size
    if (size > MAX_SIZE) throw new UserError(`says that its files have more than ${MAX_SIZE} bytes`)
    keeper?.add(file)
  }

  function captureSink(
    { path, size }: LayerFile,
    into: Map<string, Buffer<ArrayBuffer>>,
  ): TarSink | undefined {
    capturedBytes += size
    if (size > MAX_CAPTURED_FILE || capturedBytes > MAX_CAPTURED) return undefined
    const content = Buffer.alloc(size)
    let filled = 0
    return {
      write(piece) {
        filled += piece.copy(content, filled)
      },
      end: () => into.set(path, content),
    }
  }

  async function packagesOf(files: LayerFile[]): Promise<Package[] | null> {
    const packages = [...readPackages(files, texts(databases)), ...programs, ...readJars(files)]
    for (const [path, content] of rpmDatabases) {
      const found = await readRpmDatabase(path, content)
      if (found === null) return null
      packages.push(...found)
    }
    return packages
  }

  return {
    write(chunk) {
      bytes += chunk.length
      if (bytes > limit) throw new UserError(`unpacks to more than ${limit} bytes`)
      tar.write(chunk)
    },
    async end() {
      tar.end()
      if (keeper === null) return { size, files: null }
      const kept = keeper.kept()
      const packages = tooLarge || kept.files === null ? null : await packagesOf(kept.files)
      if (packages === null || packages.length > mostPackages)
        return { size, ...kept, packages: null }
      return { size, ...kept, ...(packages.length === 0 ? {} : { packages }) }
    },
  }
}

// --- internal ---

/**
 * Takes a checksum, since it costs a tenth of a hash (who forges one fools only advice about an image of their own),
 * and looks for a Go program, a core dump and symbols.
 */
function largeFileSink(file: LayerFile, programs: Package[]): TarSink {
  const { path, size: bytes } = file
  const look =
    bytes < leastGoBinary
      ? undefined
      : createGoFinder(module => programs.push({ manager: 'go', ...module, bytes, path }))
  const lookAtElf = createElfFinder(bytes, facts => {
    file.elf = facts
  })
  let value = 0
  return {
    write(piece) {
      value = crc32(piece, value)
      look?.(piece)
      lookAtElf(piece)
    },
    end() {
      file.crc32 = value
    },
  }
}

function texts(files: Map<string, Buffer>): Map<string, string> {
  return new Map([...files].map(([path, content]) => [path, content.toString('utf8')]))
}
