import type { LayerFile, Package } from './measurement.ts'

/**
 * Whether a file lists packages: a database of dpkg or apk, or the papers of one npm or Python package.
 * dpkg: https://www.debian.org/doc/debian-policy/ch-controlfields.html, distroless images have `status.d`;
 * apk: https://wiki.alpinelinux.org/wiki/Apk_spec; Python: https://packaging.python.org/specifications/recording-installed-packages/
 */
export function listsPackages(path: string): boolean {
  return readerOf(path) !== null || record.test(path) || topLevel.test(path)
}

/** Bounds what a hostile layer of empty papers costs. */
export const mostPackages = 50_000

/**
 * The packages that a layer's databases list. Foreign text: what cannot be read is left out.
 *
 * @param files every path of the layer, from which the bytes of npm and Python packages are summed
 * @param captured text of the files that `listsPackages`, by path
 * @param most packages; where there are more, one more is told and the rest is not looked at
 */
export function readPackages(
  files: LayerFile[],
  captured: Map<string, string>,
  most: number = mostPackages,
): Package[] {
  const packages: Package[] = []
  const sizes = sizesOf(files, captured)
  for (const [path, text] of captured) {
    const read = readerOf(path)
    if (read === null) continue
    for (const one of read(text, path, sizes)) {
      if (one.name === '' || one.version === '') continue
      packages.push({ ...one, name: short(one.name), version: short(one.version), path })
      if (packages.length > most) return packages
    }
  }
  return packages
}

/**
 * The jars of a layer, by the names that Maven and Gradle give them: `NAME-VERSION.jar`. A version begins with a
 * digit, but a name can have one in it (`log4j-1.2-api-2.17.1.jar`).
 */
export function readJars(files: LayerFile[]): Package[] {
  return files.flatMap(({ path, size, kind }): Package[] => {
    if (kind !== 'file' || !path.endsWith('.jar')) return []
    const [, name, version] = jar.exec(path.slice(path.lastIndexOf('/') + 1)) ?? []
    if (name === undefined || version === undefined) return []
    return [{ manager: 'jar', name: short(name), version: short(version), bytes: size, path }]
  })
}

// --- internal ---

/** UTF-16 units of a list of modules. */
const LONGEST_LIST = 100_000

const jar = /^(\D[^/]*?(?:-\d[\d.]*-api)?)-(\d[^/]*)\.jar$/

/** Bytes that npm and Python packages take. */
interface Sizes {
  /** By the directory of a npm package. */
  npm: Map<string, number>
  /** By the `.dist-info` directory. */
  python: Map<string, number>
}

type Found = Omit<Package, 'path'>
type Reader = (text: string, path: string, sizes: Sizes) => Iterable<Found>

const npmRoot = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/@.][^/]*(?=\/)/
const npmPaper = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/
const pythonPaper = /\.(?:dist-info\/METADATA|egg-info\/PKG-INFO)$/
/** Setuptools' list of a distribution's modules, whose names are often others than its own. */
const topLevel = /\.(?:dist|egg)-info\/top_level\.txt$/
const record = /\.dist-info\/RECORD$/

function readerOf(path: string): Reader | null {
  if (/^var\/lib\/dpkg\/(?:status|status\.d\/(?!.*\.md5sums$)[^/]+)$/.test(path)) return readDpkg
  if (/^(?:usr\/)?lib\/apk\/db\/installed$/.test(path)) return readApk
  if (npmPaper.test(path)) return readNpm
  return pythonPaper.test(path) ? readPython : null
}

/** Installed-Size is an estimate in KiB. */
function* readDpkg(text: string): Iterable<Found> {
  for (const paragraph of paragraphs(text)) {
    const fields = fieldsOf(paragraph, /^(Package|Status|Version|Installed-Size):[ \t]*(.*)$/gm)
    const status = fields.get('Status')
    if (status !== undefined && !/ installed$/.test(status)) continue
    yield {
      manager: 'dpkg',
      name: fields.get('Package') ?? '',
      version: fields.get('Version') ?? '',
      bytes: size(fields.get('Installed-Size')) * 1024,
    }
  }
}

/** `P:` name, `V:` version, `I:` installed size in bytes. */
function* readApk(text: string): Iterable<Found> {
  for (const paragraph of paragraphs(text)) {
    const fields = fieldsOf(paragraph, /^([PVI]):(.*)$/gm)
    yield {
      manager: 'apk',
      name: fields.get('P') ?? '',
      version: fields.get('V') ?? '',
      bytes: size(fields.get('I')),
    }
  }
}

function readNpm(text: string, path: string, { npm }: Sizes): Found[] {
  const { name, version } = jsonObject(text)
  if (typeof name !== 'string' || typeof version !== 'string') return []
  const bytes = npm.get(path.slice(0, path.lastIndexOf('/'))) ?? 0
  return [{ manager: 'npm', name, version, bytes }]
}

function readPython(text: string, path: string, { python }: Sizes): Found[] {
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? ''
  const fields = fieldsOf(head, /^(Name|Version):[ \t]*(.*)$/gm)
  const bytes = python.get(path.slice(0, path.lastIndexOf('/'))) ?? 0
  return [
    {
      manager: 'pip',
      name: fields.get('Name') ?? '',
      version: fields.get('Version') ?? '',
      bytes,
    },
  ]
}

function sizesOf(files: LayerFile[], captured: Map<string, string>): Sizes {
  const npm = new Map<string, number>()
  const papers = [...captured.keys()]
  if (papers.some(path => npmPaper.test(path))) {
    for (const { path, size } of files) {
      const root = size > 0 ? npmRoot.exec(path)?.[0] : undefined
      if (root !== undefined) npm.set(root, (npm.get(root) ?? 0) + size)
    }
  }
  const infos = papers
    .filter(path => pythonPaper.test(path))
    .map(path => path.slice(0, path.lastIndexOf('/')))
  const isRecorded = (info: string) => captured.has(`${info}/RECORD`)
  const python = bytesBeside(
    infos.filter(info => !isRecorded(info)),
    captured,
    files,
  )
  if (infos.some(isRecorded)) {
    const sizes = new Map(files.map(({ path, size }) => [path, size]))
    for (const info of infos.filter(isRecorded))
      python.set(info, recorded(info, captured.get(`${info}/RECORD`) ?? '', sizes))
  }
  return { npm, python }
}

/** The sum of the files that a RECORD lists (`path,hash,size`, relative to the directory of `.dist-info`). */
function recorded(info: string, list: string, sizes: Map<string, number>): number {
  const site = info.split('/').slice(0, -1)
  let bytes = 0
  for (const line of parts(list, /\r?\n/g)) {
    const path = /^"((?:[^"]|"")*)"/.exec(line)?.[1]?.replaceAll('""', '"') ?? line.split(',')[0]
    bytes += sizes.get(resolved(site, path ?? '')) ?? 0
  }
  return bytes
}

function resolved(site: string[], path: string): string {
  if (path.startsWith('/')) return path.slice(1)
  const names = [...site]
  for (const name of path.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '.') names.push(name)
  }
  return names.join('/')
}

/**
 * Bytes without a RECORD (Debian's packages): the directories and modules that it names, or that have its name, and
 * its papers. A directory that several name (a namespace package) is nobody's.
 * @returns by `.dist-info` directory; one pass over the files, however many papers there are
 */
function bytesBeside(
  infos: string[],
  captured: Map<string, string>,
  files: LayerFile[],
): Map<string, number> {
  const owners = new Map<string, string | null>()
  for (const info of infos) {
    const slash = info.lastIndexOf('/') + 1
    const name = (info.slice(slash).split('-', 1)[0] ?? '').replace(/[.-]/g, '_')
    const listed = captured.get(`${info}/top_level.txt`)?.slice(0, LONGEST_LIST).split(/\s+/) ?? []
    const modules = new Set(listed.some(one => one !== '') ? listed : [name])
    modules.delete('')
    const own = [...modules].flatMap(module => {
      const place = `${info.slice(0, slash)}${module}`.toLowerCase()
      return [place, `${place}.py`]
    })
    for (const place of [...own, info.toLowerCase()]) {
      const other = owners.get(place)
      owners.set(place, other === undefined || other === info ? info : null)
    }
  }
  const sums = new Map<string, number>()
  for (const { path, size } of infos.length === 0 ? [] : files) {
    if (size === 0) continue
    const place = moduleOf(path.toLowerCase())
    for (let end = place.length; end > 0; end = place.lastIndexOf('/', end - 1)) {
      const info = owners.get(place.slice(0, end))
      if (info === undefined) continue
      if (info !== null) sums.set(info, (sums.get(info) ?? 0) + size)
      break
    }
  }
  return sums
}

/** `site/six` for `site/__pycache__/six.cpython-311.pyc`, and the like for a compiled module. */
function moduleOf(path: string): string {
  if (!path.endsWith('.pyc') && !path.endsWith('.so')) return path
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash).replace(/__pycache__\/$/, '')
  return folder + (path.slice(slash).split('.', 1)[0] ?? '')
}

function* paragraphs(text: string): Iterable<string> {
  for (const paragraph of parts(text, /\n[ \t]*\n/g)) if (paragraph.trim() !== '') yield paragraph
}

/** As `split`, one at a time: a text of nothing but separators would be millions of parts. */
function* parts(text: string, separator: RegExp): Iterable<string> {
  let start = 0
  for (const { index, 0: found } of text.matchAll(separator)) {
    yield text.slice(start, index)
    start = index + found.length
  }
  yield text.slice(start)
}

function fieldsOf(paragraph: string, field: RegExp): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [, name, value] of paragraph.matchAll(field)) {
    if (name !== undefined && !fields.has(name)) fields.set(name, (value ?? '').trim())
  }
  return fields
}

function jsonObject(text: string): { name?: unknown; version?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function size(text: string | undefined): number {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : 0
}

function short(text: string): string {
  return text.slice(0, 200)
}
