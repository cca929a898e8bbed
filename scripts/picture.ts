/**
 * Makes every picture of the documentation from the real thing: a report as the comment that GitHub would render, and as the
 * page in a browser; records as the history page.
 *
 *     node scripts/picture.ts            makes them, and writes down what they were made from
 *     node scripts/picture.ts --check    fails when they would be made from something else today
 *
 * The page is that of `docs/example-report.json`, which is what `script/demo` measures of examples/go-backend (its larger.json).
 * What is compared are the texts that are photographed, not pixels: those differ from machine to machine.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { cases } from '../__tests__/report/cases.ts'
import { open, startBrowser } from '../__tests__/support/browser.ts'
import { historiesOf } from '../src/record/history.ts'
import { type ImageRecord, recordsOf } from '../src/record/record.ts'
import { historyPage } from '../src/report/page/history-page.ts'
import { htmlReport } from '../src/report/page/page.ts'
import { fitComment } from '../src/report/printers/fit.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import type { Report } from '../src/report/report.ts'

interface Picture {
  /** HTML that is photographed; for a comment, its Markdown, since the renderer is not the same everywhere. */
  text: () => string
  html?: (text: string) => string
  width: number
  scheme: 'light' | 'dark'
  /** Pixels from the top, or the element that is shown alone. */
  part: number | string
}

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

/** Debian's Chromium comes without a font of emoji. */
const emoji: Record<string, string> = {
  '❌': drawn('<path d="M3 3l10 10M13 3L3 13" stroke="#dd2e44" stroke-width="3.2"/>'),
  '✅': drawn(
    '<rect width="16" height="16" rx="2.5" fill="#77b255"/><path d="M3.5 8.5l3 3 6-7" stroke="#fff" stroke-width="2.2" fill="none"/>',
  ),
  '⚠️': drawn(
    '<path d="M8 .8L15.6 15H.4z" fill="#ffcc4d"/><path d="M8 5.5v4.6M8 11.6v1.8" stroke="#231f20" stroke-width="1.8"/>',
  ),
  '🟡': drawn('<circle cx="8" cy="8" r="7.5" fill="#fdcb58"/>'),
  '⚪': drawn('<circle cx="8" cy="8" r="7" fill="#e6e7e8" stroke="#99aab5"/>'),
}

const docs = join(import.meta.dirname, '../docs')
const written = join(docs, 'pictures.json')
const report = cases['grew-over-budget']?.()
if (report === undefined) throw new Error('the case is gone')

const example = decodeReport(
  readFileSync(join(docs, 'example-report.json'), 'utf8'),
  'docs/example-report.json',
)

const pictures: Record<string, Picture> = {
  'comment.png': {
    text: () => fitComment(report),
    html: comment,
    width: 1012,
    scheme: 'light',
    part: '.comment',
  },
  'page.png': { text: () => htmlReport(example), width: 1180, scheme: 'light', part: 1270 },
  'page-dark.png': {
    text: () => htmlReport(example),
    width: 1180,
    scheme: 'dark',
    part: '[data-treemap]',
  },
  'page-phone.png': { text: () => htmlReport(example), width: 390, scheme: 'light', part: 1100 },
  'history.png': { text: () => history(report), width: 1180, scheme: 'light', part: 760 },
}

const now = Object.fromEntries(
  Object.entries(pictures).map(([name, { text }]) => [
    name,
    createHash('sha256').update(text()).digest('hex'),
  ]),
)
if (process.argv.includes('--check')) check()
else await make()

function check(): void {
  const then: Record<string, string> = JSON.parse(readFileSync(written, 'utf8'))
  const stale = Object.keys(now).filter(
    name => then[name] !== now[name] || !existsSync(join(docs, name)),
  )
  if (stale.length === 0) return
  console.error(`not what it shows any more: ${stale.join(', ')}; run node scripts/picture.ts`)
  process.exitCode = 1
}

async function make(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'))
  const browser = await startBrowser()
  try {
    for (const [name, { text, html = same, width, scheme, part }] of Object.entries(pictures)) {
      const source = join(folder, 'page.html')
      writeFileSync(source, html(text()))
      const { page } = await open(browser, source, { width, scheme, scale: 2 })
      const path = join(docs, name)
      if (typeof part === 'string') await page.locator(part).first().screenshot({ path })
      else
        await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: part } })
      await page.close()
    }
    writeFileSync(written, `${JSON.stringify(now, null, 2)}\n`)
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
}

/** The records that the report's trend was made from, with its candidate as the newest. */
function history({ images, repository }: Report): string {
  const records = images.flatMap(({ comparison, trends = [] }): ImageRecord[] => {
    const [trend] = trends
    const points = trend?.points ?? []
    const earlier = points.map(
      ({ commit, subject, unpacked, compressed }, at): ImageRecord => ({
        schema: 1,
        commit: commit.padEnd(40, '0'),
        time: new Date(Date.UTC(2026, 9, 1 + at)).toISOString(),
        name: comparison.name,
        platform: trend?.platform ?? '',
        unpacked,
        compressed,
        measured: null,
        ...(subject === undefined ? {} : { subject }),
      }),
    )
    const at = {
      commit: repository?.headSha ?? '',
      time: new Date(Date.UTC(2026, 10, 1)),
      before: null,
      subject: 'cut previews with ffmpeg',
    }
    return [...earlier, ...recordsOf(comparison, at)]
  })
  const tags = new Map([[records[1]?.commit ?? '', ['v1.4.0']]])
  const budgets = new Map(
    images.map(({ comparison, judgements }) => [
      comparison.name,
      judgements.map(({ budget }) => budget),
    ]),
  )
  const commits = repository === null ? null : `${repository.serverUrl}/${repository.name}/commit/`
  return historyPage(historiesOf(records, tags, budgets), commits)
}

function same(text: string): string {
  return text
}

/** As GitHub shows it: its own renderer, and a look like its own. */
function drawn(shapes: string): string {
  return `<svg viewBox="0 0 16 16" style="height:1em;vertical-align:-.1em">${shapes}</svg>`
}

function comment(markdown: string): string {
  const extensions = ['table', 'autolink', 'strikethrough', 'tagfilter']
  const options = ['--unsafe', ...extensions.flatMap(name => ['--extension', name])]
  const bin = join(import.meta.dirname, '../.cache/bin')
  const env = { ...process.env, PATH: [bin, process.env.PATH ?? ''].join(delimiter) }
  const rendered = execFileSync('cmark-gfm', options, { input: markdown, encoding: 'utf8', env })
  const html = rendered.replace(/❌|✅|⚠️|🟡|⚪/gu, sign => emoji[sign] ?? sign)
  return `<!doctype html><meta charset="utf-8"><style>${css}</style>
<div class="comment"><header><b>github-actions</b><i>bot</i> commented now</header><article>${html}</article></div>`
}
