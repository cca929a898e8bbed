import * as z from 'zod'
import type { Octokit } from './octokit.ts'
import { isRequestFailure } from './refusal.ts'

/** Who writes with the default token. */
export const DEFAULT_LOGIN = 'github-actions[bot]'

/**
 * Who the token writes as. GraphQL knows for every kind of token; `GET /user` answers personal tokens where
 * GraphQL is out of reach.
 * @returns `github-actions[bot]` when neither says
 */
export async function findLogin(octokit: Octokit): Promise<string> {
  const asks = [
    async () => viewer.parse(await octokit.graphql('query { viewer { login } }')).viewer.login,
    async () => user.parse((await octokit.rest.users.getAuthenticated()).data).login,
  ]
  for (const ask of asks) {
    try {
      return await ask()
    } catch (error) {
      if (!isAnswer(error)) throw error
    }
  }
  return DEFAULT_LOGIN
}

/** Whether a comment's author is `login`. A bot is one by type too: a user may be called like it. */
export function isWrittenBy(
  author: { login: string; type: string } | null | undefined,
  login: string,
): boolean {
  if (author == null || author.login !== login) return false
  return !login.endsWith('[bot]') || author.type === 'Bot'
}

// --- internal ---

const user = z.object({ login: z.string().min(1) })
const viewer = z.object({ viewer: user })

function isAnswer(error: unknown): boolean {
  const isGraphql = error instanceof Error && error.name === 'GraphqlResponseError'
  return isGraphql || error instanceof z.ZodError || isRequestFailure(error)
}
