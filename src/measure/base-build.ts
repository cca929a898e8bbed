import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UserError } from '../common/errors.ts'
import type { Run } from '../common/run.ts'
import type { Credentials } from '../git/credentials.ts'
import { movedFrom } from '../git/moved.ts'
import type { BuildSettings } from '../settings/settings.ts'
import { relocate } from './relocate.ts'
import { type Dockerfile, readDockerfile } from './subject.ts'

/** The build of another commit, ready to start. */
export interface BaseBuild {
  build: BuildSettings
  directory: string
  dockerfile: Dockerfile
  /** Where the Dockerfile was, relative to the repository, when it moved since; else null. */
  movedFrom: string | null
}

/**
 * The same build in the worktree of another commit. A Dockerfile that was renamed since is found under its former
 * path, and a context that moved with it, too.
 * @param build with paths relative to `cwd`
 * @param top of the user's checkout
 * @throws UserError when the commit has the Dockerfile, but not the context
 */
export async function baseBuild(
  build: BuildSettings,
  place: {
    run: Run
    cwd: string
    top: string
    sha: string
    worktree: string
    credentials?: Credentials
  },
): Promise<BaseBuild> {
  const { cwd, top, sha, worktree } = place
  const directory = join(worktree, relative(top, cwd))
  const inWorktree = async (build: BuildSettings, movedFrom: string | null): Promise<BaseBuild> => {
    const moved = relocate(build, { from: cwd, root: top, to: worktree })
    const dockerfile = await readDockerfile(moved, directory, worktree, cwd)
    return { build: moved, directory, dockerfile, movedFrom }
  }
  const same = await inWorktree(build, null)
  const { path, text } = same.dockerfile
  if (text === null && path !== null) {
    const former = await movedFrom({ ...place, cwd: top, path })
    const before = former === null ? null : beforeMove(build, { cwd, top, worktree, path, former })
    return before === null ? same : inWorktree(before, former)
  }
  const context = resolve(directory, same.build.context)
  if (existsSync(context)) return same
  throw new UserError(
    `${sha.slice(0, 7)} has ${path}, but not the context ${build.context}; name what to compare with, e.g. baseline: docker://app:main`,
  )
}

// --- internal ---

/** The build with its former paths; null when its context was elsewhere too, and where is not plain. */
function beforeMove(
  build: BuildSettings,
  place: { cwd: string; top: string; worktree: string; path: string; former: string },
): BuildSettings | null {
  const { cwd, top, worktree, path, former } = place
  const file = join(top, former)
  const context = relative(top, resolve(cwd, build.context))
  if (existsSync(join(worktree, context))) return { ...build, file }
  const inContext = path.startsWith(`${context}/`) ? path.slice(context.length) : null
  if (inContext === null || !`/${former}`.endsWith(inContext)) return null
  return { ...build, context: join(top, former.slice(0, -inContext.length)), file }
}
