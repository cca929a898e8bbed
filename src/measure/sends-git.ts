import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type Instruction, ModifiableInstruction } from 'dockerfile-ast'
import { mostOfText, readTextFile } from '../common/read-file.ts'
import { parseDockerfile } from '../image/dockerfile.ts'
import type { BuildSettings } from '../settings/settings.ts'

/**
 * Whether a build may read the checkout's `.git`: a worktree that is there meanwhile would be in its context, change
 * the image and spoil its cache.
 * @param cwd where the build's paths start
 * @throws UserError when a file that tells is no regular file of the checkout, or far too large
 */
export function sendsGit({ context, file }: BuildSettings, cwd: string): boolean {
  const folder = resolve(cwd, context)
  if (!existsSync(join(folder, '.git'))) return false
  const dockerfile = resolve(cwd, file ?? join(context, 'Dockerfile'))
  // https://docs.docker.com/build/concepts/context/#dockerignore-files
  const read = (path: string) =>
    readTextFile({ name: `context: ${relative(cwd, path)}`, path, cwd }, mostOfText)
  const ignored = read(`${dockerfile}.dockerignore`) ?? read(join(folder, '.dockerignore'))
  if (ignored !== null && IGNORES_GIT.test(ignored)) return false
  const text = read(dockerfile)
  return text === null || asksForGit(text)
}

// --- internal ---

const IGNORES_GIT = /^\s*\/?(?:\*\*\/)?\.git\/?\s*$/m

/** Only what the instructions name is sent. When in doubt, `.git` is among it. */
function asksForGit(dockerfile: string): boolean {
  const parsed = parseDockerfile(dockerfile)
  const [syntax] = parsed.getDirectives().filter(one => one.getDirective() === 'syntax')
  const isOwnSyntax = syntax !== undefined && !/docker\/dockerfile/.test(syntax.getValue() ?? '')
  return isOwnSyntax || parsed.getInstructions().some(mayReadGit)
}

function mayReadGit(instruction: Instruction): boolean {
  if (!(instruction instanceof ModifiableInstruction)) return false
  const flags = instruction
    .getFlags()
    .map(flag => ({ name: flag.getName(), value: flag.getValue() ?? '' }))
  const keyword = instruction.getKeyword()
  if (keyword === 'RUN') {
    const mounts = flags.filter(({ name }) => name === 'mount')
    return mounts.some(({ value }) => !/type=(?:cache|secret|ssh|tmpfs)|from=/.test(value))
  }
  if (keyword !== 'COPY' && keyword !== 'ADD') return false
  if (flags.some(({ name }) => name === 'from')) return false
  const sources = instruction.getArguments().slice(0, -1)
  return sources.some(source => mayCoverGit(source.getValue()))
}

/** `.`, `*`, `$DIR`, `"a name"`; not `src`, `./src/*`, a URL or a heredoc. */
function mayCoverGit(source: string): boolean {
  if (/^(?:https?:\/\/|git@|<<)/.test(source)) return false
  return !/^(?:\.?\/)*\w[\w@+.-]*(?:\/|$)/.test(source) || source.includes('..')
}
