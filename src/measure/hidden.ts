import type { BuildSettings } from '../settings/settings.ts'

/**
 * The values that a build carries and nobody may read: those of build-args and inline secrets, and of
 * the environment variables that secrets come from.
 */
export function hiddenValues(
  build: BuildSettings,
  env: Record<string, string | undefined>,
): string[] {
  const value = (pair: string) => (pair.includes('=') ? pair.slice(pair.indexOf('=') + 1) : '')
  const fromEnv = (pair: string) => env[value(pair)] ?? ''
  // `NAME` alone takes the value from the environment.
  const buildArg = (pair: string) => (pair.includes('=') ? value(pair) : (env[pair] ?? ''))
  return [
    ...build.buildArgs.map(buildArg),
    ...build.secrets.map(value),
    ...build.secretEnvs.map(fromEnv),
  ].filter(text => text !== '')
}
