import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { quoted } from '../common/errors.ts'
import { mostOfText, readTextFile, realFolder } from '../common/read-file.ts'
import { referenceText } from '../settings/references.ts'
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
      /** The target of a bake file that it is. */
      target?: string
    }
  | { kind: 'reference'; words: string; reference: Reference }

/** An existing image. */
export function referenceSubject(reference: Reference): Extract<Subject, { kind: 'reference' }> {
  return { kind: 'reference', words: referenceText(reference), reference }
}

/**
 * A build, named by its Dockerfile, stage and commit.
 * @param moved the Dockerfile lies elsewhere in the candidate
 */
export function buildSubject(
  what: Pick<BuildSubject, 'build' | 'directory' | 'dockerfile' | 'commit'>,
  moved = false,
): BuildSubject {
  const { build, dockerfile, commit } = what
  const from = moved ? ' (Dockerfile moved from there)' : ''
  const stage = build.target === null ? '' : ` (target ${build.target})`
  const at = commit === null ? '' : ` at ${commit.slice(0, 7)}`
  return {
    kind: 'build',
    ...what,
    words: `build of ${dockerfile.path ?? build.context}${stage}${at}${from}`,
  }
}

export type BuildSubject = Extract<Subject, { kind: 'build' }>

/** The Dockerfile of a build; path and text are null when it is not a file here (a Git or HTTP context). */
export interface Dockerfile {
  /** Relative to the repository; outside of it, relative to where the user's paths start. */
  path: string | null
  text: string | null
  /** The line of the file on which the text begins, where a bake file holds it; absent: the first. */
  firstLine?: number
}

/** Where a build's Dockerfile lies, relative to `directory`; null when the context is remote. */
export function dockerfilePath(build: BuildSettings): string | null {
  if (contextKind(build.context) !== 'directory') return null
  return build.file ?? join(build.context, 'Dockerfile')
}

/**
 * @param top of the repository, which the path is told relative to; null outside one
 * @param cwd where the user's paths start
 * @throws UserError when it is no regular file of the checkout, or far too large, or when a context leads out of it
 */
export async function readDockerfile(
  build: BuildSettings,
  directory: string,
  top: string | null,
  cwd = directory,
): Promise<Dockerfile> {
  const path = dockerfilePath(build)
  refuseContextsElsewhere(build, directory)
  if (path === null) return { path: null, text: null }
  const file = resolve(directory, path)
  const inside = relative(top ?? directory, file)
  const outside = inside.startsWith('../') || isAbsolute(inside)
  const shown = outside ? relative(cwd, file) : inside
  const place = { name: `file: ${shown}`, path: file, cwd: directory }
  return { path: shown, text: readTextFile(place, mostOfText) }
}

/**
 * Says that a Dockerfile is not there, and names the input that is to blame: without `file` it was `context`.
 * @param path of the Dockerfile, relative to the repository
 */
export async function whyNoDockerfile(
  { context, file }: BuildSettings,
  cwd: string,
  path: string,
): Promise<string> {
  const folder = await stat(resolve(cwd, context)).catch(() => null)
  if (!folder?.isDirectory()) {
    const what = folder === null ? 'there is no folder' : 'is no folder:'
    return `context: ${what} ${quoted(context)}; give its path relative to the checkout, for example context: services/api`
  }
  return file === null
    ? `context: there is no Dockerfile in ${quoted(context)}; name the folder that has it, for example context: services/api, or the Dockerfile, for example file: docker/api.Dockerfile`
    : `file: there is no ${path}; give the path of the Dockerfile relative to the checkout, for example file: services/api/Dockerfile`
}

// --- internal ---

/** Of a context that is a link itself BuildKit takes what is behind it: any folder of the machine. Within one it follows none out. */
function refuseContextsElsewhere(
  { context, buildContexts }: Pick<BuildSettings, 'context' | 'buildContexts'>,
  directory: string,
): void {
  const named = buildContexts.map(entry => [
    `build-contexts: ${entry}`,
    entry.slice(entry.indexOf('=') + 1).replace(/^oci-layout:\/\//, ''),
  ])
  for (const [name = '', path = ''] of [[`context: ${context}`, context], ...named]) {
    const isHere = !/:\/\//.test(path) && contextKind(path) === 'directory'
    // What is not there is told by whoever needs it.
    if (isHere && existsSync(resolve(directory, path))) realFolder({ name, path, cwd: directory })
  }
}
