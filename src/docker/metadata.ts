import * as z from 'zod'
import { UserError } from '../common/errors.ts'
import { decode, decodeJson } from '../oci/decode.ts'
import { type Digest, digestSchema } from '../oci/image-spec.ts'

/** What buildx wrote about a build. */
export interface BuildMetadata {
  /** Of the index, or of the only manifest; of the config where an image was loaded into the classic store. */
  digest: Digest | null
  configDigest: Digest | null
  /** BuildKit's predicate for each platform, undecoded; the platform is null where only one was built. */
  provenance: { platform: string | null; predicate: unknown }[]
}

/**
 * Decodes the file of `--metadata-file`. Newer buildx writes provenance into it; for the classic store from 0.29 on, and 0.13 for none.
 * https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file
 * @throws DecodeError that names the field
 */
export function decodeMetadata(text: string): BuildMetadata {
  return decodeMetadataOf(decodeJson(z.unknown(), text, SOURCE))
}

/** As `decodeMetadata`, of a file that was decoded, or the part of it that is about one target of a bake file. */
export function decodeMetadataOf(part: unknown): BuildMetadata {
  const metadata = decode(metadataSchema, part, SOURCE) ?? {}
  const provenance = Object.entries(metadata)
    .filter(([key]) => key === provenanceKey || key.startsWith(`${provenanceKey}/`))
    .filter(([, predicate]) => typeof predicate === 'object' && predicate !== null)
    .map(([key, predicate]) => ({
      platform: key.slice(provenanceKey.length + 1) || null,
      predicate,
    }))
  return {
    digest: metadata['containerimage.digest'] ?? null,
    configDigest: metadata['containerimage.config.digest'] ?? null,
    provenance,
  }
}

/**
 * The ID that an image has in the classic store: the digest of its config.
 * @throws UserError when buildx did not tell it
 */
export function imageId({ digest, configDigest }: BuildMetadata): Digest {
  const id = configDigest ?? digest
  if (id !== null) return id
  throw new UserError(
    'buildx did not tell the digest of what it built; use another version (docker/setup-buildx-action)',
  )
}

// --- internal ---

const SOURCE = 'metadata file of the build'
const provenanceKey = 'buildx.build.provenance'

// https://github.com/moby/buildkit/blob/v0.25.0/exporter/containerimage/exptypes/types.go
const metadataSchema = z
  .looseObject({
    'containerimage.digest': digestSchema.optional(),
    'containerimage.config.digest': digestSchema.optional(),
  })
  .nullable()
