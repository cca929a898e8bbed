import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { quoted } from '../common/errors.ts'
import type { ImageSettings } from '../settings/settings.ts'
import { localContexts } from './cache-place.ts'

/**
 * Notes of reports that an earlier run wrote into a build context: a `COPY . .` takes them into the candidate, and into
 * nothing of the baseline, which is built from a clean worktree. Where there is none yet, nothing that is built changes.
 * @param paths where this run writes its reports, relative to the checkout
 */
export function ownReportNotes(paths: string[], images: ImageSettings[], cwd: string): string[] {
  const contexts = images.flatMap(({ source }) =>
    source.kind === 'build' ? localContexts(source.build, cwd) : [],
  )
  return paths.flatMap(path => {
    const file = resolve(cwd, path)
    const context = contexts.find(folder => !/^\.\.(?:\/|$)|^$/.test(relative(folder, file)))
    if (context === undefined || !existsSync(file)) return []
    const where = relative(cwd, context) || '.'
    return [
      `${quoted(path)} of an earlier run lies in the build context ${quoted(where)}, so that it may be part of the image: write it elsewhere, e.g. below /tmp, or name it in .dockerignore.`,
    ]
  })
}
