import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import type { BuildSettings, Reference } from '../settings/settings.ts'

/** One of the two images of a comparison, before it is measured. */
export type Subject =
  | {
      kind: 'build'
      /** What it is, in words, for report and log. */
      words: string
      commit: string | null
      /** The folder that relative paths of `build` start from. */
      directory: string
      build: BuildSettings
      dockerfile: Dockerfile
    }
  | { kind: 'reference'; words: string; reference: Reference }

/** The Dockerfile of a build; path and text are null when it is not a file here (a Git or HTTP context). */
export interface Dockerfile {
  /** Relative to the repository. */
  path: string | null
  text: string | null
}

/** A context that BuildKit fetches itself: a Git repository or an archive. */
export function isRemoteContext(context: string): boolean {
  return /^(https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(context)
}

/** Where a build's Dockerfile lies, relative to `directory`; null when the context is remote. */
export function dockerfilePath(build: BuildSettings): string | null {
  if (isRemoteContext(build.context)) return null
  return build.file ?? join(build.context, 'Dockerfile')
}

/** @param top of the repository, which the path is told relative to; null outside one */
export async function readDockerfile(
  build: BuildSettings,
  directory: string,
  top: string | null,
): Promise<Dockerfile> {
  const path = dockerfilePath(build)
  if (path === null) return { path: null, text: null }
  const file = resolve(directory, path)
  const text = existsSync(file) ? await readFile(file, 'utf8') : null
  return { path: relative(top ?? directory, file), text }
}

/**
 * The same build in another tree of the repository: local paths inside the checkout move with it. Secrets
 * stay where they are, as they are seldom committed, and only the pull request's side writes to the cache.
 *
 * @param from where the build's relative paths start, and the top of its repository
 * @param top of the other tree
 */
export function rebase(
  build: BuildSettings,
  from: { directory: string; top: string },
  top: string,
): BuildSettings {
  const move = (path: string) => {
    const inside = relative(from.top, resolve(from.directory, path))
    return inside.startsWith('..') || isAbsolute(inside) ? path : join(top, inside)
  }
  const mapValue = (pair: string, change: (value: string) => string) => {
    const [name = '', ...value] = pair.split('=')
    return `${name}=${change(value.join('='))}`
  }
  const isPath = (value: string) => existsSync(resolve(from.directory, value))
  return {
    ...build,
    context: move(build.context),
    file: build.file === null ? null : move(build.file),
    buildContexts: build.buildContexts.map(pair =>
      mapValue(pair, value => (isPath(value) ? move(value) : value)),
    ),
    secretFiles: build.secretFiles.map(pair =>
      mapValue(pair, path => resolve(from.directory, path)),
    ),
    cacheTo: [],
  }
}
