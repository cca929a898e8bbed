import { createHash } from 'node:crypto'
import * as z from 'zod'
import { UserError } from '../common/errors.ts'
import type { Run } from '../common/run.ts'
import type { ImageContent, PlatformContent } from '../image/content.ts'
import { decodeJson } from '../oci/decode.ts'
import {
  configSchema,
  type Descriptor,
  type Digest,
  indexSchema,
  isAttestation,
  manifestSchema,
} from '../oci/image-spec.ts'
import { withDigest } from '../settings/references.ts'
import { askRegistry, type Patience } from './registry-failure.ts'

/**
 * What an image's manifests and configs tell without a layer moving: compressed sizes, instructions, diffIDs.
 * Two processes for each platform, and one for the index. Credentials are those of `docker login`.
 * @param image a name, without a transport
 * @throws UserError that names the image and the next step; DecodeError for a manifest that is none
 */
export async function registryContent(
  run: Run,
  image: string,
  patience?: Partial<Patience>,
): Promise<ImageContent> {
  const ask = async (args: string[], name: string): Promise<string> => {
    const command = {
      program: 'docker',
      args: ['buildx', 'imagetools', 'inspect', ...args, '--', name],
    }
    const inspect = (signal: AbortSignal) => run({ ...command, signal })
    return (await askRegistry(`docker://${image}`, inspect, patience)).stdout
  }
  const text = await ask(['--raw'], image)
  const digest = digestOf(text)
  const root = decodeJson(rootSchema, text, `manifest of docker://${image}`)
  if ('layers' in root) {
    return { digest, platforms: [await platformContent(ask, withDigest(image, digest), text)] }
  }
  const platforms: PlatformContent[] = []
  for (const child of root.manifests.filter(isPlatform)) {
    platforms.push(await platformContent(ask, withDigest(image, child.digest), null))
  }
  if (platforms.length > 0) return { digest, platforms }
  throw new UserError(`docker://${image}: its index lists no platform, so it is no image`)
}

// --- internal ---

const rootSchema = z.union([manifestSchema, indexSchema])

function isPlatform(descriptor: Descriptor): boolean {
  return !isAttestation(descriptor) && descriptor.platform?.os !== 'unknown'
}

async function platformContent(
  ask: (args: string[], name: string) => Promise<string>,
  name: string,
  known: string | null,
): Promise<PlatformContent> {
  const [text, configText] = await Promise.all([
    known ?? ask(['--raw'], name),
    ask(['--format', '{{json .Image}}'], name),
  ])
  const manifest = decodeJson(manifestSchema, text, `manifest of docker://${name}`)
  return {
    manifestDigest: digestOf(text),
    config: decodeJson(configSchema, configText, `config of docker://${name}`),
    layers: manifest.layers.map(({ digest, mediaType, size }) => ({
      digest,
      mediaType,
      compressedSize: size,
      size: null,
      files: null,
    })),
    provenance: null,
    compressedUnmeasured: null,
    unpackedUnmeasured: 'only the manifest was read, which lists compressed sizes',
  }
}

function digestOf(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
