import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Run } from '../run.ts'
import { type Credentials, fetchFromOrigin, withCredentials } from './fetch.ts'
import { type Git, gitIn, hasCommit } from './git.ts'
import { initialisedSubmodules, readRepository, resolvesLfs } from './repository.ts'

/**
 * Lends a folder with the files of another commit, fetched if need be, with submodules and Git LFS files as far
 * as the user's checkout has them. The checkout itself is not touched, and the folder is gone in the end, also
 * after a failure or an interruption.
 * @param temporary where to put it, for example RUNNER_TEMP
 * @throws CommandError when the commit cannot be fetched or checked out; and what `use` throws
 */
export async function withWorktree<T>(
  options: { run: Run; cwd: string; sha: string; credentials?: Credentials; temporary?: string },
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const { run, cwd, sha, credentials } = options
  const git = gitIn(run, cwd)
  await fetchCommit(options, git)
  const parent = await realpath(options.temporary ?? tmpdir())
  const directory = await mkdtemp(join(parent, 'image-size-gate-'))
  const remove = once(() => removeWorktree(git, directory))
  const release = onInterrupt(remove)
  try {
    await git(['worktree', 'add', '--quiet', '--detach', '--force', directory, sha])
    const inside = gitIn(run, directory)
    await addSubmodules(git, inside, credentials)
    if (await resolvesLfs(git)) {
      await withCredentials(config => inside(['lfs', 'pull'], { config }), credentials)
    }
    return await use(directory)
  } finally {
    await remove()
    release()
  }
}

// --- internal ---

async function fetchCommit(
  { run, cwd, sha, credentials }: Parameters<typeof withWorktree>[0],
  git: Git,
): Promise<void> {
  if (await hasCommit(git, sha)) return
  const repository = await readRepository(run, cwd)
  // In a full clone a depth would cut off the history that is there.
  const depth = !('none' in repository) && repository.shallow ? ['--depth=1'] : []
  await fetchFromOrigin(git, [...depth, 'origin', sha], credentials)
}

async function addSubmodules(
  git: Git,
  inside: Git,
  credentials: Credentials | undefined,
): Promise<void> {
  const initialised = await initialisedSubmodules(git)
  if (initialised.length === 0) return
  const atCommit = await inside(['ls-files', '-z', '--stage'])
  const links = atCommit.stdout.split('\0').filter(entry => entry.startsWith('160000 '))
  const wanted = links
    .map(entry => entry.slice(entry.indexOf('\t') + 1))
    .filter(path => initialised.includes(path))
  if (wanted.length === 0) return
  const nested = initialised.some(path => wanted.some(outer => path.startsWith(`${outer}/`)))
  const recursive = nested ? ['--recursive'] : []
  const update = ['submodule', '--quiet', 'update', '--init', '--depth=1', ...recursive, '--']
  await withCredentials(config => inside([...update, ...wanted], { config }), credentials)
}

async function removeWorktree(git: Git, directory: string): Promise<void> {
  // Twice forced: also when it is locked. What it does not know it leaves, for `rm`.
  await git(['worktree', 'remove', '--force', '--force', directory], { allowed: [128] })
  await rm(directory, { recursive: true, force: true })
  await git(['worktree', 'prune'])
}

/** Cleans up on Ctrl-C or a cancelled job, and then lets the signal do what it would have done. */
function onInterrupt(clean: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const handle = (signal: NodeJS.Signals): void => {
    const resume = (): void => {
      release()
      process.kill(process.pid, signal)
    }
    clean().then(resume, resume)
  }
  const release = (): void => {
    for (const signal of signals) process.off(signal, handle)
  }
  for (const signal of signals) process.on(signal, handle)
  return release
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= action()
    return done
  }
}
