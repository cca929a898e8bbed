import type { Git } from './git.ts'

/** Paths relative to the top level, with `/`; one that ends with `/` is a folder with all that is in it. */
export interface TreeChanges {
  /** What differs between the commits. */
  committed: string[]
  /** What the checkout has that its commit does not, ignored files included. */
  uncommitted: string[]
  /** Of the checked-out commit: submodules, and what a filter (as Git LFS) makes other files of. */
  opaque: string[]
}

/**
 * What differs between a commit and the checkout, by git's trees alone; no file is read.
 * @param git in the top level of the clone, which has both commits
 * @throws CommandError when git cannot tell
 */
export async function treeChanges(git: Git, base: string, head: string): Promise<TreeChanges> {
  const status = ['status', '-z', '--no-renames', '--untracked-files=normal', '--ignored']
  const [committed, uncommitted, opaque] = await Promise.all([
    differingPaths(git, base, head),
    git(['-c', 'core.fsmonitor=false', ...status, '--ignore-submodules=none']),
    opaqueFiles(git, head),
  ])
  return {
    committed,
    // `XY PATH`: https://git-scm.com/docs/git-status#_porcelain_format_version_1
    uncommitted: entries(uncommitted.stdout).map(entry => entry.slice(3)),
    opaque,
  }
}

/** The paths that differ between two commits, both of which are in the clone. */
export async function differingPaths(git: Git, base: string, head: string): Promise<string[]> {
  const command = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', base, head]
  return entries((await git(command)).stdout)
}

// --- internal ---

function entries(text: string): string[] {
  return text.split('\0').filter(entry => entry !== '')
}

async function opaqueFiles(git: Git, head: string): Promise<string[]> {
  const { stdout } = await git(['ls-tree', '-r', '-z', '--full-tree', head])
  const links = [...stdout.matchAll(/(?:^|\0)160000 commit [0-9a-f]+\t([^\0]+)/g)]
  const submodules = links.map(([, path = '']) => path)
  if (!/[\t/]\.gitattributes\0/.test(stdout)) return submodules
  const asked = ['grep', '-h', '-o', '-E', 'filter=[^[:space:]]+', head, '--']
  const found = await git([...asked, ':(glob)**/.gitattributes'], { allowed: [1] })
  const filters = new Set(found.stdout.match(/(?<=filter=)\S+/g))
  const named = [...filters].filter(name => /^[\w.-]+$/.test(name))
  if (named.length === 0) return submodules
  // https://git-scm.com/docs/gitglossary#Documentation/gitglossary.txt-attr
  const files = named.map(name => `:(top,attr:filter=${name})`)
  const { stdout: filtered } = await git(['ls-files', '-z', '--full-name', '--', ...files])
  return [...submodules, ...entries(filtered)]
}
