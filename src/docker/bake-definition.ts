import * as z from 'zod'
import { decode, decodeJson } from '../oci/decode.ts'
import type { BuildSettings } from '../settings/settings.ts'

/** A target of a bake file, with everything that it inherits and is overridden by. */
export interface BakeTarget {
  name: string
  /** Text of the Dockerfile, where the bake file holds it. */
  inline: string | null
  /** Names of the targets whose images it builds on. */
  links: string[]
  /** What it is as a build of its own, with paths as they are written; cache destinations are of `cacheTo` alone. */
  build: BuildSettings
  /** What it asks to be allowed, e.g. `network.host`. */
  entitlements: string[]
  /** The keys that a build of ours hands on to buildx, as it printed them. */
  kept: Record<string, unknown>
  /** `cache-to`, as it was printed. */
  cacheTo: unknown[]
}

export interface BakeDefinition {
  targets: ReadonlyMap<string, BakeTarget>
  /** Those that were asked for, in the order of the file's groups; the others are linked to. */
  selected: string[]
  /** Keys that are neither handed on nor known to be of no use here. */
  unknown: string[]
}

/** An override that every target is printed with, and that tells how buildx prints: newer ones escape `${` and `%{`. */
export const PROBE = { name: 'IMAGE_SIZE_GATE', value: '$'.concat('{}') } as const

/**
 * Decodes what `docker buildx bake --print` prints.
 * @throws DecodeError that names the field
 */
export function decodeBake(text: string): BakeDefinition {
  const printed = decodeJson(definitionSchema, text, '`docker buildx bake --print`')
  const isEscaped = Object.values(printed.target).some(
    ({ args }) => args[PROBE.name] !== undefined && args[PROBE.name] !== PROBE.value,
  )
  const { group, target } = isEscaped
    ? decode(definitionSchema, mapTexts(printed, unescaped), '`docker buildx bake --print`')
    : printed
  const targets = new Map(Object.entries(target).map(([name, one]) => [name, targetOf(name, one)]))
  const keys = new Set(Object.values(target).flatMap(one => Object.keys(one)))
  return {
    targets,
    selected: expand('default', group, targets),
    unknown: [...keys].filter(key => !KEPT.has(key) && !LEFT_OUT.has(key)).sort(),
  }
}

/** A target and all that it builds on, nearest first; those that the file lacks are not among them. */
export function withLinks({ targets }: Pick<BakeDefinition, 'targets'>, name: string): string[] {
  const found = new Set([name])
  for (const one of found) {
    for (const link of targets.get(one)?.links ?? []) if (targets.has(link)) found.add(link)
  }
  return [...found]
}

/** What of a target is to be other than the bake file has it. */
export interface BakeChange {
  output: string[]
  /** Keys of the bake file. */
  keys?: Record<string, unknown>
}

/**
 * A bake file in JSON of some targets and those that they build on. It holds what decides the image, and nothing of
 * what would be done with it: tags, outputs, attestations and cache destinations of the user's file are not in it.
 * Strings of such a file are templates, so that what looks like one is escaped:
 * https://github.com/hashicorp/hcl/blob/v2.23.0/json/spec.md#strings
 */
export function encodeBake(
  definition: Pick<BakeDefinition, 'targets'>,
  names: string[],
  change: (target: BakeTarget) => BakeChange,
): string {
  const all = [...new Set(names.flatMap(name => withLinks(definition, name)))]
  const target = Object.fromEntries(
    all.map(name => {
      const one = definition.targets.get(name) as BakeTarget
      const { output, keys } = change(one)
      return [name, { ...one.kept, ...keys, output }]
    }),
  )
  return JSON.stringify(mapTexts({ target }, escaped))
}

/** The fields of an entry of `secret`, `ssh`, `cache-from` and the like: older buildx prints them as comma-separated text. */
export function fieldsOf(entry: unknown): Record<string, string> {
  if (typeof entry === 'string') {
    const pairs = entry.split(',').map(field => field.trim().split(/=(.*)/s))
    return Object.fromEntries(
      pairs.map(([key = '', value]) => [key.toLowerCase().replace('source', 'src'), value ?? '']),
    )
  }
  const texts = z.record(z.string(), z.unknown()).catch({}).parse(entry)
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  )
}

// --- internal ---

const texts = z
  .array(z.string())
  .nullish()
  .transform(list => list ?? [])
const entries = z
  .array(z.unknown())
  .nullish()
  .transform(list => list ?? [])
const pairs = z
  .record(z.string(), z.string().nullable())
  .nullish()
  .transform(values => values ?? {})

/** https://docs.docker.com/build/bake/reference/#target */
const targetSchema = z.looseObject({
  context: z.string().default('.'),
  contexts: pairs,
  dockerfile: z.string().default('Dockerfile'),
  'dockerfile-inline': z.string().nullish(),
  target: z.string().nullish(),
  args: pairs,
  labels: pairs,
  platforms: texts,
  entitlements: texts,
  network: z.string().nullish(),
  'no-cache': z.boolean().nullish(),
  'no-cache-filter': texts,
  pull: z.boolean().nullish(),
  'shm-size': z.string().nullish(),
  ulimits: texts,
  secret: entries,
  ssh: entries,
  'cache-from': entries,
  'cache-to': entries,
})

const definitionSchema = z.object({
  group: z
    .record(z.string(), z.object({ targets: texts }))
    .nullish()
    .transform(all => all ?? {}),
  target: z.record(z.string(), targetSchema),
})

/** Handed on. */
const KEPT = new Set([
  ...['args', 'context', 'contexts', 'dockerfile', 'dockerfile-inline', 'labels', 'target'],
  ...['platforms', 'pull', 'no-cache', 'no-cache-filter', 'network', 'shm-size', 'ulimits'],
  ...['entitlements', 'extra-hosts', 'secret', 'ssh', 'cache-from'],
])
/** What would be done with the image, what is said of it, and what was resolved. */
const LEFT_OUT = new Set([
  ...['output', 'tags', 'attest', 'cache-to', 'call', 'annotations', 'description'],
  ...['inherits', 'matrix', 'name', 'platform'],
])

function targetOf(name: string, printed: z.infer<typeof targetSchema>): BakeTarget {
  const { [PROBE.name]: _, ...args } = printed.args
  const inline = printed['dockerfile-inline'] ?? null
  const whole: Record<string, unknown> = { ...printed, args }
  const kept = Object.entries(whole).filter(
    ([key, value]) => KEPT.has(key) && !isEmpty(value) && value !== null,
  )
  const links = Object.values(printed.contexts).flatMap(
    context => /^target:(.+)$/.exec(context ?? '')?.[1] ?? [],
  )
  return {
    name,
    inline,
    links,
    build: buildOf(printed, args),
    entitlements: printed.entitlements,
    kept: Object.fromEntries(kept),
    cacheTo: printed['cache-to'],
  }
}

function buildOf(
  printed: z.infer<typeof targetSchema>,
  args: Record<string, string | null>,
): BuildSettings {
  const { context, dockerfile, platforms, secret } = printed
  return {
    context,
    // Relative to the context, unlike a build's, which is relative to where it is started.
    file: isRemote(context) || dockerfile.startsWith('/') ? dockerfile : `${context}/${dockerfile}`,
    target: printed.target ?? null,
    platforms,
    buildArgs: pairsOf(args),
    buildContexts: pairsOf(printed.contexts),
    secrets: secret.map(specificationOf),
    secretEnvs: [],
    secretFiles: [],
    ssh: [],
    cacheFrom: [],
    cacheTo: [],
    builder: null,
    network: printed.network ?? null,
    addHosts: [],
    allow: [],
    pull: printed.pull ?? false,
    noCache: printed['no-cache'] ?? false,
    noCacheFilters: printed['no-cache-filter'],
    labels: pairsOf(printed.labels),
    shmSize: printed['shm-size'] ?? null,
    ulimit: printed.ulimits,
    cgroupParent: null,
  }
}

function isRemote(context: string): boolean {
  return /:\/\/|^[\w.-]+@[\w.-]+:|^github\.com\//.test(context)
}

/** `id=NAME,env=VARIABLE`, whatever buildx prints. */
function specificationOf(secret: unknown): string {
  const { id = '', src, env } = fieldsOf(secret)
  if (src !== undefined) return `id=${id},src=${src}`
  return `id=${id},env=${env ?? id}`
}

function pairsOf(values: Record<string, string | null>): string[] {
  return Object.entries(values).map(([name, value]) => (value === null ? name : `${name}=${value}`))
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** A name may be a group's and a target's, and groups may lead in circles. */
function expand(
  name: string,
  groups: Record<string, { targets: string[] }>,
  targets: ReadonlyMap<string, unknown>,
  above: string[] = [],
): string[] {
  const group = above.includes(name) ? undefined : groups[name]
  if (group === undefined) return targets.has(name) ? [name] : []
  const found = group.targets.flatMap(one => expand(one, groups, targets, [...above, name]))
  return [...new Set(found)]
}

function escaped(text: string): string {
  return text.replace(/[$%](?=\{)/g, sign => sign + sign)
}

function unescaped(text: string): string {
  return text.replace(/\$\$(?=\{)|%%(?=\{)/g, signs => signs.slice(1))
}

/** Every text within plain data, names of fields too. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(one => mapTexts(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [change(key), mapTexts(one, change)]),
  )
}
