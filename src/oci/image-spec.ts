import * as z from 'zod'

// The words of https://github.com/opencontainers/image-spec (v1.1), as far as an image's size needs them.
// Unknown fields are allowed everywhere, as the specification demands.

/** `sha256:` and 64 hex digits, or `sha512:` and 128. https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests */
export const digestSchema = z
  .string()
  .regex(/^(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/, 'must be a digest, e.g. sha256:e3b0…')
export type Digest = z.infer<typeof digestSchema>

/** Ten times what any image has, and few enough to be checked one by one. */
const MOST_ITEMS = 10_000

/** A list whose length is looked at before its items. */
function listOf<T extends z.ZodType>(item: T) {
  return z.array(z.unknown()).max(MOST_ITEMS).pipe(z.array(item))
}

const sizeSchema = z.number().int().nonnegative()

/** https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#properties (os, architecture, variant) */
export const platformSchema = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
  'os.version': z.string().optional(),
})
export type Platform = z.infer<typeof platformSchema>

/** https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md */
export const descriptorSchema = z.object({
  mediaType: z.string(),
  digest: digestSchema,
  size: sizeSchema,
  annotations: z.record(z.string(), z.string()).nullish(),
  platform: platformSchema.nullish(),
  artifactType: z.string().optional(),
})
export type Descriptor = z.infer<typeof descriptorSchema>

/** https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md, and Docker's schema 2 of the same shape. */
export const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  config: descriptorSchema,
  layers: listOf(descriptorSchema),
  annotations: z.record(z.string(), z.string()).nullish(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md, and Docker's manifest list. */
export const indexSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  manifests: listOf(descriptorSchema),
})
export type Index = z.infer<typeof indexSchema>

/** https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#properties (history) */
export const historySchema = z.object({
  created: z.string().nullish(),
  created_by: z.string().nullish(),
  comment: z.string().nullish(),
  empty_layer: z.boolean().nullish(),
})
export type History = z.infer<typeof historySchema>

const nameSchema = z.string().max(100)

/** https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md */
export const configSchema = z.object({
  os: nameSchema.default('linux'),
  architecture: nameSchema.default('unknown'),
  variant: nameSchema.optional(),
  rootfs: z.object({ type: z.string(), diff_ids: listOf(digestSchema).nullable() }),
  history: listOf(historySchema).nullish(),
  /** How a container of the image starts: `Env`, `Cmd`, `User`, … */
  config: z.record(z.string(), z.unknown()).nullish(),
})
export type Config = z.infer<typeof configSchema>

export const mediaTypes = {
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
} as const

/** A manifest with another config is an artifact of its own: a Helm chart, a signature, an SBOM. */
export function isImageConfig(mediaType: string): boolean {
  return (
    mediaType === 'application/vnd.oci.image.config.v1+json' ||
    mediaType === 'application/vnd.docker.container.image.v1+json'
  )
}

export function isIndex(mediaType: string): boolean {
  return mediaType === mediaTypes.ociIndex || mediaType === mediaTypes.dockerIndex
}

export function isManifest(mediaType: string): boolean {
  return mediaType === mediaTypes.ociManifest || mediaType === mediaTypes.dockerManifest
}

/**
 * Attestations travel in an index beside the platforms and are not one of them.
 * https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md
 */
export function isAttestation(descriptor: Descriptor): boolean {
  return descriptor.annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'
}

/** `linux/amd64` or `linux/arm/v7`: how a platform is written everywhere. */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined || variant === '' ? [] : [variant])].join('/')
}

/** Whether two texts name one platform: some builders write the variant that others take for granted. */
export function samePlatform(one: string, other: string): boolean {
  return withoutUsualVariant(one) === withoutUsualVariant(other)
}

// https://github.com/containerd/platforms/blob/v1.0.0/database.go (normalizeArch)
function withoutUsualVariant(platform: string): string {
  return platform.replace(/(?<=\/arm64)\/v8$|(?<=\/arm)\/v7$|(?<=\/amd64)\/v1$/, '')
}
