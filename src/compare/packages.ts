import type { Layer, Package } from '../image/measurement.ts'
import type { PackageChange } from './comparison.ts'

/**
 * Packages that were added, removed or came in another version, between what the two images list in the end.
 *
 * @returns biggest change first; null when a layer that the images do not share was not read
 */
export function packageChanges(
  baseline: Layer[],
  candidate: Layer[],
  most = 100,
): PackageChange[] | null {
  if (!wasRead(baseline, candidate) || !wasRead(candidate, baseline)) return null
  const [before, after] = [installed(baseline), installed(candidate)]
  const complete = [...baseline, ...candidate].every(({ files }) => files !== null)
  const told = (manager: Package['manager']) =>
    complete || !wholeDatabases.has(manager) || (lists(before, manager) && lists(after, manager))
  const [old, now] = [byName(before), byName(after)]
  const changes: PackageChange[] = []
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const change = changeOf(old.get(key), now.get(key))
    if (change !== null && told(change.manager)) changes.push(change)
  }
  return changes
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, most)
}

/** The packages of a finished image: databases that a later layer wrote anew or deleted are gone. */
export function installed(layers: Layer[]): Package[] {
  const databases = new Map<string, Package[]>()
  for (const { files, packages } of layers) {
    if (databases.size > 0) forget(databases, files ?? [])
    const fresh = Map.groupBy(packages ?? [], ({ path }) => path)
    for (const [path, listed] of fresh) databases.set(path, listed)
  }
  return [...databases.values()].flat()
}

// --- internal ---

/** Two managers may have a package of the same name. */
function nameOf({ manager, name }: PackageChange): string {
  return `${name} ${manager}`
}

/**
 * One file lists all packages of the image, and each layer writes it anew. Where the FROM image's layers are
 * shared and were not read, the first of them that is seen says nothing of what is new.
 */
const wholeDatabases = new Set<Package['manager']>(['dpkg', 'apk', 'rpm'])

function wasRead(layers: Layer[], others: Layer[]): boolean {
  if (layers.some(({ packages }) => packages === null)) return false
  const shared = new Set(others.map(({ diffId }) => diffId))
  return layers.every(
    ({ files, paths, diffId }) =>
      // A record knows what was installed in the end.
      files !== null || paths !== undefined || (diffId !== null && shared.has(diffId)),
  )
}

function forget(databases: Map<string, Package[]>, files: Layer['files'] & object): void {
  const gone = new Set<string>()
  const emptied = new Set<string>()
  for (const { path, kind } of files) {
    if (kind === 'whiteout') gone.add(path)
    else if (kind === 'opaque') emptied.add(path)
    else if (databases.has(path)) gone.add(path)
  }
  if (gone.size === 0 && emptied.size === 0) return
  for (const path of databases.keys()) {
    let hidden = gone.has(path)
    for (
      let end = path.lastIndexOf('/');
      end > 0 && !hidden;
      end = path.lastIndexOf('/', end - 1)
    ) {
      const parent = path.slice(0, end)
      hidden = gone.has(parent) || emptied.has(parent)
    }
    if (hidden) databases.delete(path)
  }
}

function lists(packages: Package[], manager: Package['manager']): boolean {
  return packages.some(one => one.manager === manager)
}

/** Copies of a package (npm nests them, dpkg has several architectures) count together. */
function byName(packages: Package[]): Map<string, Package[]> {
  return Map.groupBy(packages, ({ manager, name }) => `${manager} ${name}`)
}

function changeOf(
  before: Package[] | undefined,
  after: Package[] | undefined,
): PackageChange | null {
  const [one] = after ?? before ?? []
  if (one === undefined) return null
  const [from, to] = [versions(before), versions(after)]
  if (from === to && (before?.length ?? 0) === (after?.length ?? 0)) return null
  return {
    manager: one.manager,
    name: one.name,
    from,
    to,
    change: bytes(after) - bytes(before),
  }
}

function versions(packages: Package[] | undefined): string | null {
  if (packages === undefined) return null
  return [...new Set(packages.map(({ version }) => version))].sort().slice(0, 5).join(', ')
}

function bytes(packages: Package[] | undefined): number {
  return (packages ?? []).reduce((sum, one) => sum + one.bytes, 0)
}
