import * as z from 'zod'
import { isLeftBehind, MARK } from '../common/mark.ts'
import type { Run } from '../common/run.ts'
import { decodeJson } from '../oci/decode.ts'
import { ownName, removeImages } from './build.ts'
import type { EngineApi } from './engine-api.ts'

/**
 * Takes the names off images in the engine that runs gave them and could not take off.
 * @param signal ends the question, which nobody waits for long
 * @returns how many
 */
export async function sweepImages(
  run: Run,
  api: EngineApi | null,
  signal?: AbortSignal,
): Promise<number> {
  const names = (await imageNames(run, api, signal)).filter(name => {
    const [, mark] = NAME.exec(name) ?? []
    return mark !== undefined && isLeftBehind(mark)
  })
  if (names.length > 0) await removeImages(run, names, api)
  return names.length
}

// --- internal ---

/** With the registry's address before it while it is pushed, and `localhost/` in podman. */
const NAME = new RegExp(`^(?:[\\w.:[\\]-]+/)?${ownName(`(${MARK})`)}(?:/[a-z]+)?:[a-z]+(?:-\\d+)?$`)
/** The engine's own patterns: a star for what is between two slashes. */
const references = ['', '*/'].map(before => before + ownName('*')).concat(`*/${ownName('*/*')}`)

// https://docs.docker.com/reference/api/engine/version/v1.44/#tag/Image/operation/ImageList
const imagesSchema = z.array(z.object({ RepoTags: z.array(z.string()).nullish() }))

async function imageNames(run: Run, api: EngineApi | null, signal?: AbortSignal) {
  const filters = encodeURIComponent(JSON.stringify({ reference: references }))
  const answer = await api?.ask('GET', `/images/json?filters=${filters}`).catch(() => undefined)
  if (answer?.status === 200) {
    const images = decodeJson(imagesSchema, answer.body, "the engine's list of images")
    return images.flatMap(({ RepoTags }) => RepoTags ?? [])
  }
  const filter = references.flatMap(reference => ['--filter', `reference=${reference}`])
  const args = ['image', 'ls', ...filter, '--format', '{{.Repository}}:{{.Tag}}']
  const { stdout } = await run({ program: 'docker', args, ...(signal && { signal }) })
  return stdout.split('\n')
}
