// Bundles the script and the style of the HTML page into src/report/page/assets.ts, which is committed, so that a report can
// be written without a build; with the hashes that its Content-Security-Policy names.

import { createHash } from 'node:crypto'
import { build, type Metafile } from 'esbuild'
import { replaceFile } from './replace.ts'

const shared = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  legalComments: 'none',
  charset: 'ascii',
} as const

/** Baseline of 2024, for `light-dark()`: https://web-platform-dx.github.io/web-features-explorer/features/light-dark/ */
const target = ['chrome123', 'firefox120', 'safari17.5']

/** @returns what went into it, for the licences */
export async function buildPage(): Promise<Metafile> {
  const script = await build({
    ...shared,
    target,
    entryPoints: ['src/page/main.ts'],
    format: 'iife',
  })
  const style = await build({ ...shared, target, entryPoints: ['src/page/style.css'] })
  const texts = { script: textOf(script), style: textOf(style) }
  const lines = Object.entries(texts).flatMap(([name, text]) => [
    `export const ${name} =\n  ${literal(text)}\n`,
    `export const ${name}Hash = '${hash(text)}'\n`,
  ])
  await replaceFile(
    'src/report/page/assets.ts',
    `// Written by scripts/page.ts from src/page. Not to be edited.\n\n${lines.join('\n')}`,
  )
  return script.metafile
}

function textOf({ outputFiles }: { outputFiles: { text: string }[] }): string {
  const text = (outputFiles[0]?.text ?? '').trim()
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error('the page would end its own element')
  return text
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

if (import.meta.main) await buildPage()
