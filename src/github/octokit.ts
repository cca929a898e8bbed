import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'

/** What is used of GitHub's client. */
export type Octokit = Pick<ReturnType<typeof getOctokit>, 'rest' | 'paginate' | 'graphql'>

// A gate that waits longer than this costs more than the comment it would post.
const LONGEST_WAIT = 60
const RETRIES = 2

/**
 * A GitHub client that tries again after server errors and short rate limits, at most twice each.
 * @param apiUrl GITHUB_API_URL when left out
 */
export function createOctokit({ token, apiUrl }: { token: string; apiUrl?: string }): Octokit {
  const waitFor = (seconds: number, _request: unknown, _octokit: unknown, retried: number) =>
    seconds <= LONGEST_WAIT && retried < RETRIES
  const options = {
    userAgent: 'image-size-gate',
    ...(apiUrl === undefined ? {} : { baseUrl: apiUrl }),
    // 429 is for the throttling plugin.
    retry: { retries: RETRIES, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: { onRateLimit: waitFor, onSecondaryRateLimit: waitFor },
  }
  return getOctokit(token, options, retry, throttling)
}
