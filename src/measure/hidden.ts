import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { isSpecification } from '../docker/secrets.ts'
import type { BuildSettings, Settings } from '../settings/settings.ts'

type Environment = Record<string, string | undefined>

/**
 * The values that a build carries and nobody may read: those of build-args, and of secrets wherever they come from.
 * @param directory what relative secret files belong to
 */
export function hiddenValues(build: BuildSettings, env: Environment, directory: string): string[] {
  // `NAME` alone takes the value from the environment.
  const buildArg = (pair: string) => (pair.includes('=') ? valueIn(pair) : (env[pair] ?? ''))
  return [...build.buildArgs.map(buildArg), ...secretValues(build, env, directory)].filter(isTold)
}

/** What no part of a run may show: secrets of all builds, the token, and what the environment calls a secret. */
export function secretsOfRun(
  { images, githubToken }: Pick<Settings, 'images' | 'githubToken'>,
  env: Environment,
  directory: string,
): string[] {
  const ofBuilds = images.flatMap(({ source }) =>
    source.kind === 'build' ? secretValues(source.build, env, directory) : [],
  )
  return [githubToken, ...ofBuilds, ...secretsOfEnvironment(env)].filter(isTold)
}

/** Of variables that are named as secrets are, and of the addresses of proxies. */
export function secretsOfEnvironment(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    // What is nobody's secret is not told from a short word.
    if (SECRET_NAME.test(name) && value.length >= 8) return [value]
    return /_proxy$/i.test(name) ? passwordsOf(value) : []
  })
}

// --- internal ---

const SECRET_NAME =
  /^(?!INPUT_).*(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|(?:API|ACCESS|PRIVATE|SECRET)_?KEY)$/i
/** Bytes of a file that are read: keys and tokens take less. */
const MOST_OF_FILE = 16_384

const isTold = (text: string) => text !== ''

function valueIn(pair: string): string {
  return pair.includes('=') ? pair.slice(pair.indexOf('=') + 1) : ''
}

function secretValues(
  { secrets, secretEnvs, secretFiles }: BuildSettings,
  env: Environment,
  directory: string,
): string[] {
  const fromEnv = (name: string) => env[name] ?? ''
  const fromFile = (path: string) => contentOf(resolve(directory, path))
  const inline = secrets.flatMap(secret => {
    if (!isSpecification(secret)) return [valueIn(secret)]
    const field = (name: string) =>
      new RegExp(`(?:^|,)"?${name}=([^,"]+)`).exec(secret)?.[1] ?? null
    const file = field('src') ?? field('source')
    return file === null ? [fromEnv(field('env') ?? field('id') ?? '')] : fromFile(file)
  })
  const outside = [
    ...secretEnvs.map(entry => fromEnv(valueIn(entry))),
    ...secretFiles.flatMap(entry => fromFile(valueIn(entry))),
  ]
  return [...inline, ...outside].flatMap(value => [value, ...passwordsOf(value), ...wordsOf(value)])
}

function contentOf(path: string): string[] {
  try {
    if (!statSync(path).isFile()) return []
    const file = openSync(path, 'r')
    try {
      const buffer = Buffer.alloc(MOST_OF_FILE)
      return [buffer.toString('utf8', 0, readSync(file, buffer))]
    } finally {
      closeSync(file)
    }
  } catch {
    // Whoever builds with it says that it is missing.
    return []
  }
}

/** The tokens within a configuration (`//registry.example/:_authToken=npm_…`, JSON), which a build may print alone. */
function wordsOf(value: string): string[] {
  if (!/[\s=:"]/.test(value.trim())) return []
  const words = value.split(/[\s"'`=:,;{}[\]()<>@]+/)
  return words.filter(word => word.length >= 12 && /\d/.test(word) && /[a-z]/i.test(word))
}

/** What stands for a password in an address. */
function passwordsOf(address: string): string[] {
  const [, user = '', password = ''] = /\/\/([^\s/@:]*):([^\s/@]+)@/.exec(address) ?? []
  if (password === '') return []
  return [password, decoded(password), `${user}:${password}`]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
