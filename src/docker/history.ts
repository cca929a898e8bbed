import * as z from 'zod'
import { UserError } from '../common/errors.ts'
import type { Run } from '../common/run.ts'
import type { ImageContent } from '../image/content.ts'
import { decodeJson } from '../oci/decode.ts'
import { digestSchema } from '../oci/image-spec.ts'
import type { EngineApi } from './engine-api.ts'
import { type HistoryEntry, layerEntries } from './history-layers.ts'
import { imageHistory, inspectImage } from './inspect-image.ts'
import { known } from './transfer.ts'

/**
 * An image of the classic store from `docker history`, whose sizes are exact unpacked bytes there (and disk usage in
 * blocks on the containerd store, so it must not be used there). Nothing is read or moved.
 * @param image a name or an ID
 * @param provenance BuildKit's predicate from the metadata file, if there is one
 * @throws UserError when the engine has no such image, or its history tells another size than the engine
 */
export async function historyContent(
  run: Run,
  image: string,
  provenance: unknown = null,
  api: EngineApi | null = null,
): Promise<ImageContent> {
  const source = `docker-daemon:${image}`
  const [inspected, history] = await known(image, () =>
    Promise.all([inspectImage(run, image, api), imageHistory(run, image, api)]),
  )
  const [found] = decodeJson(imagesSchema, inspected, `\`docker image inspect\` of ${source}`)
  if (found === undefined) throw new UserError(`${source}: the engine has no such image`)
  const diffIds = found.RootFS.Layers ?? []
  const entries = parseHistory(history, source)
  const isLayer = layerEntries(entries, diffIds.length)
  const written = entries.filter((_, index) => isLayer[index])
  const sizes = layerSizes(written, diffIds.length, found.Size, source)
  return {
    digest: null,
    platforms: [
      {
        manifestDigest: null,
        config: {
          os: found.Os,
          architecture: found.Architecture,
          ...(found.Variant === '' ? {} : { variant: found.Variant }),
          rootfs: { type: 'layers', diff_ids: diffIds },
          history: entries.map(({ createdBy, comment }, index) => ({
            created_by: createdBy,
            comment,
            ...(isLayer[index] ? {} : { empty_layer: true }),
          })),
        },
        layers: sizes.map(size => ({
          digest: null,
          mediaType: null,
          compressedSize: null,
          size,
          files: null,
        })),
        provenance,
        compressedUnmeasured:
          'the classic image store keeps no compressed layers: a compressed budget (e.g. `max-compressed-size`) has them pushed, where the engine reaches this machine; an engine with the containerd image store, or a builder of its own (docker/setup-buildx-action), always tells them',
        unpackedUnmeasured: sizes.includes(null)
          ? 'the image has layers without history, whose sizes the classic image store does not tell; `detail: files` reads them'
          : null,
      },
    ],
  }
}

// --- internal ---

// https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Image/operation/ImageInspect
const imagesSchema = z.array(
  z.object({
    Os: z.string(),
    Architecture: z.string(),
    Variant: z.string().default(''),
    Size: z.number().int().nonnegative(),
    RootFS: z.object({ Layers: z.array(digestSchema).nullish() }),
  }),
)

// https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Image/operation/ImageHistory
const historySchema = z.array(
  z.object({
    CreatedBy: z.string(),
    Comment: z.string().default(''),
    // `docker` prints what the API tells as a number.
    Size: z
      .union([z.int(), z.string().regex(/^\d+$/).transform(Number)], 'must be a number of bytes')
      .pipe(z.int().nonnegative()),
  }),
)

/** Oldest first, as in the image's config. */
function parseHistory(text: string, source: string): HistoryEntry[] {
  return decodeJson(historySchema, text, `\`docker history\` of ${source}`)
    .map(({ CreatedBy, Comment, Size }) => ({
      createdBy: CreatedBy,
      comment: Comment,
      size: Size,
    }))
    .reverse()
}

/** Layers beyond the history are unknown, unless one size is all that is left for them. */
function layerSizes(
  written: HistoryEntry[],
  count: number,
  total: number,
  source: string,
): (number | null)[] {
  const sizes: (number | null)[] = written.map(({ size }) => size)
  const rest = written.reduce((left, { size }) => left - size, total)
  const missing = count - sizes.length
  if (rest < 0 || (missing === 0 && rest !== 0)) {
    throw new UserError(
      `${source}: \`docker history\` and \`docker image inspect\` disagree by ${Math.abs(rest)} bytes; use \`detail: files\`, which reads the layers themselves`,
    )
  }
  const each = rest === 0 ? 0 : missing === 1 ? rest : null
  return [...sizes, ...Array.from({ length: missing }, () => each)]
}
