import type { Run } from '../run.ts'
import type { EngineApi } from './engine-api.ts'

/**
 * What the engine tells of an image: by its API where it is known which engine that is, else by `docker image inspect`.
 * @param image a name or an ID
 * @returns a JSON array of one image
 * @throws CommandError when the engine has no such image
 */
export async function inspectImage(
  run: Run,
  image: string,
  api: EngineApi | null,
): Promise<string> {
  // A FROM line can say anything, and it becomes part of a path.
  const isName = /^\w[\w./:@-]*$/.test(image) && !image.includes('..')
  const path = `/images/${image}/json`
  const answer = isName ? await api?.ask('GET', path).catch(() => undefined) : undefined
  if (answer?.status === 200) return `[${answer.body}]`
  return (await run({ program: 'docker', args: ['image', 'inspect', '--', image] })).stdout
}
