import { isAbsolute, join, relative, resolve } from 'node:path'
import type { BuildSettings } from '../settings/settings.ts'

/**
 * Where a build context comes from. What BuildKit fetches itself is the same at every commit of the checkout.
 * https://docs.docker.com/build/concepts/context/#remote-context
 */
export function contextKind(context: string): 'directory' | 'git' | 'tarball' {
  if (/^(git|ssh):\/\//.test(context) || /^github\.com\//.test(context)) return 'git'
  if (/^[\w.-]+@[\w.-]+:/.test(context)) return 'git'
  if (!/^https?:\/\//.test(context)) return 'directory'
  return /\.git(?:[?#].*)?$/.test(context) ? 'git' : 'tarball'
}

/**
 * The same build in another checkout of its repository: what the repository holds (context, Dockerfile, named
 * contexts) moves along; what belongs to the run (local caches, secret files, SSH keys) stays where it is. Only
 * the pull request's side writes to the build cache.
 *
 * @param from where relative paths of `build` start
 * @param root top of the user's checkout
 * @param to top of the other checkout
 */
export function relocate(
  build: BuildSettings,
  { from, root, to }: { from: string; root: string; to: string },
): BuildSettings {
  const stay = (path: string): string => resolve(from, path)
  const move = (path: string): string => {
    const there = stay(path)
    return isOutside(root, there) ? there : join(to, relative(root, there))
  }
  const moveContext = (context: string): string =>
    /:\/\//.test(context) || contextKind(context) !== 'directory' ? context : move(context)
  return {
    ...build,
    context: moveContext(build.context),
    file: build.file === null ? null : move(build.file),
    buildContexts: build.buildContexts.map(entry => afterEquals(entry, moveContext)),
    secretFiles: build.secretFiles.map(entry => afterEquals(entry, stay)),
    cacheFrom: build.cacheFrom.map(entry =>
      /(^|,)type=local(,|$)/.test(entry) ? withSource(entry, stay) : entry,
    ),
    cacheTo: [],
    ssh: build.ssh.map(entry => afterEquals(entry, paths => paths.split(',').map(stay).join(','))),
  }
}

/** Whether an absolute path is neither a folder nor in it. */
export function isOutside(folder: string, path: string): boolean {
  const inside = relative(folder, path)
  return inside === '..' || inside.startsWith('../') || isAbsolute(inside)
}

// --- internal ---

function withSource(entry: string, change: (path: string) => string): string {
  return entry
    .split(',')
    .map(field => (field.trimStart().startsWith('src=') ? afterEquals(field, change) : field))
    .join(',')
}

function afterEquals(entry: string, change: (value: string) => string): string {
  const at = entry.indexOf('=')
  return at === -1 ? entry : `${entry.slice(0, at + 1)}${change(entry.slice(at + 1))}`
}
