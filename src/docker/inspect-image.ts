import * as z from 'zod'
import type { Run } from '../common/run.ts'
import { decodeJson } from '../oci/decode.ts'
import { type Digest, digestSchema } from '../oci/image-spec.ts'
import type { EngineApi } from './engine-api.ts'
import { known } from './transfer.ts'

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
  const told = await askOf(api, image, 'json')
  if (told !== null) return `[${told}]`
  return (await run({ program: 'docker', args: ['image', 'inspect', '--', image] })).stdout
}

/**
 * The ID of an image: the digest of its config in the classic store, of its manifest or index in the other one.
 * @throws UserError when the engine has no such image
 */
export async function imageIdOf(run: Run, image: string, api: EngineApi | null): Promise<Digest> {
  const text = await known(image, () => inspectImage(run, image, api))
  return decodeJson(idsSchema, text, `\`docker image inspect\` of docker-daemon:${image}`)[0].Id
}

/**
 * The history of an image, the newest entry first, asked in the same way.
 * @returns a JSON array of entries
 * @throws CommandError when the engine has no such image
 */
export async function imageHistory(
  run: Run,
  image: string,
  api: EngineApi | null,
): Promise<string> {
  const told = await askOf(api, image, 'history')
  if (told !== null) return told
  const args = ['--no-trunc', '--human=false', '--format', '{{json .}}', '--', image]
  const { stdout } = await run({ program: 'docker', args: ['image', 'history', ...args] })
  const entries = stdout.split('\n').filter(line => line.trim() !== '')
  return `[${entries.join(',')}]`
}

// --- internal ---

// https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Image/operation/ImageInspect
const idsSchema = z.tuple([z.object({ Id: digestSchema })])

/** null: `docker` has to be asked. */
async function askOf(api: EngineApi | null, image: string, what: string): Promise<string | null> {
  // A FROM line can say anything, and it becomes part of a path.
  const isName = /^\w[\w./:@-]*$/.test(image) && !image.includes('..')
  if (api === null || !isName) return null
  const answer = await api.ask('GET', `/images/${image}/${what}`).catch(() => undefined)
  return answer?.status === 200 ? answer.body : null
}
