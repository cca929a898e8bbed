import { UserError } from '../common/errors.ts'
import { mostOfText } from '../common/read-file.ts'
import type { Octokit } from './octokit.ts'
import { explainRefusal, isRequestFailure } from './refusal.ts'

/**
 * The text of a file of the repository at a commit, as GitHub has it: nothing of a pull request can be in it.
 * @throws UserError when there is none, or GitHub does not show it
 */
export async function readFileFromApi(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  { path, ref, input }: { path: string; ref: string; input: string },
): Promise<string> {
  const where = `${input}: ${path} at ${ref.slice(0, 7)}`
  try {
    const { data } = await octokit.rest.repos.getContent({ ...repository, path, ref })
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) {
      throw new UserError(
        `${where} is no regular file; name a file, for example ${input}: .github/image-size-gate.yml`,
      )
    }
    // GitHub sends no content of a file above 1 MB.
    if (data.size > mostOfText || data.encoding !== 'base64') {
      throw new UserError(`${where} has more than 1 MB, which is more than is read of such a file`)
    }
    return Buffer.from(data.content, 'base64').toString('utf8')
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    const why =
      error.status === 404
        ? 'is not there, or the token may not read it: name a file of the base branch, and give the job `permissions: contents: read`'
        : `cannot be read: ${explainRefusal(error, 'contents: read')}`
    throw new UserError(`${where} ${why}`, { cause: error })
  }
}
