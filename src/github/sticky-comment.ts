import { isWrittenBy } from './comment-author.ts'
import { type Marker, markerKey, markerLine, readMarker } from './comment-marker.ts'
import type { Octokit } from './octokit.ts'
import { explainRefusal, isRequestFailure, isTooLong } from './refusal.ts'

export interface StickyComment {
  octokit: Octokit
  owner: string
  repo: string
  /** Of the pull request. */
  number: number
  /** Which of our comments: one per key. */
  key: string
  body: string
  /** Posted instead when GitHub finds the body too long. */
  shortBody: string
  runId: number
  /** `jobId` of the run. */
  job: string
  /** Who we are (`findLogin`); comments of others are never touched, whatever they contain. */
  login: string
  /** Update a comment that is there, but do not begin one. */
  onlyUpdate?: boolean
  /** The pull request comes from a fork; only makes a refusal clearer. */
  fromFork?: boolean
}

export interface CommentResult {
  outcome: 'created' | 'updated' | 'unchanged' | 'not posted'
  url: string | null
  /** Why it was not posted, or what is left to clean up; with the next step. */
  warning: string | null
}

/**
 * Keeps one comment of ours on a pull request up to date: the oldest with our marker is updated, duplicates that
 * concurrent runs made are removed, and what a newer run wrote stays.
 * Never rejects because GitHub refuses: that is a warning. Server errors are retried by `octokit`.
 */
export async function upsertComment(options: StickyComment): Promise<CommentResult> {
  try {
    return await upsert(options)
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    const why = explainRefusal(error, 'pull-requests: write', options.fromFork)
    return notPosted(`The comment could not be posted: ${why}.`)
  }
}

/**
 * The keys of the comments that earlier runs of this job wrote, for a run that does not know its own key.
 * @throws RequestFailure when GitHub refuses
 */
export async function keysOfJob(
  options: PullRequestOfOurs & Pick<StickyComment, 'runId' | 'job'>,
): Promise<string[]> {
  const ours = await listOurs(options)
  const earlier = ours.filter(({ job, runId }) => job === options.job && runId < options.runId)
  return [...new Set(earlier.map(({ key }) => key))]
}

// --- internal ---

type PullRequestOfOurs = Pick<StickyComment, 'octokit' | 'owner' | 'repo' | 'number' | 'login'>

interface OwnComment extends Marker {
  id: number
  url: string
  text: string
}

type Written = { id: number; url: string }

async function upsert(options: StickyComment): Promise<CommentResult> {
  const own = await listOwn(options)
  const newer = own.find(comment => comment.runId > options.runId)
  if (newer !== undefined) {
    const why = `The newer run ${newer.runId} has written the comment already; this run left it.`
    return { outcome: 'not posted', url: newer.url, warning: why }
  }
  const [first, ...duplicates] = own
  if (first === undefined) return options.onlyUpdate ? notPosted(null) : create(options)
  const warning = await removeAll(options, duplicates)
  if (isSame(first.text, options.body)) return { outcome: 'unchanged', url: first.url, warning }
  const updated = await update(options, first.id)
  if (updated !== null) return { outcome: 'updated', url: updated.url, warning }
  // Somebody deleted it since it was listed.
  return options.onlyUpdate ? notPosted(null) : create(options)
}

/** Creates the comment, and settles it with a run that did so at the same time: the oldest stays. */
async function create(options: StickyComment): Promise<CommentResult> {
  const created = await write(options, body =>
    options.octokit.rest.issues.createComment({ ...issue(options), body }),
  )
  const [oldest, ...others] = await listOwn(options)
  if (oldest === undefined || others.length === 0) {
    return { outcome: 'created', url: created.url, warning: null }
  }
  const isOurs = oldest.id === created.id || oldest.runId > options.runId
  if (!isOurs && !isSame(oldest.text, options.body)) await update(options, oldest.id)
  const older = others.filter(comment => comment.runId <= options.runId)
  const warning = await removeAll(options, older)
  return { outcome: 'created', url: oldest.url, warning }
}

/** Our comments with this key, oldest first. */
async function listOwn(options: StickyComment): Promise<OwnComment[]> {
  const key = markerKey(options.key)
  return (await listOurs(options)).filter(comment => comment.key === key)
}

/** Every comment that we wrote, oldest first. */
async function listOurs(options: PullRequestOfOurs): Promise<OwnComment[]> {
  const { octokit, login } = options
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...issue(options),
    per_page: 100,
  })
  return comments
    .flatMap(({ id, html_url: url, user, body }) => {
      const marker = isWrittenBy(user, login) ? readMarker(body ?? '') : null
      return marker === null ? [] : [{ id, url, ...marker }]
    })
    .sort((a, b) => a.id - b.id)
}

/** @returns null when the comment is gone */
async function update(options: StickyComment, id: number): Promise<Written | null> {
  const { octokit, owner, repo } = options
  try {
    return await write(options, body =>
      octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body }),
    )
  } catch (error) {
    if (isRequestFailure(error) && error.status === 404) return null
    throw error
  }
}

async function write(
  { key, runId, job, body, shortBody }: StickyComment,
  send: (body: string) => Promise<{ data: { id: number; html_url: string } }>,
): Promise<Written> {
  const marker = markerLine({ key: markerKey(key), runId, job })
  const written = ({ data }: Awaited<ReturnType<typeof send>>): Written => ({
    id: data.id,
    url: data.html_url,
  })
  try {
    return written(await send(marker + body))
  } catch (error) {
    if (!isTooLong(error)) throw error
    return written(await send(marker + shortBody))
  }
}

/** @returns a warning when some could not be removed */
async function removeAll(options: StickyComment, comments: Written[]): Promise<string | null> {
  const { octokit, owner, repo } = options
  const left: string[] = []
  for (const { id, url } of comments) {
    try {
      await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id })
    } catch (error) {
      if (!isRequestFailure(error)) throw error
      if (error.status !== 404) left.push(url)
    }
  }
  return left.length === 0
    ? null
    : `Duplicates of the comment could not be removed: ${left.join(' ')}`
}

function issue({ owner, repo, number }: PullRequestOfOurs) {
  return { owner, repo, issue_number: number }
}

function isSame(stored: string, body: string): boolean {
  const normal = (text: string) => text.replaceAll('\r\n', '\n').trimEnd()
  return normal(stored) === normal(body)
}

function notPosted(warning: string | null): CommentResult {
  return { outcome: 'not posted', url: null, warning }
}
