import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import type { BuildSettings, Reference } from '../settings/settings.ts'
import { contextKind } from './relocate.ts'

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
  /** Relative to the repository; outside of it, relative to where the user's paths start. */
  path: string | null
  text: string | null
}

/** Where a build's Dockerfile lies, relative to `directory`; null when the context is remote. */
export function dockerfilePath(build: BuildSettings): string | null {
  if (contextKind(build.context) !== 'directory') return null
  return build.file ?? join(build.context, 'Dockerfile')
}

/**
 * @param top of the repository, which the path is told relative to; null outside one
 * @param cwd where the user's paths start
 */
export async function readDockerfile(
  build: BuildSettings,
  directory: string,
  top: string | null,
  cwd = directory,
): Promise<Dockerfile> {
  const path = dockerfilePath(build)
  if (path === null) return { path: null, text: null }
  const file = resolve(directory, path)
  const text = existsSync(file) ? await readFile(file, 'utf8') : null
  const inside = relative(top ?? directory, file)
  const outside = inside.startsWith('../') || isAbsolute(inside)
  return { path: outside ? relative(cwd, file) : inside, text }
}
