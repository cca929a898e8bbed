// Bundles the doors into dist/, which is committed, and lists the licences of every bundled package.

import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { build, type Metafile, type Plugin } from 'esbuild'
import * as z from 'zod'

// The CommonJS packages inside the bundle (tunnel, undici) call `require`, which an ES module lacks.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/**
 * Packages that a run needs late, seldom or never: undici for proxies and for calls of GitHub, the others for a configuration
 * file, a Dockerfile, a list. Each is a file of its own that is loaded when something of it is first used, because
 * together they are most of what would be loaded before anything starts.
 */
const lateComers = ['undici', 'yaml', 'dockerfile-ast', 'csv-parse/sync']

const fileOf = (name: string): string => `${name.replaceAll('/', '-')}.cjs`

const onDemand: Plugin = {
  name: 'on-demand',
  setup({ onResolve, onLoad }) {
    const namespace = 'on-demand'
    onResolve({ filter: /^[a-z]/ }, ({ path }) =>
      lateComers.includes(path) ? { path, namespace } : undefined,
    )
    onResolve({ filter: /^\.\/.*\.cjs$/, namespace }, ({ path }) => ({ path, external: true }))
    onLoad({ filter: /./, namespace }, async ({ path }) => ({
      contents: Object.keys(await import(path))
        .filter(name => /^\w+$/.test(name) && name !== 'default')
        .map(
          name => `${name}: { enumerable: true, get: () => require('./${fileOf(path)}').${name} },`,
        )
        .reduce((all, line) => `${all}\n${line}`, 'Object.defineProperties(exports, {')
        .concat('\n})'),
    }))
  },
}

const shared = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  legalComments: 'none',
  banner: { js: requireShim },
  metafile: true,
} as const

await rm('dist', { recursive: true, force: true })
const doors = await build({
  ...shared,
  entryPoints: ['src/index.ts', 'src/cli.ts'],
  // What both doors share is one file with a name that stays; esbuild refuses when there would be two of them.
  splitting: true,
  chunkNames: 'shared',
  plugins: [onDemand],
})
const late = await Promise.all(
  lateComers.map(name =>
    build({
      ...shared,
      banner: {},
      entryPoints: { [fileOf(name).slice(0, -'.cjs'.length)]: name },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    }),
  ),
)
const worker = await build({
  ...shared,
  entryPoints: ['src/registry/rpm-worker.ts'],
  // The other builds of SQLite load their WebAssembly from a file.
  alias: { 'sql.js': './node_modules/sql.js/dist/sql-wasm-inline.js' },
})
await chmod('dist/cli.js', 0o755)
// The runner starts dist/index.js where no other package.json says that it is an ES module.
await writeFile('dist/package.json', '{ "type": "module" }\n')
await writeFile(
  'dist/licenses.txt',
  await licences(...[doors, ...late, worker].map(({ metafile }) => metafile)),
)

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
