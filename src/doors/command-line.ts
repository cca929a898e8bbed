import { homedir, tmpdir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { worstVerdict } from '../budget/judge.ts'
import { messageOf, printable, UsageError, UserError } from '../common/errors.ts'
import { listenForInterruption } from '../common/interrupt.ts'
import { lastWords } from '../common/last-words.ts'
import { type Log, linesTo } from '../common/log.ts'
import { mostOfReport, readTextFile } from '../common/read-file.ts'
import { redactError, redactor } from '../common/redact.ts'
import { commands } from '../common/run.ts'
import { startBuildx } from '../docker/buildx-plugin.ts'
import { engineApi } from '../docker/engine-api.ts'
import { watchedCommands } from '../docker/watched-commands.ts'
import { gate } from '../gate.ts'
import { secretsOfEnvironment } from '../measure/hidden.ts'
import { ownReportNotes } from '../measure/own-reports.ts'
import { withSweptFolder } from '../measure/sweep.ts'
import { toldApart } from '../report/join.ts'
import { htmlReport } from '../report/page/page.ts'
import { decodeReport, encodeReport } from '../report/printers/json.ts'
import { jobSummary } from '../report/printers/summary.ts'
import { terminalReport } from '../report/printers/terminal.ts'
import type { Report } from '../report/report.ts'
import { breachText, failuresText, outcomeOf } from '../report/sections/verdict.ts'
import { count } from '../report/sections/words.ts'
import { type CommandLine, parseCommandLine, type ReportFiles } from '../settings/command-line.ts'
import { configReader } from '../settings/config-reader.ts'
import { settingsFromInputs } from '../settings/from-inputs.ts'
import type { Settings } from '../settings/settings.ts'
import { offerCures, onlyCures } from './cure.ts'
import { exitCodes } from './exit-codes.ts'
import { history } from './history.ts'
import { checkWritable, writeText } from './write-text.ts'

export { exitCodes } from './exit-codes.ts'

/** The parts of `process` that the command line uses. */
export type Terminal = Pick<NodeJS.Process, 'argv' | 'cwd' | 'env'> & {
  stdout: { write: (text: string) => unknown; isTTY?: boolean; columns?: number }
  stderr: { write: (text: string) => unknown; isTTY?: boolean; columns?: number }
}

/**
 * Runs `image-size-gate ARGUMENTS`: the report goes to standard output, progress to standard error.
 * @returns the exit code; rejects never
 */
export async function commandLine(terminal: Terminal): Promise<number> {
  const interruption = listenForInterruption()
  try {
    const parsed = parseCommandLine(terminal.argv.slice(2))
    if (parsed.command === 'help') {
      terminal.stdout.write(parsed.text)
      return exitCodes.passed
    }
    if (parsed.command === 'history') {
      await drawHistory(parsed, terminal, interruption.signal)
      return exitCodes.passed
    }
    await checkWritable({ ...parsed.files })
    if (parsed.command === 'cure') {
      const { report } = await measure(parsed, terminal, interruption.signal, onlyCures)
      const unwritten = await writeReport(report, parsed.files)
      for (const why of unwritten) terminal.stderr.write(`image-size-gate: ${printable(why)}\n`)
      const exitCode = await offerCures(report, parsed.cure, terminal)
      return unwritten.length > 0 ? exitCodes.notMeasured : exitCode
    }
    const { report, failOnExceeded } =
      parsed.command === 'compare'
        ? await measure(parsed, terminal, interruption.signal)
        : { report: collect(parsed.reports, terminal.cwd()), failOnExceeded: true }
    const unwritten = await writeReport(report, parsed.files)
    const { columns } = terminal.stdout
    terminal.stdout.write(terminalReport(report, { color: wantsColor(terminal), columns }))
    for (const why of unwritten) terminal.stderr.write(`image-size-gate: ${printable(why)}\n`)
    const failures = failuresText(report)
    if (failures !== null) terminal.stderr.write(`image-size-gate: ${printable(failures)}\n`)
    if (outcomeOf(report) === 'exceeded') {
      if (failOnExceeded) return exitCodes.exceeded
      terminalLog(terminal).warning(breachText(report))
    }
    const isWhole = failures === null && unwritten.length === 0
    return isWhole ? exitCodes.passed : exitCodes.notMeasured
  } catch (met) {
    // What else was met then is of it.
    const error = interruption.signal.aborted ? interruption.signal.reason : met
    redactError(error, redactor(secretsOfEnvironment(terminal.env)))
    complain(error, terminal)
    const interrupted = interruption.exitCode()
    if (interrupted !== null) return interrupted
    return error instanceof UsageError ? exitCodes.wrongUsage : exitCodes.notMeasured
  } finally {
    interruption.ignore()
  }
}

/** What ended the program, on standard error. */
export function complain(error: unknown, { stderr }: Pick<Terminal, 'stderr'>): void {
  stderr.write(`image-size-gate: ${printable(lastWords(error))}\n`)
}

// --- internal ---

async function drawHistory(
  { history: options, html }: Extract<CommandLine, { command: 'history' }>,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<void> {
  await checkWritable({ html })
  const { run } = commands(startBuildx, interrupted)
  const warn = (text: string) => terminalLog(terminal).warning(text)
  const { page, images, records } = await history(options, { run, cwd: terminal.cwd(), warn })
  await writeText(html, () => page)
  terminal.stdout.write(
    `${printable(html)}: ${count(images, 'image')} over ${count(records, 'record')}\n`,
  )
}

async function measure(
  { read, files }: { read: (name: string) => string; files: ReportFiles },
  terminal: Terminal,
  interrupted: AbortSignal,
  change = (settings: Settings) => settings,
): Promise<{ report: Report; failOnExceeded: boolean }> {
  const cwd = terminal.cwd()
  const asked = { repositoryName: basename(cwd), readConfig: configReader(cwd) }
  const settings = change(settingsFromInputs(read, asked))
  const log = terminalLog(terminal)
  const world = {
    ...watchedCommands(commands(startBuildx, interrupted), log),
    interrupted,
    engineApi: engineApi(process.env, interrupted),
    log,
    cwd,
    event: null,
    cache: { folder: usualCache(terminal.env), service: null, learnt: () => {} },
  }
  try {
    const paths = Object.values(files).filter(path => path !== null)
    const notes = ownReportNotes(paths, settings.images, cwd)
    const nowhere = Promise.resolve({ repository: null, labels: null, notes })
    const report = await withSweptFolder(world, tmpdir(), temporary =>
      gate(settings, { ...world, temporary }, nowhere),
    )
    return { report, failOnExceeded: settings.failOnExceeded }
  } finally {
    log.status?.('')
  }
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
function usualCache(env: NodeJS.ProcessEnv): string {
  const given = env.XDG_CACHE_HOME ?? ''
  return join(isAbsolute(given) ? given : join(homedir(), '.cache'), 'image-size-gate')
}

function collect(paths: string[], cwd: string): Report {
  const reports = toldApart(
    paths.map(file => ({ file, report: decodeReport(reportText(file, cwd), file) })),
  )
  const removed = reports.flatMap(report => report.removed ?? [])
  const failed = reports.flatMap(report => report.failed ?? [])
  const unchanged = reports.flatMap(report => report.unchanged ?? [])
  const [first, ...others] = reports
  if (first === undefined) throw new UsageError('report: no report was named')
  return {
    ...first,
    verdict: worstVerdict(reports.map(({ verdict }) => verdict)),
    images: reports.flatMap(({ images }) => images),
    notes: reports.flatMap(({ notes }) => notes),
    ...(failed.length === 0 ? {} : { failed }),
    ...(unchanged.length === 0 ? {} : { unchanged }),
    ...(removed.length === 0 ? {} : { removed }),
    repository: others.every(({ repository }) => repository?.headSha === first.repository?.headSha)
      ? first.repository
      : null,
  }
}

function reportText(path: string, cwd: string): string {
  try {
    const text = readTextFile({ name: `${path}:`, path, cwd }, mostOfReport)
    if (text !== null) return text
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UsageError(messageOf(error), { cause: error })
  }
  throw new UsageError(`${path}: cannot be read: there is no such file`)
}

/** @returns why some were not written */
async function writeReport(
  report: Report,
  { json, html, markdown }: ReportFiles,
): Promise<string[]> {
  const forms: [string | null, () => string][] = [
    [json, () => encodeReport(report)],
    [html, () => htmlReport(report)],
    [markdown, () => jobSummary(report)],
  ]
  const unwritten: string[] = []
  for (const [path, text] of forms) {
    const why = path === null ? null : await writeText(path, text)
    if (why !== null) unwritten.push(why)
  }
  return unwritten
}

/**
 * Only a terminal has colours, unless one of https://no-color.org and https://force-color.org says otherwise. As Node reads
 * them (https://nodejs.org/api/cli.html#force_color1-2-3), the second wins over the first, and 0 is none.
 */
function wantsColor({ env, stdout }: Terminal): boolean {
  const forced = env.FORCE_COLOR ?? ''
  if (forced !== '') return forced !== '0'
  return stdout.isTTY === true && (env.NO_COLOR ?? '') === ''
}

function terminalLog({ stderr }: Pick<Terminal, 'stderr'>): Log {
  // A status line is written over by whatever comes next.
  const clear = stderr.isTTY ? '\r\x1b[K' : ''
  const { write } = linesTo(line => stderr.write(`${clear}${line}\n`))
  const line = (text: string) => write(`${printable(text)}\n`)
  return {
    ...(stderr.isTTY
      ? { status: text => stderr.write(clear + text.slice(0, (stderr.columns ?? 80) - 1)) }
      : {}),
    info: line,
    warning: text => line(`warning: ${text}`),
    group: async (title, work) => {
      line(title)
      return work()
    },
  }
}
