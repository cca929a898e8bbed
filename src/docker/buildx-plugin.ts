import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The program that `docker buildx` starts, which does the same without `docker` before it, in half the time.
 * null: `docker` has to be asked, since it is not where plugins usually are, or they are told to be elsewhere.
 * https://github.com/docker/cli/blob/v28.5.2/cli-plugins/manager/manager.go (getPluginDirs)
 * https://github.com/docker/buildx#manual-download (stand-alone use)
 */
export function buildxPlugin(env: NodeJS.ProcessEnv): string | null {
  const config = configOf(env)
  if (/"cliPluginsExtraDirs"/i.test(textOf(join(config, 'config.json')))) return null
  const folders = [join(config, 'cli-plugins'), ...SYSTEM]
  return folders.map(folder => join(folder, 'docker-buildx')).find(canRun) ?? null
}

/**
 * Whether buildx has no builder but those that come with an engine, so that none has to be asked what it is.
 * https://github.com/docker/buildx/blob/v0.29.1/store/store.go (a file for each in `instances`)
 */
export function hasDefaultBuilder(env: NodeJS.ProcessEnv): boolean {
  if (env.BUILDX_BUILDER) return false
  const config = env.BUILDX_CONFIG || join(configOf(env), 'buildx')
  try {
    return readdirSync(join(config, 'instances')).length === 0
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}

// --- internal ---

function configOf(env: NodeJS.ProcessEnv): string {
  return env.DOCKER_CONFIG || join(homedir(), '.docker')
}

const SYSTEM = ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map(folder =>
  join(folder, 'docker/cli-plugins'),
)

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
