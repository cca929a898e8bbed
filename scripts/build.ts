// Bundles the doors into dist/, which is committed, and lists the licences of every bundled package.

import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import * as z from 'zod'
import { buildPage } from './page.ts'
import { replaceFile } from './replace.ts'

// The CommonJS packages inside the bundle (tunnel, undici) call `require`, which an ES module lacks.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/**
 * What a run needs late, seldom or never: the client of GitHub, which is asked while images are built; undici for proxies;
 * the others for a configuration file, a Dockerfile, a list. Each is a file of its own that is loaded when something of it
 * is first used, because together they are most of what would be loaded before anything starts.
 */
const lateComers = new Map([
  ['./octokit.ts', './src/github/octokit.ts'],
  ...['@actions/http-client', 'undici', 'yaml', 'dockerfile-ast', 'csv-parse/sync', 'minizlib'].map(
    (name): [string, string] => [name, name],
  ),
])

/** `octokit.cjs` for `./octokit.ts`, `csv-parse-sync.cjs` for `csv-parse/sync`. */
const fileOf = (name: string): string =>
  `${name
    .replace(/^\..*\/(.*)\.ts$/, '$1')
    .replace(/^@/, '')
    .replaceAll('/', '-')}.cjs`

/** @param own the late comer that is being bundled itself */
const onDemand = (own?: string): Plugin => ({
  name: 'on-demand',
  setup({ onResolve, onLoad }) {
    const namespace = 'on-demand'
    onResolve({ filter: /./ }, ({ path, kind }) =>
      lateComers.has(path) && path !== own && kind !== 'entry-point'
        ? { path, namespace }
        : undefined,
    )
    onResolve({ filter: /^\.\/.*\.cjs$/, namespace }, ({ path }) => ({ path, external: true }))
    onLoad({ filter: /./, namespace }, async ({ path }) => ({
      contents: Object.keys(await import(importable(lateComers.get(path))))
        .filter(name => /^\w+$/.test(name) && name !== 'default')
        .map(
          name => `${name}: { enumerable: true, get: () => require('./${fileOf(path)}').${name} },`,
        )
        .reduce((all, line) => `${all}\n${line}`, 'Object.defineProperties(exports, {')
        .concat('\n})'),
    }))
  },
})

const importable = (entry = ''): string => (entry.startsWith('.') ? resolve(entry) : entry)

const shared = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  legalComments: 'none',
  banner: { js: requireShim },
  metafile: true,
  write: false,
} as const

const page = await buildPage()
const doors = await build({
  ...shared,
  entryPoints: { index: 'src/index.ts', cli: 'src/cli.ts', report: 'src/report-action.ts' },
  // What doors share is in a file for each set of them.
  splitting: true,
  chunkNames: 'shared-[hash]',
  plugins: [onDemand()],
})
const late = await Promise.all(
  [...lateComers].map(([name, entry]) =>
    build({
      ...shared,
      banner: {},
      entryPoints: { [fileOf(name).slice(0, -'.cjs'.length)]: entry },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      plugins: [onDemand(name)],
    }),
  ),
)
const workers = await build({
  ...shared,
  entryPoints: ['src/scan/rpm-worker.ts', 'src/scan/scan-worker.ts'],
  // The other builds of SQLite load their WebAssembly from a file.
  alias: { 'sql.js': './node_modules/sql.js/dist/sql-wasm-inline.js' },
})
const cacheClient = await build({
  ...shared,
  entryPoints: ['src/github/cache-client.ts'],
  plugins: [onDemand()],
})
const bundles = [doors, ...late, workers, cacheClient]
const stays = namesThatStay(doors.metafile)
const files = new Map(
  bundles.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, text }) => {
      const name = basename(path)
      return [stays.get(name) ?? name, ascii(withNames(text, stays))] as const
    }),
  ),
)
// The runner starts dist/index.js where no other package.json says that it is an ES module.
files.set('package.json', '{ "type": "module" }\n')
files.set('licenses.txt', await licences(page, ...bundles.map(({ metafile }) => metafile)))
for (const [name, content] of files)
  await replaceFile(`dist/${name}`, content, name === 'cli.js' ? 0o755 : 0o644)
for (const name of await readdir('dist'))
  if (!files.has(name)) await rm(`dist/${name}`, { recursive: true, force: true })

/** Chunks by what loads them, since a hash would rename them with every change: `shared-cli-index.js`. */
function namesThatStay({ outputs }: Metafile): Map<string, string> {
  const loadedBy = new Map<string, string[]>()
  const visit = (path: string, door: string) => {
    const doors = loadedBy.get(path) ?? []
    if (doors.includes(door)) return
    loadedBy.set(path, [...doors, door])
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && next in outputs) visit(next, door)
  }
  for (const [path, { entryPoint }] of Object.entries(outputs))
    if (entryPoint !== undefined) visit(path, basename(path, '.js'))
  const chunks = [...loadedBy].filter(([path]) => outputs[path]?.entryPoint === undefined)
  const names = new Map(
    chunks.map(([path, doors]) => [basename(path), `shared-${doors.toSorted().join('-')}.js`]),
  )
  if (new Set(names.values()).size < names.size) throw new Error('two chunks have one name')
  return names
}

function withNames(text: string, names: Map<string, string>): string {
  let named = text
  for (const [hashed, name] of names) named = named.replaceAll(`./${hashed}`, `./${name}`)
  return named
}

/** One character beyond ASCII, e.g. in a comment, has Node decode the file and keep it with two bytes a character. */
function ascii(text: string): string {
  const escaped = (character: string) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return text.replace(/[\u0080-\uffff]/g, escaped)
}

async function licences(...bundles: Metafile[]): Promise<string> {
  const inputs = bundles.flatMap(({ inputs }) => Object.keys(inputs))
  const packageRoot = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/
  const roots = new Set(inputs.flatMap(input => packageRoot.exec(input)?.[0] ?? []))
  return (await Promise.all([...roots].sort().map(licence))).join('\n\n')
}

async function licence(root: string): Promise<string> {
  const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() })
  const { name, version, license } = packageSchema.parse(
    JSON.parse(await readFile(`${root}/package.json`, 'utf8')),
  )
  const file = (await readdir(root)).sort().find(entry => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? '' : await readFile(`${root}/${file}`, 'utf8')
  return `${name}@${version} (${license})\n\n${text.trim()}\n`
}
