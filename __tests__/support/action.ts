import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { canaryEnvironment, canarySecret, expectNoCanary, filesBelow } from './canaries.ts'

const top = resolve(import.meta.dirname, '../..')
const action = parse(readFileSync(join(top, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>
}

export interface ActionResult {
  exitCode: number
  /** Standard output and error, as the runner's log would show them. */
  log: string
  outputs: Record<string, string>
  summary: string
}

export interface ActionRun {
  cwd: string
  inputs: Record<string, string>
  env: Record<string, string | undefined>
  /** Instead of the bundle, e.g. the source, which needs no building. */
  entry?: string
  /** Told whatever it says, so that it can be ended. */
  onOutput?: (said: string, child: ChildProcess) => unknown
}

/**
 * Runs the committed bundle as the runner does: inputs as `INPUT_*`, command files for outputs and the
 * summary, Node 24. Nothing that it tells or leaves may show the canaries that it carries.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/NodeScriptActionHandler.cs
 */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const { cwd, inputs, env, entry = 'dist/index.js', onOutput } = run
  const folder = mkdtempSync(join(tmpdir(), 'image-size-gate-runner-'))
  const file = (name: string) => {
    writeFileSync(join(folder, name), '')
    return join(folder, name)
  }
  const output = file('output')
  const summary = file('summary')
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  const secrets = [inputs.secrets ?? '', ...canarySecret(cwd, Object.keys(inputs))]
  const child = spawn(process.execPath, [join(top, entry)], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: cwd,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: folder,
      TMPDIR: temporary,
      ...canaryEnvironment,
      ...inputsAsEnv({ ...inputs, secrets: secrets.filter(text => text !== '').join('\n') }),
      ...env,
    },
  })
  let log = ''
  child.stdout.on('data', data => {
    log += String(data)
    onOutput?.(String(data), child)
  })
  child.stderr.on('data', data => {
    log += String(data)
  })
  try {
    const exitCode = await new Promise<number>((done, fail) =>
      child.on('error', fail).on('close', code => done(code ?? 128)),
    )
    const left = readdirSync(folder).filter(name => name.startsWith('image-size-gate-run-'))
    if (left.length + readdirSync(temporary).length > 0)
      throw new Error(`temporary files are left: ${left} ${readdirSync(temporary)}`)
    const cacheDir = inputs['cache-dir']
    expectNoCanary(
      {
        ...filesBelow(folder),
        ...(cacheDir === undefined ? {} : filesBelow(resolve(cwd, cacheDir))),
        'the log': log,
      },
      [inputs['github-token'] ?? ''],
    )
    const outputs = parseOutputs(readFileSync(output, 'utf8'))
    // The report outlives the step on a runner; here its text is kept instead of its path.
    for (const name of ['report', 'html']) {
      const path = outputs[name]
      if (path !== undefined && path !== '') outputs[name] = readFileSync(path, 'utf8')
    }
    return { exitCode, log, outputs, summary: readFileSync(summary, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The runner fills in the defaults of action.yml; expressions (`${{ … }}`) are the test's to give. */
export function inputsAsEnv(inputs: Record<string, string>): Record<string, string> {
  const defaults = Object.entries(action.inputs).map(
    ([name, input]) => [name, input.default ?? ''] as const,
  )
  const all = {
    ...Object.fromEntries(defaults.filter(([, value]) => !value.includes('${{'))),
    ...inputs,
  }
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
}

export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const match of text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n?\2\n/gm)) {
    outputs[match[1] ?? ''] = match[3] ?? ''
  }
  return outputs
}
