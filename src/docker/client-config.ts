import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where docker's client keeps its configuration. */
export function configFolder(env: NodeJS.ProcessEnv): string {
  return env.DOCKER_CONFIG || join(homedir(), '.docker')
}

/**
 * The client's own environment for what goes to this run's registry: with the user's contexts and plugins, and without
 * the credentials, helpers and proxies of the user, which it needs as little as a signature, and which may be broken.
 * @param work is given what to add to the environment
 */
export async function withoutCredentials<T>(
  env: NodeJS.ProcessEnv,
  work: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const folder = resolve(configFolder(env))
  const own = await mkdtemp(join(tmpdir(), 'image-size-gate-docker-'))
  try {
    const entries = await readdir(folder).catch(() => [])
    for (const name of entries.filter(name => name !== 'config.json')) {
      await symlink(join(folder, name), join(own, name))
    }
    await writeFile(join(own, 'config.json'), await harmless(join(folder, 'config.json')))
    // https://docs.docker.com/reference/cli/docker/#environment-variables
    return await work({ DOCKER_CONFIG: own, DOCKER_CONTENT_TRUST: '0' })
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

// --- internal ---

/** https://github.com/docker/cli/blob/v28.5.2/cli/config/configfile/file.go (ConfigFile) */
const HARMFUL = ['auths', 'credsStore', 'credHelpers', 'proxies', 'HttpHeaders']

/** What cannot be read as JSON is left as it is: the client has words for it. */
async function harmless(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  try {
    return JSON.stringify(
      Object.fromEntries(
        Object.entries(JSON.parse(text) as object).filter(([key]) => !HARMFUL.includes(key)),
      ),
    )
  } catch {
    return text
  }
}
