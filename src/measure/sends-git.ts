import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BuildSettings } from '../settings/settings.ts'

/**
 * Whether a build may read the checkout's `.git`: a worktree that is there meanwhile would be in its context, change
 * the image and spoil its cache.
 * @param cwd where the build's paths start
 */
export function sendsGit({ context, file }: BuildSettings, cwd: string): boolean {
  const folder = resolve(cwd, context)
  if (!existsSync(join(folder, '.git'))) return false
  const dockerfile = resolve(cwd, file ?? join(context, 'Dockerfile'))
  // https://docs.docker.com/build/concepts/context/#dockerignore-files
  const ignore = [`${dockerfile}.dockerignore`, join(folder, '.dockerignore')].find(existsSync)
  if (ignore === undefined) return true
  return !/^\s*\/?(?:\*\*\/)?\.git\/?\s*$/m.test(readFileSync(ignore, 'utf8'))
}
