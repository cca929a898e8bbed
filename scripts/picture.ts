/**
 * Draws the README's picture of a comment: a golden report, rendered by GitHub's own Markdown renderer
 * and photographed by a headless Chromium (both from PATH, or `script/bootstrap` for the first).
 *
 *     node scripts/picture.ts [CASE [FILE]]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const top = join(import.meta.dirname, '..')
const env = {
  ...process.env,
  PATH: [join(top, '.cache/bin'), process.env.PATH ?? ''].join(delimiter),
}
const width = 1012

const css = `
  body { margin: 0; padding: 20px; background: #fff; color: #1f2328; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji" }
  .comment { display: flow-root; border: 1px solid #d1d9e0; border-radius: 6px }
  header { display: flex; align-items: center; gap: 8px; padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e }
  header b { color: #1f2328 }
  header i { font: 12px/18px inherit; font-style: normal; border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px }
  article { padding: 16px }
  article > :first-child { margin-top: 0 }
  article > :last-child { margin-bottom: 0 }
  h3 { font-size: 1.25em; line-height: 1.25; margin: 0 0 16px; font-weight: 600 }
  h3 code { font-size: .9em }
  table { border-collapse: collapse; margin: 0 0 16px; display: block; overflow: auto; width: max-content; max-width: 100% }
  th, td { padding: 6px 13px; border: 1px solid #d1d9e0 }
  th { font-weight: 600 }
  tr:nth-child(2n) td { background: #f6f8fa }
  code { font: 85% ui-monospace, SFMono-Regular, "DejaVu Sans Mono", Menlo, Consolas, monospace; background: #818b981f; padding: .2em .4em; border-radius: 6px }
  th code { font-weight: 400 }
  a { color: #0969da; text-decoration: underline }
  details { margin-bottom: 16px }
  sub { font-size: 75%; line-height: 0; vertical-align: baseline; color: #1f2328 }
`

function page(markdown: string): string {
  const extensions = ['table', 'autolink', 'strikethrough', 'tagfilter']
  const options = ['--unsafe', ...extensions.flatMap(name => ['--extension', name])]
  const html = execFileSync('cmark-gfm', options, { input: markdown, encoding: 'utf8', env })
  return `<!doctype html><meta charset="utf-8"><style>${css}</style>
<div class="comment"><header><b>github-actions</b><i>bot</i> commented now</header><article>${html}</article></div>
<script>document.documentElement.dataset.height = Math.ceil(document.documentElement.getBoundingClientRect().height)</script>`
}

function chromium(...options: string[]): string {
  const always = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars']
  return execFileSync('chromium', [...always, ...options], { encoding: 'utf8', env, stdio: 'pipe' })
}

const [name = 'grew-over-budget', file = join(top, 'docs/comment.png')] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'picture-'))
try {
  const source = join(folder, 'comment.html')
  writeFileSync(
    source,
    page(readFileSync(join(top, '__tests__/golden', name, 'comment.md'), 'utf8')),
  )
  const size = (height: number) => `--window-size=${width},${height}`
  const height = Number(
    /data-height="(\d+)"/.exec(chromium(size(600), '--dump-dom', `file://${source}`))?.[1] ?? 900,
  )
  chromium(
    size(height),
    '--force-device-scale-factor=2',
    `--screenshot=${file}`,
    `file://${source}`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
