import { UsageError } from '../common/errors.ts'
import type { BuildSettings } from '../settings/settings.ts'

/** What a build is asked for beyond the user's inputs. */
export interface BuildRequest {
  /** Values of `--output`, e.g. `type=oci,dest=-`. */
  output: string[]
  metadataFile: string
  /** An attestation of mode `max`; without it none at all (the classic image store refuses attestations). */
  provenance: boolean
  /** Values of `--secret`, from `prepareSecrets`. */
  secrets: string[]
  iidFile?: string
}

/**
 * The arguments of `docker` for a build, with the inputs of docker/build-push-action as it passes them on.
 * Every value is an argument of its own behind its flag, and the context stands behind `--`, so no value becomes a flag.
 * https://github.com/docker/build-push-action/blob/master/src/context.ts (getArgs)
 * @throws UsageError for a context on standard input, which is empty here
 */
export function buildArguments(build: BuildSettings, request: BuildRequest): string[] {
  if (build.context === '' || build.context === '-') {
    throw new UsageError(
      `context: \`${build.context}\` is not a directory, Git repository or tarball; write e.g. \`.\` or \`https://github.com/owner/name.git#main:folder\``,
    )
  }
  return [
    'buildx',
    'build',
    ...each('--add-host', build.addHosts),
    ...each('--allow', build.allow),
    ...each('--build-arg', build.buildArgs),
    ...each('--build-context', build.buildContexts),
    ...each('--cache-from', build.cacheFrom),
    ...each('--cache-to', build.cacheTo),
    ...one('--cgroup-parent', build.cgroupParent),
    ...one('--file', build.file),
    ...one('--iidfile', request.iidFile),
    ...each('--label', build.labels),
    ...each('--no-cache-filter', build.noCacheFilters),
    ...each('--output', request.output),
    ...one('--platform', build.platforms.join(',')),
    '--provenance',
    request.provenance ? 'mode=max' : 'false',
    ...each('--secret', request.secrets),
    ...one('--shm-size', build.shmSize),
    ...each('--ssh', build.ssh),
    ...one('--target', build.target),
    ...each('--ulimit', build.ulimit),
    ...one('--builder', build.builder),
    '--metadata-file',
    request.metadataFile,
    ...one('--network', build.network),
    ...(build.noCache ? ['--no-cache'] : []),
    ...(build.pull ? ['--pull'] : []),
    '--',
    build.context,
  ]
}

/** A field of the comma-separated values that `--secret` and `--output` take. */
export function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

// --- internal ---

function each(flag: string, values: string[]): string[] {
  return values.flatMap(value => [flag, value])
}

function one(flag: string, value: string | null | undefined): string[] {
  return value === null || value === undefined || value === '' ? [] : [flag, value]
}
