import { quoted, UserError } from '../common/errors.ts'
import { checkLayers } from '../image/assemble.ts'
import type { ContentLayer, ScannedLayer } from '../image/content.ts'
import { decodeJson } from '../oci/decode.ts'
import { configSchema } from '../oci/image-spec.ts'
import type { Blob } from '../scan/scanner.ts'
import { type ArchiveImage, dockerManifestSchema, PLAIN_UNMEASURED } from './layout.ts'

/**
 * The images of `docker save` before Docker 25 (and of podman): `manifest.json` names a config and the
 * unpacked layers (`ID/layer.tar`), some of them by a link.
 * https://github.com/moby/docker-image-spec/blob/v1.2.0/v1.2.md#combined-image-json--filesystem-changeset-format
 */
export function dockerImages(
  manifestText: string,
  file: (path: string) => Blob | undefined,
): ArchiveImage[] {
  return decodeJson(dockerManifestSchema, manifestText, 'manifest.json').map(
    ({ Config, RepoTags, Layers }) => {
      const blob = file(Config)
      if (blob?.kind !== 'json') throw new UserError(`${quoted(Config)}: is missing in the archive`)
      const config = decodeJson(configSchema, blob.text, quoted(Config))
      const scanned = (Layers ?? []).map(path => layerOf(path, file(path)))
      checkLayers(config, scanned, quoted(Config))
      return {
        names: [...(RepoTags ?? []), blob.digest],
        content: {
          digest: null,
          platforms: [
            {
              manifestDigest: null,
              config,
              layers: scanned.map(contentLayer),
              provenance: null,
              compressedUnmeasured: scanned.length > 0 ? PLAIN_UNMEASURED : null,
              unpackedUnmeasured: null,
            },
          ],
        },
      }
    },
  )
}

// --- internal ---

function layerOf(path: string, blob: Blob | undefined): ScannedLayer {
  if (blob?.kind === 'layer') return blob.layer
  throw new UserError(
    `${quoted(path)}: ${blob === undefined ? 'is missing in the archive' : 'is no layer'}`,
  )
}

function contentLayer({ size, files, packages }: ScannedLayer): ContentLayer {
  const known = packages === undefined ? {} : { packages }
  return { digest: null, mediaType: null, compressedSize: null, size, files, ...known }
}
