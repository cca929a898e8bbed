import * as z from 'zod'
import { quoted, UserError } from '../common/errors.ts'
import { type BlobSource, type ContentOptions, platformsOf } from '../image/assemble.ts'
import type { ImageContent } from '../image/content.ts'
import { decodeJson } from '../oci/decode.ts'
import {
  type Descriptor,
  type Digest,
  digestSchema,
  indexSchema,
  isAttestation,
  manifestSchema,
} from '../oci/image-spec.ts'

/** One image of a layout or an archive, and everything that it may be called. */
export interface ArchiveImage {
  /** Names as in the archive, short names of `manifest.json`, and the digests of index, manifests and configs. */
  names: string[]
  content: ImageContent
}

/** `manifest.json` of `docker save`. https://github.com/moby/docker-image-spec/blob/main/spec.md */
export const dockerManifestSchema = z.array(
  z.object({
    Config: z.string(),
    RepoTags: z.array(z.string()).nullish(),
    Layers: z.array(z.string()).nullish(),
  }),
)

export const PLAIN_UNMEASURED =
  'the image store keeps no compressed layers: push the image and name it as `docker://…`, or build it with a builder of its own (docker/setup-buildx-action)'

/**
 * The images of an OCI layout.
 * `docker save` writes `manifest.json` beside `index.json`, and one entry for each image; elsewhere entries
 * of the same name, or of none, are platforms of one image.
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
 */
export function layoutImages(
  blobs: BlobSource,
  indexText: string,
  dockerManifestText: string | undefined,
): ArchiveImage[] {
  const saved = dockerManifestText !== undefined
  const tags = saved ? tagsByConfig(dockerManifestText) : new Map<string, string[]>()
  const options: ContentOptions = {
    plainUnmeasured: saved ? PLAIN_UNMEASURED : null,
    mayLackPlatforms: saved,
  }
  const groups = new Map<string, { names: Set<string>; roots: Descriptor[] }>()
  for (const root of decodeJson(indexSchema, indexText, 'index.json').manifests) {
    const name = nameOf(root)
    const key = saved && !isAttestation(root) ? root.digest : (name ?? '')
    const group = groups.get(key) ?? { names: new Set(), roots: [] }
    groups.set(key, group)
    if (name !== undefined) group.names.add(name)
    if (!group.roots.some(({ digest }) => digest === root.digest)) group.roots.push(root)
  }
  return [...groups.values()]
    .filter(({ roots }) => !roots.every(isAttestation))
    .map(({ names, roots }) => archiveImage(blobs, [...names], roots, tags, options))
}

/** The one image of a feed that holds one. @throws UserError when there are more, naming them */
export function onlyImage(images: ArchiveImage[], source: string): ImageContent {
  const [image, ...others] = images
  if (image === undefined) throw new UserError(`${source}: holds no image`)
  if (others.length > 0) {
    const names = images
      .map(({ names, content }) => quoted(names[0] ?? content.digest ?? 'no name'))
      .join(', ')
    throw new UserError(`${source}: holds ${images.length} images (${names}), not one`)
  }
  return image.content
}

/** `sha256:HEX` for `blobs/sha256/HEX`; null for every other path. */
export function blobDigest(path: string): Digest | null {
  const match = /^blobs\/([a-z0-9]+)\/([a-f0-9]+)$/.exec(path)
  const result = digestSchema.safeParse(`${match?.[1]}:${match?.[2]}`)
  return result.success ? result.data : null
}

// --- internal ---

function archiveImage(
  blobs: BlobSource,
  names: string[],
  roots: Descriptor[],
  tags: Map<string, string[]>,
  options: ContentOptions,
): ArchiveImage {
  const platforms = platformsOf(blobs, roots, options)
  const manifests = platforms.flatMap(({ manifestDigest }) => manifestDigest ?? [])
  const configs = manifests.flatMap(digest => configOf(blobs, digest) ?? [])
  const digest = roots.length === 1 ? (roots[0]?.digest ?? null) : null
  const short = configs.flatMap(config => tags.get(config) ?? [])
  const all = [...names, ...short, ...(digest === null ? [] : [digest]), ...manifests, ...configs]
  return { names: [...new Set(all)], content: { digest, platforms } }
}

function configOf(blobs: BlobSource, manifest: Digest): Digest | undefined {
  const text = blobs.text(manifest)
  if (text === undefined) return undefined
  return decodeJson(manifestSchema, text, `manifest ${manifest}`).config.digest
}

function tagsByConfig(text: string): Map<string, string[]> {
  const tags = new Map<string, string[]>()
  for (const { Config, RepoTags } of decodeJson(dockerManifestSchema, text, 'manifest.json')) {
    const digest = blobDigest(Config)
    if (digest !== null) tags.set(digest, [...(tags.get(digest) ?? []), ...(RepoTags ?? [])])
  }
  return tags
}

// containerd's name is the full one, the reference name of the specification may be a mere tag.
function nameOf({ annotations }: Descriptor): string | undefined {
  return (
    annotations?.['io.containerd.image.name'] ?? annotations?.['org.opencontainers.image.ref.name']
  )
}
