import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, delimiter, join } from 'node:path'

/**
 * Whether `docker` is Docker's own client, so that what it would ask and start is plain. Anything else (a script with
 * `-H`, `sudo` or `--context`, a shim, a snap) decides itself which engine it is about, and nothing goes around it.
 */
export function hasPlainClient(env: NodeJS.ProcessEnv): boolean {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const file = join(folder, 'docker')
    if (canRun(file)) return isClient(file)
  }
  return false
}

// --- internal ---

/** Bytes; Docker's client has tens of megabytes in every version, and no wrapper has. */
const LEAST = 8_000_000
/** ELF, and Mach-O with one or several architectures. */
const PROGRAMS = ['7f454c46', 'cffaedfe', 'cafebabe']

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

function isClient(file: string): boolean {
  try {
    const path = realpathSync(file)
    return basename(path) === 'docker' && statSync(path).size >= LEAST && isProgram(path)
  } catch {
    return false
  }
}

function isProgram(path: string): boolean {
  const head = Buffer.alloc(4)
  const descriptor = openSync(path, 'r')
  try {
    readSync(descriptor, head)
  } finally {
    closeSync(descriptor)
  }
  return PROGRAMS.includes(head.toString('hex'))
}
