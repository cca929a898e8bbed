// Bundles the doors into dist/, which is committed, and lists the licences of every bundled package.

import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { build, type Metafile, type Plugin } from 'esbuild'
import * as z from 'zod'

// The CommonJS packages inside the bundle (tunnel, undici) call `require`, which an ES module lacks.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/**
 * @actions/core and @actions/github import undici, for proxies and for calls of GitHub. It is half of what the action would
 * load before it starts anything, so it is a file of its own that is loaded when it is first used.
 */
const undiciOnDemand: Plugin = {
  name: 'undici-on-demand',
  setup({ onResolve, onLoad }) {
    const file = './undici.cjs'
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'on-demand' }))
    onResolve({ filter: /^\.\/undici\.cjs$/ }, () => ({ path: file, external: true }))
    onLoad({ filter: /./, namespace: 'on-demand' }, () => ({
      contents: ['ProxyAgent', 'fetch']
        .map(
          name =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${file}').${name} })`,
        )
        .join('\n'),
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
  plugins: [undiciOnDemand],
})
const undici = await build({
  ...shared,
  banner: {},
  entryPoints: ['undici'],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
})
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
  await licences(doors.metafile, undici.metafile, worker.metafile),
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
