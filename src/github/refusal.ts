/** A request that GitHub answered with an error, or that did not reach it (status 500). */
export interface RequestFailure extends Error {
  status: number
}

/** Whether a thrown value is a failed request (octokit's `RequestError`), not a bug. */
export function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
}

/** Whether GitHub refused a comment for its length. */
export function isTooLong(error: unknown): boolean {
  return isRequestFailure(error) && error.status === 422 && /too long/i.test(error.message)
}

/**
 * Why a request was refused and what to do about it, in one sentence.
 * @param needs the permission that the request takes
 * @param fromFork whether the run has the read-only token of a fork's pull request
 */
export function explainRefusal(
  { status, message }: RequestFailure,
  needs: `${'pull-requests' | 'contents'}: ${'read' | 'write'}`,
  fromFork = false,
): string {
  const isContents = needs.startsWith('contents')
  if (!isContents && /\block(ed)?\b/i.test(message)) return 'the conversation is locked'
  if (/rate limit/i.test(message) || status === 429) return 'the rate limit of the token is used up'
  if ((status === 403 || status === 404) && fromFork) {
    return "the token of a fork's pull request is read-only: let a `workflow_run` job post it with the report action (https://github.com/image-size-gate/image-size-gate/blob/main/docs/recipes.md#pull-requests-from-forks)"
  }
  if (status === 401) return 'the token is not valid: check the input `github-token`'
  if (status === 403) {
    return `the token has no permission for it: give the job \`permissions: ${needs}\``
  }
  if (status === 404) {
    const what = isContents ? 'repository' : 'pull request'
    return `GitHub does not show the ${what} to this token: give the job \`permissions: ${needs}\``
  }
  if (status === 410) return 'comments are switched off in this repository'
  if (status === 422) return `GitHub does not accept it (${firstLine(message)})`
  return `GitHub answered ${status} (${firstLine(message)})`
}

// --- internal ---

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
