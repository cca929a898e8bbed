import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { configOf } from './buildx-plugin.ts'

/** A registry and whom it takes. */
export interface Login {
  /** `127.0.0.1:49152` */
  address: string
  credentials: { username: string; password: string }
}

/** What makes `docker` and buildx log in. */
export interface ClientConfig {
  /** To be added to the environment of a command. */
  env: { DOCKER_CONFIG: string; BUILDX_CONFIG: string }
  remove: () => Promise<void>
}

/**
 * A configuration of the client that is the user's, with one login more. A secret in an argument or in the environment
 * is read in the process list; this one is in a file of mode 0600 in a folder of mode 0700.
 * Everything else of the user's folder (contexts, plugins, certificates) is linked, and buildx keeps its builders where
 * they are. A credential store, which may be broken, is not asked for the registry's address.
 * https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties
 * @param parent where the folder is made
 */
export async function loginConfig(
  env: NodeJS.ProcessEnv,
  parent: string,
  { address, credentials }: Login,
): Promise<ClientConfig> {
  const user = resolve(configOf(env))
  const folder = await mkdtemp(join(parent, 'image-size-gate-client-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const names = await readdir(user).catch((): string[] => [])
    await Promise.all(
      names
        .filter(name => name !== FILE)
        .map(name => symlink(join(user, name), join(folder, name))),
    )
    const config = await readConfig(join(user, FILE))
    const auth = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')
    const text = JSON.stringify({
      ...config,
      auths: { ...config.auths, [address]: { auth } },
      // No helper at all, also where `credsStore` names one for every registry:
      // https://github.com/docker/cli/blob/v28.5.2/cli/config/configfile/file.go (getConfiguredCredentialStore)
      credHelpers: { ...config.credHelpers, [address]: '' },
    })
    await writeFile(join(folder, FILE), text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    await remove()
    throw error
  }
  const builders = env.BUILDX_CONFIG || join(user, 'buildx')
  return { env: { DOCKER_CONFIG: folder, BUILDX_CONFIG: builders }, remove }
}

// --- internal ---

const FILE = 'config.json'

const configSchema = z.looseObject({
  auths: z.record(z.string(), z.unknown()).nullish(),
  credHelpers: z.record(z.string(), z.unknown()).nullish(),
})

/** One that is missing or broken counts as empty, as it does to `docker`, which says so itself. */
async function readConfig(path: string): Promise<z.infer<typeof configSchema>> {
  try {
    return configSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return {}
  }
}
