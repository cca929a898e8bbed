import * as z from 'zod'
import { decode } from '../oci/decode.ts'
import type { Octokit } from './octokit.ts'
import { isRequestFailure } from './refusal.ts'

/** A branch that is read and written through the API, without a checkout. */
export interface Branch {
  octokit: Octokit
  owner: string
  repo: string
  /** Its name, without `refs/heads/`. */
  branch: string
}

/** The commit that the branch is at; null when there is no such branch. */
export function headOf({ octokit, owner, repo, branch }: Branch): Promise<string | null> {
  return orNull(async () => {
    const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` })
    return data.object.sha
  })
}

/** The blobs in a folder, by path; none when there is no such folder. */
export async function filesIn(
  { octokit, owner, repo }: Branch,
  commit: string,
  folder: string,
): Promise<Map<string, string>> {
  const request = { owner, repo, path: folder, ref: commit }
  const listed = await orNull(async () => (await octokit.rest.repos.getContent(request)).data)
  const entries = listed === null ? [] : decode(listing, listed, `listing of ${folder}`)
  return new Map(
    entries.filter(({ type }) => type === 'file').map(({ path, sha }) => [path, sha] as const),
  )
}

/** The text of a blob. */
export async function readBlob({ octokit, owner, repo }: Branch, sha: string): Promise<string> {
  const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: sha })
  return Buffer.from(data.content, 'base64').toString('utf8')
}

/**
 * Puts files into the branch as one commit on top of `parent`, unless they are in it already.
 * @param parent null: the commit begins the branch
 * @throws what `hasMoved` is true of, when the branch is no longer at `parent`
 */
export async function commitFiles(
  { octokit, owner, repo, branch }: Branch,
  parent: string | null,
  files: Map<string, string>,
  message: string,
): Promise<'committed' | 'unchanged'> {
  const { git } = octokit.rest
  const base =
    parent === null ? null : (await git.getCommit({ owner, repo, commit_sha: parent })).data.tree
  const entries = [...files].map(([path, content]) => ({
    path,
    content,
    mode: '100644' as const,
    type: 'blob' as const,
  }))
  const tree = await git.createTree({
    owner,
    repo,
    tree: entries,
    ...(base === null ? {} : { base_tree: base.sha }),
  })
  if (tree.data.sha === base?.sha) return 'unchanged'
  const parents = parent === null ? [] : [parent]
  const commit = await git.createCommit({ owner, repo, message, tree: tree.data.sha, parents })
  const { sha } = commit.data
  if (parent === null) {
    await git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha })
  } else {
    // What is not forced is a fast-forward, or refused.
    await git.updateRef({ owner, repo, ref: `heads/${branch}`, sha, force: false })
  }
  return 'committed'
}

/**
 * Whether a commit was refused because the branch has moved. A rule of the repository that refuses it is a 422
 * too, but trying again does not help there.
 */
export function hasMoved(error: unknown): boolean {
  if (!isRequestFailure(error)) return false
  const { status, message } = error
  return status === 409 || (status === 422 && !/protected|rule violation/i.test(message))
}

// --- internal ---

const listing = z.array(z.object({ path: z.string(), sha: z.string(), type: z.string() }))

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (isRequestFailure(error) && error.status === 404) return null
    throw error
  }
}
