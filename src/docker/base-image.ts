import * as z from 'zod'
import { CommandError, type Run } from '../common/run.ts'
import type { KnownBase } from '../image/content.ts'
import { decodeJson } from '../oci/decode.ts'
import { digestSchema } from '../oci/image-spec.ts'
import type { EngineApi } from './engine-api.ts'
import { inspectImage } from './inspect-image.ts'

/**
 * An image of the engine that another may start from. BuildKit takes it in preference to that of the registry, but
 * keeps none that it pulled itself.
 * @param name as in a FROM line
 * @returns null when the engine has none
 */
export async function engineBase(
  run: Run,
  name: string,
  api: EngineApi | null = null,
): Promise<KnownBase | null> {
  const inspected = await inspectImage(run, name, api).catch((error: unknown) => {
    if (error instanceof CommandError && error.exitCode === 1) return null
    throw error
  })
  if (inspected === null) return null
  const [found] = decodeJson(imagesSchema, inspected, `\`docker image inspect\` of ${name}`)
  if (found === undefined) return null
  const digests = (found.RepoDigests ?? []).map(text => text.slice(text.indexOf('@') + 1))
  // One that was built here is called by the digest of its config.
  const digest = digests.map(text => digestSchema.safeParse(text).data).find(one => one) ?? found.Id
  return { name, digest, diffIds: found.RootFS.Layers ?? [] }
}

// --- internal ---

// https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Image/operation/ImageInspect
const imagesSchema = z.array(
  z.object({
    Id: digestSchema,
    RepoDigests: z.array(z.string()).nullish(),
    RootFS: z.object({ Layers: z.array(digestSchema).nullish() }),
  }),
)
