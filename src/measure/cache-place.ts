import { resolve } from 'node:path'
import { trackedIn } from '../git/tracked.ts'
import type { BuildSettings, ImageSettings } from '../settings/settings.ts'
import { contextKind } from './relocate.ts'
import type { World } from './world.ts'

/**
 * A folder for what was found in layers, with what is to be known of it before it is believed.
 * @param directory relative to the checkout
 */
export function cachePlace(
  directory: string,
  images: ImageSettings[],
  { run, cwd }: Pick<World, 'run' | 'cwd'>,
) {
  return {
    directory: resolve(cwd, directory),
    workspace: cwd,
    contexts: images.flatMap(({ source }) =>
      source.kind === 'build' ? localContexts(source.build, cwd) : [],
    ),
    trackedIn: (path: string) => trackedIn(run, path),
  }
}

/** The folders of this machine that builds are given, absolute. */
export function localContexts(
  { context, buildContexts }: Pick<BuildSettings, 'context' | 'buildContexts'>,
  cwd: string,
): string[] {
  const named = buildContexts.map(entry => entry.slice(entry.indexOf('=') + 1))
  return [context, ...named]
    .map(path => path.replace(/^oci-layout:\/\//, ''))
    .filter(path => !/:\/\//.test(path) && contextKind(path) === 'directory')
    .map(path => resolve(cwd, path))
}
