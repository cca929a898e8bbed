import { basename, dirname, normalize } from 'node:path/posix'
import type { BuildSettings, Reference } from './settings.ts'

/**
 * The name of a built image, when the user gave none: where it lives, then what tells it from its neighbours.
 *
 * 1. The folder of `context`, else the folder of `file`, else the repository.
 * 2. What the Dockerfile's own name adds: `-worker` for `Dockerfile.worker` and `worker.Dockerfile`.
 * 3. `-target`.
 */
export function nameOfBuild(
  { context, file, target }: Pick<BuildSettings, 'context' | 'file' | 'target'>,
  repositoryName: string,
): string {
  const place = folderName(context) ?? folderName(dirname(file ?? '.')) ?? repositoryName
  const variant = basename(file ?? '').replace(
    /^(Docker|Container)file$|[.-]?(Docker|Container)file[.-]?/i,
    '',
  )
  return [place, variant, target ?? ''].filter(part => part !== '').join('-')
}

/** The last part of an image's name or path, without tag, digest and extension: `api` for `docker://ghcr.io/acme/api:1`. */
export function nameOfReference({ transport, value }: Reference): string {
  const last = basename(value.replace(/@.*$/, ''))
  const name = last.replace(/:[^:]*$/, '')
  return transport === 'docker' || transport === 'docker-daemon'
    ? name
    : name.replace(/\.(tar|tar\.gz|tgz)$/, '')
}

// --- internal ---

/** The name of a folder or of a URL's repository; null for a root, which has none. */
function folderName(context: string): string | null {
  const [place = '', fragment = ''] = context.split('#')
  const subfolder = fragment.split(':')[1]
  const name = basename(normalize(subfolder ?? place)).replace(/\.git$/, '')
  return ['', '.', '..', '/'].includes(name) ? null : name
}
