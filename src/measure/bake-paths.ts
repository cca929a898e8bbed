import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { quoted, UserError } from '../common/errors.ts'
import { realFolder } from '../common/read-file.ts'
import { type BakeTarget, fieldsOf } from '../docker/bake-definition.ts'
import { contextKind, isOutside } from './relocate.ts'

/** Where the paths of a bake file belong. */
export interface BakePlace {
  /** Where relative paths start. */
  directory: string
  /** The user's checkout of the same folder; the same as `directory` for the candidate. */
  cwd: string
  /** Top of the repository around `directory`, and around `cwd`. */
  top: string
  checkoutTop: string
  /** The input `allow`. */
  allow: string[]
}

/**
 * Refuses what a bake file must not lead to: it is of the pull request, and may name any path of the machine. Folders and
 * Dockerfiles lie in the repository. Secrets, keys and caches may lie elsewhere where `allow` says so, in the words of
 * buildx, which asks for the same since 0.19; and what it asks to be allowed otherwise, `allow` must say, too.
 * https://docs.docker.com/reference/cli/docker/buildx/bake/#allow
 * @throws UserError that names the target, the key, the path, and what to do
 */
export function checkBakeTarget(target: BakeTarget, place: BakePlace): void {
  const { name, build, inline } = target
  const refuse = (key: string, what: string) => {
    throw new UserError(`target ${name}: ${key} ${what}`)
  }
  const inRepository = (key: string, path: string) => {
    const { directory, top } = place
    if (isOutside(top, resolve(directory, path))) {
      refuse(key, `${quoted(path)} leads out of the repository; put it there itself`)
    }
    if (existsSync(resolve(directory, path))) {
      realFolder({ name: `target ${name}: ${key} ${quoted(path)}`, path, cwd: directory })
    }
  }
  for (const [key, path] of localPaths(build)) inRepository(key, path)
  if (contextKind(build.context) === 'directory' && inline === null && build.file !== null) {
    inRepository('dockerfile', build.file)
  }
  for (const [key, path] of ownPaths(target)) {
    const file = resolve(place.cwd, path)
    if (isOutside(place.checkoutTop, file)) {
      if (!mayRead(place.allow, file, place.cwd)) {
        refuse(
          key,
          `${quoted(path)} lies out of the repository; allow it with allow: fs.read=${path}`,
        )
      }
    } else if (existsSync(file)) {
      realFolder({ name: `target ${name}: ${key} ${quoted(path)}`, path: file, cwd: place.cwd })
    }
  }
  const missing = target.entitlements.find(one => !place.allow.includes(one))
  if (missing !== undefined) {
    refuse('entitlements', `asks for ${quoted(missing)}; allow it with allow: ${missing}`)
  }
}

/**
 * The keys of a target whose paths belong to the run, not to the commit: secret files, SSH keys and local caches stay in
 * the user's checkout. Folders that are written as absolute paths of that checkout move along with the commit.
 */
export function movedKeys(target: BakeTarget, place: BakePlace): Record<string, unknown> {
  if (place.directory === place.cwd) return {}
  const stay = (path: string) => resolve(place.cwd, path)
  const move = (path: string) =>
    path.startsWith('/') && !isOutside(place.checkoutTop, path)
      ? join(place.top, relative(place.checkoutTop, path))
      : path
  const { kept } = target
  const changed: Record<string, unknown> = {}
  for (const key of ['secret', 'cache-from']) {
    const entries = kept[key]
    if (Array.isArray(entries)) changed[key] = entries.map(entry => withSource(entry, stay))
  }
  if (Array.isArray(kept.ssh)) changed.ssh = kept.ssh.map(entry => withKeys(entry, stay))
  if (typeof kept.context === 'string') changed.context = move(kept.context)
  if (typeof kept.dockerfile === 'string') changed.dockerfile = move(kept.dockerfile)
  if (typeof kept.contexts === 'object' && kept.contexts !== null) {
    changed.contexts = Object.fromEntries(
      Object.entries(kept.contexts).map(([name, path]) => [name, move(String(path))]),
    )
  }
  return changed
}

// --- internal ---

/** Context and named contexts that are folders, and layouts, each with its key. */
function localPaths({ context, buildContexts }: BakeTarget['build']): [string, string][] {
  const named = buildContexts.map((entry): [string, string] => {
    const at = entry.indexOf('=')
    return [`contexts.${entry.slice(0, at)}`, entry.slice(at + 1)]
  })
  return [['context', context] as [string, string], ...named].flatMap(
    ([key, value]): [string, string][] => {
      const path = value.replace(/^oci-layout:\/\//, '').replace(/(.)@sha256:.*$/, '$1')
      const isElsewhere = /^[a-z-]+:\/\//.test(path) || /^(?:target|service):/.test(path)
      return isElsewhere || contextKind(path) !== 'directory' ? [] : [[key, path]]
    },
  )
}

/** Files that are the user's own, each with its key. */
function ownPaths({ kept }: BakeTarget): [string, string][] {
  const listed = (key: string) => (Array.isArray(kept[key]) ? (kept[key] as unknown[]) : [])
  const sources = ['secret', 'cache-from'].flatMap(key =>
    listed(key).flatMap((entry): [string, string][] => {
      const { src, type } = fieldsOf(entry)
      return src === undefined || (key === 'cache-from' && type !== 'local') ? [] : [[key, src]]
    }),
  )
  const keys = listed('ssh').flatMap(entry =>
    keysOf(entry).map((path): [string, string] => ['ssh', path]),
  )
  return [...sources, ...keys]
}

function keysOf(entry: unknown): string[] {
  if (typeof entry === 'string') return entry.split('=')[1]?.split(',') ?? []
  const paths = typeof entry === 'object' && entry !== null && 'paths' in entry ? entry.paths : []
  return Array.isArray(paths) ? paths.map(String) : []
}

/** `fs`, `fs=PATH`, `fs.read=PATH`; `*` is every path. */
function mayRead(allow: string[], file: string, cwd: string): boolean {
  return allow.some(one => {
    const [, path] = /^fs(?:\.read)?(?:=(.*))?$/s.exec(one) ?? []
    if (path === undefined) return one === 'fs' || one === 'fs.read'
    return path === '*' || path === '' || !isOutside(resolve(cwd, path), file)
  })
}

function withSource(entry: unknown, change: (path: string) => string): unknown {
  if (typeof entry !== 'string') {
    const { src } = fieldsOf(entry)
    return src === undefined ? entry : { ...(entry as object), src: change(src) }
  }
  return entry
    .split(',')
    .map(field =>
      field.replace(/^(\s*(?:src|source)=)(.*)$/s, (_, key, path) => key + change(path)),
    )
    .join(',')
}

function withKeys(entry: unknown, change: (path: string) => string): unknown {
  const keys = keysOf(entry)
  if (keys.length === 0) return entry
  return typeof entry === 'string'
    ? `${entry.split('=')[0]}=${keys.map(change).join(',')}`
    : { ...(entry as object), paths: keys.map(change) }
}
