import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { UsageError } from '../common/errors.ts'
import type { BuildSettings } from '../settings/settings.ts'
import { csvField } from './build-arguments.ts'

export interface PreparedSecrets {
  /** Values of `--secret`. */
  values: string[]
  /** Removes the files that hold the inline secrets; never rejects for files that are gone. */
  remove: () => Promise<void>
}

/**
 * The secrets of a build as values of `--secret`. Inline ones (`KEY=VALUE`) are written to files that only this user
 * can read, as docker/build-push-action does, so they never stand on a command line.
 * @param directory what relative secret files belong to
 * @param temporary where the folder of those files is made
 * @throws UsageError that names the input and the secret's key, never its value
 */
export async function prepareSecrets(
  build: Pick<BuildSettings, 'secrets' | 'secretEnvs' | 'secretFiles'>,
  directory: string,
  temporary = tmpdir(),
): Promise<PreparedSecrets> {
  const inline = build.secrets.filter(secret => !isSpecification(secret))
  const written = inline.map((secret, index) =>
    keyAndValue('secrets', secret, `${ordinal(index)} entry`, 'NPM_TOKEN=abc'),
  )
  const envs = build.secretEnvs.map(entry =>
    keyAndValue('secret-envs', entry, `\`${entry}\``, 'token=NPM_TOKEN'),
  )
  const files = build.secretFiles.map(entry =>
    keyAndValue('secret-files', entry, `\`${entry}\``, 'npmrc=./.npmrc'),
  )
  const paths = await Promise.all(
    files.map(async ([key, file]) => [key, await existing(resolve(directory, file), key)] as const),
  )
  const specifications = build.secrets.filter(isSpecification)
  const rest = [
    ...envs.map(([key, name]) => fields({ id: key, env: name })),
    ...paths.map(([key, src]) => fields({ id: key, src })),
  ]
  if (written.length === 0) return { values: [...specifications, ...rest], remove: async () => {} }

  const folder = await mkdtemp(join(temporary, 'image-size-gate-secrets-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const inlined = await Promise.all(
      written.map(async ([id, value], index) => {
        const src = join(folder, String(index))
        await writeFile(src, value, { mode: 0o600 })
        return fields({ id, src })
      }),
    )
    return { values: [...specifications, ...inlined, ...rest], remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** `id=NAME,src=FILE`, as `docker buildx build --secret` takes it, and not the `NAME=VALUE` of build-push-action. */
export function isSpecification(secret: string): boolean {
  return /^(?:type=[a-z]+,)?id=[^,]+,(?:type|src|source|env)=/.test(secret)
}

// --- internal ---

function keyAndValue(
  input: string,
  entry: string,
  named: string,
  example: string,
): [string, string] {
  const at = entry.indexOf('=')
  if (at > 0 && at < entry.length - 1) return [entry.slice(0, at), entry.slice(at + 1)]
  throw new UsageError(
    `${input}: ${named} must be KEY=VALUE with neither empty, e.g. \`${example}\``,
  )
}

async function existing(path: string, key: string): Promise<string> {
  try {
    await access(path)
    return path
  } catch (cause) {
    throw new UsageError(`secret-files: the file of \`${key}\` cannot be read: ${path}`, { cause })
  }
}

function fields(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => csvField(`${name}=${value}`))
    .join(',')
}

function ordinal(index: number): string {
  return `the ${['first', 'second', 'third'][index] ?? `${index + 1}th`}`
}
