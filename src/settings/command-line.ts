import { parseArgs } from 'node:util'
import { UsageError } from '../common/errors.ts'
import { commandHelp, overview } from './command-help.ts'
import { type CommandName, commandOptions, defaultBranch, type Option } from './command-options.ts'
import { type Input, type InputName, inputs } from './inputs.ts'
import { nearest } from './nearest.ts'

/** Files that the report is written to. */
export interface ReportFiles {
  json: string | null
  html: string | null
  markdown: string | null
}

/** Which records a history is drawn from, and whose budgets are drawn in. */
export interface HistoryOptions {
  branch: string
  /** A folder with records instead of a branch; null: the branch. */
  records: string | null
  /** The configuration file; null: where it lies when nobody names it. */
  config: string | null
}

/** What becomes of cures that were proved, beside being shown. */
export interface CureOptions {
  /** The working tree is patched. */
  write: boolean
  /** That there is a patch is a failure. */
  check: boolean
}

/** What a command line asks for. */
export type CommandLine =
  | { command: 'compare'; read: (input: string) => string; files: ReportFiles }
  | { command: 'cure'; read: (input: string) => string; files: ReportFiles; cure: CureOptions }
  | { command: 'report'; reports: string[]; files: ReportFiles }
  | { command: 'history'; history: HistoryOptions; html: string }
  | { command: 'help'; text: string }

/**
 * Parses the arguments behind the program's name.
 * @throws UsageError for an unknown command or option, naming the nearest known one
 */
export function parseCommandLine(args: string[]): CommandLine {
  const [command, ...rest] = args
  if (command === undefined || command === 'help' || isHelp(command)) {
    return { command: 'help', text: overview }
  }
  if (command === 'history') return historyCommand(rest)
  if (command !== 'compare' && command !== 'cure' && command !== 'report') {
    throw new UsageError(
      `${command}: there is no such command${suggestion(command, ['compare', 'cure', 'report', 'history'], '')}; see image-size-gate --help`,
    )
  }
  const { values, positionals, help } = parseOptions(command, rest)
  if (help) return { command: 'help', text: commandHelp(command) }
  const files = {
    json: values.get('json') ?? null,
    html: values.get('html') ?? null,
    markdown: values.get('markdown') ?? null,
  }
  if (command === 'report') {
    if (positionals.length > 0) return { command, reports: positionals, files }
    throw new UsageError(
      'report: name the JSON reports, for example image-size-gate report api.json',
    )
  }
  const [stray] = positionals
  if (stray !== undefined) {
    if (/^(true|false)$/i.test(stray)) {
      throw new UsageError(
        `${stray}: ${command} takes options only; a flag is given its value with =, for example --fail-on-exceeded=${stray}`,
      )
    }
    throw new UsageError(strayText(command, stray, rest))
  }
  const read = (input: string) => values.get(input) ?? ''
  if (command === 'compare') return { command, read, files }
  const isSet = (flag: string) => values.get(flag)?.trim().toLowerCase() === 'true'
  return { command, read, files, cure: { write: isSet('write'), check: isSet('check') } }
}

// --- internal ---

function historyCommand(args: string[]): CommandLine {
  const { values, positionals, help } = parseOptions('history', args)
  if (help) return { command: 'help', text: commandHelp('history') }
  const [stray] = positionals
  if (stray !== undefined)
    throw new UsageError(`${stray}: history takes options only; a branch is --branch ${stray}`)
  const html = values.get('html')
  if (html === undefined)
    throw new UsageError(
      '--html: is missing; name the file of the page, for example image-size-gate history --html history.html',
    )
  if (values.has('records') && values.has('branch'))
    throw new UsageError('--records, --branch: records are in a folder or in a branch; keep one')
  const history = {
    branch: values.get('branch') ?? defaultBranch,
    records: values.get('records') ?? null,
    config: values.get('config') ?? null,
  }
  return { command: 'history', history, html }
}

/** What a shell split is one value; anything else may be what Docker's commands take without an option. */
function strayText(command: string, stray: string, args: string[]): string {
  const before = args[args.indexOf(stray) - 1] ?? ''
  const option = args[args.indexOf(stray) - 2] ?? ''
  const isAmount = /^(?:[0-9.]+\s*%?|[0-9.]*\s*[kMGT]?i?B)$/i.test(stray)
  if (
    isAmount &&
    /^--[a-z-]+$/.test(option) &&
    /^[0-9][0-9.]*\s*(?:%|[kMGT]?i?B)?,?$/i.test(before)
  ) {
    const value = /^[a-z]+$/i.test(stray)
      ? `${before} ${stray}`
      : `${before.replace(/,$/, '')}, ${stray}`
    return `${stray}: is left over behind ${option} ${before}; quote a value that has spaces: ${option} '${value}'`
  }
  return `${stray}: ${command} takes options only; a build context is --context ${stray}, an image is --image ${stray}`
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h'
}

/** Repeated options are joined as the lines of one input. */
function parseOptions(command: CommandName, args: string[]) {
  const options: Option[] = commandOptions[command]
  const known = new Map(options.map(option => [option.name, option]))
  // Not strict, as its errors know neither the nearest option nor `--flag=false`.
  const { tokens } = parseArgs({
    args,
    options: Object.fromEntries([
      ['help', { type: 'boolean', short: 'h' }],
      ...options.map(({ name, placeholder }) => [
        name,
        { type: placeholder === null ? 'boolean' : 'string' },
      ]),
    ]),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values = new Map<string, string>()
  const positionals: string[] = []
  let help = false
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    if (token.name === 'help') {
      help = true
      continue
    }
    const negated = negatedFlag(token, known)
    const option =
      negated ?? known.get(token.name) ?? unknownOption(command, token.rawName, options)
    const value = negated === null ? optionValue(option, token) : 'false'
    const earlier = values.get(option.name)
    if (earlier !== undefined && !option.repeatable) {
      throw new UsageError(`--${option.name}: is given twice, as ${earlier} and ${value}; keep one`)
    }
    values.set(option.name, earlier === undefined ? value : `${earlier}\n${value}`)
  }
  return { values, positionals, help }
}

/** `--no-pull` is `--pull=false`; `--no-cache` is an option of its own. */
function negatedFlag(
  { name, value }: { name: string; value?: string | undefined },
  known: ReadonlyMap<string, Option>,
): Option | null {
  if (known.has(name) || !name.startsWith('no-') || value !== undefined) return null
  const option = known.get(name.slice('no-'.length))
  return option?.placeholder === null ? option : null
}

function optionValue(
  { name, placeholder }: Option,
  { value, inlineValue }: { value?: string | undefined; inlineValue?: boolean | undefined },
): string {
  if (placeholder === null) return value ?? 'true'
  if (value === undefined) {
    throw new UsageError(`--${name}: needs a value: --${name} ${placeholder}`)
  }
  if (inlineValue !== true && value.startsWith('-')) {
    throw new UsageError(
      `--${name}: needs a value before ${value}; a value that starts with a dash is written --${name}=${value}`,
    )
  }
  return value
}

function unknownOption(command: string, rawName: string, options: Option[]): never {
  const name = rawName.replace(/^-+/, '')
  const input: Input<unknown> | undefined = inputs[name as InputName]
  if (input?.role === 'github') {
    throw new UsageError(
      `${rawName}: only the action has this input, the command line needs no GitHub`,
    )
  }
  if (input?.role === 'foreign') {
    throw new UsageError(`${rawName}: is an option of buildx without meaning here; leave it out`)
  }
  const names = [...options.map(option => option.name), 'help']
  throw new UsageError(
    `${rawName}: there is no such option${suggestion(name, names, '--')}; see image-size-gate ${command} --help`,
  )
}

/** `, did you mean --max-size` when something is near enough to be meant. */
function suggestion(given: string, known: string[], dashes: string): string {
  const meant = nearest(given, known)
  return meant === null ? '' : `, did you mean ${dashes}${meant}`
}
