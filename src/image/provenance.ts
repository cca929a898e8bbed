import * as z from 'zod'
import { once } from '../common/once.ts'
import { decode } from '../oci/decode.ts'
import { type Digest, digestSchema } from '../oci/image-spec.ts'
import { buildPath, type PathStep, type Step, stepSchema } from './build-path.ts'
import { builtStages, type FromChoice } from './from-image.ts'
import type { BaseImage, CopySource, LineRange } from './measurement.ts'

/** What BuildKit's provenance tells of an image's layers. */
export interface LayerOrigins {
  /** Per layer, the Dockerfile lines that wrote it; null for layers of the FROM image. */
  lines: (LineRange[] | null)[]
  /** Per layer, where a `COPY` or `ADD` took it from; null: it is none, or it is not known. */
  copiedFrom: (CopySource | null)[]
  /** How many layers, from the bottom, came with the FROM image. */
  upstream: number
  base: BaseImage | null
  /** The Dockerfile that was built; null when the provenance does not carry it. */
  dockerfile: string | null
}

/**
 * Maps layers to Dockerfile lines. The definition of the build leads from the image down to its FROM image (`buildPath`),
 * and each step on that path has its layers. Where it does not, layer i belongs to a step whose chain of layers has
 * length i + 1 and ends in its digest (diffID with the classic image store): other stages may have the same chain, so
 * that is the second choice. BuildKit numbers steps and lists locations in another order in each run; nothing here
 * depends on it.
 *
 * @param predicate SLSA provenance v0.2 or v1 as BuildKit writes it with `mode=max`
 * https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md
 * @param own the Dockerfile's text: where targets of a bake file are linked there are several files, in any order. null:
 *   it is not known, and the first is meant
 * @returns null when the predicate has no layer chains (`mode=min`, other builders)
 * @throws DecodeError when the predicate is BuildKit's and malformed
 */
export function layerOrigins(
  predicate: unknown,
  layers: ChainLayer[],
  own: string | null = null,
): LayerOrigins | null {
  const found = decode(predicateSchema(), predicate ?? {}, 'provenance')
  const details = found.metadata?.[buildkitKey] ?? found.runDetails?.metadata?.buildkit_metadata
  const config =
    found.buildConfig ?? found.buildDefinition?.internalParameters?.buildConfig ?? undefined
  if (details?.layers == null) return null

  const steps = config?.llbDefinition ?? []
  const { ours, dockerfile } = ownFile(details.source?.infos ?? [], own)
  const lines = stepLines(details.source?.locations ?? {}, { ours, dockerfile }, argumentsOf(found))
  const chains = ownChains(details.layers, layers)
  const path =
    buildPath(steps, layers.length, id => chains.get(id) ?? null) ??
    pathByChains(steps, chains, lines)
  const [lowest] = path
  const base = steps.find(step => step.id === lowest?.id)?.op?.Op?.source?.identifier
  const fromLines = base === undefined ? null : lines(lowest?.id ?? '')
  const upstream = base?.startsWith('docker-image://') ? (lowest?.to ?? 0) : 0
  const ranges = layers.map((_, index): LineRange[] | null => {
    const step = path.find(({ from, to }) => from <= index && index < to)
    if (index < upstream || step === undefined) return null
    const own = lines(step.id)
    return own !== null && isTrigger(own) ? fromLines : own
  })
  return {
    lines: ranges,
    copiedFrom: layers.map((_, index) => {
      const step = path.find(({ from, to }) => from <= index && index < to)
      return step === undefined || index < upstream ? null : copySource(step, steps)
    }),
    upstream,
    base: upstream === 0 || base === undefined ? null : baseImage(base, textOf(fromLines)),
    dockerfile,
  }

  function textOf(ranges: LineRange[] | null): string {
    const text = dockerfile?.split('\n') ?? []
    return (ranges ?? []).map(({ start, end }) => text.slice(start - 1, end).join('\n')).join('\n')
  }
}

// --- internal ---

interface ChainLayer {
  digest: Digest | null
  diffId: Digest | null
}

/** Which of the files is the one that was built, and its text. Files of several targets can be the same. */
function ownFile(
  infos: { data?: string | null | undefined }[],
  own: string | null,
): { ours: ReadonlySet<number>; dockerfile: string | null } {
  const texts = infos.map(({ data }) => decodeBase64(data))
  const same = texts.flatMap((text, index) => (own !== null && text === own ? [index] : []))
  if (same.length > 0) return { ours: new Set(same), dockerfile: own }
  const isFirst = own === null || texts.length < 2
  return { ours: new Set(isFirst ? [0] : []), dockerfile: isFirst ? (texts[0] ?? null) : null }
}

/** Of every step whose chain the image begins with, how many layers that is; steps with none are left out. */
function ownChains(
  told: Record<string, ({ digest: Digest }[] | null)[] | null>,
  layers: ChainLayer[],
): Map<string, number> {
  const lengths = new Map<string, number>()
  for (const [output, chains] of Object.entries(told)) {
    const step = output.replace(/:\d+$/, '')
    for (const chain of chains ?? []) {
      if (chain === null || chain.length === 0 || !isPrefix(chain, layers)) continue
      lengths.set(step, Math.max(chain.length, lengths.get(step) ?? 0))
    }
  }
  return lengths
}

/** Of several, the one that a reader can do least about by a `.dockerignore`. */
function copySource({ copies }: PathStep, steps: Step[]): CopySource | null {
  const sources = new Set(
    copies.map((id): CopySource => {
      const identifier = steps.find(step => step.id === id)?.op?.Op?.source?.identifier
      if (identifier?.startsWith('local://')) return 'context'
      return /^(?:https?|git):\/\//.test(identifier ?? '') ? 'remote' : 'stage'
    }),
  )
  return (['stage', 'remote', 'context'] as const).find(source => sources.has(source)) ?? null
}

/** The second choice: by chains alone, the highest line first, where several steps have the same. */
function pathByChains(
  steps: Step[],
  chains: Map<string, number>,
  lines: (step: string) => LineRange[] | null,
): PathStep[] {
  const images = new Set(
    steps.flatMap(({ id, op }) =>
      op?.Op?.source?.identifier.startsWith('docker-image://') ? [id] : [],
    ),
  )
  const lineOf = (id: string) => lines(id)?.at(-1)?.end ?? 0
  const found = [...chains]
    .map(([id, to]) => ({ id, from: images.has(id) ? 0 : to - 1, to, copies: [] }))
    .sort((a, b) => lineOf(b.id) - lineOf(a.id) || (a.id < b.id ? -1 : 1))
  const sources = found.filter(({ id }) => images.has(id)).sort((a, b) => b.to - a.to)
  // The first of them covers whatever other images have.
  return [...sources, ...found]
}

/**
 * Where a step is in the Dockerfile. Equal instructions of two stages are one step with two places: that of the stage
 * that is built is meant, and what another file says (a bake target that this one is linked to) is no line of ours.
 */
function stepLines(
  locations: Locations,
  { ours: files, dockerfile }: { ours: ReadonlySet<number>; dockerfile: string | null },
  choice: FromChoice,
): (step: string) => LineRange[] | null {
  const stages = once(() => (dockerfile === null ? [] : builtStages(dockerfile, choice)))
  return step => {
    const places = (locations[step]?.locations ?? [])
      .filter(({ sourceIndex }) => files.has(sourceIndex ?? 0))
      .map(({ ranges }) => merge(ranges ?? []))
      .filter(ranges => ranges.length > 0)
      .sort((a, b) => (b[0]?.start ?? 0) - (a[0]?.start ?? 0))
    if (places.length < 2) return places[0] ?? null
    const ours = places.find(([first]) =>
      stages().some(({ lines: { start, end } }) => {
        return first !== undefined && start <= first.start && first.start <= end
      }),
    )
    return ours ?? places[0] ?? null
  }
}

/** What the builder was asked for: https://github.com/moby/buildkit/blob/v0.25.0/frontend/dockerui/config.go */
function argumentsOf({ invocation, buildDefinition }: Predicate): FromChoice {
  const request = buildDefinition?.externalParameters?.request
  const args = request?.args ?? invocation?.parameters?.args ?? {}
  const buildArgs = Object.entries(args).flatMap(([name, value]) =>
    name.startsWith('build-arg:') ? [`${name.slice('build-arg:'.length)}=${value}`] : [],
  )
  return { target: args.target || null, buildArgs }
}

const buildkitKey = 'https://mobyproject.org/buildkit@v1#metadata'

const predicateSchema = once(() => {
  const positionSchema = z.object({ line: z.number().int().nonnegative() })
  const locationSchema = z.object({
    /** Which of the files; absent: the first. */
    sourceIndex: z.number().nullish(),
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
  const buildConfigSchema = z.object({ llbDefinition: z.array(stepSchema()).nullish() })
  const requestSchema = z.object({ args: z.record(z.string(), z.string()).nullish() })
  return z.object({
    // v0.2
    metadata: z.object({ [buildkitKey]: detailsSchema.optional() }).nullish(),
    buildConfig: buildConfigSchema.nullish(),
    invocation: z.object({ parameters: requestSchema.nullish() }).nullish(),
    // v1
    runDetails: z
      .object({ metadata: z.object({ buildkit_metadata: detailsSchema.nullish() }).nullish() })
      .nullish(),
    buildDefinition: z
      .object({
        externalParameters: z.object({ request: requestSchema.nullish() }).nullish(),
        internalParameters: z.object({ buildConfig: buildConfigSchema.nullish() }).nullish(),
      })
      .nullish(),
  })
})

type Predicate = z.infer<ReturnType<typeof predicateSchema>>
type Details = NonNullable<
  NonNullable<NonNullable<Predicate['runDetails']>['metadata']>['buildkit_metadata']
>
type Locations = NonNullable<NonNullable<Details['source']>['locations']>

function isPrefix(chain: { digest: Digest }[], layers: ChainLayer[]): boolean {
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
