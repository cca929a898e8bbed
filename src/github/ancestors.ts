import type { Octokit } from './octokit.ts'
import { isRequestFailure } from './refusal.ts'

// GitHub knows the history that a shallow clone lacks, so it is asked; `contents: read` is enough.

export interface Repository {
  octokit: Octokit
  owner: string
  repo: string
}

/** The newest ancestors of a commit, at most 99, newest first. */
export async function ancestorsOf(
  { octokit, owner, repo }: Repository,
  sha: string,
): Promise<string[]> {
  const { data } = await octokit.rest.repos.listCommits({ owner, repo, sha, per_page: 100 })
  return data.map(commit => commit.sha).filter(commit => commit !== sha)
}

/** By how many commits `head` is ahead; the list's own order is by date, and counts branches in between. */
export async function commitsBetween(
  { octokit, owner, repo }: Repository,
  base: string,
  head: string,
): Promise<number> {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${base}...${head}`,
    per_page: 1,
  })
  return data.ahead_by
}

/** The commit of a tag; null when there is no such tag, or it is of something else. */
export async function commitOfTag(
  { octokit, owner, repo }: Repository,
  tag: string,
): Promise<string | null> {
  const { git } = octokit.rest
  try {
    const { data } = await git.getRef({ owner, repo, ref: `tags/${tag}` })
    let { object }: { object: { type: string; sha: string } } = data
    // A tag can be of a tag; nobody goes far with that.
    for (let depth = 0; object.type === 'tag' && depth < 5; depth++) {
      object = (await git.getTag({ owner, repo, tag_sha: object.sha })).data.object
    }
    return object.type === 'commit' ? object.sha : null
  } catch (error) {
    if (isRequestFailure(error) && error.status === 404) return null
    throw error
  }
}
