import * as z from 'zod'
import { once } from '../common/once.ts'

/** A request that GitHub answered with something else than it documents; told as a server error, which it is. */
export class WrongAnswer extends Error {
  override name = 'WrongAnswer'
  readonly status = 502
  /** What octokit's plugin for retries looks at. */
  readonly request: object

  constructor(what: string, request: object) {
    super(`its answer is not what it documents: ${what}`)
    this.request = request
  }
}

/**
 * Holds an answer against what is used of it; whoever gets it need not ask again what it is.
 * @param url a route (`/repos/{owner}/{repo}/git/trees`) or, of a later page, an address
 * @throws WrongAnswer that names the first field that is wrong
 */
export function checkAnswer(method: string, url: string, data: unknown, request: object): void {
  const path = url.replace(/^https?:\/\/[^/]+/, '').replace(/\?.*$/, '')
  const found = answers().find(one => one.method === method && one.path.test(path))
  const result = found?.schema.safeParse(data)
  if (result === undefined || result.success) return
  const [issue] = result.error.issues
  const place = issue === undefined || issue.path.length === 0 ? 'all of it' : issue.path.join('.')
  throw new WrongAnswer(`${place}: ${issue?.message ?? 'is wrong'}`, request)
}

// --- internal ---

interface Answer {
  method: string
  path: RegExp
  schema: z.ZodType
}

/** Only what is used of each: https://docs.github.com/rest */
const answers = once((): Answer[] => {
  const sha = z.object({ sha: z.string() })
  const object = z.object({ object: z.object({ sha: z.string(), type: z.string() }) })
  const user = z.object({ login: z.string(), type: z.string() }).nullish()
  const comment = z.object({ id: z.number(), html_url: z.string() })
  const listed = comment.extend({ user, body: z.string().nullish() })
  const commit = z.object({
    tree: sha,
    committer: z.object({ date: z.string() }),
    message: z.string(),
  })
  const head = z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() })
  const table: [string, RegExp, z.ZodType][] = [
    ['GET', /\/issues\/[^/]+\/labels$/, z.array(z.object({ name: z.string() }))],
    ['GET', /\/issues\/[^/]+\/comments$/, z.array(listed)],
    ['POST', /\/issues\/[^/]+\/comments$/, comment],
    ['PATCH', /\/issues\/comments\/[^/]+$/, comment],
    ['GET', /\/pulls$/, z.array(z.object({ number: z.number(), head }))],
    ['GET', /\/git\/ref\//, object],
    ['GET', /\/git\/tags\//, object],
    ['GET', /\/git\/blobs\//, z.object({ content: z.string() })],
    ['GET', /\/git\/commits\//, commit],
    ['POST', /\/git\/(trees|commits)$/, sha],
    ['POST', /\/git\/refs$/, z.object({ object: sha })],
    ['PATCH', /\/git\/refs\//, z.object({ object: sha })],
    ['GET', /\/contents\//, z.union([z.array(z.object({ path: z.string() })), sha])],
    ['GET', /\/commits$/, z.array(sha)],
    ['GET', /\/compare\//, z.object({ ahead_by: z.number() })],
    // 204: nothing else says that it is gone.
    ['DELETE', /\/issues\/comments\/[^/]+$/, z.literal('').optional()],
    ['POST', /^\/?graphql$/, z.object({})],
  ]
  return table.map(([method, path, schema]) => ({ method, path, schema }))
})
