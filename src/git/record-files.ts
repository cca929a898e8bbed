import { UserError } from '../common/errors.ts'
import type { Run } from '../common/run.ts'
import { formatBytes } from '../image/bytes.ts'
import { commitOf, type Git, gitIn } from './git.ts'

/** What is read of one file of records: some hundred commits of one image. */
const MOST = 64_000_000

/**
 * The files of records in a branch of this clone, or in origin's that it knows, by path; null when neither is here. Nothing
 * is fetched.
 * @throws UserError when one of them is far too large
 */
export async function readRecordFiles(
  run: Run,
  cwd: string,
  branch: string,
): Promise<Map<string, string> | null> {
  const git = gitIn(run, cwd)
  const commit =
    (await commitOf(git, `refs/heads/${branch}`)) ??
    (await commitOf(git, `refs/remotes/origin/${branch}`))
  if (commit === null) return null
  const files = new Map<string, string>()
  for (const { path, size, object } of await entries(git, commit)) {
    if (size > MOST)
      throw new UserError(
        `${path} in branch ${branch} has ${formatBytes(size)}, and at most ${formatBytes(MOST)} are read of such a file`,
      )
    files.set(path, (await git(['cat-file', 'blob', object])).stdout)
  }
  return files
}

/** Names of tags by the commit that they are of. */
export async function tagsByCommit(run: Run, cwd: string): Promise<Map<string, string[]>> {
  const format = '%(objectname) %(*objectname) %(refname:strip=2)'
  const { stdout } = await gitIn(run, cwd)(['for-each-ref', `--format=${format}`, 'refs/tags'])
  const tags = new Map<string, string[]>()
  for (const line of stdout.split('\n')) {
    // An annotated tag is an object of its own.
    const [, own = '', peeled = '', name = ''] = /^(\S+) (\S*) (.+)$/.exec(line) ?? []
    const commit = peeled === '' ? own : peeled
    if (name !== '') tags.set(commit, [...(tags.get(commit) ?? []), name])
  }
  return tags
}

/** The page of a commit on the server that origin is, without the commit; null when that is no web address. */
export async function commitPages(run: Run, cwd: string): Promise<string | null> {
  const { exitCode, stdout } = await gitIn(run, cwd)(['remote', 'get-url', 'origin'], {
    allowed: [1, 2, 128],
  })
  if (exitCode !== 0) return null
  const place =
    /^https?:\/\/(?:[^@/]*@)?([\w.-]+(?::\d+)?)\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      stdout.trim(),
    ) ?? /^(?:ssh:\/\/)?git@([\w.-]+)[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(stdout.trim())
  return place === null ? null : `https://${place[1]}/${place[2]}/commit/`
}

// --- internal ---

/** https://git-scm.com/docs/git-ls-tree#_output_format */
async function entries(
  git: Git,
  commit: string,
): Promise<{ path: string; size: number; object: string }[]> {
  const { stdout } = await git([
    'ls-tree',
    '--full-tree',
    '-r',
    '-l',
    '-z',
    commit,
    '--',
    'records/',
  ])
  return stdout.split('\0').flatMap(entry => {
    const [, object = '', size = '', path = ''] =
      /^100644 blob ([0-9a-f]+) +(\d+)\t(.+\.jsonl)$/s.exec(entry) ?? []
    return path === '' ? [] : [{ path, size: Number(size), object }]
  })
}
