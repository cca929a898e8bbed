import { existsSync, lstatSync, realpathSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { UserError } from '../common/errors.ts'
import { mostOfText, readTextFile } from '../common/read-file.ts'
import { type IgnoreFile, readIgnoreFile } from '../image/ignore-file.ts'
import { remoteSource } from '../image/remote-sources.ts'
import type { BuildSettings } from '../settings/settings.ts'
import { contextKind } from './relocate.ts'
import { sendsGit } from './sends-git.ts'
import { dockerfilePath } from './subject.ts'

/** What of a repository a build is made of. Paths are relative to the top level, with `/`; '' is the top level. */
export interface BuildInputs {
  dockerfile: string
  context: string
  /** Named ones. */
  contexts: string[]
  /** Whether a change of a path can change the image. @param path one that ends with `/` is a folder with all in it */
  isTouchedBy: (path: string) => boolean
}

/**
 * What a build is made of, as far as the repository has it.
 * @param cwd where the build's paths start
 * @returns as a reason, why that is not all: then the image may differ though nothing of the repository does
 */
export function buildInputs(
  build: BuildSettings,
  cwd: string,
  top: string,
): BuildInputs | { why: string } {
  if (build.pull) return { why: '`pull` is set' }
  if (build.noCache || build.noCacheFilters.length > 0) return { why: '`no-cache` is set' }
  const file = dockerfilePath(build)
  if (file === null) return { why: 'its context is remote' }
  const named = build.buildContexts.map(entry => entry.slice(entry.indexOf('=') + 1))
  const local = named.filter(value => !/^docker-image:\/\//.test(value))
  const remote = local.find(value => /:\/\//.test(value) || contextKind(value) !== 'directory')
  if (remote !== undefined) return { why: `its named context ${remote} is no folder` }
  try {
    const inside = (path: string) => pathInside(path, cwd, top)
    const [dockerfile, context] = [inside(file), inside(build.context)]
    const contexts = local.map(inside)
    if (sendsGit(build, cwd)) {
      return { why: 'its context may hold `.git`; a line `.git` in .dockerignore ends that' }
    }
    const text = readTextFile({ name: `file: ${file}`, path: resolve(cwd, file), cwd }, mostOfText)
    if (text === null) return { why: `there is no ${file}` }
    const source = remoteSource(text)
    if (source !== null) return { why: source }
    const own = ignoreFile(`${dockerfile}.dockerignore`, top)
    const places = [
      { folder: context, ignored: own ?? ignoreFile(within(context, IGNORE), top) },
      ...contexts.map(folder => ({ folder, ignored: ignoreFile(within(folder, IGNORE), top) })),
    ]
    const files = [dockerfile, `${dockerfile}.dockerignore`]
    return {
      dockerfile,
      context,
      contexts,
      isTouchedBy: path =>
        files.some(one => one === path || isBelow(one, path)) ||
        places.some(place => isSent(path, place)),
    }
  } catch (error) {
    if (error instanceof UserError) return { why: error.message }
    throw error
  }
}

// --- internal ---

const IGNORE = '.dockerignore'

interface Place {
  folder: string
  /** null: there is none. `unsure`: it is not understood, and may leave out nothing. */
  ignored: IgnoreFile | 'unsure' | null
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** @throws UserError when it is elsewhere, or may be elsewhere at another commit */
function pathInside(path: string, cwd: string, top: string): string {
  const lexical = resolve(realpathSync(cwd), path)
  if (!existsSync(lexical)) throw new UserError(`there is no ${path}`)
  const real = realpathSync(lexical)
  if (real !== lexical) throw new UserError(`${path} lies behind a link`)
  const inside = relative(top, real)
  if (inside.startsWith('..')) throw new UserError(`${path} is outside of the repository`)
  return inside
}

function ignoreFile(path: string, top: string): Place['ignored'] {
  const absolute = resolve(top, path)
  const stats = lstatSync(absolute, { throwIfNoEntry: false })
  if (stats === undefined) return null
  if (!stats.isFile()) return 'unsure'
  const text = readTextFile({ name: path, path: absolute, cwd: top }, mostOfText)
  return text === null ? null : (readIgnoreFile(text) ?? 'unsure')
}

/** Whether what changed at a path may be sent to the builder. */
function isSent(path: string, { folder, ignored }: Place): boolean {
  if (isBelow(folder, path)) return true
  const inside =
    folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null
  if (inside === null) return false
  if (ignored === null || ignored === 'unsure' || inside === IGNORE) return true
  if (!inside.endsWith('/')) return !ignored.ignores(inside)
  return ignored.hasExceptions || !ignored.ignores(inside.slice(0, -1))
}

/** Whether a path is a folder, and another one is in it or itself. */
function isBelow(path: string, folder: string): boolean {
  return folder.endsWith('/') && `${path}/`.startsWith(folder)
}
