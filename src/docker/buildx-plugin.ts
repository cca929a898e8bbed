import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Start } from '../common/run.ts'
import { hideBuildArgs } from './hidden-arguments.ts'
import { hasPlainClient } from './plain-client.ts'

/**
 * The program that `docker buildx` starts, which does the same without `docker` before it, in half the time.
 * null: `docker` has to be asked, since it is a wrapper, or its plugins are not where they usually are, or are told to be
 * elsewhere.
 * https://github.com/docker/cli/blob/v28.5.2/cli-plugins/manager/manager.go (getPluginDirs)
 * https://github.com/docker/buildx#manual-download (stand-alone use)
 */
export function buildxPlugin(env: NodeJS.ProcessEnv): string | null {
  if (!hasPlainClient(env)) return null
  const config = configOf(env)
  if (/"cliPluginsExtraDirs"/i.test(textOf(join(config, 'config.json')))) return null
  const folders = [join(config, 'cli-plugins'), ...SYSTEM]
  return folders.map(folder => join(folder, 'docker-buildx')).find(canRun) ?? null
}

/**
 * `docker buildx …` without `docker` before it, where that can be; and then without the values of build-args, since nobody
 * in between (`sudo`) can lose what is in the environment.
 */
export const startBuildx: Start = ({ program, args, env }) => {
  const isBuildx = program === 'docker' && args[0] === 'buildx'
  const all = { ...process.env, ...env }
  const plugin = isBuildx ? buildxPlugin(all) : null
  if (plugin === null) return [program, args]
  const hidden = hideBuildArgs(args.slice(1), all)
  return [plugin, hidden.args, hidden.env]
}

/**
 * Whether buildx has no builder but those that come with an engine, and was never told to take that of another engine,
 * so that it need not be asked what its builder is.
 * https://github.com/docker/buildx/blob/v0.29.1/store/store.go (`instances`, and what `use` writes: `current`, `defaults`)
 */
export function hasDefaultBuilder(env: NodeJS.ProcessEnv): boolean {
  if (env.BUILDX_BUILDER) return false
  const config = env.BUILDX_CONFIG || join(configOf(env), 'buildx')
  const current = join(config, 'current')
  return (
    isEmpty(join(config, 'instances')) &&
    isEmpty(join(config, 'defaults')) &&
    (!existsSync(current) || /"Name":\s*"(?:default)?"/.test(textOf(current)))
  )
}

/** The folder of the client's configuration. */
export function configOf(env: NodeJS.ProcessEnv): string {
  return env.DOCKER_CONFIG || join(homedir(), '.docker')
}

// --- internal ---

const SYSTEM = ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map(folder =>
  join(folder, 'docker/cli-plugins'),
)

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
