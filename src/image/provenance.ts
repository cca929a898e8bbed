import * as z from 'zod'
import { once } from '../common/once.ts'
import { decode } from '../oci/decode.ts'
import { type Digest, digestSchema } from '../oci/image-spec.ts'
import type { BaseImage, LineRange } from './measurement.ts'

/** What BuildKit's provenance tells of an image's layers. */
export interface LayerOrigins {
  /** Per layer, the Dockerfile lines that wrote it; null for layers of the FROM image. */
  lines: (LineRange[] | null)[]
  /** How many layers, from the bottom, came with the FROM image. */
  upstream: number
  base: BaseImage | null
  /** The Dockerfile that was built; null when the provenance does not carry it. */
  dockerfile: string | null
}

/**
 * Maps layers to Dockerfile lines: layer i belongs to the step whose chain of layers has length i + 1
 * and ends in its digest (diffID with the classic image store); the chain of a `docker-image://`
 * source is where upstream ends.
 *
 * @param predicate SLSA provenance v0.2 or v1 as BuildKit writes it with `mode=max`
 * https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md
 * @returns null when the predicate has no layer chains (`mode=min`, other builders)
 * @throws DecodeError when the predicate is BuildKit's and malformed
 */
export function layerOrigins(
  predicate: unknown,
  layers: { digest: Digest | null; diffId: Digest | null }[],
): LayerOrigins | null {
  const found = decode(predicateSchema(), predicate ?? {}, 'provenance')
  const details = found.metadata?.[buildkitKey] ?? found.runDetails?.metadata?.buildkit_metadata
  const config =
    found.buildConfig ?? found.buildDefinition?.internalParameters?.buildConfig ?? undefined
  if (details?.layers == null) return null

  const locations = details.source?.locations ?? {}
  const sources = new Map(
    (config?.llbDefinition ?? []).flatMap(({ id, op }) => {
      const identifier = op?.Op?.source?.identifier
      return identifier === undefined ? [] : [[id, identifier] as const]
    }),
  )
  const lines: (LineRange[] | null)[] = layers.map(() => null)
  let upstream = 0
  let baseStep: string | null = null
  for (const [output, chains] of Object.entries(details.layers)) {
    const step = output.replace(/:\d+$/, '')
    for (const chain of chains ?? []) {
      if (chain === null || chain.length === 0 || !isPrefix(chain, layers)) continue
      const last = chain.length - 1
      if (sources.get(step)?.startsWith('docker-image://')) {
        if (chain.length <= upstream) continue
        upstream = chain.length
        baseStep = step
      } else if (lines[last] === null) {
        lines[last] = merge(locations[step]?.locations?.[0]?.ranges ?? [])
      }
    }
  }
  const triggering = onlyRanges(locations[baseStep ?? '']?.locations)
  const dockerfile = decodeBase64(details.source?.infos?.[0]?.data)
  return {
    lines: lines.map((ranges, index) => {
      if (index < upstream || ranges === null || ranges.length === 0) return null
      return isTrigger(ranges) ? triggering : ranges
    }),
    upstream,
    base: baseStep === null ? null : baseImage(sources.get(baseStep) ?? '', fromLines(baseStep)),
    dockerfile,
  }

  function fromLines(step: string): string {
    const text = dockerfile?.split('\n') ?? []
    const ranges = locations[step]?.locations?.flatMap(({ ranges }) => merge(ranges ?? [])) ?? []
    return ranges.map(({ start, end }) => text.slice(start - 1, end).join('\n')).join('\n')
  }
}

// --- internal ---

const buildkitKey = 'https://mobyproject.org/buildkit@v1#metadata'

const predicateSchema = once(() => {
  const positionSchema = z.object({ line: z.number().int().nonnegative() })
  const locationSchema = z.object({
    ranges: z.array(z.object({ start: positionSchema, end: positionSchema })).nullish(),
  })
  const detailsSchema = z.object({
    layers: z
      .record(
        z.string(),
        z.array(z.array(z.object({ digest: digestSchema })).nullable()).nullable(),
      )
      .nullish(),
    source: z
      .object({
        locations: z
          .record(z.string(), z.object({ locations: z.array(locationSchema).nullish() }))
          .nullish(),
        infos: z.array(z.object({ data: z.string().nullish() })).nullish(),
      })
      .nullish(),
  })
  const buildConfigSchema = z.object({
    llbDefinition: z
      .array(
        z.object({
          id: z.string(),
          op: z
            .object({
              Op: z.object({ source: z.object({ identifier: z.string() }).optional() }).nullish(),
            })
            .nullish(),
        }),
      )
      .nullish(),
  })
  return z.object({
    // v0.2
    metadata: z.object({ [buildkitKey]: detailsSchema.optional() }).nullish(),
    buildConfig: buildConfigSchema.nullish(),
    // v1
    runDetails: z
      .object({ metadata: z.object({ buildkit_metadata: detailsSchema.nullish() }).nullish() })
      .nullish(),
    buildDefinition: z
      .object({
        internalParameters: z.object({ buildConfig: buildConfigSchema.nullish() }).nullish(),
      })
      .nullish(),
  })
})

function isPrefix(
  chain: { digest: Digest }[],
  layers: { digest: Digest | null; diffId: Digest | null }[],
): boolean {
  return chain.every(({ digest }, index) => {
    const layer = layers[index]
    return layer !== undefined && (layer.digest === digest || layer.diffId === digest)
  })
}

/**
 * Whether an ONBUILD of the FROM image wrote the layer: its text is parsed by itself, as line 1, where a Dockerfile has
 * no instruction that writes a layer. The line to blame is the FROM, which newer BuildKit names by itself.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go (initOnBuildTriggers)
 */
function isTrigger(ranges: LineRange[]): boolean {
  return ranges[0]?.start === 1
}

/** null: an image that several FROM lines name. */
function onlyRanges(
  locations: { ranges?: Parameters<typeof merge>[0] | null | undefined }[] | null | undefined,
): LineRange[] | null {
  const [only, ...others] = locations ?? []
  return only === undefined || others.length > 0 ? null : merge(only.ranges ?? [])
}

/** A continued or heredoc instruction comes as a range a line: neighbours become one. */
function merge(ranges: { start: { line: number }; end: { line: number } }[]): LineRange[] {
  const sorted = ranges
    .map(({ start, end }) => ({ start: start.line, end: Math.max(start.line, end.line) }))
    .filter(({ start }) => start > 0)
    .sort((a, b) => a.start - b.start)
  const merged: LineRange[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last !== undefined && range.start <= last.end + 1) last.end = Math.max(last.end, range.end)
    else merged.push(range)
  }
  return merged
}

/** A FROM that pins its digest names another image when the digest changes: somebody changed the line. */
function baseImage(identifier: string, fromLines: string): BaseImage {
  const [name = '', digest] = identifier.slice('docker-image://'.length).split('@')
  const short = name.replace(/^docker\.io\/(library\/)?/, '')
  const known = digestSchema.safeParse(digest)
  const pinned = known.success && fromLines.includes(known.data)
  return {
    name: pinned ? `${short}@${known.data}` : short,
    digest: known.success ? known.data : null,
  }
}

function decodeBase64(data: string | null | undefined): string | null {
  if (data === null || data === undefined) return null
  const bytes = Uint8Array.from(atob(data), char => char.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}
