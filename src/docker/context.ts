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
 * The same build in another checkout: what the repository holds (context, Dockerfile, named contexts) moves along,
 * what belongs to the run (local caches, secret files, SSH keys) stays where it is.
 * @param from the directory that relative paths of `build` belong to
 * @param root the user's checkout; absolute paths below it move too
 * @param to the other checkout, in which the build is started from the directory that `from` is in `root`
 */
export function relocate(
  build: BuildSettings,
  { from, root, to }: { from: string; root: string; to: string },
): BuildSettings {
  const move = (path: string): string => {
    const inside = relative(root, path)
    const outside = inside === '..' || inside.startsWith('../') || isAbsolute(inside)
    return isAbsolute(path) && !outside ? join(to, inside) : path
  }
  const moveContext = (context: string): string =>
    contextKind(context) === 'directory' ? move(context) : context
  const stay = (path: string): string => resolve(from, path)
  return {
    ...build,
    context: moveContext(build.context),
    file: build.file === null ? null : move(build.file),
    buildContexts: build.buildContexts.map(entry =>
      afterEquals(entry, value => (value.includes('://') ? value : moveContext(value))),
    ),
    secretFiles: build.secretFiles.map(entry => afterEquals(entry, stay)),
    secrets: build.secrets.map(entry =>
      isSecretSpecification(entry) ? withAttributes(entry, ['src', 'source'], stay) : entry,
    ),
    cacheFrom: build.cacheFrom.map(entry => localCache(entry, stay)),
    cacheTo: build.cacheTo.map(entry => localCache(entry, stay)),
    ssh: build.ssh.map(entry =>
      afterEquals(entry, paths => paths.split(',').map(stay).join(',')),
    ),
  }
}

/** `id=NAME,src=FILE`, the syntax of `docker buildx build --secret`, and not the `NAME=VALUE` of build-push-action. */
export function isSecretSpecification(secret: string): boolean {
  return /^(?:type=[a-z]+,)?id=[^,]+,(?:type|src|source|env)=/.test(secret)
}

// --- internal ---

function localCache(entry: string, stay: (path: string) => string): string {
  return /(^|,)type=local(,|$)/.test(entry) ? withAttributes(entry, ['src', 'dest'], stay) : entry
}

function withAttributes(entry: string, names: string[], change: (path: string) => string): string {
  return entry
    .split(',')
    .map(field => {
      const name = field.slice(0, field.indexOf('='))
      return names.includes(name.trim()) ? afterEquals(field, change) : field
    })
    .join(',')
}

function afterEquals(entry: string, change: (value: string) => string): string {
  const at = entry.indexOf('=')
  return at === -1 ? entry : `${entry.slice(0, at + 1)}${change(entry.slice(at + 1))}`
}
