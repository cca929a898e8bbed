import { join, relative, resolve } from 'node:path'
import { mostOfText, readTextFile } from '../common/read-file.ts'
import type { BuildSettings } from '../settings/settings.ts'
import { contextKind } from './relocate.ts'

export interface IgnoreFile {
  /** null: there is none. */
  text: string | null
  /** Absolute; where it is, or where it would be. */
  path: string
  /** Its path as the report has paths. @param dockerfile that of the Dockerfile in the report */
  shown: (dockerfile: string) => string
}

/** The file that tells what is not sent: the Dockerfile's own, else that of the context. */
export function readIgnoreFile(build: BuildSettings, directory: string): IgnoreFile {
  const dockerfile = resolve(directory, build.file ?? join(build.context, 'Dockerfile'))
  const own = `${dockerfile}.dockerignore`
  const read = (path: string) =>
    readTextFile({ name: `${path}:`, path, cwd: directory }, mostOfText)
  const ofDockerfile = read(own)
  const context = contextKind(build.context) === 'directory' ? build.context : '.'
  const path = ofDockerfile === null ? resolve(directory, context, '.dockerignore') : own
  return {
    path,
    text: ofDockerfile ?? read(path),
    shown: (shownDockerfile: string) => {
      const top = dockerfile.slice(0, Math.max(0, dockerfile.length - shownDockerfile.length))
      return relative(top === '' ? directory : top, path)
    },
  }
}
