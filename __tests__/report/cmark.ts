import { execFileSync } from 'node:child_process'
import { delimiter, join } from 'node:path'

const tools = join(import.meta.dirname, '../../.cache/bin')
const path = [tools, process.env.PATH ?? ''].join(delimiter)

/** Markdown as GitHub's own renderer prints it. `script/bootstrap` fetches `cmark-gfm`. */
export function renderMarkdown(markdown: string): string {
  const extensions = ['table', 'autolink', 'strikethrough', 'tagfilter', 'tasklist']
  const options = ['--unsafe', ...extensions.flatMap(name => ['--extension', name])]
  return execFileSync('cmark-gfm', options, {
    input: markdown,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  })
}

/** The cells of every table in rendered Markdown, as HTML. */
export function tablesOf(html: string): string[][][] {
  return Array.from(html.matchAll(/<table>(.*?)<\/table>/gs), ([, table]) =>
    Array.from((table ?? '').matchAll(/<tr>(.*?)<\/tr>/gs), ([, row]) =>
      Array.from((row ?? '').matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs), ([, cell]) => cell ?? ''),
    ),
  )
}

/** What a reader sees of HTML. */
export function visibleText(html: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (entity, name: string) => named[name] ?? entity)
}
