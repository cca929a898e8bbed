import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** File contents by path; null removes the file. */
export type Files = Record<string, string | Buffer | null>

export interface PullRequestRepository {
  /** Where actions/checkout would have put the merge commit, with a history of depth 1. */
  checkout: string
  baseSha: string
  headSha: string
  mergeSha: string
  /** Pushes another commit to the pull request and checks its merge commit out, as a second run would. */
  push: (files: Files) => { headSha: string; mergeSha: string }
  /** `git` in the checkout. */
  git: (...args: string[]) => string
  remove: () => void
}

/** A repository with a pull request, and a depth-1 clone of its merge commit as actions/checkout makes it. */
export function makePullRequest(base: Files, head: Files): PullRequestRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'image-size-gate-test-')))
  const author = join(folder, 'author')
  const origin = join(folder, 'origin.git')
  const checkout = join(folder, 'checkout')
  const inAuthor = gitIn(author)
  const inCheckout = gitIn(checkout)

  mkdirSync(author)
  inAuthor('init', '-q', '-b', 'main')
  const baseSha = commit(base, 'base')
  inAuthor('checkout', '-q', '-b', 'topic')
  execFileSync('git', ['clone', '-q', '--bare', author, origin])
  // GitHub serves any commit by its SHA.
  execFileSync('git', ['-C', origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true'])
  execFileSync('git', ['init', '-q', checkout])
  inCheckout('remote', 'add', 'origin', `file://${origin}`)
  const first = push(head)
  return {
    checkout,
    baseSha,
    ...first,
    push,
    git: inCheckout,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }

  function push(files: Files): { headSha: string; mergeSha: string } {
    inAuthor('checkout', '-q', 'topic')
    const headSha = commit(files, 'head')
    inAuthor('checkout', '-q', '--detach', 'main')
    inAuthor('merge', '-q', '--no-ff', '-m', `Merge ${headSha} into ${baseSha}`, 'topic')
    const mergeSha = inAuthor('rev-parse', 'HEAD')
    inAuthor('push', '-q', '-f', origin, 'HEAD:refs/pull/1/merge', 'topic', 'main')
    inCheckout(
      'fetch',
      '-q',
      '--no-tags',
      '--depth=1',
      'origin',
      `+${mergeSha}:refs/remotes/pull/1/merge`,
    )
    inCheckout('checkout', '-q', '--force', 'refs/remotes/pull/1/merge')
    return { headSha, mergeSha }
  }

  function commit(files: Files, message: string): string {
    for (const [path, content] of Object.entries(files)) {
      const file = join(author, path)
      mkdirSync(dirname(file), { recursive: true })
      if (content === null) rmSync(file)
      else writeFileSync(file, content)
    }
    inAuthor('add', '-A')
    inAuthor('commit', '-q', '--allow-empty', '-m', message)
    return inAuthor('rev-parse', 'HEAD')
  }
}

// --- internal ---

function gitIn(folder: string): (...args: string[]) => string {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'author',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_COMMITTER_NAME: 'author',
    GIT_COMMITTER_EMAIL: 'author@example.com',
  }
  return (...args) => execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' }).trim()
}
