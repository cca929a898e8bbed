import { UserError } from '../common/errors.ts'
import { type Config, type Digest, type History, platformText } from '../oci/image-spec.ts'
import type { ImageContent, PlatformContent } from './content.ts'
import { guessLines } from './guess-lines.ts'
import { instructionText } from './instruction.ts'
import type {
  CopySource,
  Layer,
  Measurement,
  PlatformMeasurement,
  SourceLines,
} from './measurement.ts'
import { type LayerOrigins, layerOrigins } from './provenance.ts'

/** What a measurement says of itself beside the bytes. */
export type Source = Pick<
  Measurement,
  'source' | 'commit' | 'feed' | 'feedReason' | 'dockerfile'
> & {
  /** The Dockerfile's text, for images without provenance; null when there is none. */
  dockerfileText: string | null
  /** The line of `dockerfile` on which the text begins; absent: the first. */
  firstLine?: number
  /** Hides what must not be shown (secrets, build-arg values) in anything the image says of itself. */
  redact: (text: string) => string
}

/** More layers than any engine accepts (127) by far; bounds what a hostile image can cost. */
const mostLayers = 1000

/** Far more than anybody reads; a report with longer ones would be refused by whoever reads it. */
const longestInstruction = 20_000

/** Interprets an image's content: which instruction and which lines wrote which layer. */
export function toMeasurement(content: ImageContent, source: Source): Measurement {
  const { dockerfileText: _text, firstLine: _line, redact: _redact, ...words } = source
  return {
    ...words,
    digest: content.digest,
    platforms: content.platforms.map(platform => measurePlatform(platform, source)),
  }
}

/**
 * The history entry of every layer. History is optional and often wrong: entries that write no layer are
 * skipped, missing ones are empty, superfluous ones ignored, as BuildKit does.
 * https://github.com/moby/buildkit/blob/v0.25.0/exporter/containerimage/writer.go (normalizeLayersAndHistory)
 */
export function historyOfLayers(config: Config): (History | null)[] {
  const written = (config.history ?? []).filter(entry => entry.empty_layer !== true)
  return (config.rootfs.diff_ids ?? []).map((_, index) => written[index] ?? null)
}

// --- internal ---

function measurePlatform(content: PlatformContent, source: Source): PlatformMeasurement {
  const platform = platformText(content.config)
  const diffIds = content.config.rootfs.diff_ids ?? []
  if (content.layers.length !== diffIds.length) {
    throw new UserError(
      `The image for ${platform} lists ${content.layers.length} layers in its manifest and ${diffIds.length} in its config (rootfs.diff_ids).`,
    )
  }
  if (content.layers.length > mostLayers) {
    throw new UserError(`The image for ${platform} has more than ${mostLayers} layers.`)
  }
  const chain = content.layers.map(({ digest }, index) => ({
    digest,
    diffId: diffIds[index] ?? null,
  }))
  const origins = layerOrigins(content.provenance, chain, source.dockerfileText)
  const instructions = historyOfLayers(content.config).map(entry =>
    source.redact(instructionText(entry?.created_by)),
  )
  const found = origins ?? foundBase(content, diffIds)
  const text = origins?.dockerfile ?? source.dockerfileText
  const guessed = text === null ? [] : guessLines(text, instructions)
  const layers = content.layers.map((layer, index): Layer => {
    const upstream = index < found.upstream
    return {
      diffId: diffIds[index] ?? null,
      digest: layer.digest,
      mediaType: layer.mediaType,
      compressedSize: layer.compressedSize,
      size: layer.size,
      instruction: (instructions[index] ?? '').slice(0, longestInstruction).toWellFormed(),
      lines: upstream
        ? null
        : (sourceLines(origins?.lines[index], 'provenance', source) ??
          sourceLines(guessed[index], 'guess', source)),
      upstream,
      ...copied(origins?.copiedFrom[index]),
      files: layer.files,
      ...(layer.packages === undefined ? {} : { packages: layer.packages }),
      ...(layer.paths === undefined ? {} : { paths: layer.paths }),
      ...(layer.unlisted === undefined ? {} : { unlisted: layer.unlisted }),
    }
  })
  const { base } = found
  return {
    platform,
    manifestDigest: content.manifestDigest,
    layers,
    base: base === null ? null : { ...base, name: source.redact(base.name) },
    compressedUnmeasured: content.compressedUnmeasured,
    unpackedUnmeasured: content.unpackedUnmeasured,
  }
}

/** The engine's image of that name counts when this one does begin with its layers. */
function foundBase(
  { base }: PlatformContent,
  diffIds: Digest[],
): Pick<LayerOrigins, 'base' | 'upstream'> {
  const isBelow =
    base !== undefined &&
    base.diffIds.length > 0 &&
    base.diffIds.every((diffId, index) => diffIds[index] === diffId)
  return isBelow
    ? { base: { name: base.name, digest: base.digest }, upstream: base.diffIds.length }
    : { base: null, upstream: 0 }
}

function copied(from: CopySource | null | undefined): Pick<Layer, 'copiedFrom'> {
  return from == null ? {} : { copiedFrom: from }
}

function sourceLines(
  ranges: SourceLines['ranges'] | null | undefined,
  from: SourceLines['from'],
  { firstLine = 1 }: Pick<Source, 'firstLine'>,
): SourceLines | null {
  if (ranges == null) return null
  const inFile = (line: number) => line + firstLine - 1
  return {
    ranges: ranges.map(({ start, end }) => ({ start: inFile(start), end: inFile(end) })),
    from,
  }
}
