import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { PlatformComparison } from '../../src/compare/comparison.ts'
import { decodeReport } from '../../src/report/printers/json.ts'
import type { ImageReport, Report } from '../../src/report/report.ts'
import { canaryEnvironment, canarySecret, expectNoCanary, filesBelow } from './canaries.ts'

export interface CliResult {
  exitCode: number
  stdout: string
  stderr: string
  /** Of the process, while it ran. */
  pid: number
  /** Of `--json`; absent when none was written. */
  report?: Report
}

/** Runs `compare` of the committed bundle, under this Node. Nothing shows the canaries that it carries. */
export function compareByCli(
  cwd: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<CliResult> {
  return compareFor(null, cwd, env, ...args)
}

/** @param patience milliseconds, after which it is asked to end; null: it takes as long as it takes */
export async function compareFor(
  patience: number | null,
  cwd: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<CliResult> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-cli-'))
  const json = join(folder, 'report.json')
  try {
    const given = args.map(argument => argument.replace(/^--|=.*$/gs, ''))
    const secrets = canarySecret(cwd, given).flatMap(secret => ['--secrets', secret])
    const command = [resolve('dist/cli.js'), 'compare', ...args, ...secrets, '--json', json]
    const child = spawn(process.execPath, command, {
      cwd,
      env: { ...process.env, ...canaryEnvironment, ...env, TMPDIR: folder },
    })
    const impatience =
      patience === null ? undefined : setTimeout(() => child.kill('SIGTERM'), patience)
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text
      })
    }
    const exitCode = await new Promise<number>((done, fail) =>
      child.on('error', fail).on('close', code => done(code ?? 128)),
    )
    clearTimeout(impatience)
    const pid = child.pid ?? 0
    expectNoCanary({ ...filesBelow(folder), ...said })
    if (!existsSync(json)) return { exitCode, ...said, pid }
    return { exitCode, ...said, pid, report: decodeReport(readFileSync(json, 'utf8'), 'report') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The only image of a report, and its only platform. @throws Error that tells what the command line said */
export function onlyImage(result: CliResult): { image: ImageReport; platform: PlatformComparison } {
  const [image, ...others] = result.report?.images ?? []
  const [platform, ...more] = image?.comparison.platforms ?? []
  if (image === undefined || platform === undefined || others.length + more.length > 0)
    throw new Error(`not one image: exit code ${result.exitCode}\n${result.stderr}`)
  return { image, platform }
}
