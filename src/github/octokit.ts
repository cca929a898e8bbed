import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { checkAnswer, WrongAnswer } from './answers.ts'

/** What is used of GitHub's client. */
export type Octokit = Pick<ReturnType<typeof getOctokit>, 'rest' | 'paginate' | 'graphql'>

// A gate that waits longer than this costs more than the comment it would post. Seconds.
const LONGEST_WAIT = 60
const RETRIES = 2
// GitHub ends a request itself after ten seconds. Milliseconds.
const LONGEST_ANSWER = 20_000
/** What a run spends at most on answers that never come and limits that it is told to wait for. Milliseconds. */
const PATIENCE = 120_000
/** What a request gets all the same when that is spent. Milliseconds. */
const LAST_PATIENCE = 2_000

/**
 * A GitHub client that tries again after server errors and short rate limits, at most twice each; an answer that does
 * not come or is not what GitHub documents is a server error.
 * @param apiUrl GITHUB_API_URL when left out
 * @param longestAnswer milliseconds that a request gets
 */
export function createOctokit({
  token,
  apiUrl,
  longestAnswer = LONGEST_ANSWER,
}: {
  token: string
  apiUrl?: string
  longestAnswer?: number
}): Octokit {
  let patience = PATIENCE
  const waitFor = (seconds: number, _request: unknown, _octokit: unknown, retried: number) => {
    const waits = seconds <= LONGEST_WAIT && seconds * 1_000 <= patience && retried < RETRIES
    if (waits) patience -= seconds * 1_000
    return waits
  }
  const options = {
    userAgent: 'image-size-gate',
    ...(apiUrl === undefined ? {} : { baseUrl: apiUrl }),
    // 429 is for the throttling plugin.
    retry: { retries: RETRIES, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: { onRateLimit: waitFor, onSecondaryRateLimit: waitFor },
  }
  // The first is nearest to the request, so each try is checked and has its own time.
  return getOctokit(token, options, inTime, checked, retry, throttling)

  function inTime({ hook }: Client): void {
    hook.wrap('request', async (request, options) => {
      const cancel = new AbortController()
      const time = Math.min(longestAnswer, Math.max(LAST_PATIENCE, patience))
      const timer = setTimeout(() => {
        patience -= time
        cancel.abort(new Error(`there was no answer within ${time / 1_000} s`))
      }, time)
      try {
        // What is passed on is not read: a hook that is nearer to the request has its options already.
        options.request = { ...options.request, signal: cancel.signal }
        return await request(options)
      } finally {
        clearTimeout(timer)
      }
    })
  }
}

// --- internal ---

type Client = Pick<ReturnType<typeof getOctokit>, 'hook'>

function checked({ hook }: Client): void {
  hook.after('request', ({ data }, options) => {
    checkAnswer(options.method, options.url, data, options)
  })
  hook.error('request', (error, options) => {
    // Reading page by page takes 409 for an empty list: https://github.com/octokit/plugin-paginate-rest.js
    const isEmptied = options.method === 'GET' && 'status' in error && error.status === 409
    throw isEmptied ? new WrongAnswer(`409 (${error.message})`, options) : error
  })
}
