import { CommandError, type CommandResult, type Run } from '../common/run.ts'
import { type Credentials, type GitConfig, headerFor, isRefusal } from './credentials.ts'

/** Runs one git command in one folder. */
export type Git = (args: string[], options?: { allowed?: number[] }) => Promise<CommandResult>

/**
 * Git in a folder: never asks for a password, answers in English, runs none of the user's hooks. A command that a server
 * refuses runs once more with the credentials. In a partial clone that is any command that looks into a file or a folder,
 * which git fetches when it is first needed.
 */
export function gitIn(run: Run, cwd: string, credentials?: Credentials): Git {
  const ask = (args: string[], allowed: number[], config: GitConfig) =>
    run({
      program: 'git',
      args,
      cwd,
      env: {
        LC_ALL: 'C',
        GIT_TERMINAL_PROMPT: '0',
        GIT_LFS_SKIP_SMUDGE: '1',
        ...configEnvironment([['core.hooksPath', '/dev/null'], ...config]),
      },
      allowed,
    })
  return async (args, { allowed = [] } = {}) => {
    if (credentials === undefined) return ask(args, allowed, [])
    const answer = await ask(args, allowed, []).catch((error: unknown) => {
      if (error instanceof CommandError && isRefusal(error.stderr)) return null
      throw error
    })
    if (answer !== null && (answer.exitCode === 0 || !isRefusal(answer.stderr))) return answer
    return ask(args, allowed, headerFor(credentials))
  }
}

/** Whether the commit is in this clone. `--missing` keeps a partial clone from fetching it, and all that came before. */
export async function hasCommit(git: Git, sha: string): Promise<boolean> {
  const args = ['rev-list', '--no-walk', '--missing=allow-any', '--end-of-options', sha]
  const { exitCode, stdout } = await git(args, { allowed: [128] })
  return exitCode === 0 && stdout.trim() === sha
}

/** The commit that a revision names in this clone, or null. */
export async function commitOf(git: Git, revision: string): Promise<string | null> {
  if (/^[0-9a-f]{40,}$/.test(revision)) return (await hasCommit(git, revision)) ? revision : null
  const { exitCode, stdout } = await git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    { allowed: [1, 128] },
  )
  return exitCode === 0 ? stdout.trim() : null
}

/** Whether the history of this clone is cut off. */
export async function isShallow(git: Git): Promise<boolean> {
  return (await git(['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true'
}

/** The parents of a commit. Unlike `HEAD^1` it works in a shallow clone, where they are named but not there. */
export async function parentsOf(git: Git, sha: string): Promise<string[]> {
  const { stdout } = await git(['cat-file', '-p', `${sha}^{commit}`])
  const header = stdout.split('\n\n', 1)[0] ?? ''
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(match => match[1] ?? '')
}

// --- internal ---

/** https://git-scm.com/docs/git-config#Documentation/git-config.txt-GITCONFIGCOUNT, after what is set already. */
function configEnvironment(config: GitConfig): Record<string, string> {
  const first = Number(process.env.GIT_CONFIG_COUNT ?? 0)
  const entries = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ])
  return { GIT_CONFIG_COUNT: String(first + config.length), ...Object.fromEntries(entries) }
}
