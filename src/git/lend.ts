import { join } from 'node:path'
import type { Run } from '../common/run.ts'
import type { Credentials } from './credentials.ts'
import { fetchCommit } from './fetch.ts'
import { type Git, gitIn } from './git.ts'
import { resolvesLfs, submodulesOf } from './repository.ts'

/** A commit of a clone, and the folder that gets its files. */
export interface Loan {
  /** Top level of the clone. */
  from: string
  sha: string
  to: string
}

/** What lending takes. */
export interface Lender {
  run: Run
  credentials?: Credentials
  /** Told what the folder lacks, in one sentence. */
  warn: (text: string) => void
  /** Called before a clone gets a worktree, for each that does. */
  onLoan: (loan: Loan) => void
}

/**
 * Puts the files of a commit into a folder, as a worktree of the clone: fetched if need be, with Git LFS files and
 * submodules as far as the clone has its own. Submodules come from the clone's, which have the objects or the
 * credentials for them, so that one that did not move costs no network.
 * @throws UserError when origin does not have the commit; CommandError when it cannot be fetched or checked out
 */
export async function lend(lender: Lender, loan: Loan): Promise<void> {
  const { from, sha, to } = loan
  const { run, credentials } = lender
  const git = gitIn(run, from, credentials)
  const inside = gitIn(run, to, credentials)
  const checkOut = async () => {
    const tree = treeOf(git, sha)
    // Whoever waits for it meets the failure.
    tree.catch(() => undefined)
    await git(['worktree', 'add', '--quiet', '--detach', '--force', to, sha])
    return tree
  }
  lender.onLoan(loan)
  const { links, hasAttributes } = await checkOut().catch(async error => {
    if (!(await fetchCommit(git, sha))) throw error
    return checkOut()
  })
  if (hasAttributes && (await resolvesLfs(git))) {
    await inside(['lfs', 'pull'])
  }
  if (links.length === 0) return
  const submodules = await submodulesOf(git)
  const missing: string[] = []
  for (const link of links) {
    const submodule = submodules.find(({ path }) => path === link.path)
    if (submodule === undefined) missing.push(link.path)
    if (!submodule?.initialised) continue
    await lend(lender, { from: join(from, link.path), sha: link.sha, to: join(to, link.path) })
  }
  if (missing.length === 0) return
  // The checkout says what is wanted as long as it has another submodule.
  if (submodules.length > 0 && submodules.every(({ initialised }) => initialised)) {
    const update = ['submodule', '--quiet', 'update', '--init', '--depth=1', '--', ...missing]
    await inside(update)
  } else {
    lender.warn(
      `Commit ${sha.slice(0, 7)} has the submodule ${missing.join(', ')}, which this checkout does not have; its files are missing from the build of that commit.`,
    )
  }
}

// --- internal ---

/** Of a commit: its submodules, and whether any file has attributes. */
async function treeOf(
  git: Git,
  sha: string,
): Promise<{ links: { path: string; sha: string }[]; hasAttributes: boolean }> {
  const { stdout } = await git(['ls-tree', '-r', '-z', '--full-tree', sha])
  const links = [...stdout.matchAll(/(?:^|\0)160000 commit ([0-9a-f]+)\t([^\0]+)/g)]
  return {
    links: links.map(([, sha = '', path = '']) => ({ sha, path })),
    hasAttributes: /[\t/]\.gitattributes\0/.test(stdout),
  }
}
