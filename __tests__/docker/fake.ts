import { chmodSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  type Command,
  CommandError,
  type CommandResult,
  type Pipe,
  type Run,
} from '../../src/common/run.ts'
import type { BuildSettings } from '../../src/settings/settings.ts'

/** What a command answers: its standard output, or more. */
export type Answer = string | { stdout?: string; exitCode?: number; stderr?: string }

/** A `Run` and a `Pipe` that start nothing: `answer` says what came out, and `commands` what was asked. */
export function recording(
  answer: (command: Command, index: number) => Answer | Promise<Answer> = () => '',
): { run: Run; pipe: Pipe; commands: Command[]; lines: () => string[] } {
  const commands: Command[] = []
  const run: Run = async command => {
    commands.push(command)
    return result(command, await answer(command, commands.length - 1))
  }
  const pipe: Pipe = async (command, consume) => {
    const { stdout } = await run(command)
    return consume(Readable.from([stdout]))
  }
  return { run, pipe, commands, lines: () => commands.map(lineOf) }
}

/**
 * What passes for Docker's own client, in a folder that becomes the PATH.
 * @param head its first bytes; @param size its size in bytes
 */
export function fakeClient(
  folder: string,
  head: string | Buffer = Buffer.from('7f454c46', 'hex'),
  size = 9_000_000,
): { PATH: string } {
  const file = join(folder, 'docker')
  writeFileSync(file, head)
  truncateSync(file, size)
  chmodSync(file, 0o755)
  return { PATH: folder }
}

export function lineOf({ program, args }: Command): string {
  return [program, ...args].join(' ')
}

export function aBuild(changes: Partial<BuildSettings> = {}): BuildSettings {
  return {
    context: '.',
    file: null,
    target: null,
    platforms: [],
    buildArgs: [],
    buildContexts: [],
    secrets: [],
    secretEnvs: [],
    secretFiles: [],
    ssh: [],
    cacheFrom: [],
    cacheTo: [],
    builder: null,
    network: null,
    addHosts: [],
    allow: [],
    pull: false,
    noCache: false,
    noCacheFilters: [],
    labels: [],
    shmSize: null,
    ulimit: [],
    cgroupParent: null,
    ...changes,
  }
}

export const digestOfZeros = `sha256:${'0'.repeat(64)}`

// --- internal ---

function result(command: Command, answer: Answer): CommandResult {
  const given = typeof answer === 'string' ? { stdout: answer } : answer
  const { stdout = '', exitCode = 0, stderr = '' } = given
  if (exitCode !== 0 && !command.allowed?.includes(exitCode)) {
    throw new CommandError(command, exitCode, stderr)
  }
  return { stdout, exitCode, stderr }
}
