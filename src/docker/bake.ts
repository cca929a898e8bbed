import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import type { CommandError, Pipe, Run } from '../common/run.ts'
import { decodeJson } from '../oci/decode.ts'
import {
  type BakeChange,
  type BakeDefinition,
  type BakeTarget,
  decodeBake,
  encodeBake,
  PROBE,
} from './bake-definition.ts'
import { type Build, pushBy } from './build.ts'
import { csvField } from './build-arguments.ts'
import { type BuildMetadata, decodeMetadataOf } from './metadata.ts'

/** Which targets of which files, as `docker buildx bake` is asked for them. */
export interface BakeQuestion {
  files: string[]
  /** Names of targets and groups; empty: the group `default`. */
  targets: string[]
  set: string[]
  /** Where it is asked: relative paths of the file belong to it. */
  directory: string
}

/**
 * Has buildx resolve groups, inheritance, matrices, variables and links of bake and compose files. Nothing is built or fetched.
 * @throws CommandError when a file cannot be read, or a target is not in it
 */
export async function printBake(
  run: Run,
  { files, targets, set, directory }: BakeQuestion,
): Promise<BakeDefinition> {
  const { stdout } = await run({
    program: 'docker',
    args: [
      'buildx',
      'bake',
      '--print',
      ...files.flatMap(file => ['--file', file]),
      ...set.flatMap(override => ['--set', override]),
      '--set',
      `*.args.${PROBE.name}=${PROBE.value}`,
      '--',
      ...targets,
    ],
    cwd: directory,
    env: environment,
  })
  return decodeBake(stdout)
}

/** The target that the files do not have, or that an override is for; null: something else is wrong. */
export function missingTarget(
  error: CommandError,
): { target: string } | { pattern: string } | null {
  const { stderr } = error
  const [, target] = /^ERROR: failed to find target (\S+)$/m.exec(stderr) ?? []
  if (target !== undefined) return { target }
  const [, pattern] = /^ERROR: could not find any target matching '(.*)'$/m.exec(stderr) ?? []
  return pattern === undefined ? null : { pattern }
}

/** One call for several targets. */
export interface Bake extends Omit<Build, 'settings'> {
  definition: Pick<BakeDefinition, 'targets'>
  targets: string[]
  builder: string | null
  /** Entitlements that may be used; those of the file system are checked before. */
  allow: string[]
  pull: boolean
  noCache: boolean
  /** What of a target is to be other than the file has it. */
  change: (target: BakeTarget) => Record<string, unknown>
}

/**
 * Builds targets by one call and has the builder push each, as `buildAndPush` does.
 * @param name `ADDRESS/REPOSITORY:TAG` of a target
 * @throws CommandError when one of them fails, for which buildx ends the others
 */
export async function bakeAndPush(
  run: Run,
  bake: Bake,
  name: (target: string) => string,
): Promise<Map<string, BuildMetadata>> {
  const output = (target: string) =>
    `type=image,${csvField(`name=${name(target)}`)},${pushBy(bake)}`
  return runBake(bake, output, async command => void (await run(command)))
}

/** Builds targets by one call into the engine's image store, as `buildAndLoad` does; the caller takes them away. */
export async function bakeAndLoad(
  run: Run,
  bake: Bake,
  tag: (target: string) => string,
): Promise<Map<string, BuildMetadata>> {
  const output = (target: string) => `type=docker,${csvField(`name=${tag(target)}`)}`
  return runBake(bake, output, async command => void (await run(command)))
}

/** Builds one target and hands the tar of an OCI layout to `consume`, with back-pressure: one output has the way out. */
export async function bakeToStream<T>(
  pipe: Pipe,
  bake: Omit<Bake, 'targets'>,
  target: string,
  consume: (stdout: Readable) => Promise<T>,
): Promise<{ content: T; metadata: BuildMetadata }> {
  const consumed: T[] = []
  const told = await runBake(
    { ...bake, targets: [target] },
    () => 'type=oci,dest=-',
    async command => void consumed.push(await pipe(command, consume)),
  )
  const [content] = consumed as [T]
  return { content, metadata: told.get(target) as BuildMetadata }
}

/**
 * Whose step failed, as far as buildx told: newer ones say it, and all name the step with its target where there are
 * several. What a step prints comes behind a time, so that no step can say this.
 * @returns null when it did not tell
 */
export function failedTarget({ stderr }: Pick<CommandError, 'stderr'>): string | null {
  const lines = stderr.split(/\r?\n/)
  const last = lines.findLast(line => line.startsWith('ERROR: ')) ?? ''
  const [, named] = /^ERROR: target ([\w.-]+): /.exec(last) ?? []
  if (named !== undefined) return named
  const step = lines.findLast(line => /^ > \[[^\]]*\] .*:$/.test(line)) ?? ''
  return /^ > \[([\w.-]+)[ \]]/.exec(step)?.[1] ?? null
}

// --- internal ---

/**
 * Paths are checked before, for the definition that is built lies elsewhere:
 * https://docs.docker.com/build/building/variables/#buildx_bake_entitlements_fs
 */
const environment = {
  BUILDX_BAKE_ENTITLEMENTS_FS: '0',
  BUILDKIT_PROGRESS: 'plain',
  // Without an output, an engine would keep what others build on.
  BUILDX_NO_DEFAULT_LOAD: '1',
}

const metadataSchema = z.record(z.string(), z.unknown()).nullable()

async function runBake(
  bake: Bake,
  output: (target: string) => string,
  execute: (command: Parameters<Run>[0]) => Promise<void>,
): Promise<Map<string, BuildMetadata>> {
  const { targets, definition, allow, builder } = bake
  const folder = await mkdtemp(join(bake.temporary ?? tmpdir(), 'image-size-gate-build-'))
  try {
    const file = join(folder, 'bake.json')
    const metadataFile = join(folder, 'metadata.json')
    const changed = (target: BakeTarget): BakeChange => ({
      keys: bake.change(target),
      // https://docs.docker.com/build/building/variables/#buildx_no_default_load
      output: [targets.includes(target.name) ? output(target.name) : 'type=cacheonly'],
    })
    await writeFile(file, encodeBake(definition, targets, changed), { mode: 0o600 })
    const attested = bake.driver !== 'docker' || bake.store === 'containerd'
    await execute({
      program: 'docker',
      args: [
        'buildx',
        'bake',
        '--file',
        file,
        '--metadata-file',
        metadataFile,
        '--provenance',
        attested ? 'mode=max' : 'false',
        ...allow.flatMap(one => ['--allow', one]),
        ...(builder === null ? [] : ['--builder', builder]),
        ...(bake.noCache ? ['--no-cache'] : []),
        ...(bake.pull ? ['--pull'] : []),
        '--',
        ...targets,
      ],
      cwd: bake.directory,
      // Where buildx leaves the Dockerfiles that a bake file holds.
      env: { ...environment, BUILDX_METADATA_PROVENANCE: 'max', TMPDIR: folder },
      ...(bake.onOutput === undefined ? {} : { onStderr: bake.onOutput }),
      ...(bake.signal === undefined ? {} : { signal: bake.signal }),
    })
    const source = 'metadata file of the build'
    const told = decodeJson(metadataSchema, await readFile(metadataFile, 'utf8'), source) ?? {}
    return new Map(targets.map(target => [target, decodeMetadataOf(told[target] ?? null)]))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
