import { createLayerTree, visit } from '../compare/layer-tree.ts'
import type { ImageContent, PlatformContent } from '../image/content.ts'
import type { FileIdentity, LayerFile } from '../image/measurement.ts'
import { type Digest, platformText } from '../oci/image-spec.ts'

/** One thing in which two images differ and should not. */
export interface Difference {
  /** Absolute; null: of the image as a whole. */
  path: string | null
  /** In words, behind the path: `has another mode`. */
  what: string
  /** Whether only its content is another one, as it may be in every build. */
  isContent: boolean
}

/**
 * In what the images that two Dockerfiles build differ, for whoever runs them: the files that are visible (path, kind,
 * mode, owner, size, content), and the configuration. Times are left out. Both must have been read with `identify`,
 * except for the layers that they share.
 * @param goes absolute paths that may be missing afterwards, with all that is in them
 * @param restless paths, absolute, whose content differs whenever the image is built
 * @returns in the order of paths, at most `mostDifferences` for a platform; empty: they are the same
 */
export function differences(
  before: ImageContent,
  after: ImageContent,
  goes: string[],
  restless: ReadonlySet<string> = new Set(),
): Difference[] {
  const platforms = new Map(after.platforms.map(one => [platformText(one.config), one]))
  if (platforms.size !== before.platforms.length) return [whole('has other platforms')]
  return before.platforms.flatMap(one => {
    const other = platforms.get(platformText(one.config))
    if (other === undefined) return [whole(`has no ${platformText(one.config)} any more`)]
    return [...ofConfig(one, other), ...ofFiles(one, other, goes, restless)].slice(
      0,
      mostDifferences,
    )
  })
}

export const mostDifferences = 100

// --- internal ---

/** What is visible at a path, and by which layer. */
interface Visible extends LayerFile {
  /** What its layer unpacks to. */
  diffId: Digest | null
}

function whole(what: string): Difference {
  return { path: null, what, isContent: false }
}

function ofConfig(before: PlatformContent, after: PlatformContent): Difference[] {
  const [one, other] = [before, after].map(({ config }) => config.config ?? {})
  const names = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])
  return [...names]
    .filter(name => canonical(one?.[name]) !== canonical(other?.[name]))
    .map(name => whole(`has another \`${name}\` in its configuration`))
}

/** Absent, null and empty say the same. */
function canonical(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'null' : `[${value.map(canonical).join()}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length === 0) return 'null'
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join()}}`
}

function ofFiles(
  before: PlatformContent,
  after: PlatformContent,
  goes: string[],
  restless: ReadonlySet<string>,
): Difference[] {
  const [one, other] = [visibleFiles(before), visibleFiles(after)]
  if (one === null || other === null)
    return [whole('has a layer whose paths are not known, so that nothing is proved')]
  const paths = [...new Set([...one.keys(), ...other.keys()])].sort()
  const isWaste = (path: string) => goes.some(root => path === root || path.startsWith(`${root}/`))
  const found: Difference[] = []
  /** Directories of which something is left that is not waste. */
  const needed = new Set<string>()
  for (const path of one.keys()) {
    if (isWaste(path) || one.get(path)?.kind === 'directory') continue
    for (let up = parent(path); up !== '' && !needed.has(up); up = parent(up)) needed.add(up)
  }
  const isAroundWaste = (path: string) => goes.some(root => root.startsWith(`${path}/`))
  for (const path of paths) {
    const [was, is] = [one.get(path), other.get(path)]
    if (is === undefined) {
      const isEmptied = was?.kind === 'directory' && isAroundWaste(path) && !needed.has(path)
      if (!isWaste(path) && !isEmptied)
        found.push({ path, what: 'would be missing', isContent: false })
    } else if (was === undefined) {
      found.push({ path, what: 'would be new', isContent: false })
    } else {
      const difference = ofFile(was, is)
      const isOwn = difference?.isContent === true && (restless.has(path) || isWaste(path))
      if (difference !== null && !isOwn) found.push({ path, ...difference })
    }
  }
  return found
}

function ofFile(was: Visible, is: Visible): Pick<Difference, 'what' | 'isContent'> | null {
  if (was.diffId !== null && was.diffId === is.diffId) return null
  const other = (what: string, isContent = false) => ({
    what: `would have another ${what}`,
    isContent,
  })
  if (was.kind !== is.kind) return other('kind')
  const [one, two] = [was.identity, is.identity]
  if (one === undefined || two === undefined)
    return { what: 'is not known well enough to be compared', isContent: false }
  const fields: [keyof FileIdentity, string][] = [
    ['mode', 'mode'],
    ['owner', 'owner'],
    ['link', 'target'],
    ['attributes', 'extended attributes'],
  ]
  for (const [field, name] of fields) if (one[field] !== two[field]) return other(name)
  if (was.size !== is.size) return other('size', true)
  if (was.kind !== 'file') return null
  return one.content !== null && one.content === two.content ? null : other('content', true)
}

/** By absolute path; null when the paths of a layer are not known. The root itself is left out. */
function visibleFiles({ layers, config }: PlatformContent): Map<string, Visible> | null {
  const tree = createLayerTree<Visible>()
  for (const [index, { files }] of layers.entries()) {
    if (files === null) return null
    const diffId = config.rootfs.diff_ids?.[index] ?? null
    for (const { path, kind } of files) {
      if (kind === 'whiteout') tree.take(path)
      if (kind === 'opaque') tree.empty(path)
    }
    for (const file of files) {
      if (file.kind === 'whiteout' || file.kind === 'opaque' || file.path === '') continue
      // What is no directory takes the place of one.
      if (file.kind !== 'directory') tree.take(file.path)
      const { files: beside } = tree.parentOf(file.path)
      beside.set(file.path.slice(file.path.lastIndexOf('/') + 1), { ...file, diffId })
    }
  }
  const visible = new Map<string, Visible>()
  visit(tree.root, file => visible.set(`/${file.path}`, file))
  return visible
}

const parent = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
