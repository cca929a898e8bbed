import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Values that every end-to-end run carries, and that nothing of it may show. */
const canaries = {
  secret: 'c4n4ry/of+a secret=0',
  environment: 'c4n4ry-of-the-environment-1',
  proxy: 'c4n4ry-of-a-proxy-2',
}

/** Variables that are somebody's secret, though no build is given them. */
export const canaryEnvironment = {
  CANARY_TOKEN: canaries.environment,
  // For a scheme that nobody here speaks, so that nothing goes through it.
  FTP_PROXY: `http://canary:${canaries.proxy}@127.0.0.1:9`,
}

/** An entry of `secrets`, where the run takes one: for builds that no configuration file lists. */
export function canarySecret(cwd: string, given: string[]): string[] {
  const others = ['image', 'config', 'bake']
  const isListed = existsSync(join(cwd, '.github/image-size-gate.yml'))
  return isListed || others.some(name => given.includes(name)) ? [] : [`canary=${canaries.secret}`]
}

/** A step that shows the secret in every way, tries to command the runner, and fails. Needs busybox. */
export const leakingRun = [
  'RUN --mount=type=secret,id=canary s=$(cat /run/secrets/canary)',
  'echo "plain $s"',
  'printf %s "$s" | base64',
  'echo "a $s" | base64',
  'echo "$s" | sed "s,%,%25,g; s,/,%2F,g; s,+,%2B,g; s, ,%20,g; s,=,%3D,g"',
  // So that it comes in two pieces, and the second one on a line of its own.
  'first=$(printf %.8s "$s")',
  'printf "half $first" && sleep 0.4 && printf "%s\\n" "$(echo "$s" | cut -c 9-)"',
  'printf "%s\\r%s\\n" "$first" "$(echo "$s" | cut -c 9-)"',
  'printf "50%%\\r::error::injected\\n"',
  'echo "##[error]injected"',
  'exit 3',
].join('; ')

/** What a log would have the runner do: lines as .NET reads them, v2 at their beginning, v1 anywhere. */
export function commandsIn(log: string): string[] {
  const lines = log.split(/\r\n|\r|\n/).map(line => line.trimStart())
  return lines.filter(line => line.startsWith('::') || line.includes('##['))
}

/**
 * @param texts of whatever a run left or told, by what they are
 * @param tokens more values that must not be there
 * @throws Error that names what shows which canary, and how
 */
export function expectNoCanary(texts: Record<string, string>, tokens: string[] = []): void {
  const values = { ...canaries, ...Object.fromEntries(tokens.entries()) }
  const found = Object.entries(texts).flatMap(([what, text]) =>
    Object.entries(values).flatMap(([name, value]) =>
      waysIn(text, value).map(way => `${what} shows the canary ${name} (${way})`),
    ),
  )
  if (found.length > 0) throw new Error(found.join('\n'))
}

/** The content of every file below a folder, by its path. */
export function filesBelow(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  const paths = files.map(({ parentPath, name }) => resolve(parentPath, name))
  return Object.fromEntries(paths.map(path => [path, readFileSync(path, 'latin1')]))
}

// --- internal ---

/** In which ways a text shows a value. */
function waysIn(text: string, value: string): string[] {
  if (value === '') return []
  const joined = text.replace(/(?:\r?\n|\r)(?:#\d+ )?(?:\d+\.\d+ )?/g, '')
  const ways: Record<string, string[]> = {
    plain: [value],
    base64: [0, 1, 2].flatMap(shift => {
      const [text] = [Buffer.from(`${'.'.repeat(shift)}${value}..`).toString('base64')]
      const middle = text?.slice(4, -8) ?? ''
      return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')]
    }),
    URL: [encodeURIComponent(value), new URLSearchParams({ value }).toString().slice(6)],
    JSON: [JSON.stringify(value).slice(1, -1)],
    hexadecimal: [Buffer.from(value).toString('hex')],
  }
  return Object.entries(ways).flatMap(([way, forms]) => {
    if (forms.some(form => text.includes(form))) return [way]
    return forms.some(form => joined.includes(form)) ? [`${way}, over lines`] : []
  })
}
